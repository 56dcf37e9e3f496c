"""Elements of XML, and HTML as XHTML: the same elements as the HTML parser read, written by an XML writer."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from xml.etree.ElementTree import Element, SubElement

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .desk import clean


def text(parent: Element, tag: str, words: str) -> Element:
    """A new element at the end of another, with words in it."""
    element = SubElement(parent, tag)
    element.text = clean(words)
    return element


def copy(html: str, target: Element) -> None:
    """Puts what a piece of HTML holds into an element; a link to nowhere leaves its words, `data-*` stays behind."""
    body = LexborHTMLParser(html).body
    if body is not None:
        _copy(body, target)


def written(root: Element) -> str:
    """A whole document of XML."""
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _copy(source: LexborNode, target: Element) -> None:
    node = source.child
    while node is not None:
        tag = node.tag or "-"
        if tag == "-text":
            _append(target, clean(node.text(deep=False)))
        elif tag == "a" and not node.attributes.get("href"):
            _copy(node, target)
        elif not tag.startswith("-"):  # neither comment nor the like
            kept = {name: clean(value or "") for name, value in node.attributes.items() if not name.startswith("data-")}
            _copy(node, SubElement(target, tag, kept))
        node = node.next


def _append(target: Element, words: str) -> None:
    """Adds words after what an element already holds."""
    if len(target):
        target[-1].tail = (target[-1].tail or "") + words
    else:
        target.text = (target.text or "") + words

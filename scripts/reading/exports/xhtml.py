"""Elements of XML, and HTML as XHTML: the same elements as the HTML parser read, written by an XML writer."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from xml.etree.ElementTree import Element, SubElement

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .desk import clean

# Elements that the parser's own writer writes as XML has them, but for the few signs that `_as_xml` changes.
ALIKE = "a|aside|blockquote|cite|code|dd|div|dl|dt|em|h[1-6]|li|ol|p|pre|q|section|span|strong|ul"
# What it writes otherwise; the signs are told apart by it, since it escapes `<` and `>` in texts.
UNLIKE = (
    re.compile(rf"<(?!br>|/?(?:{ALIKE})[ >])"),
    re.compile(r'="[^"]*[<>\t\n\r]'),
    re.compile(" data-"),
)
LEADS_NOWHERE = re.compile(r'<a(?=[ >])(?!(?: [^ ="]+="[^"]*")*? href="[^"])[^>]*>(.*?)</a>', re.S)
EMPTY = (re.compile('(")></[a-z0-9]+>'), re.compile("(<(?!br>)[a-z0-9]+)></[a-z0-9]+>"))  # with attributes, and without


def text(parent: Element, tag: str, words: str) -> Element:
    """A new element at the end of another, with words in it."""
    element = SubElement(parent, tag)
    element.text = clean(words)
    return element


def copy(html: str) -> str:
    """What a piece of HTML holds as XML; a link to nowhere leaves its words, `data-*` stays behind."""
    body = LexborHTMLParser(html).body
    if body is None:
        return ""
    found = (body.html or "").removeprefix("<body>").removesuffix("</body>")
    return by_elements(body) if any(unlike.search(found) for unlike in UNLIKE) else _as_xml(found)


def element(root: Element) -> str:
    """An element as XML."""
    return ElementTree.tostring(root, encoding="unicode")


def written(root: Element) -> str:
    """A whole document of XML."""
    return f'<?xml version="1.0" encoding="utf-8"?>\n{element(root)}\n'


def _as_xml(html: str) -> str:
    """HTML as the parser writes it as XML; a third of the time that it takes element by element."""
    found = LEADS_NOWHERE.sub(r"\1", html)
    for empty in EMPTY:
        found = empty.sub(r"\1 />", found)
    return clean(found.replace("<br>", "<br />").replace("&nbsp;", "\xa0"))


def by_elements(body: LexborNode) -> str:
    """What `copy` does with HTML of any kind."""
    root = Element("body")
    _copy(body, root)
    return element(root).partition(">")[2].rpartition("<")[0]


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

"""Elements of XML, and finished HTML as XHTML."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from xml.etree.ElementTree import Element, SubElement
from xml.parsers import expat

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .desk import clean

LEADS_NOWHERE = re.compile(r'<a(?=[ >])(?!(?: [^ ="]+="[^"]*")*? href="[^"])[^>]*>(.*?)</a>', re.S)
# How HTML says what XML says otherwise, or not at all.
OTHERWISE = (("<br>", "<br />"), ("&nbsp;", "\xa0"))
CLOSELY = (" data-", "<!", "<?")


def text(parent: Element, tag: str, words: str) -> Element:
    """A new element at the end of another, with words in it."""
    element = SubElement(parent, tag)
    element.text = clean(words)
    return element


def copy(html: str) -> str:
    """What a piece of HTML holds as XML; a link to nowhere leaves its words, `data-*` stays behind.

    The piece is as `prose` and `edition` write it: each element is closed, and stands where HTML lets it stand. Then it
    is XML as well, but for a few signs; anything else is copied element by element, as the HTML parser reads it, which
    takes four times as long.
    """
    found = LEADS_NOWHERE.sub(r"\1", html)
    for sign, in_xml in OTHERWISE:
        found = found.replace(sign, in_xml)
    return by_elements(html) if any(sign in html for sign in CLOSELY) or not _is_xml(found) else found


def element(root: Element) -> str:
    """An element as XML."""
    return ElementTree.tostring(root, encoding="unicode")


def written(root: Element) -> str:
    """A whole document of XML."""
    return f'<?xml version="1.0" encoding="utf-8"?>\n{element(root)}\n'


def _is_xml(content: str) -> bool:
    """Whether this is what an element of XML may hold."""
    try:
        expat.ParserCreate().Parse(f"<body>{content}</body>", True)
    except expat.ExpatError:
        return False
    return True


def by_elements(html: str) -> str:
    """What `copy` does with HTML of any kind."""
    body = LexborHTMLParser(html).body
    if body is None:
        return ""
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

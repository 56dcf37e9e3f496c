"""Makes a `Page` of the bytes of a file."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from . import elements, leftovers
from .encoding import decode
from .page import Page


def read(path: str, data: bytes) -> Page:
    """The facts of a page; `path` is relative to the site. Reads anything, however broken."""
    text, misread = decode(data)
    page = Page(path, text, misread)
    tree = LexborHTMLParser(text)
    elements.walk(tree, page)
    _head(tree, page)
    _words(tree, page)
    _settle(page)
    return page


def _head(tree: LexborHTMLParser, page: Page) -> None:
    """The title, and whether the policy comes too late to bind what stands before it."""
    title = tree.css_first("head > title")
    page.title = " ".join(title.text().split()) if title is not None else None
    node = tree.head.child if page.policies and tree.head is not None else None
    while node is not None:
        attributes = node.attributes if node.tag and node.tag[0] != "-" else {}
        if (attributes.get("http-equiv") or "").strip().lower() == "content-security-policy":
            return
        if node.tag == "script":
            page.late = True
        node = node.next
    page.late = bool(page.policies)


def _words(tree: LexborHTMLParser, page: Page) -> None:
    """What the page shows as text: leftovers of its making, and how much there is where little would matter."""
    body = tree.body
    if body is None:
        return
    told = "\n".join((page.title or "", *page.metas.get("description", ()), *page.captions))
    everything = body.text()
    if any(sign in everything for sign in leftovers.SIGNS):
        for element, text in leftovers.texts(tree):
            page.leftovers.extend((element, what) for what in leftovers.markup(text))
            page.garbled.extend((element, what) for what in leftovers.garbled(text))
    if any(sign in told for sign in leftovers.SIGNS):
        page.leftovers.extend(("an attribute or the head", what) for what in leftovers.markup(told))
        page.garbled.extend(("an attribute or the head", what) for what in leftovers.garbled(told))
    if page.refresh is not None or not page.shows:
        tree.strip_tags(["script", "style", "template"])
        page.words = len("".join(body.text().split()))


def _settle(page: Page) -> None:
    """What can be known only when all of the page was read."""
    page.anchors.update(page.ids, page.kinds.get("a name", ()))
    if page.refresh is not None and page.refresh.target:
        page.references.append(page.refresh)
    if any("base-uri" in policy for policy in page.policies):
        page.base = ""

"""Makes a `Page` of the bytes of a file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from selectolax.lexbor import LexborHTMLParser

from .. import leftovers
from . import elements
from .encoding import decode
from .page import Names, Page, Pointer

# What is seen on a page without text.
SEEN = "svg, canvas, input, button, hr"
UNREAD = ("script", "style", "template")
TAIL = 5000  # bytes in which the end of a page must come, behind it only comments
END = re.compile(rb"</(?:html|body)\s*>", re.I)
UNCLOSED_TAG = re.compile(rb"<[A-Za-z/][^<>]*\Z")
FRAME = re.compile(rb"<(?:!doctype|html|head|body)\b", re.I)
NAMED = re.compile(r"[^ \t\n\r\f]+")  # an id that a link can name
LABELLED = ("button", "input", "meter", "output", "progress", "select", "textarea")
LONG = 5000  # letters from which on it does not matter how many of them are blanks


def read(path: str, data: bytes, parsed: LexborHTMLParser | None = None) -> Page:
    """The facts of a page; `path` is relative to the site. Reads anything, however broken.

    Takes scripts and styles out of the tree of these bytes that was `parsed` before, if there is one.
    """
    text, misread, plain = decode(data)
    page = Page(path, misread, letters=len(text), blank=not text or text.isspace())
    _shape(data if plain else text.encode("utf-8", "replace"), page)  # bytes are searched far quicker than letters
    # The parser would write a text as UTF-8 first.
    tree = (parsed or LexborHTMLParser(data)) if plain else LexborHTMLParser(text)
    there = elements.walk(tree, page)
    _head(tree, page)
    _words(tree, page, there)
    _settle(page)
    return page


def _shape(text: bytes, page: Page) -> None:
    """Whether a page (in UTF-8) is there to its end, and whether it is one."""
    tail = text[-TAIL:]
    page.snippet = not FRAME.search(text)
    page.ended = b"</html>" in tail or END.search(tail) is not None
    if not page.ended:
        page.lines = text.rstrip().count(b"\n") + 1
        comment = text.rfind(b"<!--")
        unclosed = UNCLOSED_TAG.match(tail[tail.rfind(b"<") :])
        page.broken_off = bool(unclosed) or (comment >= 0 and text.find(b"-->", comment) < 0)


def _head(tree: LexborHTMLParser, page: Page) -> None:
    """The title, and whether the policy comes too late to bind what stands before it."""
    node, bound = tree.head.child if tree.head is not None else None, not page.policies
    while node is not None:
        tag = node.tag
        if tag == "title" and page.title is None:
            page.title = " ".join(node.text().split())
        elif tag == "meta" and not bound:
            bound = (node.attributes.get("http-equiv") or "").strip().lower() == "content-security-policy"
        elif tag == "script" and not bound:
            page.late = True
        node = node.next
    page.late = page.late or not bound


def _words(tree: LexborHTMLParser, page: Page, there: set[str]) -> None:
    """What the page shows as text: leftovers of its making, and how much there is."""
    body = tree.body
    if body is None:
        return
    tree.strip_tags([tag for tag in UNREAD if tag in there])  # each takes a way through the whole tree
    text = body.text()
    page.words = len(text) if len(text) > LONG else len("".join(text.split()))
    loads = page.links or any(reference.tag for reference in page.references)  # JSON-LD has none
    page.shows = bool(page.words or page.scripts or loads) or tree.css_first(SEEN) is not None
    if leftovers.suspicious(text):
        for element, part in leftovers.texts(tree):
            _suspect(page, element, part)
    told = "\n".join((page.title or "", *page.metas.get("description", ()), *page.captions))
    if leftovers.suspicious(told):
        _suspect(page, "an attribute or the head", told)


def _suspect(page: Page, element: str, text: str) -> None:
    page.leftovers.extend((element, what) for what in leftovers.markup(text))
    page.garbled.extend((element, what) for what in leftovers.garbled(text))


def _settle(page: Page) -> None:
    """What can be known only when all of the page was read; what no rule needs is let go, as a large site has much."""
    ids, kinds = set(page.ids), page.kinds
    page.anchors = Names(ids.union(kinds.get("a name", ())))
    page.pointers = [pointer for pointer in page.pointers if pointer.name not in _wanted(pointer, ids, kinds)]
    times = Counter(page.ids) if len(ids) < len(page.ids) else {}
    odd = times or "" in ids or len(page.anchors.text.split()) > 1  # seen much sooner than what is odd
    page.ids = [name for name in page.ids if is_broken(name) or times.get(name, 1) > 1] if odd else []
    page.kinds = {}
    if page.refresh is not None and page.refresh.target:
        page.references.append(page.refresh)
    page.references = list(dict.fromkeys(page.references))
    page.links = list(dict.fromkeys(page.links))
    page.captions = []
    if any("base-uri" in policy for policy in page.policies):
        page.base = ""


def is_broken(name: str) -> bool:
    """Whether no link can name an id."""
    return NAMED.fullmatch(name) is None


def _wanted(pointer: Pointer, ids: set[str], kinds: Mapping[str, set[str]]) -> set[str]:
    """The names that a pointer may use."""
    if pointer.wanted == "labelled":
        custom = (kind for kind in kinds if "-" in kind)
        return set().union(*(kinds.get(tag, ()) for tag in (*LABELLED, *custom)))
    if pointer.wanted == "cell":
        return kinds.get("th", set()) | kinds.get("td", set())
    if pointer.wanted == "map":
        return kinds.get("map name", set())
    if pointer.wanted in ("form", "datalist"):
        return kinds.get(pointer.wanted, set())
    return ids

"""Renders contributors' Markdown to allow-listed HTML.

One own Markdown instance without raw HTML, attribute lists, headings or snippets; then nh3 with an allow-list. Links
to other things come out as `href="reading:path.md#id"`; `linked` turns them into addresses.
"""

from __future__ import annotations

import html
import re
import signal
import threading
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from itertools import takewhile
from types import FrameType

import nh3
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from . import plain
from .mentions import MENTION
from .model import Address
from .once import once

TEXTS = 256  # rendered texts that are kept, since the pages of an article show the same ones
SECONDS = 5.0  # Python-Markdown is quadratic in unclosed brackets: 8 KB of `[` take more than twelve seconds
TAGS = {
    "p",
    "br",
    "em",
    "strong",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "a",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
LOCAL = "reading:"
OURS = re.compile(f'href="{LOCAL}([^"]*)"')
BLOCKS = ("indent", "code", "olist", "ulist", "quote", "table")  # what is no paragraph


class TooSlow(Exception):  # noqa: N818 - `site` turns it into a problem
    """A text that would keep the build busy for minutes; carries that text."""


class Renderer:
    """Renders texts that mention the things of one library. Setting one up takes as long as a page of text."""

    def __init__(self, addresses: Mapping[str, Address]) -> None:
        self.addresses = addresses
        self._kept = lru_cache(maxsize=TEXTS)(self._render)
        self._blocks = _markdown(addresses)
        self._line = _markdown(addresses)
        for name in BLOCKS:
            self._line.parser.blockprocessors.deregister(name)

    def render(self, text: str) -> str:
        """Safe HTML for a text of ours or of a contributor; unknown mentions are shown as their words.

        Raises `TooSlow` after five seconds (only in the main thread of a system with alarms).
        """
        return self._kept(text)

    def _render(self, text: str) -> str:
        simple = plain.paragraphs(text, self.target)
        return self.by_markdown(text) if simple is None else simple

    def inline(self, text: str) -> str:
        """A text on one line as safe HTML without a paragraph around it: no list, quotation or table begins there."""
        line = " ".join(text.split())
        simple = None if line.startswith("- ") else plain.paragraphs(line, self.target)
        return re.sub(r"\A<p>|</p>\Z", "", self.line_by_markdown(line) if simple is None else simple)

    def target(self, slug: str) -> tuple[str, str] | None:
        """The address and the name that a mention of `slug` gets."""
        address = self.addresses.get(slug)
        return (LOCAL + href(address), address.name) if address else None

    def by_markdown(self, text: str) -> str:
        """What `render` does with a text that is not plain."""
        return _rendered(text, self._blocks)

    def line_by_markdown(self, text: str) -> str:
        """The same for a text on one line, its paragraph still around it."""
        return _rendered(" ".join(text.split()), self._line)


renderer = once(Renderer)


def render(text: str, addresses: Mapping[str, Address]) -> str:
    """`Renderer.render` for one text."""
    return renderer(addresses).render(text)


def inline(text: str, addresses: Mapping[str, Address]) -> str:
    """`Renderer.inline` for one text."""
    return renderer(addresses).inline(text)


def _rendered(text: str, markdown: Markdown) -> str:
    with _at_most(SECONDS, text):
        raw = markdown.reset().convert(text)
    return CLEANER.clean(raw)


def linked(rendered: str, way: Callable[[str], str]) -> str:
    """Rendered HTML in which `way` has turned each target of ours (`path.md#id`) into an address."""
    known: dict[str, str] = {}

    def attribute(match: re.Match[str]) -> str:
        target = match[1]
        if target not in known:
            known[target] = f'href="{html.escape(way(html.unescape(target)))}"'
        return known[target]

    return OURS.sub(attribute, rendered)


def relative(target: str, page: str, ending: str) -> str:
    """The way from `page` to `target` (Markdown paths, the target with an optional #id), ending `.md` or `.html`."""
    path, hash_sign, anchor = target.partition("#")
    if hash_sign and path == page and ending == ".html":
        return f"#{anchor}"
    return _way(path, page.rpartition("/")[0], ending) + hash_sign + anchor


@lru_cache(maxsize=2048)
def _way(path: str, folder: str, ending: str) -> str:
    """The way from a folder ("" for the root) to a file in it or elsewhere; `posixpath` would ask where we are."""
    here, there = folder.split("/") if folder else [], path.split("/")
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(here, there[:-1], strict=False)))
    return "/".join([*[".."] * (len(here) - same), *there[same:]]).removesuffix(".md") + ending


def href(address: Address) -> str:
    """The target of an address as `relative` takes it."""
    return f"{address.path}#{address.anchor}" if address.anchor else address.path


class _Mention(InlineProcessor):
    """`[[slug]]` and `[[slug|words]]`."""

    def __init__(self, addresses: Mapping[str, Address]) -> None:
        super().__init__(MENTION.pattern)
        self.addresses = addresses

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | str, int, int]:
        address = self.addresses.get(m[1].strip())
        words = (m[2] or (address.name if address else m[1])).strip()
        element = ElementTree.Element("a" if address else "span")
        if address:
            element.set("href", LOCAL + href(address))
        element.text = AtomicString(words)
        return element, m.start(0), m.end(0)


def _markdown(addresses: Mapping[str, Address]) -> Markdown:
    markdown = Markdown(
        extensions=["sane_lists", "tables", "fenced_code", "smarty"],
        extension_configs={"smarty": {"smart_dashes": False, "smart_ellipses": False}},
    )
    markdown.preprocessors.deregister("html_block")
    markdown.inlinePatterns.deregister("html")
    for name in ("hashheader", "setextheader", "hr", "reference"):  # what would be a heading, a line, or lost
        markdown.parser.blockprocessors.deregister(name)
    markdown.inlinePatterns.register(_Mention(addresses), "mention", 175)
    return markdown


def _attribute(tag: str, attribute: str, value: str) -> str | None:
    """Links go to the web, to a mail program or to one of our things; everything relative is dropped."""
    del tag, attribute
    return value if re.match(rf"(?:https?://|mailto:|{LOCAL})", value, re.I) else None


CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes={"a": {"href"}},
    attribute_filter=_attribute,
    url_schemes={"https", "http", "mailto", LOCAL.rstrip(":")},
    link_rel=None,  # nothing opens a new window
)


@contextmanager
def _at_most(seconds: float, text: str) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlow(text)

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

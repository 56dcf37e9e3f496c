"""What the rules need to know of a page: each page is decoded and parsed once, and walked once."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

CANDIDATE = re.compile(r"[\s,]*([^\s,]\S*[^\s,]|[^\s,])(?:,+|(?:\s+(?:[^,(]|\([^)]*\))*)?(?:,|$))")


MODULE = re.compile(r'script type="module"|link rel="[^"]*\bmodulepreload\b')
PROOF = re.compile(r"(?:google[0-9a-f]{8,}|yandex_[0-9a-f]{8,}|pinterest-\w+)\.html")
LARGE = 4096  # letters of a set of names from which on it is worth taking apart
# How an address is written that stands in no attribute.
WRITTEN = {
    "url(": "url({})",
    "image-set(": 'image-set("{}")',
    "@import": '@import "{}"',
    "import": 'import "{}"',
    "call": "the call of {}",
}


class Use(Enum):
    """What becomes of an address: a reader follows it, the browser loads it or sends to it, or it only names a thing.

    `ID` is a name that need not have an element (JSON-LD's `@id`); `HOST` is only connected to.
    """

    FOLLOW = auto()
    LOAD = auto()
    SEND = auto()
    NAME = auto()
    ID = auto()
    HOST = auto()


class Reference(NamedTuple):
    """An address and where it stands: `tag` and `attribute` of a page, one of them alone in XML or JSON; as typed.

    `marked` is an address that says of itself that it is given as it was seen (`data-as-seen`).
    """

    tag: str
    attribute: str
    target: str
    use: Use
    marked: bool = False

    def __str__(self) -> str:
        target = self.target if len(self.target) <= 160 else self.target[:160] + "…"
        if self.attribute in WRITTEN:
            return (f"<{self.tag}> " if self.tag else "") + WRITTEN[self.attribute].format(target)
        if not self.tag:
            return f'"{self.attribute}": "{target}"'
        return f'<{self.tag} {self.attribute}="{target}">' if self.attribute else f"<{self.tag}>{target}</{self.tag}>"


class Pointer(NamedTuple):
    """An attribute that names another element of its page, and the sort of element that it wants."""

    tag: str
    attribute: str
    value: str
    name: str
    wanted: str

    def __str__(self) -> str:
        return f'<{self.tag} {self.attribute}="{self.value}">'


class Names:
    """A set of names as one text, since the ids of a large site would fill the memory as texts of their own."""

    __slots__ = ("text",)

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.text = "\0".join(("", *sorted(set(names)), ""))  # no name has NUL, which no parser lets through

    @classmethod
    def of(cls, text: str) -> Names:
        """The set that has this text."""
        names = cls()
        names.text = text
        return names

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Names) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __contains__(self, name: str) -> bool:
        if len(self.text) > LARGE:
            return name in _split(self.text)
        return "\0" not in name and f"\0{name}\0" in self.text

    def __iter__(self) -> Iterator[str]:
        return iter(self.text.split("\0")[1:-1])

    def has_any(self, names: Iterable[str]) -> bool:
        """Whether one of some names is in the set."""
        return any(name in self for name in names)

    def has_all(self, names: Iterable[str]) -> bool:
        """Whether all of some names are in the set."""
        return all(name in self for name in names)


@lru_cache(maxsize=4)
def _split(text: str) -> frozenset[str]:
    """The names of a large set: nearly every page links to the list of all sources, and to many of them."""
    return frozenset(text.split("\0")[1:-1])


@dataclass(slots=True)
class Page:
    """One page. Lists are in the order of the page; texts are as a browser reads them, entities resolved.

    `anchors` are the names of its elements. Of `ids` and `pointers` those are kept that a rule has something to say of
    (see `reader`): ids that stand more than once or that no link could name, pointers to nothing.

    `references` says an address once for each way of writing it, since a fault is shown at the first place; nearly all
    are links of the same form, of which `links` has the addresses alone (see `link`).

    `again` reads the whole text once more, for the line of a fault: no page keeps its text, since those of a large
    site would fill the memory. `ended`: its frame is closed; else `broken_off`: it ends inside a tag or a comment, and
    `lines` counts to its end; `snippet`: it has no element of a page's frame, such as a proof for a search engine;
    `malformed`: its JSON-LD cannot be read.

    `settled` are the links of which no rule has anything to say, and that are neither among `links` nor `references`:
    the ids that they name, by page. It was so with this `home` and with pages of the same names (see `settled.py`).
    """

    path: str
    misread: str = ""
    again: Callable[[], str] = str
    letters: int = 0
    lines: int = 1
    blank: bool = False
    ended: bool = False
    broken_off: bool = False
    snippet: bool = False
    base: str = ""
    title: str | None = None
    language: str | None = None
    metas: dict[str, list[str]] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    anchors: Names = field(default_factory=Names)
    kinds: dict[str, set[str]] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pointers: list[Pointer] = field(default_factory=list)
    active: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    malformed: bool = False
    policies: list[str] = field(default_factory=list)
    late: bool = False
    refresh: Reference | None = None
    refreshes: int = 0
    captions: list[str] = field(default_factory=list)
    words: int = 0
    shows: bool = False
    leftovers: list[tuple[str, str]] = field(default_factory=list)
    garbled: list[tuple[str, str]] = field(default_factory=list)
    settled: Mapping[str, Sequence[str]] = field(default_factory=dict)
    home: str = ""

    @property
    def alias(self) -> bool:
        """A page that only sends the reader on to another: a refresh and next to no text."""
        return self.refresh is not None and self.words <= 300

    @property
    def proof(self) -> bool:
        """A file that proves to a search engine whose the site is; it is linked by nothing and shown to nobody."""
        return PROOF.fullmatch(self.path) is not None and self.letters < 1000

    @property
    def void(self) -> bool:
        """A page without anything to see: no text, no picture, nothing that could make one."""
        return not self.shows and self.refresh is None

    @property
    def unlisted(self) -> bool:
        """A page that asks search engines to leave it out."""
        return any("noindex" in content.lower() for content in self.metas.get("robots", ()))

    def line(self, value: str, attribute: str = "") -> int:
        """The first line on which an attribute or a text stands; 1 where the page writes it in some other way."""
        text = self.again()
        return text.count("\n", 0, _at(text, value, attribute)) + 1


def link(target: str) -> Reference:
    """One of a page's `links`."""
    return Reference("a", "href", target, Use.FOLLOW)


def _at(text: str, value: str, attribute: str) -> int:
    if not value.strip():
        empty = rf"""\s{re.escape(attribute)}\s*=\s*(?:"\s*"|'\s*')"""
        found = re.search(empty, text, re.I) if attribute else None
        return found.start() + 1 if found else 0
    before = re.compile(rf"""\b{re.escape(attribute)}\s*=\s*["']?\s*\Z""", re.I)
    for form in dict.fromkeys((value, html.escape(value, quote=False), html.escape(value))):
        first = at = text.find(form)
        while attribute and at >= 0:
            if before.search(text[max(0, at - 60) : at]):
                return at
            at = text.find(form, at + 1)
        if first >= 0:
            return first
    return 0


def candidates(srcset: str) -> Iterator[str]:
    """The addresses of a `srcset`; one with commas (a data address) goes on to the next blank.

    https://html.spec.whatwg.org/#parsing-a-srcset-attribute
    """
    return (found[1] for found in CANDIDATE.finditer(srcset))

"""The search index as small files, of which a reader loads the few that hold what is typed, and none before.

Words lie in files by their first letters, what they lead to in files of 32; each is a script that hands its data over,
so that search works from a folder on disk too, where browsers let pages load scripts but not read files. Keys and
words are folded as `docs/assets/search.js` folds what is typed: NFKD, no accents, lower case.
"""

from __future__ import annotations

import marshal
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from itertools import starmap
from typing import NamedTuple, TypedDict

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .ondisk import PLAIN, OnDisk

LONGEST = 4_000  # characters of a section that are looked into
HEADINGS = frozenset({"h1", "h2", "h3"})
COMMON = frozenset(  # found nearly everywhere, so that nobody finds anything by them
    [
        *("a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "had", "has", "have", "he", "her"),
        *("his", "in", "is", "it", "its", "not", "of", "on", "or", "our", "she", "that", "the", "their", "there"),
        *("they", "this", "to", "was", "we", "were", "what", "which", "who", "will", "with", "would", "you"),
    ]
)
SIGNS = "“”‘’–—…·¶↗"  # between words nearly everywhere; the rest is then mostly ASCII
# What each byte of such a text is in a word: a letter in lower case, a digit, or a blank for what stands between.
IN_WORDS = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else ord(" ") for code in range(256))


class Entry(NamedTuple):
    """A place that search leads to; `folded` adds the words of its title and of its text (see `in_words`)."""

    location: str
    title: str
    text: str
    title_words: str = ""
    words: str = ""


class Page(TypedDict):
    """What a page gives to the index: its entries, and other spellings by name."""

    entries: list[Entry]
    names: dict[str, str]


def written(page: Page) -> bytes:
    """What a page gave, as bytes that `marshal` reads: its names, and its entries, not read before they are needed."""
    return marshal.dumps((page["names"], marshal.dumps(list(map(tuple, page["entries"])), PLAIN)), PLAIN)


class Pages:
    """What pages gave, by their paths: entries lie on disk, since a large site has more than fit into memory."""

    def __init__(self) -> None:
        self._entries = OnDisk[bytes]()
        self._names: dict[str, dict[str, str]] = {}

    def add(self, path: str, page: bytes) -> None:
        """Adds what a page gave (see `written`), or puts it in the place of what it gave before."""
        self._names[path], given = marshal.loads(page)
        self._entries.store(path, given)

    def remove(self, path: str) -> None:
        """Forgets a page, if it is there."""
        self._entries.remove(path)
        self._names.pop(path, None)

    def update(self, others: Pages) -> None:
        """Adds what other pages gave."""
        for path, names in others._names.items():
            self._entries.store(path, others._entries.stored(path))
            self._names[path] = names

    def paths(self) -> tuple[str, ...]:
        """The paths of all pages, folder by folder."""
        self._entries.sort()
        return self._entries.names

    def given(self, path: str) -> bytes:
        """The entries of a page, as bytes that `entries` reads."""
        return self._entries.stored(path)

    def names(self) -> dict[str, str]:
        """All other spellings by name."""
        return {name: also for path in sorted(self._names) for name, also in self._names[path].items()}


def entries(given: bytes) -> Iterator[Entry]:
    """The entries of a page (see `Pages.given`)."""
    return starmap(Entry, marshal.loads(given))


def folded(entry: Entry) -> Entry:
    """An entry with its words."""
    location, title, text, _, _ = entry
    return Entry(location, title, text, in_words(title), in_words(text))


def spellings(tree: LexborHTMLParser) -> dict[str, str]:
    """Other spellings by name, from the elements of a page that say so: `<p data-name="NAME" data-also="ONE, TWO">`."""
    found = tree.css("[data-also]")
    return {node.attributes.get("data-name") or "": node.attributes.get("data-also") or "" for node in found}


def sections(tree: LexborHTMLParser, location: str, known: Collection[str]) -> Iterator[Entry]:
    """An entry for a page and each of its headings, but for what has entries of its own (`known` locations).

    Takes those parts out of the tree.
    """
    article = tree.css_first("article")
    if article is None or tree.css_first("h1") is None:
        return
    for node in article.css("[data-find], [data-search-exclude], .headerlink, .md-content__button"):
        node.decompose()
    page, heading, anchor, text = "", "", "", [_description(tree)]
    for node in article.iter():
        if node.tag in HEADINGS:
            if page:
                yield from _section(location, anchor, page, heading, text, known)
            page, heading = page or _line(node), _line(node)
            anchor, text = (
                (node.attributes.get("id") or "" if node.tag != "h1" else ""),
                text if node.tag == "h1" else [],
            )
        else:
            text.append(_line(node))
    yield from _section(location, anchor, page, heading, text, known)


def _section(
    location: str, anchor: str, page: str, heading: str, text: Sequence[str], known: Collection[str]
) -> Iterator[Entry]:
    where = f"{location}#{anchor}" if anchor else location
    if where not in known and (not anchor or any(text)):
        title = f"{heading} · {page}" if anchor else page
        yield Entry(where, title, " ".join(filter(None, text))[:LONGEST])


def _line(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())


def _description(tree: LexborHTMLParser) -> str:
    found = tree.css_first('meta[name="description"]')
    return (found.attributes.get("content") or "") if found else ""


def in_words(text: str) -> str:
    """The folded words of a text, in order, with blanks between them."""
    if not text.isascii():
        for sign in SIGNS:
            text = text.replace(sign, " ")
    if text.isascii():
        return text.encode().translate(IN_WORDS).decode()
    plain = unicodedata.normalize("NFKD", text)
    marks = {letter for letter in set(plain) if unicodedata.category(letter)[0] == "M"}
    plain = plain.translate(dict.fromkeys(map(ord, marks))) if marks else plain
    return " ".join(re.findall(r"[^\W_]+", plain.lower().replace("đ", "d")))


def sought(text: str) -> list[str]:
    """The words of a text by which something is found, each once."""
    return [word for word in dict.fromkeys(in_words(text).split()) if word not in COMMON]


def key(word: str) -> str:
    """The file that holds a word: its first two letters, or the code of its first letter in another script."""
    return word[:2] if len(word) > 1 and word[:2].isascii() else f"{ord(word[0]):x}-"

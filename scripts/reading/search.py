"""The search index as small files, of which a reader loads the few that hold what is typed, and none before.

Words lie in files by their first letters, what they lead to in files of 32; each is a script that hands its data over,
so that search works from a folder on disk too, where browsers let pages load scripts but not read files. Keys and
words are folded as `docs/assets/search.js` folds what is typed: NFKD, no accents, lower case.
"""

from __future__ import annotations

import json
import re
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypedDict

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .ondisk import OnDisk

FOLDER = "search"
TOGETHER = 32  # things in a file; search.js divides by the same number
TEASER = 150  # characters shown of a text
LONGEST = 4_000  # characters of a section that are looked into
HEADINGS = frozenset({"h1", "h2", "h3"})
COMMON = frozenset(  # found nearly everywhere, so that nobody finds anything by them
    [
        *("a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "had", "has", "have", "he", "her"),
        *("his", "in", "is", "it", "its", "not", "of", "on", "or", "our", "she", "that", "the", "their", "there"),
        *("they", "this", "to", "was", "we", "were", "what", "which", "who", "will", "with", "would", "you"),
    ]
)
SIGNS = re.compile("[“”‘’–—…·¶↗]")  # between words nearly everywhere; the rest is then mostly ASCII

Entry = Mapping[str, str]  # location, title and text; and what `folded` adds
Shelf = Mapping[str, Sequence[int]]  # by word, twice the number of each entry that has it, and one more if in its title
Shown = Sequence[Sequence[str]]  # location, title and the beginning of the text of each entry
Made = dict[str, Shelf | Shown]  # what each file of an index was made from


Spellings = list[tuple[str, list[str]]]  # names, each with the words of its other spellings


class Page(TypedDict):
    """What a page gives to the index: its entries, and other spellings by name."""

    entries: list[dict[str, str]]
    names: dict[str, str]


def written(page: Page) -> bytes:
    """What a page gave, as text on two lines: its names, and its entries, which are not read before they are needed."""
    return f"{json.dumps(page['names'])}\n{json.dumps(page['entries'], ensure_ascii=False)}".encode()


class Pages:
    """What pages gave, by their paths: entries lie on disk, since a large site has more than fit into memory."""

    def __init__(self) -> None:
        self._entries = OnDisk[bytes]()
        self._names: dict[str, dict[str, str]] = {}

    def add(self, path: str, page: bytes) -> None:
        """Adds what a page gave (see `written`), or puts it in the place of what it gave before."""
        names, entries = page.split(b"\n")
        self._entries.add(path, entries)
        self._names[path] = json.loads(names)

    def remove(self, path: str) -> None:
        """Forgets a page, if it is there."""
        self._entries.remove(path)
        self._names.pop(path, None)

    def update(self, others: Pages) -> None:
        """Adds what other pages gave."""
        for path, names in others._names.items():
            self._entries.add(path, others._entries.named(path))
            self._names[path] = names

    def entries(self) -> Iterator[Entry]:
        """All entries, in the order of paths."""
        self._entries.sort()
        for entries in self._entries:
            yield from json.loads(entries)

    def names(self) -> dict[str, str]:
        """All other spellings by name."""
        return {name: also for path in sorted(self._names) for name, also in self._names[path].items()}


def contents(entries: Iterable[Entry], names: Mapping[str, str]) -> Iterator[tuple[str, Shelf | Shown]]:
    """Each file of the index, and what it is made from; entries keep their order, which breaks ties in results.

    What names somebody is found by the other spellings too, which `names` gives by name.
    """
    also = _by_first_word(names)
    firsts = frozenset(also)
    postings: dict[str, array[int]] = defaultdict(_numbers)
    shown: list[list[str]] = []
    for number, entry in enumerate(entries):
        _post(postings, entry, number, also, firsts)
        shown.append(_shown(entry))
        if len(shown) == TOGETHER:
            yield f"t-{number // TOGETHER}", shown
            shown = []
    if shown:
        yield f"t-{number // TOGETHER}", shown
    shelves: dict[str, dict[str, array[int]]] = defaultdict(dict)
    for word in sorted(postings):
        shelves[f"w-{key(word)}"][word] = postings[word]
    yield from shelves.items()


def _numbers() -> array[int]:
    """An empty list of numbers, of four bytes each: a large library has millions."""
    return array("I")


def _post(
    postings: dict[str, array[int]], entry: Entry, number: int, also: Mapping[str, Spellings], firsts: frozenset[str]
) -> None:
    """Puts an entry under each of its words."""
    title, within = entry["title words"].split(), entry["words"].split()
    other = {
        word
        for first in (*firsts.intersection(title), *firsts.intersection(within))
        for name, spelling in also[first]
        if name in entry["title"] or name in entry["text"]
        for word in spelling
    }
    least = 2 * number
    most = least + 1
    for word in title:
        postings[word].append(most)
    for word in {*within, *other}.difference(title) if other else within:
        postings[word].append(least)


def folded(entry: Entry) -> dict[str, str]:
    """An entry with the words by which it is found: those of its title, and the others, each once."""
    title = sought(entry["title"])
    others = [word for word in sought(entry["text"]) if word not in title]
    return {**entry, "title words": " ".join(title), "words": " ".join(others)}


def spellings(tree: LexborHTMLParser) -> dict[str, str]:
    """Other spellings by name, from the elements of a page that say so: `<p data-name="NAME" data-also="ONE, TWO">`."""
    found = tree.css("[data-also]")
    return {node.attributes.get("data-name") or "": node.attributes.get("data-also") or "" for node in found}


def _by_first_word(names: Mapping[str, str]) -> dict[str, Spellings]:
    """Names by their first word."""
    found: dict[str, Spellings] = defaultdict(list)
    for name, also in names.items():
        found["".join(sought(name)[:1])].append((name, sought(also)))
    return found


def sections(tree: LexborHTMLParser, location: str, known: Collection[str]) -> Iterator[dict[str, str]]:
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
) -> Iterator[dict[str, str]]:
    where = f"{location}#{anchor}" if anchor else location
    if where not in known and (not anchor or any(text)):
        title = f"{heading} · {page}" if anchor else page
        yield {
            "location": where,
            "title": title,
            "text": " ".join(filter(None, text))[:LONGEST],
        }


def _line(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())


def _description(tree: LexborHTMLParser) -> str:
    found = tree.css_first('meta[name="description"]')
    return (found.attributes.get("content") or "") if found else ""


def write(site: Path, pages: Pages, last: Made | None = None) -> None:
    """Writes the index below a site, and a list of the places that it leads to, which no reader loads.

    `last` holds what the files there were made from; those that would be the same are left alone. The list has the form
    of the theme's own index, so that whatever checks the links of a site checks these.
    """
    (site / FOLDER).mkdir(exist_ok=True)
    known, gone = last or {}, set(last or {})
    places: list[str] = []
    for name, of in contents(_noted(pages.entries(), places), pages.names()):
        gone.discard(name)
        if known.get(name) != of:
            path, content = script(name, of)
            (site / path).write_text(content, encoding="utf-8")
        if last is not None:
            last[name] = of
    for name in gone:
        (site / FOLDER / f"{name}.js").unlink(missing_ok=True)
        del known[name]
    listed = ",\n".join(json.dumps({"location": place}, separators=(",", ":")) for place in places)
    (site / FOLDER / "search_index.json").write_text(f'{{"docs":[\n{listed}\n]}}\n', encoding="utf-8")


def _noted(entries: Iterable[Entry], places: list[str]) -> Iterator[Entry]:
    """The entries; where each leads is added to `places`."""
    for entry in entries:
        places.append(entry["location"])
        yield entry


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    plain = SIGNS.sub(" ", text)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        marks = {letter for letter in set(plain) if unicodedata.category(letter)[0] == "M"}
        plain = plain.translate(dict.fromkeys(map(ord, marks))) if marks else plain
    return re.findall(r"[^\W_]+", plain.lower().replace("đ", "d"))


def sought(text: str) -> list[str]:
    """The words of a text by which something is found, each once."""
    return [word for word in dict.fromkeys(words(text)) if word not in COMMON]


def key(word: str) -> str:
    """The file that holds a word: its first two letters, or the code of its first letter in another script."""
    return word[:2] if re.match(r"[a-z0-9]{2}", word) else f"{ord(word[0]):x}-"


def _steps(numbers: Sequence[int]) -> list[int]:
    """Rising numbers as the first and the steps between them, which are shorter to write."""
    return [number - before for before, number in zip((0, *numbers), numbers, strict=False)]


def _shown(entry: Entry) -> list[str]:
    text = entry["text"]
    teaser = text if len(text) <= TEASER else text[:TEASER].rpartition(" ")[0] + " …"
    return [entry["location"], entry["title"], teaser]


def script(name: str, of: Shelf | Shown) -> tuple[str, str]:
    """(name below the site, content) of a file of the index; see `contents`."""
    data = {word: _steps(of[word]) for word in of} if isinstance(of, Mapping) else of
    return f"{FOLDER}/{name}.js", f'found("{name}",{json.dumps(data, ensure_ascii=True, separators=(",", ":"))})'

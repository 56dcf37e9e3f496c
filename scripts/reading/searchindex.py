"""Makes the search index of what pages gave: of 32 pages at a time, and the files from these parts.

An edit changes one part or two, and in these a few words; other parts and other files come from the cache.
"""

from __future__ import annotations

import hashlib
import json
import marshal
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate, chain, count, islice
from operator import sub
from pathlib import Path
from typing import NamedTuple

from . import hardlinks
from .cache import Cache
from .ondisk import PLAIN, Room
from .search import COMMON, Entry, Pages, entries, key, sought

FOLDER = "search"
LISTED = f"{FOLDER}/search_index.json"
TOGETHER = 32  # entries in a file; search.js divides by the same number
PAGES = 32  # in a part: fewer cost a cold build more, more cost an edit more
TEASER = 150  # characters shown of a text

Spellings = Sequence[tuple[str, Sequence[str]]]  # names, each with the words of its other spellings
TEXT = json.encoder.encode_basestring_ascii  # a text in JSON; an encoder would ask first what it is
BETWEEN, BESIDE = ",\n", ","
NOTHING = marshal.dumps({}, PLAIN)


class _Steps(dict[int, str]):
    """Steps as they are written, none for a word that an entry has twice; nearly all are among a few."""

    def __missing__(self, step: int) -> str:
        self[step] = written = f",{step}" if step else ""
        return written


STEPS = _Steps()


class Part(NamedTuple):
    """The index of some entries, numbered from 0.

    `shelves` has by name the words of a file with their numbers, as bytes that `marshal` reads: the first number, the
    last, and the steps to all but the first, each after a comma, as the file has them. A number is twice that of an
    entry, and one more where the word is in its title. `shown` has location, title and the beginning of the text of
    each of `entries`, as bytes that `marshal` reads, `places` the locations alone, a line each, both in JSON.
    """

    shelves: dict[str, bytes]
    entries: int
    shown: Iterable[bytes]
    places: Iterable[bytes]


def write(site: Path, pages: Pages, before: Path, cache: Cache, last: dict[str, str] | None = None) -> None:
    """Writes the index below a site, and a list of the places that it leads to, which no reader loads.

    `before` is the site that was built before (see `hardlinks`). `last` has a digest of each file that is there
    already; those that would be the same are left alone. The list has the form of the theme's own index, so that
    whatever checks the links of a site checks these.
    """
    (site / FOLDER).mkdir(exist_ok=True)
    known: dict[str, str] = {}
    for name, content in files(tuple(parts(pages, cache)), cache):
        known[name] = hashlib.sha256(content).hexdigest()
        if last is None or last.get(name) != known[name]:
            hardlinks.put(f"{site}/{name}", (content,), f"{before}/{name}")
    if last is not None:
        for name in last.keys() - known.keys():
            (site / name).unlink(missing_ok=True)
        last.clear()
        last.update(known)


def parts(pages: Pages, cache: Cache) -> Iterator[Part]:
    """The parts of the index, in the order of paths; what is shown of entries is on disk."""
    names, paths, room = pages.names(), pages.paths(), Room()
    also, spelt = _by_first_word(names), json.dumps(names)
    for start in range(0, len(paths), PAGES):
        given = [pages.given(path) for path in paths[start : start + PAGES]]
        made = partial(_made, given, also)
        shelves, number, shown, places = marshal.loads(_kept(cache, made, "part", spelt, *given))
        yield Part(shelves, number, room.stretch([shown]), room.stretch([places]))


def _made(given: Iterable[bytes], also: Mapping[str, Spellings]) -> bytes:
    return marshal.dumps(part(chain.from_iterable(map(entries, given)), also))


def _kept(cache: Cache, make: Callable[[], bytes], *made_from: str | bytes) -> bytes:
    """What was made from the same before, or is now."""
    if not cache.keeps:
        return make()
    name = cache.key("search index", *made_from)
    kept = cache.get(name)
    if kept is None:
        cache.put(name, kept := make())
    return kept


def part(given: Iterable[Entry], also: Mapping[str, Spellings]) -> tuple[dict[str, bytes], int, bytes, bytes]:
    """What a `Part` has of some entries, which keep their order, as it breaks ties in results.

    A word counts once of an entry, in its title rather than in its text. What names somebody is found by the other
    spellings too, which `also` has by the first word of the name.
    """
    numbers: dict[str, list[int]] = defaultdict(list)
    shown, places = [], []
    firsts = frozenset(also)
    for least, entry in zip(count(0, 2), given, strict=False):
        title, others = entry.title_words.split(), entry.words.split()
        for of in map(numbers.__getitem__, others):
            of.append(least)  # as often as it stands there; `STEPS` leaves out what says nothing new
        for of in map(numbers.__getitem__, title):
            while of and of[-1] >= least:
                of.pop()
            of.append(least + 1)
        named = (*firsts.intersection(title), *firsts.intersection(others))
        for of in map(numbers.__getitem__, _other_words(entry, named, also) if named else ()):
            if not of or of[-1] < least:
                of.append(least)
        place = TEXT(entry.location)
        shown.append(f"[{place},{TEXT(entry.title)},{TEXT(_teaser(entry.text))}]")
        places.append(f'{{"location":{place}}}')
    for word in COMMON.intersection(numbers):
        del numbers[word]
    shelves: dict[str, dict[str, tuple[int, int, str]]] = defaultdict(dict)
    begins, shelf = "", dict[str, tuple[int, int, str]]()
    for word in sorted(numbers):
        if word[:2] != begins:  # all that a key is made from
            begins, shelf = word[:2], shelves[key(word)]
        of = numbers[word]
        first, last = of[0], of[-1]  # of a quarter of the words the same
        steps = "".join(map(STEPS.__getitem__, map(sub, of[1:], of))) if first < last else ""
        shelf[word] = first, last, steps
    written = {name: marshal.dumps(words, PLAIN) for name, words in shelves.items()}
    return written, len(places), marshal.dumps(shown, PLAIN), BETWEEN.join(places).encode()


def files(of: Sequence[Part], cache: Cache) -> Iterator[tuple[str, bytes]]:
    """(name below the site, content) of each file of the index."""
    shown = (entry for part in of for entry in marshal.loads(b"".join(part.shown)))
    starts = list(accumulate((part.entries for part in of), initial=0))
    for start in range(0, starts[-1], TOGETHER):
        yield _script(f"t-{start // TOGETHER}", f"[{BESIDE.join(islice(shown, TOGETHER))}]".encode())
    for name in sorted({name for part in of for name in part.shelves}):
        written = [part.shelves.get(name, NOTHING) for part in of]
        made = partial(_shelf, written, starts)
        yield _script(f"w-{name}", _kept(cache, made, "shelf", repr(starts), b"".join(written)))
    listed = BETWEEN.encode().join(b"".join(part.places) for part in of if part.entries)
    yield LISTED, b'{"docs":[\n%b\n]}\n' % listed


def _shelf(written: Iterable[bytes], starts: Iterable[int]) -> bytes:
    """A file of words, from what each part has of it and the number of its first entry.

    Of the rising numbers of a word it has the first and the steps between them, which are shorter to write.
    """
    found: dict[str, list[str]] = defaultdict(list)
    ends: dict[str, int] = {}
    for data, start in zip(written, starts, strict=False):
        for word, (first, last, steps) in marshal.loads(data).items():
            found[word].append(f"{2 * start + first - ends.get(word, 0)}{steps}")
            ends[word] = 2 * start + last
    words = (f"{TEXT(word)}:[{BESIDE.join(found[word])}]" for word in sorted(found))
    return f"{{{BESIDE.join(words)}}}".encode()


def _script(name: str, data: bytes) -> tuple[str, bytes]:
    return f"{FOLDER}/{name}.js", b'found("%b",%b)' % (name.encode(), data)


def _teaser(text: str) -> str:
    """The beginning of a text."""
    return text if len(text) <= TEASER else text[:TEASER].rpartition(" ")[0] + " …"


def _other_words(entry: Entry, firsts: Iterable[str], also: Mapping[str, Spellings]) -> Iterator[str]:
    """The words of the other spellings of those whom an entry names."""
    for name, spelling in (one for first in firsts for one in also[first]):
        if name in entry.title or name in entry.text:
            yield from spelling


def _by_first_word(names: Mapping[str, str]) -> dict[str, Spellings]:
    """Names by their first word."""
    found: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for name, also in names.items():
        found["".join(sought(name)[:1])].append((name, sought(also)))
    return dict(found)

"""What is made of an article, and the pages across articles: made anew only where what they are made of changed.

An article's pages show texts of ours on that article, and names and fields of everything else: the body of a note on
another article reaches them only by what it mentions. So that an edited note leaves the pages of all other articles as
they were, the key holds everything but those bodies. The pages across articles show no such body either.
"""

from __future__ import annotations

import dataclasses
import marshal
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from .cache import Cache
from .door import with_html, without_html
from .edition import edition
from .exports import TABLES, epub, web_annotations
from .exports.tables import Make, Part, Table, files
from .groups import groups
from .model import Article, Export, Library, Page, Reading, Thing
from .navigation import placed
from .ondisk import PLAIN
from .pages import across_articles, of_article

OWN_TEXTS = ("notes", "claims", "questions")  # tables of what `shared` knows without its texts, and which show them
FIELDS = tuple(field.name for field in dataclasses.fields(Page) if field.name != "body")
VALUES = attrgetter(*FIELDS)
EXPORT = ("path", "stored", "media", "about", "count")


class Stored(NamedTuple):
    """A page in its place in the navigation: its path, its template, and all of it as bytes (see `shortened`)."""

    path: str
    template: str
    data: bytes


@dataclasses.dataclass(frozen=True, slots=True)
class Made:
    """What one article gives to the site: its pages, its book, its annotations."""

    pages: tuple[Stored, ...]
    book: Export
    annotations: Export


def shared(reading: Reading, cache: Cache) -> str:
    """A key of all that any page may show, but for the bodies of notes, claims and questions; "" where none is kept."""
    return cache.key_of(_shared(reading)) if cache.keeps else ""


def of_articles(reading: Reading, style: str, cache: Cache, world: str) -> Iterator[Made]:
    """What each article gives, in the order of the library.

    `style` is the text of the style sheet of its book, `world` what `shared` gave.
    """
    for article in reading.library.articles:
        key = cache.key("article", world, style, article.slug, *_own(reading, article)) if cache.keeps else ""
        before = cache.get(key)
        if before is not None:
            yield _read(before)
            continue
        found = _make(reading, article, style)
        if cache.keeps:
            cache.put(key, _written(found))
        yield found


def across(reading: Reading, cache: Cache, world: str) -> Iterator[Stored]:
    """The pages that belong to no single article, one after the other; `world` is what `shared` gave."""
    mentions = map(repr, sorted(reading.mentioned_in.items()))
    key = cache.key_of(chain(("across", world), mentions)) if cache.keeps else ""
    known, kept = int(cache.get(key) or 0), 0
    while kept < known and (before := cache.get(cache.key(key, str(kept)))) is not None:
        yield Stored(*marshal.loads(before))
        kept += 1
    if known and kept == known:
        return
    made = 0
    for made, page in enumerate(across_articles(reading), start=1):
        if made > kept:
            for one in stored([page]):
                cache.put(cache.key(key, str(made - 1)), marshal.dumps(tuple(one)))
                yield one
    cache.put(key, str(made).encode())  # at the end, since a build that is stopped has made only some


def tables(reading: Reading, cache: Cache, world: str) -> Iterator[Export]:
    """The files of all tables; `world` is what `shared` gave, which knows no text that only some tables show."""

    def part(table: Table, number: int, things: Sequence[Any], make: Make) -> Part:
        own = (_whole(reading.library, thing) for thing in things) if table.name in OWN_TEXTS else ()
        key = cache.key("table", world, table.name, str(number), *own) if cache.keeps else ""
        before = cache.get(key)
        if before is not None:
            return Part(*marshal.loads(before))
        made = make()
        cache.put(key, marshal.dumps(tuple(made)))
        return made

    return (file for table in TABLES for file in files(reading, table, part))


def _make(reading: Reading, article: Article, style: str) -> Made:
    printed = edition(reading, article)
    return Made(
        stored(of_article(reading, article, printed)),
        epub.file(reading, printed, style),
        web_annotations.file(reading, article),
    )


# ---- what it depends on ---------------------------------------------------------------------------------------------


def _shared(reading: Reading) -> Iterator[str]:
    library = reading.library
    for shelf in dataclasses.fields(library):
        if shelf.name in ("notes", "claims", "questions"):
            yield from (thing.file + library.digests[thing.file][0] for thing in getattr(library, shelf.name))
        elif shelf.name == "fingerprints":
            yield from (
                repr((dataclasses.replace(p, proofs=frozenset()), sorted(p.proofs))) for p in library.fingerprints
            )
        elif shelf.name in ("broken", "drafts"):
            yield repr(sorted(getattr(library, shelf.name)))
        elif shelf.name == "originals":
            yield from map(repr, library.originals)
        elif shelf.name not in ("passages", "digests"):  # passages are made from their article
            yield from (_whole(library, thing) for thing in getattr(library, shelf.name))
    yield from map(repr, sorted(reading.addresses.items()))
    yield repr(
        (
            sorted(reading.proved),
            sorted(reading.setting.private),
            dataclasses.replace(reading.setting, private=frozenset()),
        )
    )


def _whole(library: Library, thing: Thing) -> str:
    return thing.file + library.digests[thing.file][1]


def _own(reading: Reading, article: Article) -> Iterator[str]:
    """What is said on one article, and the lines elsewhere that mention it or any of that."""
    of, its = groups(reading), article.slug
    own: list[Thing] = [*of.notes_of[its], *of.claims_of[its], *of.questions_of[its]]
    passages = (slug for w in of.passages_of[its] for slug in (w.passage.slug, *w.passage.formerly))
    yield from (_whole(reading.library, thing) for thing in own)
    yield from (repr(reading.mentioned_in.get(slug)) for slug in (article.slug, *passages, *(t.slug for t in own)))


# ---- as bytes -------------------------------------------------------------------------------------------------------
# With `marshal`, which reads nothing but plain values, and does so faster than JSON is read.


def stored(pages: Iterable[Page]) -> tuple[Stored, ...]:
    """Pages in their places; the bytes of equal pages are the same."""
    return tuple(Stored(page.path, page.template, as_bytes(page)) for page in placed(pages))


def as_bytes(page: Page) -> bytes:
    """A page as `page` and `shortened` read it."""
    return marshal.dumps((VALUES(page), *without_html(page.body)), PLAIN)


def shortened(data: bytes) -> tuple[Page, list[bytes]]:
    """The page of such bytes without its finished HTML (see `door.without_html`), and that HTML."""
    values, short, blocks = marshal.loads(data)
    return Page(body=short, **dict(zip(FIELDS, values, strict=True))), blocks


def page(data: bytes) -> Page:
    """The page of such bytes as a whole."""
    short, blocks = shortened(data)
    return dataclasses.replace(short, body=with_html(short.body.encode(), blocks).decode())


def _written(found: Made) -> bytes:
    pages = list(map(tuple, found.pages))
    return marshal.dumps((pages, *map(attrgetter(*EXPORT), (found.book, found.annotations))))


def _read(data: bytes) -> Made:
    pages, book, annotations = marshal.loads(data)
    return Made(tuple(Stored(*page) for page in pages), _export(*book), _export(*annotations))


def _export(path: str, stored: bytes, *told: Any) -> Export:
    return Export(path, (stored,), *told)

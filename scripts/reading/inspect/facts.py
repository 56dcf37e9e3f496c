"""The facts of a file as bytes, so that a file with the same bytes as at the last inspection need not be read again.

Nor need a page that was parsed as it was made. They are written with `marshal`, which reads nothing but plain values.
"""

from __future__ import annotations

import dataclasses
import hashlib
import marshal
from collections.abc import Iterable, Sequence
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from ..cache import Cache
from ..ondisk import OnDisk
from . import documents, reader
from .documents import Document
from .page import Names, Page, Pointer, Reference, Use

USES = tuple(Use)
FIELDS = tuple(f.name for f in dataclasses.fields(Page) if f.name not in ("path", "again", "references", "refresh"))


class Known:
    """The facts of pages that were read as they were made, by path; they hold for the same bytes only."""

    def __init__(self) -> None:
        self._facts = OnDisk[bytes]()

    def add(self, path: str, data: bytes, facts: bytes) -> None:
        """Adds what `of` gave for a page."""
        self._facts.store(path, digest(data) + facts)

    def get(self, path: str, page: bytes) -> bytes | None:
        """The facts of a page with such a `digest`, or None."""
        if not self._facts.has(path):
            return None
        facts = self._facts.stored(path)
        return facts[len(page) :] if facts.startswith(page) else None


def digest(data: bytes) -> bytes:
    """By which a page is known again."""
    return hashlib.sha256(data).digest()


def of(path: str, data: bytes, parsed: LexborHTMLParser) -> bytes:
    """The facts of a page as bytes; see `reader.read`."""
    return _written(reader.read(path, data, parsed))


def key(path: str, page: bytes, cache: Cache, names: str) -> str:
    """What the facts of a page with its `settled` links are kept under, for a site whose pages have such `names`."""
    return cache.key("settled page", names, path, page)


def page(path: str, data: bytes, known: bytes | None) -> Page:
    """The facts of a page: those that are known, or as they are read."""
    return reader.read(path, data) if known is None else _page(path, marshal.loads(known))


def keep(found: Page, cache: Cache, under: str) -> None:
    """Keeps the facts of a page for the next inspection."""
    cache.put(under, _written(found))


def document(path: str, content: bytes, cache: Cache) -> Document | None:
    """The facts of a file that is no page; see `documents.read`.

    Only JSON and styles take longer to read than to keep.
    """
    if not cache.keeps or not path.endswith((*documents.JSON, *documents.STYLES)):
        return documents.read(path, content)
    key = cache.key("facts of a document", path, content)
    before = cache.get(key)
    if before is not None:
        values = marshal.loads(before)
        return Document(path, **values | {"references": tuple(_references(values["references"]))})
    found = documents.read(path, content)
    if found is not None:
        names = ("kind", "folder", "broken", "broken_at")
        values = {name: getattr(found, name) for name in names}
        cache.put(key, marshal.dumps(values | {"references": _listed(found.references)}))
    return found


def _written(found: Page) -> bytes:
    values = {name: getattr(found, name) for name in FIELDS}
    values |= {"anchors": found.anchors.text, "pointers": list(map(tuple, found.pointers))}
    references = [found.references, [found.refresh] if found.refresh else []]
    return marshal.dumps([values, *map(_listed, references)])


def _page(path: str, kept: list[Any]) -> Page:
    values, *lists = kept
    references, refresh = (list(_references(of)) for of in lists)
    values |= {"anchors": Names.of(values["anchors"]), "pointers": [Pointer(*of) for of in values["pointers"]]}
    return Page(path, **values, references=references, refresh=refresh[0] if refresh else None)


def _listed(references: Sequence[Reference]) -> list[list[Any]]:
    """The ways of writing an address, of which a page has few, and each address with the number of its way."""
    ways: dict[tuple[str, str, int, bool], int] = {}
    numbers = [ways.setdefault((r.tag, r.attribute, USES.index(r.use), r.marked), len(ways)) for r in references]
    return [list(ways), numbers, [r.target for r in references]]


def _references(listed: list[list[Any]]) -> Iterable[Reference]:
    ways = [(tag, attribute, USES[use], marked) for tag, attribute, use, marked in listed[0]]
    for number, target in zip(*listed[1:], strict=True):
        tag, attribute, use, marked = ways[number]
        yield Reference(tag, attribute, target, use, marked)

"""The facts of a file as bytes, so that a file with the same bytes as at the last inspection need not be read again.

They are written with `marshal`, which reads nothing but plain values.
"""

from __future__ import annotations

import dataclasses
import marshal
from collections.abc import Iterable, Sequence
from typing import Any

from ..cache import Cache
from . import documents, reader
from .documents import Document
from .page import Names, Page, Pointer, Reference, Use

USES = tuple(Use)
FIELDS = tuple(f.name for f in dataclasses.fields(Page) if f.name not in ("path", "again", "references", "refresh"))


def key(path: str, data: bytes, cache: Cache, names: str) -> str:
    """What the facts of a page with its `settled` links are kept under, for a site whose pages have such `names`."""
    return cache.key("settled page", names, path, data)


def page(path: str, data: bytes, cache: Cache, kept: str = "") -> Page:
    """The facts of a page: those that were `kept` under such a key, or as they are read."""
    before = cache.get(kept) if kept else None
    return reader.read(path, data) if before is None else _page(path, marshal.loads(before))


def keep(found: Page, cache: Cache, under: str) -> None:
    """Keeps the facts of a page for the next inspection."""
    cache.put(under, _written(found))


def document(path: str, content: bytes, cache: Cache) -> Document | None:
    """The facts of a file that is no page; see `documents.read`. Only data in JSON is slower to read than to keep."""
    if not cache.keeps or not path.endswith(documents.JSON):
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
    values |= {"anchors": list(found.anchors), "pointers": list(map(tuple, found.pointers))}
    references = [found.references, [found.refresh] if found.refresh else []]
    return marshal.dumps([values, *map(_listed, references)])


def _page(path: str, kept: list[Any]) -> Page:
    values, *lists = kept
    references, refresh = (list(_references(of)) for of in lists)
    found = Page(path, **values, references=references, refresh=refresh[0] if refresh else None)
    found.anchors = Names(found.anchors)
    found.pointers = [Pointer(*values) for values in found.pointers]
    return found


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

"""What files were made into at the last build, by their digests, so that they need not be taken apart again.

An entry of the cache holds what the files of one folder say: for each its digests, where its body stands, and the
values of its header. It is written with `marshal`, which reads nothing but plain values and does so four times as fast
as JSON is read. A file with a problem is not kept, since its problem would have to be.
"""

from __future__ import annotations

import marshal
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from .cache import Cache
from .fields import FROM_THE_PATH, Field, shape
from .model import Problem, Text, Thing
from .ondisk import Filed, Room

Made = tuple[Thing | None, Sequence[Problem]]


class MadeBefore:
    """What a cache has of the files of one folder after another; `end` keeps those of the last one.

    Bodies go to `room`.
    """

    def __init__(self, cache: Cache, room: Room) -> None:
        self._room = room
        self._cache, self._folder, self._key = cache, "", ""
        self._before: dict[str, tuple[Any, ...]] = {}
        self._now: dict[str, tuple[Any, ...]] = {}

    def get(self, cls: type, slug: str, parent: str, file: str, digest: bytes, data: bytes) -> Made | None:
        """What a file was made into when it held the same `data`; None where that is not known."""
        if not self._cache.keeps:
            return None
        self._turn_to(file)
        known = self._before.get(file)
        if known is None or known[0] != digest:
            return None
        self._now[file] = known
        _, start, end, line, values = known
        body = Filed(self._room, data[start:end].decode(), line)
        fields = _read(shape(cls, FROM_THE_PATH), values)
        return cls(slug=slug, file=file, parent=parent, body=body, **fields), ()

    def put(self, made: Made, digest: bytes, data: bytes) -> None:
        """Keeps what the file that was asked for last was made into, unless something is wrong with it."""
        thing, problems = made
        if not self._cache.keeps or thing is None or problems:
            return
        body = thing.body.text.encode()
        start = data.rfind(body)
        if start >= 0:  # else it has other line ends
            cls: type = thing.__class__
            values = _written(shape(cls, FROM_THE_PATH), thing)
            self._now[thing.file] = digest, start, start + len(body), thing.body.line, values

    def end(self) -> None:
        """Keeps what was made of the files of the last folder."""
        if self._now != self._before:
            self._cache.put(self._key, marshal.dumps(self._now))
        self._before, self._now = {}, {}

    def _turn_to(self, file: str) -> None:
        folder = file.rpartition("/")[0]
        if folder == self._folder:
            return
        self.end()
        # The files of a folder may stand before and behind those of the folders in it, so the first of them counts.
        self._folder, self._key = folder, self._cache.key("files", file)
        try:
            self._before = marshal.loads(self._cache.get(self._key) or marshal.dumps({}))
        except (EOFError, TypeError, ValueError):
            self._before = {}


def _written(fields: dict[str, Field], record: Any) -> tuple[Any, ...]:
    """The values of a thing, or of a record in it, as tuples of texts and numbers."""
    return tuple(_plain(field, getattr(record, name)) for name, field in fields.items())


def _plain(field: Field, value: Any) -> Any:
    if value is None:
        return None
    if not field.many:
        return value.text, value.line
    if field.item is Text:
        return tuple([(item.text, item.line) for item in value])
    return tuple([_written(shape(field.item), item) for item in value])


def _read(fields: dict[str, Field], values: tuple[Any, ...]) -> dict[str, Any]:
    return {name: _made(field, value) for (name, field), value in zip(fields.items(), values, strict=True)}


def _made(field: Field, value: Any) -> Any:
    if value is None:
        return None
    if not field.many:
        return _text(*value)
    if field.item is Text:
        return tuple([_text(*item) for item in value])
    return tuple([field.item(**_read(shape(field.item), item)) for item in value])


@lru_cache(maxsize=1024)
def _text(text: str, line: int) -> Text:
    """A text; the same for the same, as in `plainheader`."""
    return Text(text, line)

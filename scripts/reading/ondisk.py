"""Things that lie on disk until they are asked for: a large library has more than fits into memory."""

from __future__ import annotations

import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Generic, TypeVar, overload

from .model import Text

Item = TypeVar("Item")
PREAD = sys.platform != "win32"  # whether the system reads from anywhere without going there first
CHUNK = 2**18  # bytes of a file that are read at once
BLOCK = 2**16  # bytes of texts
WAITING = 2**14  # bytes that are written at once
PLAIN = 2  # the version of `marshal` that writes what is equal as the same bytes; later ones tell what is one object


class Room:
    """Bytes one behind the other in a file without a name that goes with the process.

    Going through it gives them in chunks, any number of times. Raises `OSError` where the disk is full.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - open as long as the room is there
        self._end = 0
        self._waiting = bytearray()  # the last of the bytes, as to write thousands of texts one by one takes time
        self._near, self._from = b"", 0  # the block of the text that was read last, and where it begins

    def add(self, data: bytes) -> int:
        """Puts bytes at the end, and returns where they begin."""
        at = self._end
        self._end += len(data)
        self._waiting += data
        if len(self._waiting) >= WAITING:
            self._write()
        return at

    def _write(self) -> None:
        self._file.seek(self._end - len(self._waiting))  # another time may have ended halfway, on a full disk
        rest = memoryview(self._waiting)
        while rest:
            rest = rest[self._file.write(rest) :]
        self._waiting = bytearray()

    def read(self, at: int, length: int) -> bytes:
        """The bytes that begin there."""
        written = self._end - len(self._waiting)
        if at >= written:
            return bytes(self._waiting[at - written : at - written + length])
        if at + length > written:
            self._write()
        if PREAD:
            return os.pread(self._file.fileno(), length, at)
        self._file.seek(at)
        return self._file.read(length)

    def text(self, at: int, length: int) -> str:
        """The same as UTF-8; with its neighbours, as these are mostly asked for next."""
        start = at - self._from
        if start >= 0 and start + length <= len(self._near):
            return self._near[start : start + length].decode()
        first, last = at // BLOCK, (at + length) // BLOCK
        if last > first or (last + 1) * BLOCK > self._end:
            return self.read(at, length).decode()
        self._near, self._from = self._blocks(first), first * BLOCK
        return self.text(at, length)

    @cached_property
    def _blocks(self) -> Callable[[int], bytes]:
        """The texts' blocks by number, of which the last few are kept."""
        return lru_cache(maxsize=4)(lambda number: self.read(number * BLOCK, BLOCK))

    def stretch(self, parts: Iterable[bytes]) -> Stretch:
        """Puts parts at the end, and returns them as what they are now."""
        at = self._end
        for part in parts:
            self.add(part)
        return Stretch(self, at, self._end - at)

    def __iter__(self) -> Iterator[bytes]:
        return iter(Stretch(self, 0, self._end))


class Stretch:
    """Some of the bytes in a room; going through it gives them in chunks."""

    __slots__ = ("_at", "_length", "_room")

    def __init__(self, room: Room, at: int, length: int) -> None:
        self._room, self._at, self._length = room, at, length

    def __iter__(self) -> Iterator[bytes]:
        for at in range(0, self._length, CHUNK):
            yield self._room.read(self._at + at, min(CHUNK, self._length - at))


class Filed(Text):
    """A text in a room, read anew each time."""

    __slots__ = ("_at", "_length", "_room")
    _room: Room
    _at: int
    _length: int

    def __init__(self, room: Room, text: str, line: int) -> None:
        data = text.encode()
        for name, value in (("line", line), ("_room", room), ("_at", room.add(data)), ("_length", len(data))):
            object.__setattr__(self, name, value)  # a `Text` never changes

    @property
    def text(self) -> str:
        return self._room.text(self._at, self._length)


class OnDisk(Sequence[Item], Generic[Item]):
    """A list of things with names, in a `Room`; each is read anew when asked.

    What is added under a name that is there takes its place. `dumps` makes bytes of a thing, and `loads` the thing of
    bytes. Raises `OSError` where the disk is full.
    """

    def __init__(
        self, dumps: Callable[[Item], bytes] = pickle.dumps, loads: Callable[[bytes], Item] = pickle.loads
    ) -> None:
        self._dumps, self._loads = dumps, loads
        self._room = Room()
        self._places: dict[str, tuple[int, int]] = {}  # where each begins, and its length in bytes

    def add(self, name: str, item: Item) -> None:
        """Puts a thing at the end of the list, or in the place of the one with that name."""
        self.store(name, self._dumps(item))

    def store(self, name: str, data: bytes) -> None:
        """The same with the bytes of a thing."""
        self._places[name] = self._room.add(data), len(data)

    def has(self, name: str) -> bool:
        """Whether there is a thing with that name."""
        return name in self._places

    def remove(self, name: str) -> None:
        """Takes a thing out of the list, if it is there."""
        self._places.pop(name, None)

    def sort(self) -> None:
        """Puts the list in the order of names, folder by folder."""
        self._places = dict(sorted(self._places.items(), key=lambda place: place[0].split("/")))

    @property
    def names(self) -> tuple[str, ...]:
        """The names, in the order of the list."""
        return tuple(self._places)

    def named(self, name: str) -> Item:
        """The thing with a name. Raises `KeyError` where there is none."""
        return self._loads(self.stored(name))

    def stored(self, name: str) -> bytes:
        """The bytes of the thing with a name. Raises `KeyError` where there is none."""
        return self._room.read(*self._places[name])

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Item]:
        for name in self.names:
            yield self.named(name)

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | Sequence[Item]:
        names = self.names[at]
        return self.named(names) if isinstance(names, str) else [self.named(name) for name in names]

"""Things that lie on disk until they are asked for: a large library has more pages than fit into memory."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar, overload

Item = TypeVar("Item")


class OnDisk(Sequence[Item], Generic[Item]):
    """A list of things with names, in a file without a name that goes with the process; each is read anew when asked.

    What is added under a name that is there takes its place. Raises `OSError` where the disk is full.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the list is there
        self._places: dict[str, tuple[int, int]] = {}  # where each begins, and its length in bytes
        self._end = 0

    def add(self, name: str, item: Item) -> None:
        """Puts a thing at the end of the list, or in the place of the one with that name."""
        data = pickle.dumps(item, pickle.HIGHEST_PROTOCOL)
        self._file.seek(self._end)
        self._file.write(data)
        self._places[name] = self._end, len(data)
        self._end += len(data)

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
        return self._read(*self._places[name])

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

    def _read(self, at: int, length: int) -> Item:
        self._file.seek(at)
        item: Item = pickle.loads(self._file.read(length))
        return item

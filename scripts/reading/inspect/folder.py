"""The files of a folder, read when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path


class Folder(Mapping[str, bytes]):
    """The files below a folder by their paths from it, with "/" between; a file is read each time it is asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.paths = {p.relative_to(root).as_posix(): p for p in sorted(root.rglob("*")) if p.is_file()}

    def __getitem__(self, path: str) -> bytes:
        return self.paths[path].read_bytes()

    def __contains__(self, path: object) -> bool:
        return path in self.paths  # the mapping's own way would read the file

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)

"""The files of a folder, read when they are asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path


class Folder(Mapping[str, bytes]):
    """The files below a folder by their paths from it, with "/" between; a file is read each time it is asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.paths = dict.fromkeys(sorted(_files(root, ""), key=lambda path: path.split("/")))

    def __getitem__(self, path: str) -> bytes:
        if path not in self.paths:
            raise KeyError(path)
        with open(f"{self.root}/{path}", "rb") as file:  # noqa: PTH123 - a large site has thousands of files
            return file.read()

    def lines(self, path: str) -> Iterator[bytes]:
        """The lines of a file, which is not in memory as a whole."""
        with open(f"{self.root}/{path}", "rb") as file:  # noqa: PTH123
            yield from file

    def __contains__(self, path: object) -> bool:
        return path in self.paths  # the mapping's own way would read the file

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)


def _files(root: Path, folder: str) -> Iterator[str]:
    """The paths of the files below a folder of a site, links to files among them."""
    with os.scandir(root / folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(root, f"{folder}{entry.name}/")
            elif entry.is_file():
                yield folder + entry.name

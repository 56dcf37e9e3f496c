"""Puts into their places the files that MkDocs need not look at: pages as the last build made them, and data."""

from __future__ import annotations

import hashlib
import marshal
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Protocol

from mkdocs.structure.files import File


class Cache(Protocol):
    """What is used of `reading.cache.Cache`, which is read anew when it changes while serving."""

    def get(self, key: str) -> bytes | None: ...
    def put(self, key: str, made: bytes) -> None: ...


class Found(Protocol):
    """What is used of `reading.search.Pages`."""

    def add(self, path: str, page: bytes) -> None: ...


Put = Callable[[str, Iterable[bytes], str], None]


class Places:
    """The files of one build. `shown` are those that a server shows, with what each is made from; else None.

    `coming` tells the same of this build. `found` gets what search finds on pages. `put` writes a file, and is told
    where the same file is in the folder `last`, the site that was built before (see `reading.hardlinks`).
    """

    def __init__(self, cache: Cache, found: Found, shown: Mapping[str, str] | None, put: Put, last: str) -> None:
        self.coming: dict[str, str] = {}
        self.found = found
        self._cache, self._shown = cache, shown
        self._put, self._last = put, last
        self._keys: dict[str, str] = {}
        self._folders = set[str]()

    def has(self, file: File) -> bool:
        """Whether the server shows a file of the disk as it is now."""
        if self._shown is None:
            return False
        path = Path(str(file.abs_src_path))
        return self._is_shown(file, f"{path} {path.stat().st_mtime_ns}")

    def has_data(self, file: File, parts: Iterable[bytes]) -> bool:
        """Writes a file of data, unless the server shows it: it is in its place in any case."""
        if self._shown is None or not self._is_shown(file, _digest(parts)):
            self._write(file, parts)
        return True

    def has_page(self, file: File, key: str) -> bool:
        """Puts a page in its place where the last build made the same one, and says whether it is there."""
        self._keys[file.src_uri] = key
        if self._is_shown(file, key):
            return True
        kept = self._cache.get(key)
        if kept is None:
            return False
        found, html = marshal.loads(kept)
        self.found.add(file.dest_uri, found)
        self._write(file, (html,))
        return True

    def keep_page(self, file: File, found: bytes, html: bytes) -> None:
        """Keeps a page that was rendered, and what search finds on it."""
        self.found.add(file.dest_uri, found)
        self._cache.put(self._keys.pop(file.src_uri), marshal.dumps((found, html)))

    def _is_shown(self, file: File, made_from: str) -> bool:
        self.coming[file.dest_uri] = made_from
        return self._shown is not None and self._shown.get(file.dest_uri) == made_from

    def _write(self, file: File, parts: Iterable[bytes]) -> None:
        folder = os.path.dirname(file.abs_dest_path)  # noqa: PTH120 - thousands of files lie in few folders
        if folder not in self._folders:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        self._put(file.abs_dest_path, parts, f"{self._last}/{file.dest_uri}")


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()

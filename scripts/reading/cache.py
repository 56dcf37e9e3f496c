"""Keeps what a step made under a digest of everything it was made from, below `.cache/`, which may be deleted any time.

All entries lie in one file, one behind the other, since opening thousands of files takes longer than reading them. An
entry is its key, its length, a SHA-256 over key and content, and its content. One that is cut off, damaged or not ours
is as good as none. What a build did not ask for goes at its end, once it takes more room than the rest.
"""

from __future__ import annotations

import hashlib
import os
import struct
import subprocess
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from io import FileIO
from itertools import chain
from pathlib import Path

FOLDER, FILE = ".cache/reading", "entries"
ENGINE = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2", "markupsafe", "orjson", "selectolax")
HEAD = struct.Struct(">32sQ32s")  # key, bytes of the content, digest of both


class Cache:
    """A file of entries in a folder; without a folder it keeps nothing."""

    def __init__(self, folder: Path | None, stamp: str = "") -> None:
        self._stamp = stamp
        self._file: FileIO | None = None
        self._places: dict[bytes, int] = {}  # by key: where the entry begins
        self._used: set[bytes] = set()
        if folder:
            try:
                folder.mkdir(parents=True, exist_ok=True)
                self._open(folder / FILE)
            except OSError:  # a folder that cannot be written to costs time, not the build
                self._file = None

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()

    @property
    def keeps(self) -> bool:
        """Whether there is a folder; else no key needs to be worked out."""
        return self._file is not None

    def key(self, *made_from: str | bytes) -> str:
        """The key of what is made from some texts or bytes, and from what the whole cache was made for."""
        return self.key_of(made_from)

    def key_of(self, made_from: Iterable[str | bytes]) -> str:
        """The same of so many texts that they are not in memory together."""
        digest = hashlib.sha256()
        for part in chain((self._stamp,), made_from):
            data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
            digest.update(len(data).to_bytes(8, "big"))
            digest.update(data)
        return digest.hexdigest()

    def get(self, key: str) -> bytes | None:
        """What was kept under a key, or None."""
        name = bytes.fromhex(key)
        self._used.add(name)
        if self._file is None or name not in self._places:
            return None
        try:
            _, length, digest = self._head(self._places[name])
            made = self._file.read(length)
        except (OSError, struct.error):
            return None
        return made if digest == _digest(name, made) else None

    def put(self, key: str, made: bytes) -> None:
        """Keeps something; a full disk loses the entry, not the build."""
        if self._file is None:
            return
        name = bytes.fromhex(key)
        digest = _digest(name, made)
        self._used.add(name)
        try:
            self._places[name] = _append(self._file, HEAD.pack(name, len(made), digest) + made)
        except OSError:
            self._file.close()
            self._file = None

    def tidy(self) -> None:
        """Writes the file anew where most of it is what this build did not ask for."""
        if self._file is None:
            return
        mine = [place for name, place in self._places.items() if name in self._used]
        try:
            if sum(self._head(place)[1] for place in mine) * 2 < self._file.seek(0, os.SEEK_END):
                self._write_anew(mine)
        except (OSError, struct.error):  # no room: it stays as it is
            self._new.unlink(missing_ok=True)

    def _open(self, path: Path) -> None:
        """Looks up where entries lie; what follows the last whole one is cut off."""
        self._path, self._new = path, path.with_name(f"{FILE}.{os.getpid()}")
        self._file = FileIO(path, "a+")
        at, end = 0, self._file.seek(0, os.SEEK_END)
        while at + HEAD.size <= end:
            name, length, _ = self._head(at)
            if at + HEAD.size + length > end:
                break
            self._places[name] = at
            at += HEAD.size + length
        if at < end:
            self._file.truncate(at)

    def _head(self, at: int) -> tuple[bytes, int, bytes]:
        """What the head of an entry says; its content is read next."""
        assert self._file is not None
        self._file.seek(at)
        name, length, digest = HEAD.unpack(self._file.read(HEAD.size))
        return name, length, digest

    def _write_anew(self, places: Iterable[int]) -> None:
        assert self._file is not None
        with self._new.open("wb") as new:
            for place in places:
                name, length, digest = self._head(place)
                new.write(HEAD.pack(name, length, digest) + self._file.read(length))
        self._file.close()  # before its name goes to another, which Windows refuses while it is open
        self._new.replace(self._path)
        self._places.clear()
        self._open(self._path)


def _digest(name: bytes, made: bytes) -> bytes:
    digest = hashlib.sha256(name)
    digest.update(made)
    return digest.digest()


def _append(file: FileIO, entry: bytes) -> int:
    """Writes an entry at the end in one go, since another build may write there too; returns where it begins."""
    if file.write(entry) != len(entry):
        raise OSError("the disk is full")
    return file.tell() - len(entry)


def folder(root: Path) -> Path | None:
    """Where a project keeps its cache; None where it came with the project, so that a stranger may have made it."""
    if any((root / part).is_symlink() for part in (".cache", FOLDER)):
        return None
    if (root / ".git").exists() and (root / ".cache").exists():
        command = ["git", "ls-files", "--", ".cache"]
        try:
            listed = subprocess.run(command, cwd=root, capture_output=True, check=False)
        except OSError:
            return None
        if listed.returncode or listed.stdout:
            return None
    return root / FOLDER


def stamp(files: Iterable[Path], *settings: str) -> str:
    """A digest of the program itself: the engine's versions, files (in order) and settings."""
    digest = hashlib.sha256()
    for package in ENGINE:
        digest.update(f"{package}={_version(package)}\0".encode())
    for path in files:
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    for setting in settings:
        digest.update(hashlib.sha256(setting.encode("utf-8", "surrogatepass")).digest())
    return digest.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""

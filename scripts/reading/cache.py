"""Keeps what a step made under a digest of everything it was made from, below `.cache/`, which may be deleted any time.

An entry is a file named by its key: 32 bytes of SHA-256 over the rest, then the rest. One that is cut off, damaged or
not ours is as good as none. What a build did not ask for is deleted at its end, so that the folder holds one build.
"""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

FOLDER = ".cache/reading"
ENGINE = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2", "markupsafe", "selectolax")


class Cache:
    """A folder of entries; without a folder it keeps nothing."""

    def __init__(self, folder: Path | None, stamp: str = "") -> None:
        self._folder, self._stamp = folder, stamp
        self._used: set[str] = set()
        if folder:
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError:  # a folder that cannot be written to costs time, not the build
                self._folder = None

    @property
    def keeps(self) -> bool:
        """Whether there is a folder; else no key needs to be worked out."""
        return self._folder is not None

    def key(self, *made_from: str | bytes) -> str:
        """The key of what is made from some texts or bytes, and from what the whole cache was made for."""
        digest = hashlib.sha256()
        for part in (self._stamp, *made_from):
            data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
            digest.update(len(data).to_bytes(8, "big"))
            digest.update(data)
        return digest.hexdigest()

    def get(self, key: str) -> str | None:
        """What was kept under a key, or None."""
        if self._folder is None:
            return None
        self._used.add(key)
        try:
            data = (self._folder / key).read_bytes()
            sound = data[:32] == hashlib.sha256(key.encode() + data[32:]).digest()
            return data[32:].decode("utf-8") if sound else None
        except (OSError, UnicodeDecodeError):
            return None

    def put(self, key: str, made: str) -> None:
        """Keeps something; a full disk loses the entry, not the build."""
        if self._folder is None:
            return
        self._used.add(key)
        data = made.encode("utf-8")
        try:
            (self._folder / key).write_bytes(hashlib.sha256(key.encode() + data).digest() + data)
        except OSError:
            self._folder = None

    def tidy(self) -> None:
        """Deletes what this build did not ask for."""
        for entry in self._folder.iterdir() if self._folder else ():
            if entry.name not in self._used and not entry.is_dir():
                entry.unlink(missing_ok=True)


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

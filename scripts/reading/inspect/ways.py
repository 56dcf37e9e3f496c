"""Where an address leads, seen from a file of the site; each is worked out once for a folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from .address import AROUND, Address, read, walk
from .home import Home

SELF = frozenset({"#", "?"})  # how an address begins that leads to the page it stands on
NETWORK = frozenset({"", "http", "https", "ws", "wss"})
INDEXES = ("index.html", "index.htm")


class Way(Enum):
    """Where an address leads: to a file of the site, to none, out of its root, to another site, to no site."""

    FILE = auto()
    MISSING = auto()
    OUTSIDE = auto()
    AWAY = auto()
    OTHER = auto()
    EMPTY = auto()


class Where(NamedTuple):
    """The end of an address: `path` is a path within the site, also of a file that is missing."""

    way: Way
    path: str
    parts: Address


@dataclass(slots=True)
class Ways:
    """The files of a site by name, its home, and whether its server adds `.html` to a name (`clean`)."""

    names: Mapping[str, object]
    home: Home
    clean: bool = False
    known: dict[tuple[str, str], Where] = field(default_factory=dict)

    def where(self, folder: str, own: str, target: str) -> Where:
        """The end of `target`, typed in the file `own`, whose relative addresses begin at `folder`."""
        key = (own if target[:1] in SELF else folder, target)
        found = self.known.get(key)
        if found is None:
            found = self._where(folder, target)
            if found.way is Way.FILE and not found.path:
                found = Where(Way.FILE, own, found.parts)
                key = (own, target)
            self.known[key] = found
        return found

    def _where(self, folder: str, target: str) -> Where:
        before, sign, fragment = target.partition("#")
        if sign and before and before[0] not in SELF and target.isprintable() and " " not in target:
            there = self.where(folder, "", before)  # most addresses lead to another place on a page that is known
            return Where(there.way, there.path, Address(*there.parts[:-1], fragment))
        parts = read(target)
        if not target.strip(AROUND):
            return Where(Way.EMPTY, "", parts)
        if parts.scheme not in NETWORK:
            return Where(Way.OTHER, "", parts)
        if parts.host is None and parts.scheme:
            return Where(Way.AWAY, "", parts)
        if parts.host is not None:
            ours = self.home.host and parts.host == self.home.host
            return self._ours(parts) if ours else Where(Way.AWAY, "", parts)
        if not parts.path:
            return Where(Way.FILE, "", parts)
        return self._inside(folder, parts, Way.OUTSIDE)

    def _ours(self, parts: Address) -> Where:
        return self._inside("", parts._replace(path=parts.path or "/"), Way.AWAY)

    def _inside(self, folder: str, parts: Address, beyond: Way) -> Where:
        root = self.home.root[1:]
        path = walk(root + folder, parts.path)
        if path is None or not f"{path}/".startswith(root):
            return Where(beyond, path or "", parts)
        return self.file(path[len(root) :], parts)

    def file(self, path: str, parts: Address) -> Where:
        """The file that a server gives for a path: itself, the index of a folder, or (`clean`) with its ending."""
        if path and path in self.names:
            return Where(Way.FILE, path, parts)
        folder = path if not path or path.endswith("/") else f"{path}/"
        for index in INDEXES:
            if folder + index in self.names:
                return Where(Way.FILE, folder + index, parts)
        if self.clean and f"{path}.html" in self.names:
            return Where(Way.FILE, f"{path}.html", parts)
        return Where(Way.MISSING, path, parts)

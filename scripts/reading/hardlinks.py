"""Puts files into a site that is being built; what is as it was in the last site becomes a second name of that file.

Making a file takes a file system some twenty times as long as giving it another name, and an edit changes few files.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable


def put(place: str, parts: Iterable[bytes], last: str) -> None:
    """Writes the file `place` with the bytes of all `parts` (gone through twice), or links it to `last`.

    It is linked only where `last` is a plain file with just these bytes that has no other name: what is changed later
    under one name would change under all. A file system without links, or one that refuses them, gets a file.
    """
    if not _is_linked(place, parts, last):
        with open(place, "wb") as file:  # noqa: PTH123 - a large site has thousands
            file.writelines(parts)


def _is_linked(place: str, parts: Iterable[bytes], last: str) -> bool:
    try:
        found = os.lstat(last)
        if not stat.S_ISREG(found.st_mode) or found.st_nlink != 1 or not _holds(last, parts):
            return False
        os.link(last, place)
    except OSError:
        return False
    return True


def _holds(path: str, parts: Iterable[bytes]) -> bool:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        return all(file.read(len(part)) == part for part in parts) and not file.read(1)

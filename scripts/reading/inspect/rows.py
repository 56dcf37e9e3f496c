"""Data with a row on each line, which is read line by line: a large table is not in memory all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import orjson

LISTS = {b"[\n": b"]\n", b'{"docs":[\n': b"]}\n"}  # how a list in JSON begins, and how it ends


def values(lines: Iterable[bytes]) -> Iterator[object]:
    """The values of a list in JSON with one on each line.

    Raises `ValueError` where it is anything else, or where something is wrong with it.
    """
    rest = iter(lines)
    end = LISTS.get(next(rest, b""))
    row = next(rest, b"")
    for following in chain(rest, (b"",)):
        if row == end and not following:
            return
        comma = row.endswith(b",\n")
        if end is None or comma is (following == end) or b"\0" in row:
            raise ValueError("no list with a value on each line")
        yield orjson.loads(row[: -2 if comma else -1])
        row = following
    raise ValueError("it breaks off")


def is_sheet(lines: Iterable[bytes]) -> bool:
    """Whether a table in CSV is UTF-8 and has something in it."""
    there = False
    try:
        for line in lines:
            there = there or not line.isspace()
            if "\0" in line.decode():
                return False
    except UnicodeDecodeError:
        return False
    return there

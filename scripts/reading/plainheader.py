"""Reads the headers that need no YAML, which are nearly all.

One `name: value`, `name: "value"` or `name: [a, b]` a line, and lists of values or of records below a `name:`. PyYAML's
scanner in Python takes a millisecond a header, so that a library of twenty thousand notes would wait half a minute for
it. What is read here is what `header` reads too, to the letter and the line (a property test compares them); anything
with another look is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

from .header import UNSEEN, Entry, Record, Value
from .model import Text

FIELD = re.compile(r"([A-Za-z_]+): +(.*\S) *")
LIST = re.compile(r"\[(.*)\]")
QUOTED = re.compile(r'"([^"\\]*)"')
ABOVE_ITEMS = re.compile(r"([A-Za-z_]+): *")
FIRST, NEXT = "  - ", "    "  # what stands before a value, or before the fields of a record
# A plain scalar in YAML 1.1 begins with no sign that means something, and holds neither `: ` nor ` #`; in a list it
# holds no comma, question mark or bracket either. Letters, digits and opening quotes begin most that people write.
PLAIN = re.compile(r"(?![^\w“‘(])(?!.*(?: #|:(?: |$))).+")
ITEM = re.compile(r"(?![^\w“‘(])[^,\[\]{}:?#\"]+")

Found = TypeVar("Found")


def read(header: str, first_line: int) -> Record | None:
    """The fields of a header whose first line has the number `first_line`; None where YAML must look at it."""
    lines = header.removesuffix("\n").split("\n")
    entries = []
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and lines[end].startswith("  "):
            end += 1
        number = first_line + at
        entry = _entry(lines[at], number) if end == at + 1 else _list(lines[at:end], number)
        if entry is None:
            return None
        entries.append(entry)
        at = end
    return _record(entries, first_line)


def _record(entries: Sequence[Entry], line: int) -> Record | None:
    """A record of entries that begins on a line; None where two have one name."""
    names = {entry.name.text for entry in entries}
    return Record(tuple(entries), line) if len(names) == len(entries) else None


def _list(lines: list[str], number: int) -> Entry | None:
    """A line with a name, and the values or the records below it."""
    found = ABOVE_ITEMS.fullmatch(lines[0])
    items = (_values(lines[1:], number + 1) or _records(lines[1:], number + 1)) if found else None
    return Entry(_text(found[1], number), items) if found and items else None


def _values(lines: list[str], number: int) -> tuple[Value, ...] | None:
    if not all(line.startswith(FIRST) and _seen(line) for line in lines):
        return None
    values = [_value(line[len(FIRST) :].rstrip(" "), at) for at, line in enumerate(lines, number)]
    return _all(values)


def _records(lines: list[str], number: int) -> tuple[Record, ...] | None:
    starts = [at for at, line in enumerate(lines) if line.startswith(FIRST)]
    if starts[:1] != [0] or not all(line.startswith((FIRST, NEXT)) for line in lines):
        return None
    entries = _all([_entry(line[len(NEXT) :], at) for at, line in enumerate(lines, number)])
    ends = pairwise((*starts, len(lines)))
    return _all([_record(entries[start:end], number + start) for start, end in ends]) if entries else None


def _all(found: list[Found | None]) -> tuple[Found, ...] | None:
    """What was found, or None where one was not."""
    there = tuple(one for one in found if one is not None)
    return there if len(there) == len(found) else None


# Files that follow each other say the same (`kind: comment`, the same passage, the same sources): what one line says
# is made once and shared, which saves time and most of the memory that short values take.
@lru_cache(maxsize=1024)
def _entry(line: str, number: int) -> Entry | None:
    """What a line says; None where YAML must look at it."""
    found = FIELD.fullmatch(line)
    if found is None or not _seen(line):
        return None
    value = _value(found[2], number)
    return None if value is None else Entry(_text(found[1], number), value)


def _seen(line: str) -> bool:
    """Whether there is nothing in a line that nobody can see; controls are refused in a value."""
    return line.isascii() or UNSEEN.search(line) is None


def _value(value: str, line: int) -> Value | None:
    if not value.isprintable():  # YAML has line ends of its own, such as U+2028
        return None
    if in_list := LIST.fullmatch(value):
        items = [item.strip() for item in in_list[1].split(",")]
        return tuple(_item(item, line) for item in items) if all(map(ITEM.fullmatch, items)) else None
    if quoted := QUOTED.fullmatch(value):
        return _text(quoted[1], line)
    return _text(value, line) if PLAIN.fullmatch(value) else None


@lru_cache(maxsize=1024)
def _item(words: str, line: int) -> Text:
    return _text(words, line)


def _text(words: str, line: int) -> Text:
    return Text(" ".join(words.split()), line)

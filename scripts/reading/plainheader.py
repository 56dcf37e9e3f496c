"""Reads the headers that need no YAML, which are nearly all: one `name: value` or `name: [a, b]` a line.

PyYAML's scanner in Python takes a millisecond a header, so that a library of twenty thousand notes would wait half a
minute for it. What is read here is what `header` reads too, to the letter and the line (a property test compares
them); anything with another look is left to it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .header import UNSEEN, Entry, Record, Value
from .model import Text

FIELD = re.compile(r"([A-Za-z_]+): +(.*\S) *")
LIST = re.compile(r"\[(.*)\]")
# A plain scalar in YAML 1.1 begins with no sign that means something, and holds neither `: ` nor ` #`; in a list it
# holds no comma or bracket either. Letters, digits and opening quotes begin nearly everything that people write.
PLAIN = re.compile(r"(?![^\w“‘(])(?!.*(?: #|:(?: |$))).+")
ITEM = re.compile(r"(?![^\w“‘(])[^,\[\]{}:#\"]+")


def read(header: str, first_line: int) -> Record | None:
    """The fields of a header whose first line has the number `first_line`; None where YAML must look at it."""
    entries = []
    for number, line in enumerate(header.removesuffix("\n").split("\n"), first_line):
        entry = _entry(line, number)
        if entry is None:
            return None
        entries.append(entry)
    if len({entry.name.text for entry in entries}) < len(entries):
        return None
    return Record(tuple(entries), first_line)


# Files that follow each other say the same (`kind: comment`, the same passage, the same sources): what one line says
# is made once and shared, which saves time and most of the memory that short values take.
@lru_cache(maxsize=1024)
def _entry(line: str, number: int) -> Entry | None:
    """What a line says; None where YAML must look at it."""
    found = FIELD.fullmatch(line)
    if found is None or not (line.isascii() or UNSEEN.search(line) is None):
        return None
    value = _value(found[2], number)
    return None if value is None else Entry(_text(found[1], number), value)


def _value(value: str, line: int) -> Value | None:
    if not value.isprintable():  # YAML has line ends of its own, such as U+2028
        return None
    if in_list := LIST.fullmatch(value):
        items = [item.strip() for item in in_list[1].split(",")]
        return tuple(_item(item, line) for item in items) if all(map(ITEM.fullmatch, items)) else None
    return _text(value, line) if PLAIN.fullmatch(value) else None


@lru_cache(maxsize=1024)
def _item(words: str, line: int) -> Text:
    return _text(words, line)


def _text(words: str, line: int) -> Text:
    return Text(" ".join(words.split()), line)

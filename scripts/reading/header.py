"""Reads the fields between the two `---` lines and keeps the line of each.

PyYAML's loaders turn `no` into False and keep the last of two equal keys. Here the header is read from PyYAML's events
with the pure-Python parser (the C one crashes on 25,000 nested brackets); everything stays text, and whatever YAML
can do beyond plain fields (anchors, aliases, tags, remarks that cut a value) is a problem.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from .model import Text

DEPTH_LIMIT = 6  # a list within a record within a list is as deep as our headers go
LINE = re.compile(r"^(\s*(?:- )?[A-Za-z_]+):[ \t]*(.*?)\s*$")
# What nobody can see: controls, line ends that only some programs count (YAML does, so places would be wrong),
# directions, lone halves of letters, and what is no letter. One of these may also come out of an escape.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
# In a header, which makes names and titles, also what leaves no mark: two names that look the same must be the same.
# These are Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt), and the blank of braille.
UNSEEN = re.compile(
    CONTROL.pattern[:-1]
    + "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

RULES = ("unreadable_line", "cut_value", "yaml_trick", "repeated_field", "odd_character")


@dataclass(frozen=True, slots=True)
class Entry:
    """One `name: value` of a header; the value is a text, a list of texts, or a list of records."""

    name: Text
    value: Value


@dataclass(frozen=True, slots=True)
class Record:
    """Several entries that belong together; `line` is where the first of them stands."""

    entries: tuple[Entry, ...]
    line: int


Value = Text | Record | tuple["Value", ...]


class Trouble(Exception):  # noqa: N818 - `frontmatter` turns it into a problem
    """Carries one problem out of the event walk."""

    def __init__(self, line: int, rule: str, wrong: str, advice: str) -> None:
        super().__init__(wrong)
        self.line, self.rule, self.wrong, self.advice = line, rule, wrong, advice


def read(header: str, first_line: int) -> Record:
    """The fields of a header whose first line has the number `first_line` in its file.

    Raises `Trouble` for what we refuse, and what PyYAML raises for what it cannot read.
    """
    events = yaml.parse(header, Loader=yaml.SafeLoader)
    for event in events:
        if isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
            continue
        if isinstance(event, yaml.MappingStartEvent):
            record = _record(events, event, first_line, depth=1)
            _nothing_more(events, first_line)
            return record
        break
    raise Trouble(
        first_line, "unreadable_line", "the header holds no fields.", "Write one field a line: `name: value`."
    )


def _nothing_more(events: Iterator[yaml.Event], base: int) -> None:
    """After the fields the header ends; YAML's `...` would hide what stands below it."""
    for event in events:
        if isinstance(event, yaml.DocumentEndEvent) and event.explicit:
            raise Trouble(
                _line(event, base),
                "unreadable_line",
                "this line ends the header early, so that the fields below it would be lost.",
                "Delete the line `...`; a header ends with `---`.",
            )


def _record(events: Iterator[yaml.Event], start: yaml.Event, base: int, depth: int) -> Record:
    _plain(start, base, depth)
    entries: list[Entry] = []
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        if not isinstance(event, yaml.ScalarEvent):
            raise Trouble(
                _line(event, base),
                "unreadable_line",
                "a field has no name.",
                "Write one field a line: `name: value`.",
            )
        name = _text(event, base, depth)
        seen = next((e.name for e in entries if e.name.text == name.text), None)
        if seen:
            raise Trouble(
                name.line,
                "repeated_field",
                f"the field `{name}` stands here again (first on line {seen.line}).",
                f"Keep one `{name}:` line and delete the other.",
            )
        entries.append(Entry(name, _value(events, next(events), base, depth + 1)))
    return Record(tuple(entries), _line(start, base))


def _value(events: Iterator[yaml.Event], event: yaml.Event, base: int, depth: int) -> Value:
    if isinstance(event, yaml.ScalarEvent):
        return _text(event, base, depth)
    if isinstance(event, yaml.MappingStartEvent):
        return _record(events, event, base, depth)
    _plain(event, base, depth)
    items: list[Value] = []
    for item in events:
        if isinstance(item, yaml.SequenceEndEvent):
            break
        items.append(_value(events, item, base, depth + 1))
    return tuple(items)


def _text(event: yaml.ScalarEvent, base: int, depth: int) -> Text:
    _plain(event, base, depth)
    odd = UNSEEN.search(event.value)
    if odd:
        raise Trouble(
            _line(event, base),
            "odd_character",
            f"an invisible character (U+{ord(odd[0]):04X}) stands in a value.",
            "Delete it and type the words anew.",
        )
    _whole(event, base)
    return Text(" ".join(event.value.split()), _line(event, base))


def _whole(event: yaml.ScalarEvent, base: int) -> None:
    """Refuses a value that ends at a blank and `#`, where YAML begins a remark; two blanks show that one is meant."""
    mark = event.end_mark
    if event.style is not None or mark is None or not isinstance(mark.buffer, str):
        return
    rest = mark.buffer[mark.pointer :].split("\n", 1)[0].rstrip("\0")
    if rest.startswith((" #", "\t#")):
        line = mark.buffer[: mark.pointer].rsplit("\n", 1)[-1] + rest
        raise Trouble(
            base + mark.line,
            "cut_value",
            f"everything after `{event.value}` would be lost, since a blank and `#` begin a remark here.",
            f"Put the words in double quotes, or the remark on a line of its own:\n{_quoted_value(line)}",
        )


def _quoted_value(line: str) -> str:
    return line if "[" in line else quoted(line) or line


def _line(event: yaml.Event, base: int) -> int:
    return (event.start_mark.line if event.start_mark else 0) + base


def _plain(event: yaml.Event, base: int, depth: int) -> None:
    """Refuses what YAML can do beyond plain fields: `&names`, `*names`, `!tags`, and deep nesting."""
    line = _line(event, base)
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise Trouble(
            line,
            "yaml_trick",
            "a value begins with `&` or `*`.",
            "Put the value in double quotes if it really begins with that sign.",
        )
    if getattr(event, "tag", None):
        raise Trouble(
            line,
            "yaml_trick",
            "a value begins with `!`.",
            "Put the value in double quotes if it really begins with that sign.",
        )
    if depth > DEPTH_LIMIT:
        raise Trouble(
            line, "yaml_trick", "brackets stand within brackets.", "Write a simple list: `sources: [one, two]`."
        )


def quoted(line: str) -> str | None:
    """The same header line with its value in double quotes, or None where quotes would not help.

    >>> quoted("title: Rights: a reading")
    'title: "Rights: a reading"'
    """
    found = LINE.match(line)
    if not found:
        return None
    name, value = found.groups()
    closed_list = value.startswith("[") and value.endswith("]")
    well_quoted = len(value) > 1 and value[0] == value[-1] == '"' and '"' not in value[1:-1]
    needs = ": " in value or " #" in value or value[-1:] == ":" or value[:1] in tuple("\"'[]{}&*!|>%@`-?,#")
    if not needs or closed_list or well_quoted:
        return None
    inner = re.sub(r'"([^"]*)"', r"“\1”", value).replace('"', "")
    return f"{name}: {json.dumps(inner, ensure_ascii=False)}"

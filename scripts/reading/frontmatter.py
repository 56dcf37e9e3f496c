"""Splits a file into header and body and keeps the line of every field.

MkDocs' own splitter swallows broken headers and PyYAML's loaders turn `no` into False and keep the last of two equal
keys. Here the header is read from PyYAML's events with the pure-Python parser (the C one crashes on 25,000 nested
brackets); everything stays text, and anchors, aliases, tags and repeated fields are problems.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from .model import Place, Problem, Text

HEADER_LIMIT = 8 * 1024
DEPTH_LIMIT = 6  # a list within a record within a list is as deep as our headers go
LINE = re.compile(r"^(\s*(?:- )?[A-Za-z_]+):[ \t]*(.*?)\s*$")
FIELD_OR_ITEM = re.compile(r"\s*(?:- |[A-Za-z_]+:(?:\s|$))")

RULES = ("no_header", "header_not_closed", "header_too_long", "unreadable_line", "yaml_trick", "repeated_field")


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


@dataclass(frozen=True, slots=True)
class Split:
    """A file taken apart: its header (None where it cannot be read), its body, and what is wrong with the header."""

    header: Record | None
    body: Text
    problems: tuple[Problem, ...] = ()


class _Trouble(Exception):  # noqa: N818 - it never leaves this module
    """Carries one problem out of the event walk."""

    def __init__(self, line: int, rule: str, wrong: str, advice: str) -> None:
        super().__init__(wrong)
        self.line, self.rule, self.wrong, self.advice = line, rule, wrong, advice


def split(file: str, content: str) -> Split:
    """Header and body of a file.

    `content` is the decoded text with `\\n` line ends; lines count from 1. Raises nothing: what cannot be read is a
    problem in the result.
    """
    lines = content.split("\n")
    if lines[0].strip() != "---":
        return _broken(
            file,
            1,
            "no_header",
            "the file does not begin with a header.",
            "Begin the file with a line `---`, then the fields, then another line `---`.",
        )
    end = next((n for n, line in enumerate(lines[1:], start=1) if line.strip() == "---"), None)
    if end is None:
        return _broken(
            file,
            1,
            "header_not_closed",
            "the header that begins here has no end.",
            "Put a line `---` after the last field.",
        )
    header = "\n".join(lines[1:end])
    if len(header.encode()) > HEADER_LIMIT:
        return _broken(
            file, 2, "header_too_long", "the header is longer than 8 KiB.", "Move the long text below the second `---`."
        )
    body = _body(lines, end + 1)
    try:
        return Split(_read(header, first_line=2), body)
    except _Trouble as t:
        return Split(None, body, (Problem(Place(file, t.line), t.rule, t.wrong, t.advice),))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return Split(None, body, (_unreadable(file, lines[1:end], error),))


def _body(lines: list[str], start: int) -> Text:
    """The body without the blank lines around it, and the line on which its first word stands."""
    while start < len(lines) and not lines[start].strip():
        start += 1
    return Text("\n".join(lines[start:]).rstrip(), min(start + 1, len(lines)))


def _broken(file: str, line: int, rule: str, wrong: str, advice: str) -> Split:
    return Split(None, Text("", 1), (Problem(Place(file, line), rule, wrong, advice),))


# ---- from YAML's events to entries --------------------------------------------------------------------------------


def _read(header: str, first_line: int) -> Record:
    events = yaml.parse(header, Loader=yaml.SafeLoader)
    for event in events:
        if isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
            continue
        if isinstance(event, yaml.MappingStartEvent):
            return _record(events, event, first_line, depth=1)
        break
    raise _Trouble(
        first_line, "unreadable_line", "the header holds no fields.", "Write one field a line: `name: value`."
    )


def _record(events: Iterator[yaml.Event], start: yaml.Event, base: int, depth: int) -> Record:
    _plain(start, base, depth)
    entries: list[Entry] = []
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        if not isinstance(event, yaml.ScalarEvent):
            raise _Trouble(
                _line(event, base),
                "unreadable_line",
                "a field has no name.",
                "Write one field a line: `name: value`.",
            )
        name = _text(event, base, depth)
        seen = next((e.name for e in entries if e.name.text == name.text), None)
        if seen:
            raise _Trouble(
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
    return Text(" ".join(event.value.split()), _line(event, base))


def _line(event: yaml.Event, base: int) -> int:
    return (event.start_mark.line if event.start_mark else 0) + base


def _plain(event: yaml.Event, base: int, depth: int) -> None:
    """Refuses what YAML can do beyond plain fields: `&names`, `*names`, `!tags`, and deep nesting."""
    line = _line(event, base)
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise _Trouble(
            line,
            "yaml_trick",
            "a value begins with `&` or `*`.",
            "Put the value in double quotes if it really begins with that sign.",
        )
    if getattr(event, "tag", None):
        raise _Trouble(
            line,
            "yaml_trick",
            "a value begins with `!`.",
            "Put the value in double quotes if it really begins with that sign.",
        )
    if depth > DEPTH_LIMIT:
        raise _Trouble(
            line, "yaml_trick", "brackets stand within brackets.", "Write a simple list: `sources: [one, two]`."
        )


# ---- what a person would have to type instead -----------------------------------------------------------------------


def _unreadable(file: str, lines: list[str], error: Exception) -> Problem:
    """The line that a person must change, with the line to paste where we are sure of it."""
    marked = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    near = min(marked.line if marked else 0, len(lines) - 1)
    near = next((n for n, line in enumerate(lines[: near + 1]) if line.strip() and not FIELD_OR_ITEM.match(line)), near)
    for number in range(near, -1, -1):
        better = quoted(lines[number])
        if better is not None:
            return Problem(
                Place(file, number + 2),
                "unreadable_line",
                f"`{lines[number].strip()}` has a sign in it that has a meaning of its own here, such as a colon.",
                f"Put the words in double quotes:\n{better}",
            )
    line = lines[near].strip() if lines else ""
    return Problem(
        Place(file, near + 2),
        "unreadable_line",
        f"`{line}` is not a field." if line else "the header is empty.",
        "Write one field a line: `name: value`. Indent with spaces, not with tabs.",
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

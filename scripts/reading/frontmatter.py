"""Splits a file into header and body and keeps the line of every field.

MkDocs' own splitter swallows broken headers; here nothing is swallowed, and what cannot be read is a problem that says
what to type instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from . import header, plainheader
from .header import Record, Trouble
from .model import Place, Problem, Text

HEADER_LIMIT = 8 * 1024
FIELD_OR_ITEM = re.compile(r"\s*(?:- |[A-Za-z_]+:(?:\s|$))")

RULES = ("no_header", "header_not_closed", "header_too_long", *header.RULES)


@dataclass(frozen=True, slots=True)
class Split:
    """A file taken apart: its header (None where it cannot be read), its body, and what is wrong with the header."""

    header: Record | None
    body: Text
    problems: tuple[Problem, ...] = ()


def split(file: str, content: str) -> Split:
    """Header and body of a file.

    `content` is the decoded text with `\\n` line ends; lines count from 1. Raises nothing: what cannot be read is a
    problem in the result.
    """
    return _plain(content) or _closely(file, content)


def _plain(content: str) -> Split | None:
    """Header and body where the header is a plain one between its two lines, which is so nearly always."""
    end = content.find("\n---\n", 3) if content.startswith("---\n") else -1
    below = content[end + 5 :]
    begun = below.lstrip()
    if end < 4 or end > HEADER_LIMIT // 4 or not begun:  # a letter is four bytes at most
        return None
    record = plainheader.read(content[4:end], 2)
    if record is None:
        return None
    first = len(content) - len(begun)
    start = content.rfind("\n", 0, first) + 1
    return Split(record, Text(content[start:].rstrip(), content.count("\n", 0, first) + 1))


def _closely(file: str, content: str) -> Split:
    """Header and body of any file, or what is wrong with the header."""
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
    inside = "\n".join(lines[1:end])
    if len(inside.encode()) > HEADER_LIMIT:
        return _broken(
            file, 2, "header_too_long", "the header is longer than 8 KiB.", "Move the long text below the second `---`."
        )
    body = _body(lines, end + 1)
    try:
        return Split(plainheader.read(inside, 2) or header.read(inside, first_line=2), body)
    except Trouble as t:
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


# ---- what a person would have to type instead -----------------------------------------------------------------------


def _unreadable(file: str, lines: list[str], error: Exception) -> Problem:
    """The line that a person must change, with the line to paste where we are sure of it."""
    marked = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    near = min(marked.line if marked else 0, len(lines) - 1)
    near = next((n for n, line in enumerate(lines[: near + 1]) if line.strip() and not FIELD_OR_ITEM.match(line)), near)
    for number in range(near, -1, -1):
        better = header.quoted(lines[number])
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

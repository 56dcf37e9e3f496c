"""Fills the fields of a dataclass from a header, and says what does not fit.

What a kind of file must and may hold is read off its dataclass in `model`: a field without a default is required.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Sequence
from functools import cache
from typing import Any

from . import text
from .header import Entry, Record, Value
from .model import Place, Problem, Text

FROM_THE_PATH = frozenset({"slug", "file", "parent", "body"})  # what of a thing does not stand in its header
RULES = ("unknown_field", "missing_field", "empty_field", "wrong_shape")


def values(
    cls: type, record: Record, file: str, skip: frozenset[str] = frozenset()
) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The fields of a record as its dataclass `cls` wants them, or None where a required one is missing.

    `skip` names fields of the dataclass that do not come from the header.
    """
    wanted = shape(cls, skip)
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for entry in record.entries:
        name = entry.name.text
        field = wanted.get(name)
        if field is None:
            problems.append(_unknown_field(entry.name, wanted, file))
            continue
        if entry.value == () and field.may_be_empty:
            continue  # `sources: []` says that there are none
        value, wrong = _value(field, entry, file)
        problems += wrong
        if value is not None:
            found[name] = value
    missing = [name for name, field in wanted.items() if field.required and name not in found]
    for name in missing:
        if not any(e.name.text == name for e in record.entries):
            problems.append(_missing(name, wanted[name], record.line, file))
    return (None if missing else found), problems


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """What a field of a dataclass wants: one or `many` of `item`, which is `Text` or another dataclass."""

    item: Any
    many: bool
    required: bool
    may_be_empty: bool


@cache
def shape(cls: type, skip: frozenset[str] = frozenset()) -> dict[str, Field]:
    """The fields of a dataclass by name; looking them up takes longer than reading a file."""
    hints = typing.get_type_hints(cls)
    return {field.name: _field(hints[field.name], field) for field in dataclasses.fields(cls) if field.name not in skip}


def _field(hint: Any, field: dataclasses.Field[Any]) -> Field:
    many = typing.get_origin(hint) is tuple
    item = typing.get_args(hint)[0] if many else Text
    return Field(item, many, field.default is dataclasses.MISSING, field.default == ())


def _value(field: Field, entry: Entry, file: str) -> tuple[Any, Sequence[Problem]]:
    """One field in the shape its type asks for: a text, a list of texts, or a list of records."""
    item, many, value = field.item, field.many, entry.value
    if isinstance(value, Text) and value.text and not many:  # as nearly all
        return value, ()
    given: tuple[Value, ...] = value if isinstance(value, tuple) else (value,)
    if not many and isinstance(value, tuple):
        return None, [_wrong_shape(entry.name, "one value, not a list", f"{entry.name}: one value", file)]
    if not given or any(isinstance(v, Text) and not v.text for v in given):
        return None, [_empty(entry.name, file)]
    if item is Text:
        if not all(isinstance(v, Text) for v in given):
            example = f"{entry.name}: [one, two]" if many else f"{entry.name}: some words"
            return None, [_wrong_shape(entry.name, "plain values", example, file)]
        return (given if many else given[0]), ()
    if not all(isinstance(v, Record) for v in given):
        return None, [_wrong_shape(entry.name, "a list of records", _example(entry.name.text, item), file)]
    filled = [values(item, v, file) for v in given if isinstance(v, Record)]
    problems = [p for _, wrong in filled for p in wrong]
    if any(record is None for record, _ in filled):
        return None, problems
    return tuple(item(**record) for record, _ in filled if record is not None), problems


def _unknown_field(name: Text, wanted: typing.Iterable[str], file: str) -> Problem:
    likely = text.guess(name.text, wanted)
    advice = f"Did you mean `{likely}:`?" if likely else f"The fields here are: {', '.join(sorted(wanted))}."
    return Problem(Place(file, name.line), "unknown_field", f"there is no field `{name}` in this kind of file.", advice)


def _missing(name: str, field: Field, line: int, file: str) -> Problem:
    example = _example(name, field.item) if field.many else f"{name}: …"
    return Problem(
        Place(file, line), "missing_field", f"the field `{name}` is missing.", f"Add a line to the header:\n{example}"
    )


def _empty(name: Text, file: str) -> Problem:
    return Problem(
        Place(file, name.line), "empty_field", f"the field `{name}` is empty.", "Fill it in or delete the line."
    )


def _wrong_shape(name: Text, wants: str, example: str, file: str) -> Problem:
    return Problem(
        Place(file, name.line), "wrong_shape", f"the field `{name}` wants {wants}.", f"Write it like this:\n{example}"
    )


def _example(name: str, item: type) -> str:
    if item is Text:
        return f"{name}: [one, two]"
    first, *rest = [f.name for f in dataclasses.fields(item) if f.default is dataclasses.MISSING]
    return "\n".join([f"{name}:", f"  - {first}: …", *(f"    {field}: …" for field in rest)])

"""JSON Schemas for the header of every kind of file, for editors and other tools.

Made from the same dataclasses, vocabularies and file names that the checks use; nothing is written twice. They are
coarser than the checks: they know no dates, no files that are there, and no author's text.
"""

from __future__ import annotations

import dataclasses
import typing
from typing import Any

from .fields import FROM_THE_PATH
from .load import FOLDERS, SLUG
from .model import Text
from .refs import VOCABULARY
from .templates import TEMPLATES, comments

DRAFT = "http://json-schema.org/draft-07/schema#"
# Fields that name another thing, and the kind of thing; a passage may be followed by the number of a sentence.
NAMES = {"passage": "passage", "actor": "actor", "topic": "topic", "sources": "source", "source": "source"}


def schemas() -> dict[str, dict[str, Any]]:
    """A schema for each kind of file that has a header, by kind."""
    return {cls.__name__.lower(): _schema(cls) for _, cls, _ in FOLDERS}


def words(kind: str, field: str) -> tuple[str, ...]:
    """The fixed words that a field of a kind of file takes; none where it takes any text."""
    return VOCABULARY.get(f"{kind} {field}") or VOCABULARY.get(field) or ()


def _schema(cls: type) -> dict[str, Any]:
    kind = cls.__name__.lower()
    said = comments(TEMPLATES[kind].text) if kind in TEMPLATES else {}
    record = _record(cls)
    for name, shape in record["properties"].items():
        if words(kind, name):
            shape["enum"] = list(words(kind, name))
        if said.get(name):
            shape["description"] = said[name]
    return {"$schema": DRAFT, "title": f"The header of a file of kind {kind}"} | record


def _record(cls: type) -> dict[str, Any]:
    hints = typing.get_type_hints(cls)
    named = [field for field in dataclasses.fields(cls) if field.name not in FROM_THE_PATH]
    shapes = {field.name: _shape(field.name, hints[field.name], field.default) for field in named}
    for name, shape in shapes.items():
        if fixed := VOCABULARY.get(f"{cls.__name__.lower()} {name}"):
            shape["enum"] = list(fixed)
    return {
        "type": "object",
        "properties": shapes,
        "required": [field.name for field in named if field.default is dataclasses.MISSING],
        "additionalProperties": False,
    }


def _shape(name: str, hint: Any, default: object) -> dict[str, Any]:
    if typing.get_origin(hint) is tuple:
        item = typing.get_args(hint)[0]
        least = {"minItems": 1} if default is dataclasses.MISSING else {}
        items = _text(name) if item is Text else _record(item)
        # One value may stand without brackets.
        return {"oneOf": [{"type": "array", "items": items} | least, items]} if item is Text else _list(items, least)
    return _text(name)


def _list(items: dict[str, Any], least: dict[str, int]) -> dict[str, Any]:
    return {"type": "array", "items": items} | least


def _text(name: str) -> dict[str, Any]:
    """A plain value; YAML turns `1984` into a number before an editor compares it."""
    if name not in NAMES:
        return {"type": ["string", "number"], "minLength": 1}
    sentence = r"(?:\.[0-9]+)?" if name == "passage" else ""
    return {"type": "string", "pattern": f"^{SLUG}{sentence}$"}

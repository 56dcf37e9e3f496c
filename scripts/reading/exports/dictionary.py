"""The data dictionary: a Data Package (datapackage.org, version 2) that says what each column of each table means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

from ..model import Column, Export, Reading
from .desk import FOLDER, LICENCE, safe
from .tables import SEPARATOR

PATH = f"{FOLDER}dictionary.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF-level1"
CELLS = (
    "CSV by RFC 4180 in UTF-8. An empty cell is a missing value; the items of a list are separated by a semicolon and "
    "a blank. A cell, or what follows a semicolon in it, that a spreadsheet would take for a formula has an apostrophe "
    "before it; the JSON file of the same name is without. Texts have no markup and one line. Dates are EDTF as typed."
)


def file(reading: Reading, files: Iterable[Export]) -> Export:
    """One file about the others: paths, formats, and for tables the columns with their types and fixed words."""
    kept = [file for file in files if file.media != "application/json"]
    package: dict[str, Any] = {
        "$schema": PROFILE,
        "name": "reading-notes",
        "title": "Reading notes: the data of the site",
        "description": CELLS,
        **({"homepage": reading.setting.home} if reading.setting.home else {}),
        "licenses": [{"name": "CC-BY-4.0", "path": LICENCE}],
        "resources": [_resource(file) for file in kept],
    }
    columns = sum(len(file.columns) for file in kept)
    about = "The data dictionary: what each column of each table means, as a Data Package."
    content = safe(orjson.dumps(package, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    return Export(PATH, (content,), "application/json", about, columns)


def _resource(file: Export) -> dict[str, Any]:
    path = file.path.removeprefix(FOLDER)
    name = path.replace("/", "-")
    resource = {"name": name, "path": path, "mediatype": file.media, "encoding": "utf-8", "description": file.about}
    if not file.columns:
        return resource
    name = name.removesuffix(".csv")
    return resource | {"name": name, "json": f"{name}.json", "schema": _schema(file.columns)}


def _schema(columns: tuple[Column, ...]) -> dict[str, Any]:
    """Table Schema; lists of names cannot be foreign keys in it, so `table` says what they name."""
    schema: dict[str, Any] = {"fields": [_field(column) for column in columns], "missingValues": [""]}
    if columns[0].unique:
        schema["primaryKey"] = [columns[0].name]
    keys = [
        {"fields": [c.name], "reference": {"resource": c.table, "fields": [key_of(c.table)]}}
        for c in columns
        if c.table and c.type == "string"
    ]
    return schema | ({"foreignKeys": keys} if keys else {})


def key_of(table: str) -> str:
    """The first column of a table: its name in the singular."""
    return table.removesuffix("s")


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.meaning}
    if column.type == "list":
        field |= {"delimiter": SEPARATOR, "itemType": "string"}
    if column.format == "uri":
        field["format"] = "uri"
    if column.format == "edtf":
        field["rdfType"] = EDTF
    if column.table:
        field["table"] = column.table
    constraints: dict[str, Any] = {"required": True, "unique": True} if column.unique else {}
    if column.words:
        constraints["enum"] = list(column.words)
    return field | ({"constraints": constraints} if constraints else {})

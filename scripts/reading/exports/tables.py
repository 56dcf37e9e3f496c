"""Tables of data: what their columns mean, and their rows as CSV and as JSON.

A table is a dataclass: its docstring says what a row is, its fields are the columns, and each field's `Is` says what
it means. CSV, JSON, data dictionary and the page about the data are made from that and from nothing else.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from ..model import Column, Export, Reading
from ..once import by_value
from .desk import FOLDER, Desk, embed, line

SEPARATOR = "; "
TWIN = "The rows of {}.csv as JSON."
# What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection), wide forms included. It may also read
# what follows a semicolon as a cell, where that is the separator of the country. The apostrophe makes it a text.
FORMULA = re.compile(r"""((?:^|;)[\s"]*)(?=[=+\-@＝＋－＠'])""")
BEGINS = re.compile(r"""\A[\s"=+\-@＝＋－＠']|;""")  # few cells do, and these are looked at closely


@dataclass(frozen=True, slots=True)
class Is:
    """What a column means; the rest as in `Column`."""

    meaning: str
    format: str = ""
    table: str = ""
    words: tuple[str, ...] = ()
    unique: bool = False


Key = Annotated[str, Is("Its name on this site; lasting, and the name of its file.", "slug", unique=True)]
Address = Annotated[str, Is("Where this site shows it; without the site’s address, the way from this file.", "way")]
Sources = Annotated[tuple[str, ...], Is("What we know it from.", "slug", "sources")]
InPassage = Annotated[str, Is("The passage of the article that it belongs to.", "slug", "passages")]
InArticle = Annotated[str, Is("The article that it belongs to.", "slug", "articles")]


@dataclass(frozen=True, slots=True)
class Table:
    """A table's name, the dataclass of its rows, and what makes them, in the order of the file."""

    name: str
    row: type
    rows: Callable[[Desk], Iterator[Any]]


def files(reading: Reading, table: Table) -> tuple[Export, Export]:
    """A table as CSV (RFC 4180, UTF-8) and as JSON (a list of records)."""
    columns = columns_of(table.row)
    desk = Desk(reading, f"{FOLDER}{table.name}")
    rows = [tuple(getattr(row, column.name) for column in columns) for row in table.rows(desk)]
    about = line(table.row.__doc__)
    return (
        Export(f"{desk.path}.csv", _csv(columns, rows), "text/csv", about, len(rows), columns),
        Export(
            f"{desk.path}.json", _json(columns, rows), "application/json", TWIN.format(table.name), len(rows), columns
        ),
    )


def columns_of(row: type) -> tuple[Column, ...]:
    """The columns of a table from the fields of its rows and what is said of them."""
    hints = get_type_hints(row, include_extras=True)
    return tuple(_column(field.name, *get_args(hints[field.name])[:2]) for field in fields(row))


def _column(name: str, kind: Any, said: Is) -> Column:
    types = {str: "string", bool: "boolean", tuple: "list"}
    type_ = types.get(get_origin(kind) or kind, "integer")
    return Column(name, type_, said.meaning, said.format, said.table, said.words, said.unique)


def _csv(columns: tuple[Column, ...], rows: Iterable[tuple[Any, ...]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    names = tuple(column.name for column in columns)
    writer.writerow(names)
    writer.writerows(_cells(names, row) for row in rows)
    return out.getvalue()


@by_value
def _cells(names: tuple[str, ...], row: tuple[Any, ...]) -> tuple[str, ...]:
    del names  # tells tables apart, of which one has `True` where another has the number 1
    return tuple(_cell(value) for value in row)


def _cell(value: Any) -> str:
    """A value as the text of a cell: one line, and no formula."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        value = SEPARATOR.join(value)
    return harmless(line(value))


def harmless(text: str) -> str:
    """A text with an apostrophe before whatever a spreadsheet would run; `as_written` takes it away again."""
    return FORMULA.sub(r"\1'", text) if BEGINS.search(text) else text


def as_written(cell: str) -> str:
    """The text of a CSV cell without the apostrophes that `harmless` added."""
    return re.sub(FORMULA.pattern.replace("(?=", "'(?="), r"\1", cell)


def _json(columns: tuple[Column, ...], rows: Iterable[tuple[Any, ...]]) -> str:
    """One record a line, so that a change of one row is a change of one line; what is missing is null."""
    names = tuple(column.name for column in columns)
    return "[\n" + ",\n".join(_record(names, row) for row in rows) + "\n]\n"


@by_value
def _record(names: tuple[str, ...], row: tuple[Any, ...]) -> str:
    return embed(dict(zip(names, (None if value == "" else value for value in row), strict=True)))

"""Tables of data: what their columns mean, and their rows as CSV and as JSON.

A table is a dataclass: its docstring says what a row is, its fields are the columns, and each field's `Is` says what
it means. CSV, JSON, data dictionary and the page about the data are made from that and from nothing else.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from ..model import Column, Export, Reading
from .desk import FOLDER, Desk, embed, line

SEPARATOR = "; "
QUOTE = '"'
TWIN = "The rows of {}.csv as JSON."
# What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection), wide forms included. It may also read
# what follows a semicolon as a cell, where that is the separator of the country. The apostrophe makes it a text.
FORMULA = re.compile(r"""((?:^|;)[\s"]*)(?=[=+\-@＝＋－＠'])""")
BEGINS = " \"=+-@＝＋－＠'"  # few cells do, and these are looked at closely


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


def files(reading: Reading, table: Table) -> Iterator[Export]:
    """A table as CSV (RFC 4180, UTF-8) and as JSON (a list of records)."""
    columns = columns_of(table.row)
    desk = Desk(reading, f"{FOLDER}{table.name}")
    sheet, records, count = _texts(columns, table.rows(desk))
    yield Export(f"{desk.path}.csv", sheet, "text/csv", line(table.row.__doc__), count, columns)
    del sheet  # a large library has tables of many megabytes
    yield Export(f"{desk.path}.json", records, "application/json", TWIN.format(table.name), count, columns)


def columns_of(row: type) -> tuple[Column, ...]:
    """The columns of a table from the fields of its rows and what is said of them."""
    hints = get_type_hints(row, include_extras=True)
    return tuple(_column(field.name, *get_args(hints[field.name])[:2]) for field in fields(row))


def _column(name: str, kind: Any, said: Is) -> Column:
    types = {str: "string", bool: "boolean", tuple: "list"}
    type_ = types.get(get_origin(kind) or kind, "integer")
    return Column(name, type_, said.meaning, said.format, said.table, said.words, said.unique)


def _texts(columns: tuple[Column, ...], rows: Iterable[Any]) -> tuple[str, str, int]:
    """Rows as CSV and as JSON, and how many there are; no row is kept.

    In JSON a record is a line, so that a change of one row is a change of one line; what is missing is null.
    """
    names = [column.name for column in columns]
    sheet, records, count = io.StringIO(newline=""), io.StringIO(newline=""), 0
    sheet.write(_row(names))
    for count, row in enumerate(map(attrgetter(*names), rows), start=1):
        sheet.write(_row(map(_cell, row)))
        records.write(",\n" if count > 1 else "")
        records.write(embed(dict(zip(names, (None if value == "" else value for value in row), strict=True))))
    return sheet.getvalue(), f"[\n{records.getvalue()}\n]\n", count


def _row(cells: Iterable[str]) -> str:
    """Cells of one line each as a row of CSV; a tenth of what the `csv` module takes, which looks at every sign."""
    return ",".join([f'"{c.replace(QUOTE, QUOTE * 2)}"' if "," in c or QUOTE in c else c for c in cells]) + "\r\n"


def _cell(value: Any) -> str:
    """A value as the text of a cell: one line, and no formula."""
    if isinstance(value, str):
        return value if _is_plain(value) else harmless(line(value))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        text = SEPARATOR.join(value)
        return text if all(value) and all(map(_is_plain, value)) else harmless(line(text))
    return harmless(line(value))


def _is_plain(text: str) -> bool:
    """Whether a text is one line as it stands, and no formula begins in it: soon seen, and true of most."""
    return not text or (
        text.isprintable() and text[0] not in BEGINS and ";" not in text and "  " not in text and text[-1] != " "
    )


def harmless(text: str) -> str:
    """A text with an apostrophe before whatever a spreadsheet would run; `as_written` takes it away again."""
    return FORMULA.sub(r"\1'", text)


def as_written(cell: str) -> str:
    """The text of a CSV cell without the apostrophes that `harmless` added."""
    return re.sub(FORMULA.pattern.replace("(?=", "'(?="), r"\1", cell)

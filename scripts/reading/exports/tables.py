"""Tables of data: what their columns mean, and their rows as CSV and as JSON.

A table is a dataclass: its docstring says what a row is, its fields are the columns, and each field's `Is` says what
it means. CSV, JSON, data dictionary and the page about the data are made from that and from nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

from ..model import Column, Export, Reading
from ..ondisk import Room
from .desk import FOLDER, Desk, line, lines

SEPARATOR = "; "
TOGETHER = 200  # things whose rows are made, and kept, together
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
    """A table's name, the dataclass of its rows, the things that have rows, in order, and the rows of each."""

    name: str
    row: type
    things: Callable[[Reading], Sequence[Any]]
    rows: Callable[[Desk, Any], Iterator[Any]]


class Part(NamedTuple):
    """The rows of some things: as CSV, as JSON, both UTF-8 and without what stands around them; and their number."""

    sheet: bytes
    records: bytes
    rows: int


Make = Callable[[], Part]
Keep = Callable[[Table, int, Sequence[Any], Make], Part]


def _anew(table: Table, number: int, things: Sequence[Any], make: Make) -> Part:
    """The part with a number of a table, which is about some things; `make` makes it."""
    del table, number, things
    return make()


def files(reading: Reading, table: Table, part: Keep = _anew) -> Iterator[Export]:
    """A table as CSV (RFC 4180, UTF-8) and as JSON (a list of records).

    In JSON a record is a line, so that a change of one row is a change of one line; what is missing is null. A large
    library has tables of many megabytes, so that they are made part by part and lie on disk.
    """
    columns = columns_of(table.row)
    desk = Desk(reading, f"{FOLDER}{table.name}")
    things = table.things(reading)
    sheet, records, count = Room(), Room(), 0
    sheet.add(_row(column.name for column in columns).encode())
    for number, at in enumerate(range(0, len(things), TOGETHER)):
        some = things[at : at + TOGETHER]
        made = part(table, number, some, lambda: _part(desk, table, columns, some))  # noqa: B023 - called at once
        sheet.add(made.sheet)
        if made.rows:
            records.add((b",\n" if count else b"[\n") + made.records)
        count += made.rows
    records.add(b"\n]\n" if count else b"[\n\n]\n")
    yield Export(f"{desk.path}.csv", sheet, "text/csv", line(table.row.__doc__), count, columns)
    yield Export(f"{desk.path}.json", records, "application/json", TWIN.format(table.name), count, columns)


def columns_of(row: type) -> tuple[Column, ...]:
    """The columns of a table from the fields of its rows and what is said of them."""
    hints = get_type_hints(row, include_extras=True)
    return tuple(_column(field.name, *get_args(hints[field.name])[:2]) for field in fields(row))


def _column(name: str, kind: Any, said: Is) -> Column:
    types = {str: "string", bool: "boolean", tuple: "list"}
    type_ = types.get(get_origin(kind) or kind, "integer")
    return Column(name, type_, said.meaning, said.format, said.table, said.words, said.unique)


def _part(desk: Desk, table: Table, columns: Sequence[Column], things: Iterable[Any]) -> Part:
    names = [column.name for column in columns]
    sheet, records = [], []
    for row in map(attrgetter(*names), (row for thing in things for row in table.rows(desk, thing))):
        sheet.append(_row(map(_cell, row)))
        records.append(dict(zip(names, (None if value == "" else value for value in row), strict=True)))
    return Part("".join(sheet).encode(), lines(records), len(records))


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
    return text if text[:1].isalnum() and ";" not in text else FORMULA.sub(r"\1'", text)


def as_written(cell: str) -> str:
    """The text of a CSV cell without the apostrophes that `harmless` added."""
    return re.sub(FORMULA.pattern.replace("(?=", "'(?="), r"\1", cell)

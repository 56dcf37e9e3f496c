"""The page about the data: every file with what is in it, and every column with what it means."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from .. import prose
from ..model import Column, Export, Page, Reading
from .parts import Writer, escape, guide, heading, led

PATH = "data/index.md"
TYPES = {"string": "text", "integer": "number", "boolean": "true or false"}
FORMATS = {"slug": "name", "edtf": "date (EDTF)", "uri": "web address", "way": "address"}


def page(reading: Reading, files: Sequence[Export]) -> Page:
    """One page for all files."""
    writer = Writer(reading, PATH)
    tables = [file for file in files if file.columns and file.media == "text/csv"]
    twins = {file.path: file for file in files if file.columns}
    blocks = ["## Tables", _listed([_table(file, twins[f"{file.path.removesuffix('csv')}json"]) for file in tables])]
    others = [file for file in files if not file.columns]
    blocks += ["## Other files", _listed([_file(file) for file in others])]
    blocks.append("## Columns")
    for file in tables:
        blocks += [heading(3, _name(file), _id(_name(file))), escape(file.about), _columns(file)]
    return led(writer, guide(reading, "data"), blocks, wide=True)


def _listed(rows: Iterable[Sequence[str]]) -> str:
    """A table as finished HTML: Markdown would take half a second for the files of three hundred articles."""
    head = "".join(f"<th>{name}</th>" for name in ("File", "Entries", "Size", "What is in it"))
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _table(file: Export, twin: Export) -> tuple[str, str, str, str]:
    """A table in its two forms on one line; its name leads to its columns."""
    name = f'<a href="#{_id(_name(file))}">{html.escape(_name(file))}</a>'
    ways = f"{name}: {_link(file, 'CSV')}, {_link(twin, 'JSON')}"
    return ways, f"{file.count}", f"{_size(file)}, {_size(twin)}", html.escape(file.about)


def _file(file: Export) -> tuple[str, str, str, str]:
    return _link(file, file.path.removeprefix("data/")), f"{file.count}", _size(file), html.escape(file.about)


def _link(file: Export, words: str) -> str:
    return f'<a href="{html.escape(prose.relative(file.path, PATH, ""))}">{html.escape(words)}</a>'


def _columns(file: Export) -> str:
    rows = [f"| `{c.name}` | {_type(c)} | {escape(c.meaning)} | {_vocabulary(c)} |" for c in file.columns]
    return "\n".join(["| Column | Type | Meaning | Vocabulary |", "| --- | --- | --- | --- |", *rows])


def _type(column: Column) -> str:
    """`text`, `number`, `true or false`, `date (EDTF)`, `list of names` …"""
    if column.type == "list":
        return "list of names" if column.format == "slug" else "list of texts"
    if column.words:
        return "fixed word"
    return FORMATS.get(column.format) or TYPES[column.type]


def _vocabulary(column: Column) -> str:
    """The fixed words, or the table whose names it holds."""
    if column.table:
        return f"[{column.table}](#{_id(column.table)})"
    return ", ".join(escape(word) for word in column.words)


def _name(file: Export) -> str:
    return file.path.removeprefix("data/").partition(".")[0]


def _id(table: str) -> str:
    return f"columns-of-{table}"


def _size(file: Export) -> str:
    """`0.9 kB`, `31 kB`, on one line on a phone too."""
    size = file.size / 1000
    return f"{size:.1f}\xa0kB" if size < 10 else f"{size:.0f}\xa0kB"

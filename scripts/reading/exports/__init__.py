"""Everything on the site as data, at stable addresses: one module for each format, one file of data an `Export`.

What each says is on the page Data; why it is as it is, in docs/contributing/maintainers.md.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Book, Export, Reading
from . import (
    article_tables,
    bibtex,
    csl,
    dictionary,
    feed,
    llms,
    note_tables,
    position_tables,
    tables,
    world_tables,
)

TABLES = (*article_tables.TABLES, *note_tables.TABLES, *position_tables.TABLES, *world_tables.TABLES)


def exports(reading: Reading, annotations: Sequence[Export], books: Sequence[Book]) -> tuple[Export, ...]:
    """Every file of data, in a fixed order: tables, annotations, bibliographies, feed, dictionary, `llms.txt`.

    `annotations` and `books` are made article by article, not here; `llms.txt` leads to them too. Pure: the same
    reading, the same bytes.
    """
    files = [file for table in TABLES for file in tables.files(reading, table)]
    files += [*annotations, bibtex.file(reading), csl.file(reading), *feed.files(reading)]
    files.append(dictionary.file(reading, files))
    return (*files, llms.file(reading, [*files, *books]))

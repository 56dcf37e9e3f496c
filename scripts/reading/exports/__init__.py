"""Everything on the site as data, at stable addresses: one module for each format, one file of data an `Export`.

What each says is on the page Data; why it is as it is, in docs/contributing/maintainers.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..model import Export, Reading
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


def exports(
    reading: Reading, annotations: Sequence[Export], books: Sequence[Export], made: Iterable[Export] | None = None
) -> Iterator[Export]:
    """Every file of data that is not made article by article, in a fixed order, each made when it is asked for.

    Tables (`made` before, or here), bibliographies, feed, dictionary, `llms.txt`; the last two tell of `annotations`,
    and the last of `books` too. Pure: the same reading, the same bytes.
    """
    listed: list[Export] = []
    for file in every_table(reading) if made is None else made:
        listed.append(file)
        yield file
    listed += annotations
    for file in (bibtex.file(reading), csl.file(reading), *feed.files(reading)):
        listed.append(file)
        yield file
    words = dictionary.file(reading, listed)
    yield words
    yield llms.file(reading, [*listed, words, *books])


def every_table(reading: Reading) -> Iterator[Export]:
    """The files of all tables."""
    return (file for table in TABLES for file in tables.files(reading, table))

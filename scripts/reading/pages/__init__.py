"""One module for each kind of page; each writes Markdown from a `Reading`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..edition import Edition
from ..model import Book, Export, Page, Reading
from . import (
    actors,
    agreements,
    argument,
    article,
    articles,
    contribute,
    data,
    edition,
    guides,
    lists,
    names,
    notes,
    positions,
)

KINDS: tuple[Callable[[Reading], Iterator[Page]], ...] = (
    guides.pages,
    articles.pages,
    article.pages,
    notes.pages,
    argument.pages,
    actors.pages,
    agreements.pages,
    positions.pages,
    lists.pages,
    names.pages,
    contribute.pages,
)


def write(reading: Reading, files: tuple[Export | Book, ...], editions: tuple[Edition, ...]) -> tuple[Page, ...]:
    """Every page of the site, in the order of paths; `files` are those that the page about the data lists."""
    pages = [page for kind in KINDS for page in kind(reading)]
    pages += edition.pages(reading, editions)
    return tuple(sorted((*pages, data.page(reading, files)), key=lambda page: page.path))

"""One module for each kind of page; each writes Markdown from a `Reading`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..model import Page, Reading
from . import actors, agreements, argument, article, articles, guides, lists, notes, positions

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
)


def write(reading: Reading) -> tuple[Page, ...]:
    """Every page of the site, in the order of paths."""
    return tuple(sorted((page for pages in KINDS for page in pages(reading)), key=lambda page: page.path))

"""One module for each kind of page; each writes Markdown from a `Reading`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..edition import Edition
from ..model import Article, Page, Reading
from . import (
    actors,
    agreements,
    argument,
    article,
    articles,
    contribute,
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
    actors.pages,
    agreements.pages,
    positions.pages,
    lists.pages,
    contribute.pages,
)


OF_ARTICLE: tuple[Callable[[Reading, Article], Page], ...] = (
    article.page,
    notes.page,
    argument.page,
    lists.questions,
    names.page,
)


def of_article(reading: Reading, one: Article, printed: Edition) -> Iterator[Page]:
    """The pages of one article; `printed` is its edition."""
    for kind in OF_ARTICLE:
        yield kind(reading, one)
    yield edition.page(reading, printed)


def across_articles(reading: Reading) -> Iterator[Page]:
    """The pages that belong to no single article, but for the one about the data."""
    for kind in KINDS:
        yield from kind(reading)

"""Things that several articles share, sorted by the article that they come from."""

from __future__ import annotations

import html
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .. import prose
from ..groups import groups
from ..model import Reading, Thing
from ..once import once

ELSEWHERE = "Elsewhere on this site"
FULL = 6  # articles of which a page shows all that they say of a thing; lines do so in libraries of as many
FILTERED = '<p class="filtered" role="status" hidden></p>'  # where the script says what a filter leaves
Places = Mapping[str, Mapping[str, tuple[str, ...]]]


class Of(NamedTuple):
    """What belongs to one article: its slug, what it is called, and the slugs of what is shown on its pages.

    The first two are "" where there is but one article, and the first for what belongs to none.
    """

    article: str
    name: str
    slugs: list[str]


def parts(reading: Reading, slugs: Iterable[str]) -> list[Of]:
    """What belongs to each article, in the order of the first slugs; what belongs to none comes last."""
    found: dict[str, list[str]] = {}
    for slug in slugs:
        found.setdefault(_article(reading, slug), []).append(slug)
    articles = groups(reading).articles
    if len(articles) < 2:
        return [Of("", "", [slug for of in found.values() for slug in of])] if found else []
    last = found.pop("", [])
    named = [Of(article, f"“{articles[article].title}”", of) for article, of in found.items()]
    return [*named, *([Of("", ELSEWHERE, last)] if last else [])]


def fullest(reading: Reading, slug: str, of: Sequence[Of]) -> tuple[list[Of], list[Of]]:
    """The parts about a thing that a page shows, and those of which it gives the number, so that it stays short.

    Shown are what belongs to no article, and the articles with most; the indexes of the others list what they have.
    """
    named = [part for part in of if part.article] if slug in places(reading) else []
    rest = {part.article for part in sorted(named, key=lambda part: -len(part.slugs))[FULL:]}
    return [part for part in of if part.article not in rest], [part for part in named if part.article in rest]


@once
def places(reading: Reading) -> Places:
    """For each actor, position, event, term and source: the things of an article that name, cite or report it.

    By its slug, then by the article's slug. A passage reports the stances and events that say so.
    """
    library = reading.library
    found: dict[str, list[str]] = defaultdict(list)
    for position in library.positions:
        found[position.slug] += [stance.passage.text for stance in position.stances if stance.passage]
    for event in library.events:
        found[event.slug] += [event.passage.text] if event.passage else []
    shared = (library.actors, library.positions, library.events, library.terms, library.sources)
    return {thing.slug: _sorted(reading, thing, found[thing.slug]) for shelf in shared for thing in shelf}


def _sorted(reading: Reading, thing: Thing, seen: Sequence[str]) -> dict[str, tuple[str, ...]]:
    by_article: dict[str, dict[str, None]] = defaultdict(dict)
    named = (mention.within for mention in reading.mentioned_in.get(thing.slug, ()))
    for slug in (*seen, *named, *reading.cited_by.get(thing.slug, ())):
        article = _article(reading, slug)
        if article:
            by_article[article][slug] = None
    return {article: tuple(slugs) for article, slugs in by_article.items()}


def _article(reading: Reading, slug: str) -> str:
    """The slug of the article on whose pages a thing is shown; "" for what belongs to none."""
    address = reading.addresses.get(slug)
    folder, _, rest = address.path.partition("/") if address else ("", "", "")
    return rest.partition("/")[0] if folder == "articles" else ""


def marked(reading: Reading, slug: str) -> str:
    """The attribute by which a script narrows a page to one article; "" where there is but one."""
    several = len(reading.library.articles) > 1
    return f' data-articles="{" ".join(sorted(places(reading)[slug]))}"' if several else ""


def narrow(reading: Reading, page: str, kind: str, things: Sequence[Thing]) -> str:
    """Links to the part of each article's index that has its things of a kind; a script makes them a filter of a page.

    "" where there is but one article.
    """
    articles = reading.library.articles
    number = Counter(article for thing in things for article in places(reading)[thing.slug])
    items = "".join(
        f'<li><a data-article="{article.slug}" '
        f'href="{prose.relative(f"articles/{article.slug}/names.md", page, ".html")}#{kind.lower()}_">'
        f"{html.escape(article.title.text)}</a> {number[article.slug]}</li>"
        for article in articles
        if number[article.slug]
    )
    if len(articles) < 2 or not items:
        return ""
    return (
        f'<details class="more filter"><summary>{kind} in one article</summary><ul class="dates">{items}</ul></details>'
    )


def fold(name: str, content: str) -> str:
    """What belongs to one article, which a reader may fold away; as it is where there is no name."""
    summary = f"<summary>{html.escape(name)}</summary>"
    return f'<details class="more" open>{summary}{content}</details>' if name else content

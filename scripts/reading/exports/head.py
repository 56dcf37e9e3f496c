"""What an article's page says of itself in its `<head>`: for Zotero, for search engines, for feed readers.

The page is our reading notes on an article. Nothing here says that it is the article: that is what the notes are
`about` and `isBasedOn`, at its publisher's address.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

from .. import prose, weave
from ..dates import span
from ..groups import groups
from ..model import Article, Note, Reading
from . import feed
from .desk import DAY, LICENCE, Desk, embedded, line
from .web_annotations import path_of


def head(reading: Reading, article: Article) -> str:
    """The tags on one line, every value escaped."""
    desk = Desk(reading, weave.article_page(article.slug))
    notes = sorted(groups(reading).notes_of[article.slug], key=first)
    metas = "".join(f'<meta name="{name}" content="{_safe(value)}">' for name, value in _citation(desk, article, notes))
    links = "".join(_links(desk, article, notes))
    record = embedded(_record(desk, article, notes)).decode()
    return f'{metas}{links}<script type="application/ld+json">{record}</script>'


def _citation(desk: Desk, article: Article, notes: list[Note]) -> Iterator[tuple[str, str]]:
    """Highwire Press tags, which Google Scholar and Zotero read; `z:itemType` keeps Zotero from guessing a journal."""
    yield "z:itemType", "webpage"
    yield "citation_title", title(article)
    for name in writers(notes):
        yield "citation_author", name
    day = _last_day(notes)
    if day:
        yield "citation_publication_date", day.replace("-", "/")
    yield "citation_language", "en"
    if desk.reading.setting.home:
        yield "citation_public_url", desk.to(article.slug)


def _links(desk: Desk, article: Article, notes: list[Note]) -> Iterator[str]:
    """Ways within the site, so that the inspection can follow them.

    Material's script takes a bare `rel="alternate"` for a translation of the site and asks for its sitemap; a second
    word keeps it away and changes nothing for feed readers.
    """
    if notes:
        yield _link(desk, "alternate related", feed.PATH, "application/atom+xml", "Notes")
    yield _link(desk, "describedby", path_of(article), "application/ld+json", "Annotations")


def _link(desk: Desk, rel: str, path: str, media: str, title: str) -> str:
    way = prose.relative(path, desk.path, "")
    return f'<link rel="{rel}" type="{media}" title="{title}" href="{way}">'


def _record(desk: Desk, article: Article, notes: list[Note]) -> dict[str, Any]:
    """The page as a schema.org Article about another one."""
    own = desk.to(article.slug)
    dates = {"dateModified": _last_day(notes)} if _last_day(notes) else {}
    return {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": own,
        "url": own,
        "headline": title(article),
        "description": f"Notes, checked claims and sources, passage by passage. {line(article.summary)}",
        "inLanguage": "en",
        "license": LICENCE,
        "author": [{"name": name} for name in writers(notes)],
        **dates,
        "isPartOf": {"@type": "WebSite", "url": desk.page("index.md")},
        "about": _article(desk, article),
        "isBasedOn": article.url.text,
    }


def _article(desk: Desk, article: Article) -> dict[str, Any]:
    """The author's article, which is elsewhere."""
    actor = groups(desk.reading).actors[article.author.text]
    published = {"datePublished": article.date.text} if DAY.fullmatch(article.date.text) else {}
    return {
        "@type": "Article",
        "@id": article.url.text,
        "url": article.url.text,
        "headline": line(article.title),
        "inLanguage": article.language.text,
        "author": {"@type": "Person" if actor.kind.text == "person" else "Organization", "name": line(actor.name)},
        "publisher": {"@type": "Organization", "name": line(article.publisher)},
        **published,
    }


def title(article: Article) -> str:
    """What our reading of an article is called."""
    return f"Reading notes on “{line(article.title)}”"


def writers(notes: list[Note]) -> list[str]:
    """Everybody who wrote a note, in the order of their first notes."""
    return list(dict.fromkeys(line(note.by) for note in notes))


def _last_day(notes: list[Note]) -> str:
    """The latest date of a note that is a whole day; "" where there is none."""
    return max((note.date.text for note in notes if DAY.fullmatch(note.date.text)), default="")


def first(note: Note) -> tuple[str, str]:
    """A key that sorts notes by their dates."""
    days = span(note.date.text)
    return (days.first.isoformat() if days else "", note.slug)


def _safe(text: str) -> str:
    return html.escape(" ".join(text.split()))

"""The page that lists all articles, with the ways into each."""

from __future__ import annotations

import html
from collections.abc import Iterator
from itertools import groupby

from ..groups import groups
from ..model import Article, Page, Reading
from .parts import Writer, count, guide

MANY = 30  # more than so many articles are listed by year


def pages(reading: Reading) -> Iterator[Page]:
    """One page; it has no words of its own, so its edit link opens the home page's file."""
    writer = Writer(reading, "articles/index.md")
    articles = sorted(reading.library.articles, key=lambda a: (_year(a), a.slug), reverse=True)
    blocks = ["# Articles", f"<p>{count(len(articles), 'article')} read passage by passage.</p>"]
    for year, of in groupby(articles, key=_year if len(articles) > MANY else lambda article: ""):
        blocks += [f"## {year}"] if year else []
        blocks.append(f"<ul>{''.join(_line(writer, article) for article in of)}</ul>")
    yield Page(
        writer.page, "Articles", "All articles of this library.", "\n\n".join(blocks), guide(reading, "index").file
    )


def _year(article: Article) -> str:
    return article.date.text[:4] if article.date.text[:4].isdigit() else "Undated"


def _line(writer: Writer, article: Article) -> str:
    of = groups(writer.reading)
    ways = ", ".join(
        f'<a href="{article.slug}/{page}.html">{count(len(things[article.slug]), noun)}</a>'
        for page, noun, things in (
            ("notes", "note", of.notes_of),
            ("claims", "checked claim", of.claims_of),
            ("questions", "open question", of.questions_of),
        )
    )
    by = f"{writer.link(article.author.text)}, {html.escape(article.publisher.text)}"
    part = f'<p class="where">{writer.line(article.partial.text)}</p>' if article.partial else ""
    return f"<li>{writer.link(article.slug)}{' <b>(in part)</b>' if part else ''}. {by}: {ways}{part}</li>"

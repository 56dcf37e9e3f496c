"""Pages that list one kind of thing: timeline, terms, questions, sources."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from .. import weave
from ..dates import shown
from ..figures.years import Moment, years
from ..groups import groups
from ..model import Article, Event, Page, Question, Reading, Source, Term
from . import byarticle
from .parts import Writer, also, article_title, guide, heading, led, when

SOURCES = (
    ("primary", "Primary documents"),
    ("report", "Reports"),
    ("analysis", "Analysis and opinion"),
    ("repost", "Reposts (weak)"),
    ("machine-translation", "Machine translations (weak)"),
    ("digest", "Digests (weak)"),
)


def pages(reading: Reading) -> Iterator[Page]:
    """Timeline, terms and sources of the library."""
    yield _timeline(reading)
    yield _terms(reading)
    yield _sources(reading)


def _timeline(reading: Reading) -> Page:
    """The list first, year by year, then the picture; the way to one actor's events stands above both."""
    writer = Writer(reading, "timeline.md")
    blocks = [
        '<p class="jump"><a href="#picture_">See it as a picture</a></p>',
        _by_actor(writer) + byarticle.narrow(reading, writer.page, "Events", reading.timeline) + byarticle.FILTERED,
    ]
    for year, events in groupby(reading.timeline, key=lambda event: event.date.text[:4]):
        blocks.append(f"## {year}")
        blocks.append(f'<ol class="timeline">{"".join(_event(writer, event) for event in events)}</ol>')
    drawn = years("The timeline as a picture", [_moment(reading, event) for event in reading.timeline])
    if drawn:
        blocks += [heading(2, "The same as a picture", "picture_"), f'<figure class="picture">{drawn}</figure>']
    return led(writer, guide(reading, "timeline"), blocks if reading.timeline else [writer.nothing("event")])


def _by_actor(writer: Writer) -> str:
    """The events of each actor: links to the actors' pages; a script turns them into a filter of this page."""
    number = Counter(actor.text for event in writer.reading.timeline for actor in event.actors)
    items = "".join(
        f'<li><a data-actor="{actor.slug}" href="actors/{actor.slug}.html#events">{html.escape(actor.name.text)}</a> '
        f"{number[actor.slug]}</li>"
        for actor in writer.reading.library.actors
        if number[actor.slug]
    )
    return (
        f'<details class="more filter"><summary>Events of one actor</summary><ul class="dates">{items}</ul></details>'
        if items
        else ""
    )


def _moment(reading: Reading, event: Event) -> Moment:
    slugs = tuple(actor.text for actor in event.actors)
    names = tuple(reading.addresses[slug].name for slug in slugs)
    marked = byarticle.marked(reading, event.slug)
    return Moment(event.date.text, event.title.text, f"#{event.slug}", slugs, names, marked)


def _event(writer: Writer, event: Event) -> str:
    seen = f" {writer.link(event.passage.text)}" if event.passage else ""
    who = f'<p class="where">{writer.links(event.actors)}</p>' if event.actors else ""
    rough = "" if re.fullmatch(r"[\d-]{10}(/[\d-]{10})?", event.date.text) else " rough"
    return (
        f'<li id="{event.slug}" class="event{rough}" data-actors="{" ".join(a.text for a in event.actors)}"'
        f"{byarticle.marked(writer.reading, event.slug)} "
        f'data-find="{html.escape(event.title.text)}"><p class="title">{when(event.date.text)} '
        f"<strong>{html.escape(event.title.text)}</strong>{seen}</p>{writer.prose(event.body.text)}{who}"
        f"{writer.sources(event.sources)}{writer.mentioned_briefly(event.slug)}</li>"
    )


def _terms(reading: Reading) -> Page:
    writer = Writer(reading, "terms.md")
    by_title = sorted(reading.library.terms, key=lambda term: term.title.text.casefold())
    blocks = [byarticle.narrow(reading, writer.page, "Terms", by_title) + byarticle.FILTERED]
    blocks += [part for term in by_title for part in _term(writer, term)]
    return led(writer, guide(reading, "terms"), blocks if by_title else [writer.nothing("term")])


def _term(writer: Writer, term: Term) -> list[str]:
    return [
        heading(2, term.title.text, term.slug),
        f'<div data-find="{html.escape(term.title.text)}"{byarticle.marked(writer.reading, term.slug)}>'
        f"{also(term.title, term.also)}{writer.prose(term.body.text)}"
        f"{writer.sources(term.sources)}"
        f"{writer.mentioned_briefly(term.slug)}</div>",
    ]


def questions(reading: Reading, article: Article) -> Page:
    """The open questions of an article."""
    writer = Writer(reading, f"articles/{article.slug}/questions.md")
    asked = groups(reading).questions_of[article.slug]
    blocks = [part for question in asked for part in _question(writer, question)]
    blocks = blocks or [writer.nothing("question")]
    return led(writer, guide(reading, "questions"), blocks, title=article_title(article, "Open questions"))


def _question(writer: Writer, question: Question) -> list[str]:
    where = f'<p class="where">On {writer.link(question.passage.text)}</p>' if question.passage else ""
    return [
        heading(2, question.title.text, question.slug),
        f'<div data-find="{html.escape(question.title.text)}">{where}{writer.prose(question.body.text)}'
        f"{writer.sources(question.sources)}{writer.mentioned_briefly(question.slug)}</div>",
    ]


def _sources(reading: Reading) -> Page:
    writer = Writer(reading, "sources.md")
    blocks = [byarticle.narrow(reading, writer.page, "Sources", reading.library.sources) + byarticle.FILTERED]
    for kind, words in SOURCES:
        sources = sorted(
            (s for s in reading.library.sources if s.kind.text == kind),
            key=lambda s: (s.publisher.text.casefold(), s.date.text if s.date else "", s.slug),
        )
        if sources:
            blocks.append(heading(2, words, f"kind_{kind}"))  # no slug has `_`, so this id is never a source's
            blocks.append(f'<ul class="bibliography">{"".join(_source(writer, s) for s in sources)}</ul>')
    return led(writer, guide(reading, "sources"), blocks if reading.library.sources else [writer.nothing("source")])


def _source(writer: Writer, source: Source) -> str:
    by = f"{html.escape(source.author.text)}, " if source.author else ""
    dated = f", {html.escape(shown(source.date.text))}" if source.date else ", undated"
    weak = f' <span class="weak">({weave.WEAK[source.kind.text]})</span>' if source.kind.text in weave.WEAK else ""
    language = (
        f' <span class="cited">[{html.escape(source.language.text)}]</span>' if source.language.text != "en" else ""
    )
    archived = (
        f' (<a rel="noopener" href="{html.escape(source.archived.text)}">archived</a>)' if source.archived else ""
    )
    cited = writer.listed(source.slug, writer.reading.cited_by.get(source.slug, ()))
    seen = " data-as-seen" if source.url.text.startswith("http:") else ""  # cited as seen; inspect refuses http else
    return (
        f'<li id="{source.slug}" data-find="{html.escape(source.title.text)}"'
        f"{byarticle.marked(writer.reading, source.slug)}>{by}"
        f'<a rel="noopener"{seen} href="{html.escape(source.url.text)}">{html.escape(source.title.text)}</a>'
        f"{archived}. "
        f"{html.escape(source.publisher.text)}{dated}.{language}{weak} {writer.line(source.body.text)}"
        + (f'<p class="mentions">Cited by: {cited}.</p>' if cited else "")
        + f"{writer.mentioned_briefly(source.slug)}</li>"
    )

"""Pages written as pages: home, about, the guide for contributors; and what still wants notes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from .. import refs, weave
from ..groups import groups
from ..model import Article, Guide, Note, Page, Reading, WovenPassage
from .byarticle import FULL
from .names import named
from .parts import Writer, count, escape, guide, led
from .takepart import FORM, TEMPLATES


def pages(reading: Reading) -> Iterator[Page]:
    """Home, coverage, and each guide that is no lead of another page."""
    yield _home(reading)
    yield _coverage(reading)
    for lead in reading.library.guides:
        if lead.file in (f"docs/contributing/{name}.md" for name in (TEMPLATES, FORM)):
            continue  # `contribute` writes these
        if lead.slug not in refs.LEADS or lead.file.startswith("docs/contributing/"):
            path = weave.guide_page(lead)
            yield Page(path, lead.title.text, lead.summary.text, _body(lead, Writer(reading, path)), lead.file)


def _body(lead: Guide, writer: Writer) -> str:
    """A guide's text: headings stay Markdown, what stands between them becomes HTML."""
    parts = re.split(r"^(#{2,4} .+)$", lead.body.text, flags=re.M)
    blocks = [f"# {escape(lead.title.text)}"]
    for part in parts:
        marks = re.match(r"#{2,4} ", part)
        blocks.append(f"{marks[0]}{escape(part[marks.end() :].strip())}" if marks else writer.prose(part.strip()))
    return "\n\n".join(block for block in blocks if block)


Way = tuple[int, str, str, str]  # how many, of what, the page, and what is there
SHOWN = 6  # articles that the home page tells of, and passages of an article that want notes; others are a link away
ENOUGH = 3  # notes on a passage
TIED = attrgetter("notes", "claims", "questions")


def _home(reading: Reading) -> Page:
    """What this is, the articles with the ways into them, one passage as it looks with a note, and what is new."""
    writer = Writer(reading, "index.md")
    lead = guide(reading, "index")
    blocks = [f"# {escape(lead.title.text)}", f'<div class="abstract">{writer.prose(lead.body.text)}</div>']
    newest = sorted(reading.library.articles, key=lambda a: (a.date.text, a.slug), reverse=True)
    if not newest:
        blocks.append(writer.nothing("article"))
        return Page("index.md", lead.title.text, lead.summary.text, "\n\n".join(blocks), lead.file, wide=True)
    several = len(newest) > 1
    for article in newest[:SHOWN]:
        author = f"{writer.link(article.author.text)}, {html.escape(article.publisher.text)}"
        part = " (read in part)" if article.partial else ""
        blocks.append(f"## {writer.to(article.slug)}")
        blocks.append(f'<p class="byline">{author}{part}</p>{writer.prose(weave.abstract(article))}')
        own = _ways(writer, article)
        blocks.append(_listed([*own, _names(writer, article)] if several else [*own, *_shared(writer)]))
    if len(newest) > SHOWN:
        blocks.append(f'<p><a href="articles/index.html">All {len(newest)} articles</a></p>')
    if several:
        blocks += ["## Across all articles", _listed(_shared(writer))]
    latest = sorted(reading.library.notes, key=lambda n: (n.date.text, n.slug), reverse=True)
    if latest:
        blocks += ["## What a passage looks like", _sample(writer, latest[0])]
    items = "".join(
        f"<li>{writer.link(n.slug)}, on {writer.link(n.passage.text.partition('.')[0])}</li>" for n in latest[:5]
    )
    blocks += ["## Newest notes", f"<ul>{items}</ul>" if items else writer.nothing("note")]
    return Page("index.md", lead.title.text, lead.summary.text, "\n\n".join(blocks), lead.file, wide=True)


def _ways(writer: Writer, article: Article) -> list[Way]:
    """The ways into an article, with how much there is on each."""
    folder, of = f"articles/{article.slug}", groups(writer.reading)
    passages, notes, claims, questions = (
        len(by[article.slug]) for by in (of.passages_of, of.notes_of, of.claims_of, of.questions_of)
    )
    said = f"in our words, with {count(notes, 'note')} beside them" if notes else "in our words"
    return [
        (passages, "passage", weave.article_page(article.slug), said),
        (claims, "checked claim", f"{folder}/claims.md", "what is said, and whether it holds"),
        (questions, "open question", f"{folder}/questions.md", "what nobody could tell us yet"),
    ]


def _names(writer: Writer, article: Article) -> Way:
    """The way to what an article names, where the pages of names belong to several articles."""
    number = len(named(writer.reading)["Actors"][article.slug])
    what = "named in it, with positions, events, terms and sources"
    return (number, "actor", f"articles/{article.slug}/names.md", what)


def _shared(writer: Writer) -> list[Way]:
    """The ways to what articles share."""
    library = writer.reading.library
    return [
        (len(library.actors), "actor", "actors/index.md", "who is who"),
        (len(library.positions), "position", "positions/index.md", "who holds what, and since when"),
        (len(library.events), "event", "timeline.md", "what happened when"),
    ]


def _listed(ways: Iterable[Way]) -> str:
    listed = (
        f'<li><a href="{path.removesuffix(".md")}.html">{count(number, noun)}</a>: {what}</li>'
        for number, noun, path, what in ways
        if number
    )
    return f"<ul>{''.join(listed)}</ul>"


def _sample(writer: Writer, note: Note) -> str:
    """The passage of a note with this one note beside it."""
    slug = note.passage.text.partition(".")[0]
    woven = next(w for w in writer.reading.passages if slug in (w.passage.slug, *w.passage.formerly))
    number = writer.link(slug, f"¶{weave.number(woven.passage)}").replace("<a ", '<a class="number" ', 1)
    several = len(writer.reading.library.articles) > 1
    of = f'<p class="byline">From {writer.link(woven.article)}</p>' if several else ""
    claims = writer.claims(woven.claims, woven.passage.slug)
    return (
        f'{of}<div class="passage"><div class="precis">{number}{writer.precis(woven)}{claims}</div>'
        f'<div class="margin">{writer.note(note, opened=True)}</div></div>'
    )


def _coverage(reading: Reading) -> Page:
    """A row a passage; in a library of more articles than anybody reads through, a row an article."""
    writer = Writer(reading, "coverage.md")
    passages = [woven for woven in reading.passages if not woven.passage.retired]
    if not passages:
        return led(writer, guide(reading, "coverage"), [writer.nothing("passage")])
    large = len(reading.library.articles) > FULL
    rows = "".join(_of_articles(writer, passages) if large else (_row(writer, woven) for woven in passages))
    columns = ("Article" if large else "Passage", "Notes", "Claims", "Questions", "Wanted")
    head = "".join(f'<th scope="col">{word}</th>' for word in columns)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return led(writer, guide(reading, "coverage"), [table])


def _row(writer: Writer, woven: WovenPassage) -> str:
    want = "more notes" if _wants(woven) else "–"
    name = f"{weave.title(writer.reading.things[woven.article])} ¶{weave.number(woven.passage)}"
    return _cells(writer.link(woven.passage.slug, name), [woven], want)


def _of_articles(writer: Writer, passages: Iterable[WovenPassage]) -> Iterator[str]:
    """Each article with its passages that want notes most; those with many of them first."""
    of = {article: list(its) for article, its in groupby(passages, key=lambda woven: woven.article)}
    poor = {article: sorted(filter(_wants, of[article]), key=lambda woven: len(woven.notes)) for article in of}
    for article in sorted(of, key=lambda article: -len(poor[article])):
        wanted = poor[article]
        links = [writer.link(w.passage.slug, f"¶{weave.number(w.passage)}") for w in wanted[:SHOWN]]
        more = f" and {len(wanted) - SHOWN} more" if len(wanted) > SHOWN else ""
        yield _cells(writer.link(article), of[article], ", ".join(links) + more or "–")


def _wants(woven: WovenPassage) -> bool:
    return len(woven.notes) < ENOUGH


def _cells(name: str, of: Sequence[WovenPassage], want: str) -> str:
    notes, claims, questions = (sum(map(len, kind)) for kind in zip(*map(TIED, of), strict=True))
    return f"<tr><td>{name}</td>{''.join(f'<td>{cell}</td>' for cell in (notes, claims, questions, want))}</tr>"

"""Pages written as pages: home, about, the guide for contributors; and what still wants notes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from .. import refs, weave
from ..groups import groups
from ..model import Guide, Page, Reading
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


SHOWN = 6  # articles that the home page tells of; the others are a link away


def _home(reading: Reading) -> Page:
    writer = Writer(reading, "index.md")
    lead = guide(reading, "index")
    blocks = [f"# {escape(lead.title.text)}", writer.prose(lead.body.text), "## Articles"]
    newest = sorted(reading.library.articles, key=lambda a: (a.date.text, a.slug), reverse=True)
    for article in newest[:SHOWN]:
        counts = ", ".join(
            count(len(of[article.slug]), noun)
            for of, noun in ((groups(reading).notes_of, "note"), (groups(reading).claims_of, "checked claim"))
        )
        author = writer.to(article.author.text)
        blocks.append(f"### {writer.to(article.slug)}")
        part = " Read in part." if article.partial else ""
        blocks.append(f"{author}, {escape(article.publisher.text)}. {counts}.{part}")
        blocks.append(writer.prose(weave.abstract(article)))
    if len(newest) > SHOWN:
        blocks.append(writer.page_link("articles/index.md", f"All {len(newest)} articles"))
    latest = sorted(reading.library.notes, key=lambda n: (n.date.text, n.slug), reverse=True)[:5]
    blocks.append("## Newest notes")
    blocks.append("\n".join(f"- {writer.to(n.slug)}, on {writer.to(n.passage.text)}" for n in latest))
    return Page("index.md", lead.title.text, lead.summary.text, "\n\n".join(blocks), lead.file, wide=True)


def _coverage(reading: Reading) -> Page:
    writer = Writer(reading, "coverage.md")
    rows = []
    for woven in (w for w in reading.passages if not w.passage.retired):
        want = "wants notes" if len(woven.notes) < 3 else ""
        name = html.escape(weave.title(reading.things[woven.article]))
        numbers = (len(woven.notes), len(woven.claims), len(woven.questions), want)
        cells = "".join(f"<td>{number}</td>" for number in numbers)
        rows.append(f"<tr><td>{name} {writer.link(woven.passage.slug)}</td>{cells}</tr>")
    head = "".join(f'<th scope="col">{word}</th>' for word in ("Passage", "Notes", "Claims", "Questions", "Wanted"))
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    return led(writer, guide(reading, "coverage"), [table])

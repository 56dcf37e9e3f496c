"""All notes of an article, by passage, each with its passage's précis; and by kind."""

from __future__ import annotations

from collections.abc import Iterator

from ..groups import groups
from ..model import Article, Page, Reading
from .parts import Writer, article_title, escape, guide, led

KINDS = ("comment", "context", "question", "dispute", "link")


def pages(reading: Reading) -> Iterator[Page]:
    """One page an article."""
    for article in reading.library.articles:
        yield _page(reading, article)


def _page(reading: Reading, article: Article) -> Page:
    writer = Writer(reading, f"articles/{article.slug}/notes.md")
    by_kind = "".join(_of_kind(writer, article, kind) for kind in KINDS)
    blocks = ["## By kind", f"<ul>{by_kind}</ul>", "## By passage"]
    for woven in groups(reading).passages_of[article.slug]:
        if woven.notes:
            blocks.append(f"### {escape(f'¶{woven.passage.number}')} {escape(woven.passage.slug.replace('-', ' '))}")
            blocks.append(writer.excerpt(woven, notes=False))
            blocks.append(f'<div class="all">{"".join(writer.note(note, opened=True) for note in woven.notes)}</div>')
    return led(writer, guide(reading, "notes"), blocks, title=article_title(article, "Notes"))


def _of_kind(writer: Writer, article: Article, kind: str) -> str:
    notes = [n for n in groups(writer.reading).notes_of[article.slug] if n.kind.text == kind]
    listed = writer.links(note.slug for note in notes) or "none yet"
    return f"<li><strong>{kind}</strong> ({len(notes)}): {listed}</li>"

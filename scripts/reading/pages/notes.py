"""All notes of an article, by passage, each with its passage's précis; and by kind."""

from __future__ import annotations

import html
from collections.abc import Iterator

from .. import weave
from ..groups import groups
from ..model import Article, Note, Page, Reading
from .parts import Writer, article_title, escape, guide, led

ORPHANS = (
    "Their passages are no longer in the author’s text. Nothing is dropped: whoever finds a new place may move them."
)
KINDS = ("comment", "context", "question", "dispute", "link")


def pages(reading: Reading) -> Iterator[Page]:
    """One page an article."""
    for article in reading.library.articles:
        yield _page(reading, article)


def _page(reading: Reading, article: Article) -> Page:
    writer = Writer(reading, f"articles/{article.slug}/notes.md")
    by_kind = "".join(_of_kind(writer, article, kind) for kind in KINDS)
    blocks = ["## By kind", f"<ul>{by_kind}</ul>", "## By passage"]
    passages = groups(reading).passages_of[article.slug]
    orphans = [note for woven in passages if woven.passage.retired for note in woven.notes]
    if orphans:
        listed = "".join(f"<li>{writer.link(note.slug)}{_last_words(note)}</li>" for note in orphans)
        blocks += ["## Orphans", ORPHANS, f"<ul>{listed}</ul>"]
    for woven in passages:
        if woven.notes:
            name = f"¶{weave.number(woven.passage)} {woven.passage.slug.replace('-', ' ')}"
            blocks.append(f"### {escape(name)}")
            blocks.append(writer.excerpt(woven, notes=False))
            blocks.append(f'<div class="all">{"".join(writer.note(note, opened=True) for note in woven.notes)}</div>')
    return led(writer, guide(reading, "notes"), blocks, title=article_title(article, "Notes"))


def _last_words(note: Note) -> str:
    """The words that a note was last tied to."""
    words = note.quote or note.lost_quote
    where = f"“{words}”" if words else f"passage {note.passage}"
    return f": last tied to {html.escape(where)}"


def _of_kind(writer: Writer, article: Article, kind: str) -> str:
    notes = [n for n in groups(writer.reading).notes_of[article.slug] if n.kind.text == kind]
    listed = writer.links(note.slug for note in notes) or "none yet"
    return f"<li><strong>{kind}</strong> ({len(notes)}): {listed}</li>"

"""All notes of an article, by passage, each with its passage's précis; and by kind."""

from __future__ import annotations

from collections.abc import Iterator

from .. import weave
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
    blocks = ["## By kind", "\n".join(_of_kind(writer, article, kind) for kind in KINDS), "## By passage"]
    orphans = [note for w in reading.passages if w.article == article.slug and w.passage.retired for note in w.notes]
    if orphans:
        blocks += ["## Orphans", ORPHANS, "\n".join(f"- {writer.to(note.slug)}{_last_words(note)}" for note in orphans)]
    for woven in reading.passages:
        if woven.article == article.slug and woven.notes:
            name = f"¶{weave.number(woven.passage)} {woven.passage.slug.replace('-', ' ')}"
            blocks.append(f"### {escape(name)}")
            blocks.append(writer.excerpt(woven, notes=False))
            blocks.append(f'<div class="all">{"".join(writer.note(note, opened=True) for note in woven.notes)}</div>')
    return led(writer, guide(reading, "notes"), blocks, title=article_title(article, "Notes"))


def _last_words(note: Note) -> str:
    """The words that a note was last tied to."""
    words = note.quote or note.lost_quote
    return f": last tied to “{escape(words.text)}”" if words else f": last tied to passage {escape(note.passage.text)}"


def _of_kind(writer: Writer, article: Article, kind: str) -> str:
    notes = [n for n in writer.reading.library.notes if n.parent == article.slug and n.kind.text == kind]
    return f"- **{kind}** ({len(notes)}): " + (", ".join(writer.to(n.slug) for n in notes) or "none yet")

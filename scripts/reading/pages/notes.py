"""Notes first: all notes of an article by passage, each under its passage's précis; then by kind and by author."""

from __future__ import annotations

import html
from collections.abc import Sequence

from .. import weave
from ..groups import groups
from ..model import Article, Note, Page, Reading, WovenPassage
from .controls import controls
from .parts import Writer, article_title, escape, guide, led

ORPHANS = (
    "Their passages are no longer in the author’s text. Nothing is dropped: whoever finds a new place may move them."
)
KINDS = ("comment", "context", "question", "dispute", "link")


def page(reading: Reading, article: Article) -> Page:
    """All notes on an article."""
    writer = Writer(reading, f"articles/{article.slug}/notes.md")
    passages = [woven for woven in groups(reading).passages_of[article.slug] if woven.notes]
    notes = [note for woven in passages for note in woven.notes]
    if not notes:
        blocks = [writer.nothing("note")]
    else:
        blocks = [
            controls(writer, passages),
            *_orphans(writer, [note for woven in passages if woven.passage.retired for note in woven.notes]),
            "## By passage",
            *(part for woven in passages for part in _on(writer, woven)),
            "## By kind",
            _listed(writer, {kind: [n for n in notes if n.kind.text == kind] for kind in KINDS}),
            "## By author",
            _listed(writer, {by: [n for n in notes if n.by.text == by] for by in sorted({n.by.text for n in notes})}),
        ]
    return led(writer, guide(reading, "notes"), blocks, title=article_title(article, "Notes"))


def _orphans(writer: Writer, notes: Sequence[Note]) -> list[str]:
    if not notes:
        return []
    listed = "".join(f"<li>{writer.link(note.slug)}{_last_words(note)}</li>" for note in notes)
    return ["## Orphans", ORPHANS, f"<ul>{listed}</ul>"]


def _last_words(note: Note) -> str:
    """The words that a note was last tied to."""
    words = note.quote or note.lost_quote
    where = f"“{words}”" if words else f"passage {note.passage}"
    return f": last tied to {html.escape(where)}"


def _on(writer: Writer, woven: WovenPassage) -> list[str]:
    shown = "".join(writer.note(note, woven.topics, opened=True) for note in woven.notes)
    name = f"¶{weave.number(woven.passage)} {woven.passage.slug.replace('-', ' ')}"
    return [f"### {escape(name)}", writer.excerpt(woven, notes=False), f'<div class="all">{shown}</div>']


def _listed(writer: Writer, of: dict[str, list[Note]]) -> str:
    return f"<ul>{''.join(_group(writer, name, notes) for name, notes in of.items())}</ul>"


def _group(writer: Writer, name: str, notes: Sequence[Note]) -> str:
    links = writer.links(note.slug for note in notes) or "none yet"
    return f"<li><strong>{html.escape(name)}</strong> ({len(notes)}): {links}</li>"

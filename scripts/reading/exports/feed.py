"""The newest notes as an Atom feed (RFC 4287). Its times come from the notes' own dates, never from a clock."""

from __future__ import annotations

import html
import uuid
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from .. import weave
from ..dates import span
from ..model import Article, Export, Note, Reading, Text
from .desk import FOLDER, LICENCE, Desk, clean, line
from .web_annotations import identity
from .xhtml import text, written

PATH = f"{FOLDER}notes.atom"
NEWEST = 100


def files(reading: Reading) -> Iterator[Export]:
    """One file, or none where there is no note yet: a feed has a time (section 4.1.1), and no note gives one."""
    notes = sorted(reading.library.notes, key=lambda note: (moment(note.date), note.slug), reverse=True)[:NEWEST]
    if notes:
        desk = Desk(reading, PATH)
        root = _feed(desk, notes)
        ElementTree.indent(root, " ")
        about = f"The newest notes, at most {NEWEST}, as a feed."
        yield Export(PATH, (written(root).encode(),), "application/atom+xml", about, len(notes))


def _feed(desk: Desk, notes: list[Note]) -> Element:
    """The feed's id comes from its address, its entries' ids from the article: notes keep theirs when a site moves."""
    home = next(guide for guide in desk.reading.library.guides if guide.file == "docs/index.md")
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"})
    text(root, "id", uuid.uuid5(uuid.NAMESPACE_URL, f"{desk.reading.setting.home}{PATH}").urn)
    text(root, "title", f"{line(home.title)}: notes")
    text(root, "subtitle", line(home.summary))
    text(root, "updated", moment(notes[0].date))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": desk.file(PATH)})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": desk.page("index.md")})
    text(root, "rights", LICENCE)
    articles = {article.slug: article for article in desk.reading.library.articles}
    for note in notes:
        root.append(_entry(desk, articles[note.parent], note))
    return root


def _entry(desk: Desk, article: Article, note: Note) -> Element:
    entry = Element("entry")
    text(entry, "id", identity(article, note.slug))
    text(entry, "title", line(weave.title(note)))
    text(entry, "updated", moment(note.date))
    text(SubElement(entry, "author"), "name", line(note.by))
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": desk.to(note.slug)})
    SubElement(entry, "category", {"term": note.kind.text})
    SubElement(entry, "category", {"term": note.parent, "label": clean(line(article.title))})
    content = text(entry, "content", _quote(note) + desk.html(note.body.text))
    content.set("type", "html")
    return entry


def _quote(note: Note) -> str:
    return f"<p><q>{html.escape(line(note.quote))}</q></p>" if note.quote else ""


def moment(date: Text) -> str:
    """The first moment of a date (RFC 3339), for what must name a moment even where only the month is known."""
    days = span(date.text)
    return f"{days.first if days else '0001-01-01'}T00:00:00Z"

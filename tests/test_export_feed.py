"""The Atom feed: what RFC 4287 requires, written out, and what feedparser makes of it."""

from __future__ import annotations

import dataclasses
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import feedparser  # type: ignore[import-untyped]
import pytest
from exported import HOME, HOSTILE, data, flat, library, published, spoiled
from test_prose import active

from reading.exports.feed import NEWEST
from reading.model import Library, Note, Text

PATH = "data/notes.atom"
ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
PLACE = "https://elsewhere.example/somewhere/data/notes.atom"


def faults(content: str) -> Iterator[str]:
    """What RFC 4287 forbids or misses, each with its section."""
    root = ElementTree.fromstring(content)
    yield from _unless("2: in the namespace of Atom", root.tag == f"{ATOM}feed")
    yield from _common("4.1.1", root)
    entries = root.findall(f"{ATOM}entry")
    authored = root.find(f"{ATOM}author") is not None
    for entry in entries:
        yield from _common("4.1.2", entry)
        yield from _unless("4.1.2: an author here or in the feed", authored or entry.find(f"{ATOM}author") is not None)
        yield from _unless("4.1.2: at most one content", len(entry.findall(f"{ATOM}content")) <= 1)
        bare = entry.find(f"{ATOM}content") is None
        alternate = [link for link in entry.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
        yield from _unless("4.1.2: content, or a way to it", not bare or bool(alternate))
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    yield from _unless("4.2.6: an id names one entry", len(ids) == len(set(ids)))
    for person in root.iter(f"{ATOM}author"):
        yield from _unless(
            "3.2.1: one name, not empty", [bool(n.text) for n in person.findall(f"{ATOM}name")] == [True]
        )
    for link in root.iter(f"{ATOM}link"):
        yield from _unless("4.2.7.1: a link has an address", bool(link.get("href")))
    for category in root.iter(f"{ATOM}category"):
        yield from _unless("4.2.2.1: a category has a term", bool(category.get("term")))
    for html in root.iter(f"{ATOM}content"):
        yield from _unless("4.1.3.3: HTML content has no elements of its own", len(html) == 0)


def _common(section: str, parent: Element) -> Iterator[str]:
    for name in ("id", "title", "updated"):
        yield from _unless(f"{section}: exactly one {name}", len(parent.findall(f"{ATOM}{name}")) == 1)
    identity = parent.findtext(f"{ATOM}id") or ""
    yield from _unless("4.2.6: an id is a whole IRI", bool(urlsplit(identity).scheme))
    yield from _unless(
        "3.3: a time is one of RFC 3339", bool(MOMENT.fullmatch(parent.findtext(f"{ATOM}updated") or ""))
    )


def _unless(rule: str, right: bool) -> Iterator[str]:
    if not right:
        yield rule


def dated(**dates: str) -> Library:
    """The small library with other dates for some of its notes."""
    of = library()
    notes = [dataclasses.replace(n, date=Text(dates.get(n.slug.replace("-", "_"), n.date.text), 1)) for n in of.notes]
    return dataclasses.replace(of, notes=tuple(notes))


@pytest.mark.parametrize("home", ["", HOME])
def test_the_feed_follows_the_standard_and_feedparser_reads_it(home: str) -> None:
    content = data(home=home)[PATH].content
    assert list(faults(content)) == []
    read = feedparser.parse(content.encode())
    assert not read.bozo and read.version == "atom10"
    assert [entry.title for entry in read.entries] == ["Who pays", "Old quarrel", "Dark lamps"]
    assert {entry.author for entry in read.entries} == {"The editors"}


def test_the_real_feed_follows_the_standard() -> None:
    export = published()[PATH]
    assert list(faults(export.content)) == []
    assert not feedparser.parse(export.content.encode()).bozo


@pytest.mark.parametrize(
    ("wrong", "right", "section"),
    [
        ('xmlns="http://www.w3.org/2005/Atom"', "", "2: "),
        ("<updated>2020-06-01T00:00:00Z", "<updated>2020-06-01", "3.3"),
        ("<name>The editors</name>", "<name></name>", "3.2.1"),
        ("<id>urn:uuid:", "<id>", "4.2.6"),
        ("<title>Dark lamps</title>", "", "4.1.2"),
        (' term="comment"', "", "4.2.2.1"),
        ("&lt;p&gt;", "<p/>", "4.1.3.3"),
    ],
)
def test_the_checks_see_what_is_wrong(wrong: str, right: str, section: str) -> None:
    content = data()[PATH].content
    assert wrong in content
    assert [fault for fault in faults(content.replace(wrong, right)) if fault.startswith(section)]


def test_times_come_from_the_notes() -> None:
    content = data(dated(who_pays="2021-03-04", dark_lamps="2021-02", old_quarrel="2019"))[PATH].content
    read = feedparser.parse(content.encode())
    assert read.feed.updated == "2021-03-04T00:00:00Z"
    assert [(e.title, e.updated) for e in read.entries] == [
        ("Who pays", "2021-03-04T00:00:00Z"),
        ("Dark lamps", "2021-02-01T00:00:00Z"),
        ("Old quarrel", "2019-01-01T00:00:00Z"),
    ]


def test_ids_of_notes_stay_when_the_site_moves() -> None:
    here, there = (feedparser.parse(data(home=home)[PATH].content.encode()) for home in (HOME, "https://else.example/"))
    assert [e.id for e in here.entries] == [e.id for e in there.entries]
    assert here.feed.id != there.feed.id
    assert here.entries[0].link == f"{HOME}articles/harbour/index.html#who-pays"


def test_links_lead_to_the_pages_from_wherever_the_feed_is() -> None:
    read = feedparser.parse(data()[PATH].content.encode(), response_headers={"content-location": PLACE})
    root = urljoin(PLACE, "../")
    assert read.entries[0].link == f"{root}articles/harbour/index.html#who-pays"
    assert f'href="{root}actors/ada-holm.html"' in read.entries[0].content[0].value


def test_a_feed_has_the_newest_notes_and_none_without_notes() -> None:
    of = library()
    many: list[Note] = [
        dataclasses.replace(of.notes[0], slug=f"note-{n:03}", date=Text(f"20{n // 12:02}-{n % 12 + 1:02}-01", 1))
        for n in range(NEWEST + 20)
    ]
    read = feedparser.parse(data(dataclasses.replace(of, notes=tuple(many)))[PATH].content.encode())
    assert len(read.entries) == NEWEST
    assert read.entries[0].title == f"Note {NEWEST + 19}"
    assert PATH not in data(dataclasses.replace(of, notes=()))


@pytest.mark.parametrize("text", [*HOSTILE, "bell \x07 and \x00 and \ufffe"])
def test_hostile_text_stays_text(text: str) -> None:
    of = spoiled(library(), text)
    content = data(of)[PATH].content
    assert list(faults(content)) == []
    root = ElementTree.fromstring(content)
    assert len(root.findall(f"{ATOM}entry")) == 3
    shown = re.sub("[\x00\x07\ufffe]", "\ufffd", flat(text))
    assert {entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")} == {shown}
    for entry in root.iter(f"{ATOM}content"):
        html = re.sub(r"</?q>", "", entry.text or "")
        assert active(re.sub(r'href="(?:\.\./)+[\w/.#-]+"', 'href="https://ok.example"', html)) == []
    assert not feedparser.parse(content.encode()).bozo

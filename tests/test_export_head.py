"""What an article's page says of itself to Zotero, search engines and language models; llms.txt."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import Any

import pytest
from exported import HOME, HOSTILE, data, flat, library, published, real, spoiled
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser
from test_prose import active

from reading.exports.head import head
from reading.model import Library, Setting, Text
from reading.weave import weave

URL = "https://review.example/harbour"


def parsed(of: Library | None = None, home: str = "") -> LexborHTMLParser:
    of = of or library()
    tags = head(weave(of, Setting(home)), of.articles[0])
    assert "\n" not in tags
    return LexborHTMLParser(f"<!doctype html><html><head>{tags}</head><body><p>page</p></body></html>")


def metas(page: LexborHTMLParser) -> list[tuple[str, str]]:
    return [(m.attributes["name"] or "", m.attributes["content"] or "") for m in page.css("head > meta")]


def record(page: LexborHTMLParser) -> dict[str, Any]:
    (script,) = page.css("script")
    assert script.attributes == {"type": "application/ld+json"}
    found: dict[str, Any] = json.loads(script.text())
    return found


def test_citation_tags_are_about_our_page() -> None:
    assert metas(parsed(home=HOME)) == [
        ("z:itemType", "webpage"),
        ("citation_title", "Reading notes on “The harbour treaty”"),
        ("citation_author", "The editors"),
        ("citation_publication_date", "2020/06/01"),
        ("citation_language", "en"),
        ("citation_public_url", f"{HOME}articles/harbour/index.html"),
    ]
    assert "citation_public_url" not in dict(metas(parsed()))


def test_everybody_who_wrote_a_note_is_an_author_once() -> None:
    of = library()
    names = {"dark-lamps": "Zoë", "old-quarrel": "Ann; Ben", "who-pays": "Zoë"}
    notes = tuple(dataclasses.replace(note, by=Text(names[note.slug], 1)) for note in of.notes)
    page = parsed(dataclasses.replace(of, notes=notes))
    assert [value for name, value in metas(page) if name == "citation_author"] == ["Zoë", "Ann; Ben"]
    assert record(page)["author"] == [{"name": "Zoë"}, {"name": "Ann; Ben"}]


@pytest.mark.parametrize("home", ["", HOME])
def test_the_record_never_says_that_our_page_is_the_authors_article(home: str) -> None:
    found = record(parsed(home=home))
    own = f"{home}articles/harbour/index.html" if home else "index.html"
    assert (found["@type"], found["@id"], found["url"]) == ("Article", own, own)
    assert found["headline"] == "Reading notes on “The harbour treaty”"
    assert {"name": "Tomas Grey"} not in found["author"]
    assert found["isBasedOn"] == found["about"]["@id"] == found["about"]["url"] == URL
    assert found["about"]["author"] == {"@type": "Person", "name": "Tomas Grey"}
    assert found["about"]["headline"] == "The harbour treaty"
    for claim in ("sameAs", "articleBody", "text", "mainEntityOfPage"):
        assert claim not in found


def test_ways_to_feed_and_annotations_lead_to_files_that_are_there() -> None:
    for home in ("", HOME):
        ways = {link.attributes["type"]: link.attributes["href"] for link in parsed(home=home).css("link[rel]")}
        assert ways == {
            "application/atom+xml": "../../data/notes.atom",
            "application/ld+json": "../../data/annotations/harbour.jsonld",
        }
        # Material's script would ask for a sitemap beside a link that is `alternate` and nothing else.
        assert not parsed(home=home).css("link[rel=alternate]") and parsed(home=home).css("link[rel~=alternate]")
        assert {path.removeprefix("../../") for path in ways.values() if path} <= set(data())


def test_without_notes_there_is_no_feed_no_author_and_no_date() -> None:
    page = parsed(dataclasses.replace(library(), notes=()))
    assert [name for name, _ in metas(page)] == ["z:itemType", "citation_title", "citation_language"]
    assert len(page.css("link")) == 1 and "dateModified" not in record(page)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_cannot_leave_its_tag(text: str) -> None:
    page = parsed(spoiled(library(), text))
    assert [node.tag for node in page.css("head *")] == ["meta"] * 5 + ["link"] * 2 + ["script"]
    assert (page.body.text() if page.body else "") == "page"
    assert dict(metas(page))["citation_author"] == flat(text)
    assert dict(metas(page))["citation_title"] == f"Reading notes on “{flat(text)}”"
    assert record(page)["about"]["headline"] == flat(text)


# ---- llms.txt -------------------------------------------------------------------------------------------------------


def test_llms_txt_has_the_form_of_llmstxt_org() -> None:
    content = data(home=HOME)["llms.txt"].content
    first, second, *parts = content.split("\n\n")
    assert re.fullmatch(r"# .+", first) and re.fullmatch(r"> .+", second)
    sections = [part for part in parts if part.startswith("## ")]
    assert sections == ["## Articles", "## Reference", "## Data", "## Optional"]
    for line in content.splitlines():
        if line.startswith("- "):
            assert re.fullmatch(rf"- \[.+\]\({re.escape(HOME)}[\w/.-]+(#[\w-]+)?\)(: .+)?", line), line


def test_llms_txt_leads_to_every_file_of_data_and_to_pages_that_are_there() -> None:
    site = real()
    content = published()["llms.txt"].content
    targets = set(re.findall(r"\]\(([^)#]+)\)", content))
    pages = {page.path.removesuffix(".md") + ".html" for page in site.pages}
    files = {export.path for export in site.exports} - {"llms.txt"}
    assert targets - files <= pages and files <= targets
    assert {"articles/hanoi-2-0/index.html", "agreements/hanoi-draft.html", "data/index.html"} <= targets


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_makes_no_link_and_no_line_of_llms_txt(text: str) -> None:
    harmless, spoilt = data()["llms.txt"], data(spoiled(library(), text))["llms.txt"]
    assert spoilt.count == harmless.count
    sections = [line for line in harmless.content.splitlines() if line.startswith("## ")]
    assert [line for line in spoilt.content.splitlines() if line.startswith("## ")] == sections
    assert len(spoilt.content.splitlines()) == len(harmless.content.splitlines())
    html = Markdown().convert(spoilt.content)
    shown = re.sub(r' href="[\w/.-]+"', ' href="https://ok.example"', html)
    assert shown.count("<a ") == harmless.count
    assert [what for what in active(shown) if what not in ("<h1>", "<h2>")] == []

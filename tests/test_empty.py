"""A library that has only begun: each page says in one sentence what is not there yet, and how to add it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import SMALL, build, project
from selectolax.lexbor import LexborHTMLParser
from test_cache import two_articles

from reading.site import journey

SHARED = ("agreements", "events", "positions", "terms", "topics")
OF_THE_ARTICLE = tuple(f"articles/harbour/{name}" for name in ("notes", "claims", "questions"))
OF_THE_LIBRARY = {
    "agreements/index.html": "agreement",
    "positions/index.html": "position",
    "terms.html": "term",
    "timeline.html": "event",
}
OF_AN_ARTICLE = {
    "articles/harbour/claims.html": "claim",
    "articles/harbour/notes.html": "note",
    "articles/harbour/questions.html": "question",
    "index.html": "note",
}
OF_NOTHING = {
    "actors/index.html": "actor",
    "coverage.html": "passage",
    "index.html": "article",
    "sources.html": "source",
}


def begun(folder: Path, without: Sequence[str]) -> Path:
    """The site of the small library without some of its folders."""
    here = project(folder, SMALL)
    for name in without:
        shutil.rmtree(here / "docs" / name)
    shutil.rmtree(here / "texts")
    done = build(here, here / "site")
    assert done.returncode == 0, done.stdout + done.stderr  # its own inspection found nothing
    return here / "site"


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begun(tmp_path_factory.mktemp("nothing"), (*SHARED, "actors", "articles", "sources"))


@pytest.fixture(scope="module")
def one_article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begun(tmp_path_factory.mktemp("one"), (*SHARED, *OF_THE_ARTICLE))


def content(page: Path) -> LexborHTMLParser:
    """What a page says after its title and lead."""
    tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
    article = tree.css_first("article")
    assert article is not None
    return LexborHTMLParser(article.html or "")


def says(site: Path, page: str, kind: str) -> None:
    tree = content(site / page)
    told = [p for p in tree.css("p") if p.text() == f"There is no {kind} here yet; see how to add one."]
    assert len(told) == 1, page
    (way,) = told[0].css("a")
    assert (site / page).parent.joinpath(way.attributes["href"] or "").resolve().is_file()


@pytest.mark.parametrize(("page", "kind"), sorted((OF_THE_LIBRARY | OF_NOTHING).items()))
def test_a_library_of_nothing_says_so_on_each_page(nothing: Path, page: str, kind: str) -> None:
    says(nothing, page, kind)


@pytest.mark.parametrize(("page", "kind"), sorted((OF_THE_LIBRARY | OF_AN_ARTICLE).items()))
def test_an_article_that_nobody_has_noted_says_so_on_each_page(one_article: Path, page: str, kind: str) -> None:
    says(one_article, page, kind)


def test_no_page_has_a_heading_with_nothing_below_it(nothing: Path, one_article: Path) -> None:
    for site in (nothing, one_article):
        for page in sorted(site.rglob("*.html")):
            tree = content(page)
            for heading in tree.css("h2, h3"):
                after = heading.next
                while after is not None and after.tag == "-text":
                    after = after.next
                assert after is not None and after.tag not in ("h1", "h2"), (page, heading.text())
            assert not [table for table in tree.css("table") if not table.css("tbody td")], page


def test_the_article_page_counts_nothing_that_is_not_there(one_article: Path) -> None:
    text = content(one_article / "articles/harbour/index.html").text()
    text = text.replace("\n", " ")
    assert "is a summary in our words, with an index of names and sources. All of it" in text and "0 notes" not in text


def test_an_unnoted_article_is_printed_all_the_same(one_article: Path) -> None:
    page = content(one_article / "articles/harbour/print.html")
    assert len(page.css(".passage")) == 3 and not page.css(".note, .claim, .question")
    assert "Sources" not in page.text()
    assert (one_article / "articles/harbour/harbour.epub").is_file()


def test_home_says_once_what_several_articles_share(tmp_path: Path) -> None:
    one = {page.path: page for page in journey(SMALL).pages}["index.md"].body
    several = {page.path: page for page in journey(two_articles(tmp_path)).pages}["index.md"].body
    assert "Across all articles" not in one and one.count("actors/index.html") == 1
    assert "Across all articles" in several and several.count("actors/index.html") == 1
    assert "articles/later/names.html" in several and "articles/harbour/names.html" in several

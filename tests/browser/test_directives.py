"""Text directives in a real browser, on a page with the article's shape: repeated phrases, dashes, accents."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import chromium, served
from playwright.sync_api import Browser
from test_fragments import PAGE

from reading.fragments import address, right

QUOTES = (
    ("the lamps were dark", 2),
    ("in 2017-2019 the lamps", 2),
    ("The gate will open, she had", 1),
    ("a session of the People's Council", 2),
    ("a session of the People’s Council", 0),
    ("the council … in spring", 1),
    ("José Alba", 2),
    ("The lamps will burn", 3),
)


@pytest.fixture(scope="module")
def publisher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page of the publisher's: every passage far below the one before, so that the place shows in the scroll."""
    folder: Path = tmp_path_factory.mktemp("publisher")
    passages = "".join(f'<p style="margin: 3000px 0">{html.escape(passage)}</p>' for passage in PAGE)
    page = f"<!doctype html><meta charset=utf-8><title>x</title><body>{passages}"
    (folder / "index.html").write_text(page, encoding="utf-8")
    with served(folder) as there:
        yield f"{there}/index.html"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.mark.parametrize(("quote", "at"), QUOTES)
def test_the_browser_goes_to_the_passage(quote: str, at: int, publisher: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(address(publisher, right(quote, PAGE, at)))
    page.wait_for_timeout(200)
    seen = page.evaluate(
        "[...document.querySelectorAll('p')].findIndex(p => {"
        " const r = p.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; })"
    )
    page.close()
    assert seen == at


def test_a_directive_that_fits_nowhere_leaves_the_reader_at_the_top(publisher: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{publisher}#:~:text=never,written%20here")
    page.wait_for_timeout(200)
    assert page.evaluate("scrollY") == 0
    page.close()

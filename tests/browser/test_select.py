"""Selecting words in a passage offers a note: by mouse, keyboard and touch, and only the author's as a quote."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from chromium import chromium, moved, served
from conftest import ROOT, SMALL, build, project
from playwright.sync_api import Browser, Page, expect

ARTICLE = "articles/harbour/index.html"
GUIDE = "---\ntitle: Write a note\nsummary: A form.\n---\nSee [[index]].\n"
Q = "#the-gate q"
MARK = 10  # pixels that the opening quotation mark takes, which is none of the words
PRECIS = "#thirty-years .precis > p:not([class])"

SELECT = """(words, [from, to]) => {
  const range = document.createRange()
  const walk = document.createTreeWalker(words, NodeFilter.SHOW_TEXT)
  let at = 0, text
  while ((text = walk.nextNode())) {
    if (from >= at && from <= at + text.length) range.setStart(text, from - at)
    if (to >= at && to <= at + text.length) range.setEnd(text, to - at)
    at += text.length
  }
  getSelection().removeAllRanges()
  getSelection().addRange(range)
}"""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library as a project, with a form."""
    folder = project(tmp_path_factory.mktemp("select"), SMALL)
    (folder / "docs/contributing/write.md").write_text(GUIDE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def address(here: Path) -> Iterator[str]:
    done = build(here, here / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    with served(here / "site") as there:
        yield there


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 900})
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(f"{address}/{ARTICLE}", wait_until="networkidle")
    yield tab
    context.close()
    assert said == []


def choose(page: Page, where: str, start: int, end: int) -> None:
    page.locator(where).first.evaluate(SELECT, [start, end])


def offered(page: Page) -> dict[str, str]:
    """What the offer's link asks the form for."""
    page.wait_for_selector(".offer a")
    page.wait_for_timeout(300)
    parts = urlsplit(page.locator(".offer a").get_attribute("href") or "")
    assert parts.path.endswith("/contributing/write.html")
    return {name: value for name, [value] in parse_qs(parts.query).items()}


def test_words_of_the_author_are_quoted_whole(page: Page) -> None:
    assert page.locator(Q).first.text_content() == "pay for the lamps"
    choose(page, Q, 5, 14)
    assert offered(page) == {"article": "harbour", "passage": "the-gate", "quote": "for the lamps"}
    assert page.locator(".offer").inner_text() == "Note on these words"


def test_our_own_words_are_never_offered_as_a_quote(page: Page) -> None:
    choose(page, PRECIS, 0, 12)
    assert offered(page) == {"article": "harbour", "passage": "thirty-years"}
    assert page.locator(".offer").inner_text() == "Note on this passage"


def test_a_quote_selected_with_what_stands_around_it_is_none(page: Page) -> None:
    page.evaluate(
        "getSelection().setBaseAndExtent(document.querySelector('#the-gate q').firstChild, 0,"
        " document.querySelector('#the-gate .by').firstChild, 3)"
    )
    assert "quote" not in offered(page)


def test_words_that_the_text_no_longer_says_are_no_quote(page: Page) -> None:
    page.locator(Q).first.evaluate("q => q.parentElement.classList.add('lost')")
    choose(page, Q, 0, 8)
    assert "quote" not in offered(page)


def test_nothing_is_offered_outside_of_one_passage(page: Page) -> None:
    choose(page, Q, 0, 8)
    offered(page)
    choose(page, "h1", 0, 5)
    expect(page.locator(".offer")).to_have_count(0)
    page.evaluate(
        "getSelection().setBaseAndExtent(document.querySelector('#thirty-years'), 0,"
        " document.querySelector('#the-gate'), 1)"
    )
    page.wait_for_timeout(400)
    assert page.locator(".offer").count() == 0


def test_by_mouse_it_stands_below_the_words_and_leads_to_the_form(page: Page) -> None:
    page.locator(Q).first.scroll_into_view_if_needed()
    box = page.locator(Q).first.bounding_box()
    assert box
    page.mouse.move(box["x"] + MARK, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - MARK, box["y"] + box["height"] / 2, steps=4)
    page.wait_for_timeout(400)
    assert page.locator(".offer").count() == 0  # not under a hand that is still selecting
    page.mouse.up()
    page.wait_for_selector(".offer a")
    offer = page.locator(".offer").bounding_box()
    assert offer and 0 <= offer["y"] - (box["y"] + box["height"]) < 30
    assert box["x"] - 250 < offer["x"] < box["x"] + box["width"] and offer["x"] + offer["width"] <= 1366
    page.locator(".offer a").click()
    page.wait_for_url("**/contributing/write.html?*")
    expect(page.locator("#write-quote")).to_have_value("pay for the lamps")
    expect(page.locator("#write-passage")).to_have_value("harbour the-gate")


def test_by_keyboard_the_offer_is_the_next_stop(page: Page) -> None:
    page.locator(Q).first.scroll_into_view_if_needed()
    box = page.locator(Q).first.bounding_box()
    assert box
    moved(page)
    page.mouse.dblclick(box["x"] + 2 * MARK, box["y"] + box["height"] / 2)  # where caret browsing would have brought us
    for _ in range(2):
        page.keyboard.press("Control+Shift+ArrowRight")
    assert offered(page)["quote"] == "pay for the"
    for _ in range(3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.offer') !== null"):
            break
    page.wait_for_timeout(400)  # it stays while the focus is in it
    assert page.evaluate("document.activeElement.textContent") == "Note on these words"
    page.keyboard.press("Enter")
    page.wait_for_url("**/contributing/write.html?*")
    expect(page.locator("#write-quote")).to_have_value("pay for the")


def test_escape_puts_it_away(page: Page) -> None:
    choose(page, Q, 0, 8)
    offered(page)
    page.keyboard.press("Escape")
    page.wait_for_timeout(400)
    assert page.locator(".offer").count() == 0
    choose(page, Q, 0, 3)
    assert offered(page)["quote"] == "pay"


def test_by_touch_it_stands_at_the_foot_within_reach(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 780}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}/{ARTICLE}", wait_until="networkidle")
    page.locator("#the-gate details.note summary").first.tap()
    choose(page, Q, 0, 8)
    offered(page)
    box = page.locator(".offer a").bounding_box()
    assert box and box["height"] >= 44 and box["x"] >= 0 and box["x"] + box["width"] <= 360
    assert 600 < box["y"] < 780 - box["height"]
    page.locator(".offer a").tap()
    page.wait_for_url("**/contributing/write.html?*")
    expect(page.locator("#write-quote")).to_have_value("pay for")
    context.close()


def test_in_a_private_copy_the_authors_text_is_quoted_up_to_the_limit(here: Path, browser: Browser) -> None:
    done = build(here, here / "private", {"PRIVATE_TEXT": "harbour=texts/harbour.txt"})
    assert done.returncode == 0, done.stdout + done.stderr
    with served(here / "private") as there:
        page = browser.new_page()
        page.goto(f"{there}/{ARTICLE}")
        whole = page.locator("#the-gate .original").inner_text()
        assert len(whole.split()) > 15
        choose(page, "#the-gate .original", 0, len(whole))
        assert "quote" not in offered(page)
        assert page.locator(".offer span").inner_text() == "A quotation has at most 15 words."
        fifteen = len(" ".join(whole.split()[:15]))
        choose(page, "#the-gate .original", 0, fifteen)
        assert len(offered(page)["quote"].split()) == 15
        choose(page, "#the-gate .original", 0, fifteen + 2)
        assert "quote" not in offered(page)
        page.close()


def test_it_is_small() -> None:
    code = (ROOT / "docs/assets/select.js").read_bytes()
    assert len(gzip.compress(code)) < 2000, len(code)

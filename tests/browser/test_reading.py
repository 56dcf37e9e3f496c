"""What a reader does, in a real browser: on a phone, in the dark, in print, by keyboard, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import chromium, moved, opened, served
from playwright.sync_api import Browser, Route

ARTICLE = "articles/hanoi-2-0/index.html"
PAGES = (
    "index.html",
    ARTICLE,
    "articles/hanoi-2-0/notes.html",
    "articles/hanoi-2-0/claims.html",
    "articles/hanoi-2-0/questions.html",
    "articles/hanoi-2-0/names.html",
    "articles/hanoi-2-0/print.html",
    "articles/index.html",
    "articles/prospects-and-limits/index.html",
    "articles/prospects-and-limits/claims.html",
    "actors/index.html",
    "actors/kim-jong-un.html",
    "agreements/hanoi-draft.html",
    "positions/index.html",
    "positions/denuclearisation.html",
    "timeline.html",
    "terms.html",
    "sources.html",
    "coverage.html",
    "contributing/index.html",
    "contributing/templates.html",
    "contributing/write.html",
    "about.html",
    "data/index.html",
    "404.html",
)


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as there:
        yield there


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_request_leaves_and_the_console_is_clean(browser: Browser, address: str, dark: bool) -> None:
    page = opened(browser, dark=dark)
    said: list[str] = []
    foreign: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("response", lambda answer: said.append(answer.url) if answer.status >= 400 else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: foreign.append(request.url) if not request.url.startswith(address) else None)
    for name in PAGES:
        page.goto(f"{address}/{name}", wait_until="networkidle")
        moved(page)
    assert (said, foreign) == ([], [])


@pytest.mark.parametrize("width", [360, 1366])
@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("timeline.html", "ol.timeline > li"),
        ("terms.html", ".md-content div[data-find]"),
        ("sources.html", ".bibliography > li"),
        ("positions/index.html", ".matrix td[id]"),
    ],
)
def test_a_page_of_the_library_can_be_narrowed_to_one_article(
    browser: Browser, address: str, name: str, what: str, width: int
) -> None:
    page = opened(browser, width)
    page.goto(f"{address}/{name}")
    every = page.locator(what).count()
    page.get_by_text(re.compile(" in one article$")).click()
    link = page.locator("[data-article=hanoi-2-0]")
    number = int(page.locator("li:has(> [data-article=hanoi-2-0])").inner_text().split()[-1])
    assert 0 < number < every
    link.click()
    page.wait_for_url("**/*?article=hanoi-2-0")
    ours = page.locator(f"{what}[data-articles~=hanoi-2-0]")
    assert ours.count() == number == page.locator(f"{what}:not(.off)").count()
    assert f"Hanoi 2.0: {number} of {every} are shown" in page.locator(".filtered").inner_text()
    assert not page.locator(".md-content .off:visible:not(td)").count()
    empty = page.locator(".md-content :is(h2, h3):visible + :is(ol, ul):not(:visible)")
    assert not empty.count()
    page.get_by_role("link", name="Show all").click()
    page.wait_for_url(lambda url: "?" not in url)
    assert page.locator(f"{what}:not(.off)").count() == every


def test_without_a_script_a_filter_leads_to_the_index_of_the_article(browser: Browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/terms.html")
    page.get_by_text("Terms in one article").click()
    number = int(page.locator("li:has(> [data-article=hanoi-2-0])").inner_text().split()[-1])
    page.locator("[data-article=hanoi-2-0]").click()
    page.wait_for_url("**/articles/hanoi-2-0/names.html#terms_")
    assert page.locator("#terms_ + ul.names > li").count() == number


@pytest.mark.parametrize("width", [360, 800, 1366])
def test_no_page_is_wider_than_the_screen(browser: Browser, address: str, width: int) -> None:
    page = opened(browser, width=width)
    for name in PAGES:
        page.goto(f"{address}/{name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_notes_stand_beside_their_passage_on_a_wide_screen(browser: Browser, address: str) -> None:
    page = opened(browser)
    page.goto(f"{address}/{ARTICLE}")
    precis = page.locator("#the-draft .precis").bounding_box()
    note = page.locator("#the-draft .margin .said").first
    box = note.bounding_box()
    assert precis and box and note.is_visible()
    assert box["x"] > precis["x"] + precis["width"] and abs(box["y"] - precis["y"]) < 60


def test_notes_are_closed_under_their_passage_on_a_phone_and_open_by_keyboard(browser: Browser, address: str) -> None:
    page = opened(browser, width=360)
    page.goto(f"{address}/{ARTICLE}")
    note = page.locator("#the-draft details.note").first
    assert not note.locator(".said").is_visible()
    note.locator("summary").focus()
    page.keyboard.press("Enter")
    assert note.locator(".said").is_visible()


def test_a_permalink_opens_its_note_without_javascript(browser: Browser, address: str) -> None:
    page = opened(browser, width=360, scripts=False)
    page.goto(f"{address}/{ARTICLE}#which-resolutions")
    assert page.locator("#which-resolutions").is_visible()
    assert page.locator("#which-resolutions").bounding_box()


def test_every_note_is_open_in_print(browser: Browser, address: str) -> None:
    page = opened(browser, width=800)
    page.goto(f"{address}/{ARTICLE}")
    page.emulate_media(media="print")
    notes = page.locator("details.note .said")
    assert notes.count() > 10
    assert all(notes.nth(n).bounding_box() for n in range(notes.count()))


def test_search_finds_a_note_a_passage_a_claim_a_source_and_another_spelling(browser: Browser, address: str) -> None:
    page = opened(browser)
    page.goto(f"{address}/index.html", wait_until="networkidle")
    hits = (
        ("which resolutions", "index.html#which-resolutions"),
        ("weavers in the hall", "index.html#weavers-in-the-hall"),
        ("so long and reasoned an attack", "claims.html#attack-keeps-the-tie"),
        ("Moon’s memoir: Kim’s promise sincere", "sources.html#chosun-moon-2024"),
        ("김정은", "actors/kim-jong-un.html"),
    )
    for typed, target in hits:
        page.locator(".md-search__input").fill("")
        page.locator(".md-search__input").focus()
        page.keyboard.insert_text(typed)
        page.wait_for_selector(f".md-search-result__link[href*='{target}']", state="attached", timeout=8000)


def test_nothing_of_the_search_is_loaded_before_a_reader_turns_to_it(browser: Browser, address: str) -> None:
    page = opened(browser)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(f"{address}/{ARTICLE}")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "search" in url] == []
    page.keyboard.press("/")
    page.keyboard.insert_text("resolu")
    page.wait_for_selector(".md-search-result__link")
    assert [url for url in asked if "/search/w-" in url] == ["/search/w-re.js"]


def test_who_is_in_the_search_box_before_its_script_finds_all_the_same(browser: Browser, address: str) -> None:
    page = opened(browser)

    def late(route: Route) -> None:
        page.locator(".md-search__input").focus()
        route.continue_()

    page.route("**/find.js", late)
    page.goto(f"{address}/{ARTICLE}")
    page.keyboard.insert_text("resolu")
    page.wait_for_selector(".md-search-result__link")


def test_search_goes_by_keyboard_to_the_place_itself(browser: Browser, address: str) -> None:
    page = opened(browser)
    page.goto(f"{address}/index.html")
    page.keyboard.press("/")
    page.keyboard.insert_text("which resolutions")
    page.wait_for_selector(".md-search-result__link")
    assert "found" in page.locator("[data-search] [role=status]").inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/hanoi-2-0/index.html#which-resolutions")
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    assert not page.locator(".md-search__input").evaluate("box => box === document.activeElement")


def test_search_works_from_a_folder_on_disk(browser: Browser, site: Path) -> None:
    page = opened(browser)
    page.goto((site / "index.html").as_uri())
    page.locator(".md-search__input").focus()
    page.keyboard.insert_text("김정은")
    page.wait_for_selector(".md-search-result__link[href*='actors/kim-jong-un.html']", timeout=8000)


def test_without_javascript_a_link_stands_where_the_search_would(browser: Browser, address: str) -> None:
    page = opened(browser, scripts=False)
    page.goto(f"{address}/index.html")
    assert not page.locator(".md-search__input").is_visible()
    page.get_by_role("link", name="All articles").click()
    page.wait_for_url("**/articles/index.html")


def test_from_a_passage_to_an_actor_and_back_by_keyboard(browser: Browser, address: str) -> None:
    page = opened(browser)
    page.goto(f"{address}/{ARTICLE}")
    page.locator("#the-speech .precis a[href*='kim-jong-un']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/kim-jong-un.html")
    page.locator("a[href$='index.html#the-speech']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/index.html#the-speech")
    assert page.locator("#the-speech").is_visible()

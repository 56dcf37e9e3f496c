"""The notes beside a text in a real browser: which are shown, keys, previews, and what is left without a script."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import chromium, moved, served
from conftest import ROOT, SMALL, build, project
from playwright.sync_api import Browser, Page, expect

ARTICLE = "articles/hanoi-2-0/index.html"
LIMIT = 6_000  # bytes, compressed, of all scripts and of all styles of ours that an article's page loads


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as there:
        yield there


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 900})
    yield context.new_page()
    context.close()


def shown(page: Page) -> int:
    return page.locator(".note:visible").count()


def state(page: Page) -> str:
    return page.locator(".controls .state").inner_text()


# ---- which notes are shown -------------------------------------------------------------------------------------------


def test_density_goes_from_all_to_one_a_passage_to_none_and_is_kept_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}/{ARTICLE}")
    every = shown(page)
    assert state(page) == f"All {every} notes are shown."
    page.get_by_label("one a passage").check()
    passages = page.locator(".passage:has(.note)").count()
    assert shown(page) == passages and page.url.endswith("?notes=few")
    assert state(page).startswith(f"{passages} of {every} notes are shown. {every - passages} are hidden (")
    page.reload()
    assert shown(page) == passages
    page.get_by_label("none", exact=True).check()
    assert shown(page) == 0 and not page.locator("details.claims:visible").count()
    page.get_by_label("all", exact=True).check()
    assert shown(page) == every and "?" not in page.url
    page.go_back()
    assert shown(page) == 0


def test_a_link_with_filters_shows_what_they_leave(page: Page, address: str) -> None:
    page.goto(f"{address}/{ARTICLE}?kind=dispute")
    assert {note.get_attribute("data-kind") for note in page.locator(".note:visible").all()} == {"dispute"}
    page.goto(f"{address}/{ARTICLE}?actor=kim-jong-un&topic=sanctions-relief")
    few = page.locator(".note:visible").all()
    assert few and all("kim-jong-un" in str(n.get_attribute("data-actors")).split() for n in few)
    assert all("sanctions-relief" in str(n.get_attribute("data-topics")).split() for n in few)


def test_an_unknown_filter_in_the_address_hides_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}/{ARTICLE}?kind=%3Cb%3E&actor=nobody&notes=some")
    assert state(page).startswith("All ")


def test_each_option_says_how_many_notes_it_leaves(page: Page, address: str) -> None:
    page.goto(f"{address}/{ARTICLE}")
    for name in ("kind", "actor", "topic"):
        for option in page.locator(f"select[name={name}] option").all()[1:]:
            number = re.search(r"\((\d+)\)$", option.inner_text())
            page.locator(f"select[name={name}]").select_option(option.get_attribute("value"))
            assert number and shown(page) == int(number[1]), option.inner_text()
        page.locator(f"select[name={name}]").select_option("")


def test_a_passage_brings_its_hidden_notes_back(page: Page, address: str) -> None:
    page.goto(f"{address}/{ARTICLE}?notes=few")
    before = shown(page)
    button = page.get_by_role("button", name=re.compile("Show . hidden notes?")).first.element_handle()
    assert button
    number = int(button.inner_text().split()[1])
    button.click()
    assert shown(page) == before + number and not button.is_visible()


def test_a_permalink_shows_its_note_whatever_is_hidden(page: Page, address: str) -> None:
    page.goto(f"{address}/{ARTICLE}")
    identity = page.locator(".note .said").nth(5).get_attribute("id")
    page.goto(f"{address}/{ARTICLE}?notes=none#{identity}")
    expect(page.locator(f"#{identity}")).to_be_visible()
    assert shown(page) == 1


def test_a_highlight_goes_with_its_notes(tmp_path: Path, page: Page) -> None:
    here = project(tmp_path / "here", SMALL)
    done = build(here, here / "private", {"PRIVATE_TEXT": "harbour=texts/harbour.txt"})
    assert done.returncode == 0, done.stderr
    with served(here / "private") as there:
        page.goto(f"{there}/articles/harbour/index.html")
        marks = page.locator("mark[aria-details]").count()
        assert marks
        page.get_by_label("none", exact=True).check()
        assert not page.locator(".original mark[aria-details]:not(.plain)").count()
        page.get_by_label("all", exact=True).check()
        assert page.locator("mark[aria-details]").count() == marks


def test_without_scripts_every_note_is_there_and_no_control(browser: Browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/{ARTICLE}?notes=none&kind=dispute")
    assert not page.locator(".controls").is_visible()
    assert page.locator(".note").count() == shown(page) > 40


# ---- keys ------------------------------------------------------------------------------------------------------------


def test_keys_go_from_note_to_note_and_can_be_switched_off(page: Page, address: str) -> None:
    page.goto(f"{address}/{ARTICLE}")
    notes = [note.get_attribute("id") for note in page.locator(".note .said").all()]
    at = "document.activeElement.id"
    page.keyboard.press("j")
    assert page.evaluate(at) == notes[0]
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate(at) == notes[2]
    page.keyboard.press("k")
    assert page.evaluate(at) == notes[1]
    page.keyboard.press("d")
    assert page.get_by_label("none", exact=True).is_checked()
    page.keyboard.press("?")
    expect(page.locator("dialog.keys")).to_be_visible()
    page.locator("dialog.keys input").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    assert page.get_by_label("none", exact=True).is_checked()


def test_a_key_typed_into_a_field_is_a_letter(page: Page, address: str) -> None:
    page.goto(f"{address}/{ARTICLE}")
    page.keyboard.press("/")
    page.keyboard.type("jdk")
    assert page.locator("[data-search] input").input_value() == "jdk"
    assert state(page).startswith("All ")


def test_search_stays_open_where_the_address_names_a_place(page: Page, address: str) -> None:
    page.goto(f"{address}/{ARTICLE}#which-resolutions")
    page.keyboard.press("/")  # the first move: move.js comes, which shuts a search when the address changes
    moved(page)
    page.keyboard.type("kaesong")
    page.wait_for_selector(".md-search-result__link")
    assert page.locator("[data-search] input").input_value() == "kaesong"


def test_enter_in_the_controls_sends_nothing(page: Page, address: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{address}/{ARTICLE}?notes=few")
    page.locator(".controls [value=few]").press("Enter")
    page.wait_for_timeout(200)
    assert (page.url, said) == (f"{address}/{ARTICLE}?notes=few", [])


# ---- previews --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["actor", "provision", "passage", "term"])
def test_hover_and_focus_show_what_a_link_leads_to_and_escape_closes_it(page: Page, address: str, kind: str) -> None:
    page.goto(f"{address}/{ARTICLE}" if kind != "passage" else f"{address}/actors/kim-jong-un.html")
    link = page.locator(f'.md-content a[data-preview-of="{kind}"]:visible').first
    link.scroll_into_view_if_needed()
    link.hover()
    box = page.locator(".preview")
    expect(box).to_be_visible(timeout=3000)
    assert box.get_attribute("role") == "tooltip" and len(box.inner_text()) > 40
    assert link.get_attribute("aria-describedby") == "preview"
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    page.mouse.move(0, 0)
    link.focus()
    expect(box).to_be_visible(timeout=3000)
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    assert link.evaluate("e => e === document.activeElement")


def test_a_tap_opens_a_sheet_that_stays_on_the_screen_and_leads_on(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}/{ARTICLE}")
    link = page.locator('.precis > p a[data-preview-of="actor"]').first
    goal = str(link.get_attribute("href")).rpartition("/")[2]
    link.tap()
    sheet = page.get_by_role("dialog", name="Preview")
    expect(sheet).to_be_visible(timeout=3000)
    box = sheet.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 360 and box["y"] + box["height"] <= 741
    sheet.get_by_role("button", name="Close").tap()
    expect(sheet).to_have_count(0)
    link.tap()
    sheet.get_by_role("link", name="Go there").tap()
    page.wait_for_url(f"**/{goal}")
    context.close()


# ---- size ------------------------------------------------------------------------------------------------------------


def test_own_scripts_and_styles_are_small() -> None:
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    names = re.findall(r"assets/([a-z]+\.(?:js|css))", config)
    sizes = {name: len(gzip.compress((ROOT / "docs/assets" / name).read_bytes(), 9)) for name in names}
    assert sum(size for name, size in sizes.items() if name.endswith(".css")) <= LIMIT
    # What comes with the first move (test_select.py, test_moves.py) and the search load when they are wanted.
    assert sum(size for name, size in sizes.items() if name.endswith(".js")) <= LIMIT

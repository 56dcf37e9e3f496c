"""What stands in for the theme's own script: colours, contents, tables, back to top, Escape, what is closed."""

from __future__ import annotations

import functools
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import chromium, moved, served
from chromium import opened as opened_at
from conftest import ROOT, SMALL, build, project
from playwright.sync_api import Browser, Page, expect

from reading.bench.measure import wire
from reading.bench.run import first_view

ARTICLE = "articles/hanoi-2-0/index.html"
AROUND = 40_000  # bytes on the wire of what an article's page loads besides itself
LIMIT = 2_000  # bytes, compressed, of move.js
PAPER, INK = "rgb(253, 252, 249)", "rgb(27, 26, 24)"  # the page in light and in dark
ON_TOP = """link => {
  const { left, top } = link.getBoundingClientRect()
  const there = document.elementsFromPoint(left + 9, top + 5)
  return link.contains(there.find((element) => getComputedStyle(element.closest("nav") || element).opacity > 0))
}"""
opened = functools.partial(opened_at, height=800)
SWITCH = "Switch between light and dark"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as there:
        yield there


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def colour(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


# ---- what is loaded, and when ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [360, 800, 1366])
def test_a_first_move_brings_two_small_scripts_and_moves_nothing(browser: Browser, address: str, width: int) -> None:
    page = opened(browser, width)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    where = """() => [...document.querySelectorAll("h1, .md-content p, .note, .md-sidebar li, footer")]
        .map((element) => JSON.stringify(element.getBoundingClientRect())).join("\\n")"""
    for name in (ARTICLE, "index.html", "positions/index.html", "contributing/index.html", "404.html"):
        asked.clear()
        page.goto(f"{address}/{name}", wait_until="networkidle")
        before, known = page.evaluate(where), set(asked)
        moved(page)
        assert sorted(set(asked) - known) == ["/assets/move.js", "/assets/select.js"], name
        assert page.evaluate(where) == before, name


def test_the_first_view_that_notes_bench_counts_is_what_a_browser_loads(
    browser: Browser, address: str, site: Path
) -> None:
    page = opened(browser)
    asked = set()
    page.on("request", lambda request: asked.add(request.url.removeprefix(f"{address}/")))
    page.goto(f"{address}/{ARTICLE}", wait_until="networkidle")
    moved(page)
    page.mouse.wheel(0, 900)
    page.wait_for_load_state("networkidle")
    files = first_view(site, ARTICLE)
    asked.add("assets/images/favicon.png")  # which a browser does not always tell
    assert {path.relative_to(site).as_posix() for path in files} == asked
    assert not any("javascripts" in name for name in asked)
    assert wire(files) - wire(files[:1]) <= AROUND


def test_the_script_is_small() -> None:
    assert len(gzip.compress((ROOT / "docs/assets/move.js").read_bytes(), 9)) <= LIMIT


# ---- light and dark --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scripts", [False, True], ids=["without scripts", "with scripts"])
def test_a_page_is_as_dark_as_the_system(browser: Browser, address: str, scripts: bool) -> None:
    page = opened(browser, scripts=scripts)
    page.goto(f"{address}/{ARTICLE}")
    assert page.get_by_role("button", name=SWITCH).is_visible() == scripts
    assert colour(page) == PAPER
    page.emulate_media(color_scheme="dark")
    assert colour(page) == INK
    page.emulate_media(media="print")
    assert colour(page) == PAPER


def test_a_page_is_dark_before_any_script_of_ours_has_come(browser: Browser, address: str) -> None:
    page = opened(browser, dark=True)
    page.route("**/assets/*.js", lambda route: route.abort())
    page.goto(f"{address}/{ARTICLE}")
    assert colour(page) == INK


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_chosen_colours_are_kept_on_other_pages_until_the_system_agrees(
    browser: Browser, address: str, dark: bool
) -> None:
    system, chosen = (INK, PAPER) if dark else (PAPER, INK)
    page = opened(browser, dark=dark)
    page.goto(f"{address}/{ARTICLE}")
    page.get_by_role("button", name=SWITCH).click()
    assert colour(page) == chosen
    kept = page.evaluate("localStorage.getItem(__md_scope.pathname + '.__palette')")
    assert json.loads(kept) == {"color": {"scheme": "default" if dark else "slate"}}
    page.route("**/assets/*.js", lambda route: route.abort())  # the next page has it before any of our scripts
    page.goto(f"{address}/actors/index.html")
    assert colour(page) == chosen
    page.unroute("**/assets/*.js")
    page.reload()
    page.get_by_role("button", name=SWITCH).click()
    assert colour(page) == system
    page.emulate_media(color_scheme="light" if dark else "dark")
    assert colour(page) == chosen  # follows the system again
    page.reload()
    assert colour(page) == chosen


def test_what_the_theme_kept_for_a_reader_still_holds(browser: Browser, address: str) -> None:
    page = opened(browser)
    page.goto(f"{address}/index.html")
    theirs = {"index": 1, "color": {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "primary": "custom"}}
    page.evaluate(f"__md_set('__palette', {json.dumps(theirs)})")
    page.goto(f"{address}/{ARTICLE}")
    assert colour(page) == INK
    page.get_by_role("button", name=SWITCH).click()
    assert colour(page) == PAPER


# ---- scrolling -------------------------------------------------------------------------------------------------------


def active(page: Page) -> list[str]:
    return page.locator(".md-nav--secondary .md-nav__link--active").all_inner_texts()


def test_the_contents_show_where_a_reader_is(browser: Browser, address: str) -> None:
    page = opened(browser)
    page.goto(f"{address}/timeline.html")
    moved(page)
    assert active(page) == []
    links = page.locator(".md-nav--secondary .md-nav__link")
    for link in (links.nth(5), links.nth(2)):
        link.click()
        expect(link).to_have_class(re.compile("active"))
        assert active(page) == [link.inner_text()]
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(links.last).to_have_class(re.compile("active"))
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator(".md-nav__link--active[href^='#']")).to_have_count(0)


def test_long_contents_stay_on_the_screen_and_follow(browser: Browser, address: str) -> None:
    page = opened(browser)
    page.set_viewport_size({"width": 1366, "height": 400})
    page.goto(f"{address}/timeline.html")
    moved(page)
    contents = page.locator(".md-sidebar--secondary .md-sidebar__scrollwrap")
    link = page.locator(".md-nav--secondary .md-nav__link").last
    assert contents.evaluate("box => box.scrollHeight > box.clientHeight")
    expect(link).not_to_be_in_viewport()
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight - innerHeight - 400)")
    page.wait_for_timeout(200)
    box, at = contents.bounding_box(), page.locator(".md-nav--secondary .md-nav__link--active").bounding_box()
    assert box and at and box["y"] >= 0 and box["y"] + box["height"] <= 400
    assert box["y"] <= at["y"] and at["y"] + at["height"] <= box["y"] + box["height"]


def test_the_header_says_which_page_this_is_once_its_title_is_gone(browser: Browser, address: str) -> None:
    page = opened(browser, 360)
    page.goto(f"{address}/{ARTICLE}")
    moved(page)
    topic = page.locator("[data-md-component=header-topic]")
    expect(topic).to_have_css("opacity", "0")
    page.mouse.wheel(0, 900)
    expect(topic).to_have_css("opacity", "1")
    assert topic.inner_text() == "Hanoi 2.0"
    page.evaluate("scrollTo(0, 0)")
    expect(topic).to_have_css("opacity", "0")


def test_who_scrolls_back_is_offered_the_way_to_the_top(browser: Browser, address: str) -> None:
    page = opened(browser)
    page.goto(f"{address}/{ARTICLE}")
    moved(page)
    top = page.get_by_role("button", name="Back to top")
    expect(top).to_be_hidden()
    page.evaluate("scrollTo(0, 2500)")
    page.wait_for_timeout(100)
    expect(top).to_be_hidden()
    page.evaluate("scrollTo(0, 2300)")
    expect(top).to_be_visible()
    top.click()
    page.wait_for_timeout(200)
    assert page.evaluate("scrollY") == 0
    expect(top).to_be_hidden()


@pytest.mark.parametrize("scripts", [False, True], ids=["without scripts", "with scripts"])
def test_a_wide_table_scrolls_by_itself(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser, scripts: bool
) -> None:
    here = project(tmp_path_factory.mktemp("table"), SMALL)
    wide = " | ".join(f"column{n}ofmany" for n in range(12))
    about = here / "docs" / "about.md"
    about.write_text(
        f"{about.read_text(encoding='utf-8')}\n\n| {wide} |\n|{'---|' * 12}\n| {wide} |\n", encoding="utf-8"
    )
    done = build(here, here / "site")
    assert done.returncode == 0, done.stderr
    page = opened(browser, 360, scripts=scripts)
    with served(here / "site") as there:
        page.goto(f"{there}/about.html")
        table = page.locator(".md-content table")
        assert table.evaluate("table => table.scrollWidth > 2 * table.clientWidth")
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        last = table.locator("td").last
        last.scroll_into_view_if_needed()
        box = last.bounding_box()
        assert box and box["x"] + box["width"] <= 360


# ---- what opens and closes -------------------------------------------------------------------------------------------


def test_escape_closes_the_drawer_and_the_search(browser: Browser, address: str) -> None:
    page = opened(browser, 360)
    page.goto(f"{address}/{ARTICLE}")
    drawer = page.locator(".md-sidebar--primary")
    page.locator("header label[for=__drawer]").click()
    expect(drawer).to_be_in_viewport(ratio=0.9)
    moved(page)
    page.keyboard.press("Escape")
    expect(drawer).not_to_be_in_viewport()
    page.locator("header label.md-header__button[for=__search]").click()
    expect(page.locator(".md-search__output")).to_be_visible()
    page.locator(".md-search-result__meta").click()  # the focus is no longer in the box
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__output")).to_be_hidden()


def test_the_search_closes_behind_the_tab_key(browser: Browser, address: str) -> None:
    page = opened(browser, 360)
    page.goto(f"{address}/{ARTICLE}")
    moved(page)
    page.keyboard.press("/")
    expect(page.locator(".md-search__output")).to_be_visible()
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".md-search__output")).to_be_hidden()
    assert page.evaluate("!document.activeElement.closest('[data-search]')")


def test_what_is_behind_the_search_stays_on_a_phone(browser: Browser, address: str) -> None:
    page = opened(browser, 360)
    page.goto(f"{address}/{ARTICLE}")
    page.locator("header label.md-header__button[for=__search]").click()
    page.mouse.move(180, 500)
    page.mouse.wheel(0, 900)
    page.wait_for_timeout(200)
    assert page.evaluate("scrollY") == 0
    page.keyboard.press("Escape")
    page.mouse.wheel(0, 900)
    page.wait_for_timeout(200)
    assert page.evaluate("scrollY") > 0


def test_the_drawer_opens_for_the_tab_key_without_a_script(browser: Browser, address: str) -> None:
    page = opened(browser, 360, scripts=False)
    page.goto(f"{address}/{ARTICLE}")
    drawer = page.locator(".md-sidebar--primary")
    expect(drawer).not_to_be_in_viewport()
    section = page.locator("[data-md-level='0'] > ul > li > a", has_text="Timeline")
    part = page.locator("[data-md-level='1'] a", has_text="Claims")
    for link in (section, part, section):
        for _ in range(60):
            page.keyboard.press("Shift+Tab" if link is part else "Tab")
            if link.evaluate("link => link.matches(':focus')"):
                break
        expect(drawer).to_be_in_viewport(ratio=0.9)
        page.wait_for_timeout(400)  # what slides and fades
        assert link.evaluate(ON_TOP)


def test_an_address_opens_its_note_where_the_browser_does_not(browser: Browser, address: str) -> None:
    page = opened(browser, 360)
    page.goto(f"{address}/{ARTICLE}")
    moved(page)
    note = page.locator("#which-resolutions")
    expect(note).to_be_hidden()
    page.evaluate("history.pushState(null, '', '#which-resolutions')")  # the address alone: the browser opens nothing
    expect(note).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('hashchange'))")
    expect(note).to_be_visible()
    expect(note).to_be_in_viewport()


def test_what_is_closed_opens_for_the_printer_and_closes_again(browser: Browser, address: str) -> None:
    page = opened(browser, 360)
    page.goto(f"{address}/{ARTICLE}")
    moved(page)
    notes = page.locator("details.note")
    notes.nth(1).locator("summary").click()
    count = notes.count()
    opens = page.locator("details.note[open]")
    assert (count, opens.count()) == (count, 1)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert opens.count() == count > 10
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opens.count() == 1


# ---- keys ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "following"), [(ARTICLE, "articles/hanoi-2-0/notes.html"), ("timeline.html", "terms.html")]
)
def test_keys_turn_to_the_next_page_of_the_navigation_and_back(
    browser: Browser, address: str, name: str, following: str
) -> None:
    page = opened(browser)
    page.goto(f"{address}/{name}")
    page.keyboard.press("n")
    page.wait_for_url(f"**/{following}")
    page.keyboard.press("p")
    page.wait_for_url(f"**/{name}")


def test_the_focus_is_seen_in_the_header_and_on_what_opens(browser: Browser, address: str) -> None:
    page = opened(browser, 360)
    page.goto(f"{address}/{ARTICLE}")
    page.keyboard.press("Tab")
    for place in (page.get_by_role("button", name=SWITCH), page.locator("details.note > summary").first):
        assert place.evaluate("e => getComputedStyle(e).outlineStyle") == "none"
        place.focus()
        assert place.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"

"""Positions, timeline, claims and draft in a real browser: dates, filters, phones, dark, keyboard, no script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import chromium, served
from playwright.sync_api import Browser, Page

POSITIONS = "positions/index.html"
AS_OF = "positions/as-of/index.html"
TIMELINE = "timeline.html"
CLAIMS = "articles/hanoi-2-0/claims.html"
DRAFT = "agreements/hanoi-draft.html"
TOPIC = "positions/denuclearisation.html"
ACTOR = "actors/kim-jong-un.html"
PAGES = (POSITIONS, AS_OF, TIMELINE, CLAIMS, DRAFT, TOPIC, ACTOR)
PHONE, WIDE = 360, 1366
POSITION_FILES = len(list((Path(__file__).parents[2] / "docs/positions").glob("*.md")))
CELL = "#kim-jong-un-on-denuclearisation .held > li:visible"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as there:
        yield there


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def opened(browser: Browser, where: str, width: int = WIDE, dark: bool = False, scripts: bool = True) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(where)
    return page


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).first.bounding_box()
    assert found is not None, selector
    return {"x": found["x"], "y": found["y"], "width": found["width"], "height": found["height"]}


# ---- positions as of a date -----------------------------------------------------------------------------------------


def test_a_date_in_the_address_sets_every_cell(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/{POSITIONS}?asof=2019-03-01")
    assert page.locator(CELL).all_inner_texts()[0].startswith("Commits to work toward")
    assert not page.locator("#lee-jae-myung-on-freeze .held > li:visible").count()
    assert page.locator("output").inner_text() == f"1 March 2019: 9 of {POSITION_FILES} positions taken, 2 new"


def test_a_day_between_two_dates_has_the_state_of_the_earlier(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/{POSITIONS}?asof=2020-01-01")
    assert page.locator("output").inner_text().startswith("30 June 2019")


def test_the_slider_moves_by_keyboard_and_keeps_its_date_in_the_address(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/{POSITIONS}")
    assert page.locator(CELL).all_inner_texts()[0].startswith("Never")
    page.locator("#as_of").focus()
    page.keyboard.press("Home")
    assert page.url.endswith("?asof=2017-12-22")
    assert page.locator("#as_of").get_attribute("aria-valuetext") == "22 December 2017"
    page.keyboard.press("ArrowRight")
    assert page.url.endswith("?asof=2018-06-12") and page.locator(CELL).count() == 1


def test_the_list_of_dates_sets_the_table_with_script(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/{POSITIONS}")
    page.locator("summary", has_text="As of each").click()
    page.locator("[data-asof='2019-02-28']").first.click()
    page.wait_for_url("**/index.html?asof=2019-02-28")
    assert page.locator("output").inner_text().startswith("28 February 2019")


def test_without_script_a_date_leads_to_the_state_of_that_day(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/{POSITIONS}", scripts=False)
    assert not page.locator("#as_of").is_visible()
    assert page.locator(CELL).all_inner_texts()[0].startswith("Never")
    page.locator("summary", has_text="As of each").click()
    page.locator("a[href$='#as-of-2019-03-01']").click()
    page.wait_for_url(f"**/{AS_OF}#as-of-2019-03-01")
    state = page.locator("#as-of-2019-03-01 > li")
    assert state.first.is_visible() and state.count() == 9
    assert page.locator("#as-of-2019-03-01 strong").count() == 2


def test_script_and_page_of_dates_agree_on_every_date(browser: Browser, address: str) -> None:
    states = opened(browser, f"{address}/{AS_OF}", scripts=False)
    page = opened(browser, f"{address}/{POSITIONS}")
    page.locator("#as_of").focus()
    page.keyboard.press("Home")
    lists = states.locator(".states ul[id]")
    for at in reversed(range(lists.count())):
        shown = page.locator(".matrix .now").count()
        assert shown == lists.nth(at).locator("> li").count(), lists.nth(at).get_attribute("id")
        page.keyboard.press("ArrowRight")


# ---- on a phone -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
def test_the_matrix_is_a_list_by_actor_or_by_topic_on_a_phone(browser: Browser, address: str, scripts: bool) -> None:
    page = opened(browser, f"{address}/{POSITIONS}", PHONE, scripts=scripts)
    actor, cell = box(page, "#kim-jong-un th"), box(page, "#kim-jong-un-on-denuclearisation")
    assert cell["y"] >= actor["y"] + actor["height"] - 1 and not page.locator(".by-topic").is_visible()
    page.get_by_label("topics").check()
    assert page.locator(".by-topic").is_visible() and not page.locator(".matrix").is_visible()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [PHONE, 800, WIDE])
def test_the_page_does_not_scroll_sideways(browser: Browser, address: str, name: str, width: int) -> None:
    page = opened(browser, f"{address}/{name}", width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_map_scrolls_in_its_own_box_by_keyboard(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/{CLAIMS}", PHONE)
    region = page.get_by_role("region", name="Map of the argument")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.scroll').scrollLeft > 0")


@pytest.mark.parametrize("width", [PHONE, 800, WIDE])
@pytest.mark.parametrize("name", [TIMELINE, CLAIMS, TOPIC, ACTOR])
def test_letters_in_figures_are_at_least_eleven_pixels_high(
    browser: Browser, address: str, name: str, width: int
) -> None:
    page = opened(browser, f"{address}/{name}", width)
    sizes = page.eval_on_selector_all(
        ".picture svg :is(text, tspan)",
        """all => all.map(text => parseFloat(getComputedStyle(text).fontSize)
            * (text.closest('svg[id]') || text.ownerSVGElement).getScreenCTM().a)""",
    )
    assert sizes and min(sizes) >= 11


def test_titles_on_the_timeline_stay_inside_the_picture(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/{TIMELINE}", PHONE)
    over = page.eval_on_selector_all(
        ".years a text", "all => all.filter(t => t.getBoundingClientRect().right > innerWidth).map(t => t.textContent)"
    )
    assert over == []


def test_words_on_the_map_stay_inside_their_box(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/{CLAIMS}")
    over = page.eval_on_selector_all(
        ".argument > a",
        """all => all.filter(a => [...a.querySelectorAll('text')].some(t =>
            t.getBoundingClientRect().right > a.querySelector('rect').getBoundingClientRect().right))
            .map(a => a.textContent)""",
    )
    assert over == []


# ---- the rest -------------------------------------------------------------------------------------------------------


def test_the_timeline_shows_one_actor_and_says_what_is_hidden(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/{TIMELINE}")
    every = page.locator("ol.timeline > li").count()
    page.locator("summary", has_text="Events of one actor").click()
    page.locator("[data-actor='lee-jae-myung']").click()
    page.wait_for_url("**/timeline.html?actor=lee-jae-myung")
    shown = page.locator("ol.timeline > li:visible").count()
    assert 0 < shown < every and page.locator("svg.years a:visible").count() == shown
    told = page.get_by_role("status").inner_text()
    assert f"{shown} of {every} are shown; {every - shown} are hidden" in told
    assert not page.get_by_role("heading", name="1994").is_visible()
    page.get_by_role("link", name="Show all").click()
    page.wait_for_url("**/timeline.html")
    assert page.locator("ol.timeline > li:visible").count() == every


def test_an_unknown_actor_or_date_in_the_address_hides_nothing(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/{TIMELINE}?actor=%3Cscript%3E")
    assert page.locator("ol.timeline > li.off").count() == 0 and not page.get_by_role("status").is_visible()
    page = opened(browser, f"{address}/{POSITIONS}?asof=soon")
    assert page.locator(".matrix .now").count() == POSITION_FILES


def test_without_script_an_actor_leads_to_the_list_of_their_events(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/{TIMELINE}", scripts=False)
    page.locator("summary", has_text="Events of one actor").click()
    page.locator("[data-actor='lee-jae-myung']").click()
    page.wait_for_url("**/actors/lee-jae-myung.html#events")
    assert page.locator("#events").is_visible()


@pytest.mark.parametrize(("name", "figure"), [(TIMELINE, "years"), (CLAIMS, "argument"), (TOPIC, "lanes")])
def test_a_figure_is_walked_by_keyboard_and_leads_into_its_list(
    browser: Browser, address: str, name: str, figure: str
) -> None:
    page = opened(browser, f"{address}/{name}")
    link = page.locator(f"svg.{figure} a").nth(1)
    target = link.get_attribute("href") or ""
    page.locator(f"svg.{figure} a").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == target
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{target}")
    assert page.locator(f"[id='{target[1:]}']").is_visible()


def test_a_figure_has_its_name_and_its_links_for_screen_readers(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/{TOPIC}")
    group = page.get_by_role("group", name="Denuclearisation: positions over time")
    assert group.get_by_role("link", name="Kim Jong-un, 21 September 2025 (reversed): Never").is_visible()


def test_each_side_has_a_column_on_a_wide_screen_and_comes_after_the_other_on_a_phone(
    browser: Browser, address: str
) -> None:
    side = "#snapback-clause + .provision .side >> nth={}"
    wide = opened(browser, f"{address}/{DRAFT}")
    north, south = box(wide, side.format(0)), box(wide, side.format(1))
    assert north["y"] == south["y"] and south["x"] > north["x"] + north["width"]
    phone = opened(browser, f"{address}/{DRAFT}", PHONE)
    north, south = box(phone, side.format(0)), box(phone, side.format(1))
    assert north["x"] == south["x"] and south["y"] >= north["y"] + north["height"]


@pytest.mark.parametrize("name", [TIMELINE, CLAIMS, TOPIC])
def test_figures_follow_the_dark(browser: Browser, address: str, name: str) -> None:
    def colours(dark: bool) -> list[str]:
        page = opened(browser, f"{address}/{name}", dark=dark)
        found = page.eval_on_selector_all(
            ".picture :is(text, rect, circle)", "all => [...new Set(all.map(e => getComputedStyle(e).fill))]"
        )
        return [str(colour) for colour in found]

    light, dark = set(colours(False)), set(colours(True))
    assert light and dark and not (light & dark) - {"rgba(0, 0, 0, 0)"}


def test_a_permalink_to_a_cell_marks_it(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/{POSITIONS}#kim-jong-un-on-sanctions-relief", PHONE)
    cell = page.locator("#kim-jong-un-on-sanctions-relief")
    assert cell.is_visible() and cell.evaluate("e => e.matches(':target')")
    covered = box(page, ".as-of")
    assert box(page, "#kim-jong-un-on-sanctions-relief")["y"] >= covered["y"] + covered["height"] - 1


def test_console_is_clean_and_nothing_moves_by_itself(browser: Browser, address: str) -> None:
    said: list[str] = []
    page = opened(browser, "about:blank")
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(l => l.getEntries().forEach(e => window.moved += e.value))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    for name in PAGES:
        page.goto(f"{address}/{name}", wait_until="networkidle")
        assert page.evaluate("window.moved") < 0.01, name
    for name in (f"{POSITIONS}?asof=2019-03-01", f"{TIMELINE}?actor=kim-jong-un"):
        page.goto(f"{address}/{name}", wait_until="networkidle")
    assert said == []

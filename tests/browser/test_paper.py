"""The page for print and the page for addresses that lead nowhere, in a real browser; other pages on paper."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Iterator
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from chromium import chromium, served
from conftest import SMALL, build, project
from playwright.sync_api import Browser, Page

PRINT = "articles/hanoi-2-0/print.html"
FOLDER = "/some/path"
OUTSIDE = ("index.html", "articles/hanoi-2-0/index.html", "articles/hanoi-2-0/claims.html", "timeline.html")


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as there:
        yield there


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


class _Host(SimpleHTTPRequestHandler):
    """Answers as hosts of static sites do: what is not there is the site's 404.html, whatever the address."""

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = Path(self.directory, f"{FOLDER[1:]}/404.html").read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The small site below a path of its host."""
    here = project(tmp_path_factory.mktemp("small"), SMALL)
    done = build(here, here / "site", {"SITE_URL": f"https://notes.example{FOLDER}/"})
    assert done.returncode == 0, done.stdout + done.stderr
    root = tmp_path_factory.mktemp("host")
    shutil.copytree(here / "site", root / FOLDER[1:])
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Host, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def opened(browser: Browser, width: int = 800, dark: bool = False, scripts: bool = True) -> Page:
    scheme = {"color_scheme": "dark" if dark else "light", "java_script_enabled": scripts}
    return browser.new_context(viewport={"width": width, "height": 900}, **scheme).new_page()  # type: ignore[arg-type]


# ---- the page for print ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 800, 1366])
def test_the_page_for_print_fits_asks_nobody_else_and_has_nothing_to_complain_of(
    browser: Browser, address: str, width: int, dark: bool
) -> None:
    page = opened(browser, width, dark)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("response", lambda answer: said.append(answer.url) if answer.status >= 400 else None)
    page.on("request", lambda r: said.append(r.url) if not r.url.startswith(address) else None)
    page.goto(f"{address}/{PRINT}", wait_until="networkidle")
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    measure = page.locator(".precis > p").first.bounding_box()
    assert measure is not None and measure["width"] <= 40 * 16


def test_on_paper_it_has_every_note_and_no_ways_back(browser: Browser, address: str) -> None:
    page = opened(browser, scripts=False)
    page.goto(f"{address}/{PRINT}")
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    notes = page.locator(".note")
    assert notes.count() == page.locator(".note:visible").count() > 40
    assert page.locator(".bibliography .address").first.inner_text().startswith("http")


def test_the_article_leads_there_and_back_and_to_a_source_by_its_number(browser: Browser, address: str) -> None:
    page = opened(browser, scripts=False)
    page.goto(f"{address}/articles/hanoi-2-0/index.html")
    assert page.request.get(f"{address}/articles/hanoi-2-0/hanoi-2-0.epub").body()[30:58].endswith(b"epub+zip")
    assert page.locator("article a[href='hanoi-2-0.epub']").count() == 1
    page.get_by_role("link", name="on one page, for print").click()
    page.wait_for_url(f"**/{PRINT}")
    number = page.locator(".note .sources a").last
    words, target = number.inner_text(), number.get_attribute("href") or ""
    number.click()
    items = page.locator(".bibliography > li")
    assert items.nth(int(words) - 1).get_attribute("id") == target[1:]
    assert page.locator(target).evaluate("e => e.matches(':target')")
    page.get_by_role("link", name="The same with notes in the margin").click()
    page.wait_for_url("**/hanoi-2-0/index.html")


# ---- other pages on paper -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OUTSIDE)
def test_paper_shows_no_controls_and_nothing_is_cut_off(browser: Browser, address: str, name: str) -> None:
    page = opened(browser, width=640)  # about the measure of A4 within its margins
    page.goto(f"{address}/{name}")
    page.emulate_media(media="print")
    for control in (".md-header", ".md-footer", ".controls", ".add", ".filter", ".headerlink", ".scroll", ".there"):
        assert not page.locator(f"{control}:visible").count(), control
    assert page.evaluate("document.querySelector('article').scrollWidth") <= 640
    said = page.locator("details.note .said")
    assert said.count() == page.locator("details.note .said:visible").count()


# ---- an address that leads nowhere ----------------------------------------------------------------------------------


def test_a_wrong_address_at_any_depth_leads_on_without_script(browser: Browser, host: str) -> None:
    page = opened(browser, scripts=False)
    answer = page.goto(f"{host}{FOLDER}/articles/not/here/at-all.html")
    assert answer is not None and answer.status == 404
    assert not page.locator(".seek").is_visible()
    ways = page.locator("article li a")
    names = ways.all_inner_texts()
    assert {"Home", "Articles", "Actors", "Timeline", "Sources"} <= set(names)
    for way in [way.get_attribute("href") or "" for way in ways.all()]:
        assert way.startswith(f"{FOLDER}/") and page.request.get(host + way).status == 200, way


def test_a_wrong_address_can_be_searched_from(browser: Browser, host: str) -> None:
    page = opened(browser)
    page.goto(f"{host}{FOLDER}/articles/not/here/at-all.html")
    page.locator(".seek label").click()
    page.keyboard.type("lamps")
    found = page.locator(".md-search-result__link").first
    found.wait_for()
    found.click()
    page.wait_for_url(f"**{FOLDER}/**harbour/**")
    assert page.locator("h1").inner_text() != "There is no such page"

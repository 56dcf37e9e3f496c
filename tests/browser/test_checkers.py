"""Outside judges of the built pages: axe for access, the Nu checker for HTML, Lighthouse for the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from checkers import axe, lighthouse, nu, published, scores
from chromium import chromium, moved, served
from lighthouse import PAGES as MAIN
from playwright.sync_api import Browser
from test_reading import PAGES

LOOKS = [(360, False), (1366, False), (360, True), (1366, True)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.mark.parametrize(("width", "dark"), LOOKS, ids=[f"{w}-{'dark' if d else 'light'}" for w, d in LOOKS])
def test_axe_finds_nothing(browser: Browser, site: Path, width: int, dark: bool) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", bypass_csp=True
    )
    page = context.new_page()
    found = {}
    with served(site) as address:
        for name in PAGES:
            page.goto(f"{address}/{name}")
            if dark:  # in light as the page comes, in dark after a first move, when move.js has run
                moved(page)
            found[name] = axe(page)
    assert {name: said for name, said in found.items() if said} == {}


def test_axe_would_find_something(browser: Browser) -> None:
    page = browser.new_context(bypass_csp=True).new_page()
    page.set_content('<html lang="en"><title>A page</title><main><h1>A page</h1><img src="a.png"></main></html>')
    assert [said.partition(":")[0] for said in axe(page)] == ["image-alt"]


def test_the_nu_checker_finds_nothing(site: Path) -> None:
    assert nu(sorted(site.rglob("*.html"))) == []


def test_the_nu_checker_would_find_something(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<!doctype html><html lang="en"><title>A page</title><p id="a">One<p id="a">Two', encoding="utf-8")
    assert any("Duplicate ID" in said for said in nu([page]))


@pytest.mark.parametrize("name", MAIN)
def test_lighthouse_finds_nothing_but_what_a_busy_machine_costs(site: Path, name: str) -> None:
    with published(site) as address:
        report = lighthouse(f"{address}/{name}")
    found = scores(report)
    del found["performance"]  # measured in time: `make lighthouse` prints it
    assert found == {"accessibility": 100, "best-practices": 100, "seo": 100}
    assert report["audits"]["cumulative-layout-shift"]["numericValue"] < 0.001

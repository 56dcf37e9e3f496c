"""Each kind of fault is injected into a freshly built site and must be named; harmless things must not be."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from conftest import SMALL, build, project

from reading.inspect import inspect

FAULTS = {
    "missing page": ('<a href="no-such-page.html">x</a>', "dead_link", "no-such-page.html"),
    "missing page, upwards": ('<a href="../../../../away.html">x</a>', "dead_link", "away.html"),
    "wrong case": ('<a href="/Index.html">x</a>', "dead_link", "The file is called index.html"),
    "folder without index": ('<a href="/assets/">x</a>', "dead_link", "assets/"),
    "missing fragment on the same page": ('<a href="#nowhere">x</a>', "dead_fragment", "#nowhere"),
    "missing fragment on another page": ('<a href="/terms.html#nowhere">x</a>', "dead_fragment", "#nowhere"),
    "percent-encoded fragment": ('<a href="#caf%C3%A9">x</a>', "dead_fragment", "café"),
    "missing image": ('<img src="/assets/no.png" alt="">', "dead_link", "no.png"),
    "missing srcset candidate": ('<img srcset="/assets/no.png 2x" alt="">', "dead_link", "no.png"),
    "missing script": ('<script src="/no.js"></script>', "dead_link", "no.js"),
    "duplicate id": ('<p id="twice"></p><p id="twice"></p>', "duplicate_id", "twice"),
    "ARIA to nothing": ('<p aria-describedby="ghost"></p>', "dead_reference", "ghost"),
    "label for nothing": ('<label for="ghost">x</label>', "dead_reference", "ghost"),
    "foreign image": ('<img src="https://evil.example/p.png" alt="">', "foreign_request", "evil.example"),
    "foreign script": ('<script src="//evil.example/x.js"></script>', "foreign_request", "evil.example"),
    "foreign style": ('<link rel="stylesheet" href="https://evil.example/x.css">', "foreign_request", "evil.example"),
    "frame": ('<iframe src="/index.html"></iframe>', "active_content", "iframe"),
    "form": ('<form action="https://evil.example"></form>', "active_content", "form"),
    "handler": ('<p onclick="x()">x</p>', "active_content", "onclick"),
    "script address": ('<a href="java\tscript:alert(1)">x</a>', "bad_address", "script:"),
    "empty address": ('<a href="">x</a>', "bad_address", 'href=""'),
    "localhost": ('<a href="http://localhost:8000/">x</a>', "bad_address", "localhost"),
    "leftover mention": ("<p>[[kim-jong-un]]</p>", "leftover_markup", "[[kim-jong-un]]"),
    "leftover reference": ("<p>see [words][ref]</p>", "leftover_markup", "][ref]"),
    "leftover template": ("<p>{{ page.title }}</p>", "leftover_markup", "{{ page.title }}"),
    "redirect": ('<meta http-equiv="refresh" content="0; url=/index.html">', "active_content", "meta refresh"),
}  # fmt: skip

HARMLESS = """
<a href="mailto:a@b.example">m</a> <a href="tel:+49">t</a> <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">
<a href="https://example.org/a#:~:text=some%20words">f</a> <a href="#top">top</a> <a href="index.html?q=1">q</a>
<a href="#:~:text=words">g</a> <template><img src="no.png"></template> <noscript><img src="no2.png"></noscript>
<!-- <a href="no.html">c</a> --> <code>[[not a mention]] {{ not a tag }}</code>
<p id="café"></p><a href="#caf%C3%A9">ü</a>
<a href="https://en.example/wiki/Foo_(bar)">w</a> <p>See [1] and [2]. [sic]</p>
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = project(tmp_path_factory.mktemp("inspected"), SMALL)
    assert build(here, here / "site").returncode == 0
    return here / "site"


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "site"))


def inject(site: Path, page: str, html: str, chrome: bool) -> None:
    """Puts HTML into the prose of a page, or into what the theme puts around it."""
    path = site / page
    text = path.read_text(encoding="utf-8")
    mark = "</footer>" if chrome else "</article>"
    assert mark in text
    path.write_text(text.replace(mark, html + mark, 1), encoding="utf-8")


def test_a_good_site_has_no_fault(built: Path) -> None:
    assert inspect(built) == ()


@pytest.mark.parametrize("chrome", [False, True], ids=["prose", "chrome"])
@pytest.mark.parametrize("kind", sorted(FAULTS))
def test_an_injected_fault_is_found(kind: str, chrome: bool, copy: Path) -> None:
    html, rule, named = FAULTS[kind]
    pages = sorted(p.relative_to(copy).as_posix() for p in copy.rglob("*.html") if p.name != "404.html")
    page = random.Random(kind + str(chrome)).choice(pages)
    inject(copy, page, html, chrome)
    found = [p for p in inspect(copy) if p.rule == rule and p.place.file == page]
    assert any(named in p.wrong + p.advice for p in found), [p.wrong for p in found]


def test_harmless_things_are_left_alone(copy: Path) -> None:
    inject(copy, "index.html", HARMLESS, chrome=False)
    assert inspect(copy) == ()


def test_a_page_that_nothing_links_to_is_found(copy: Path) -> None:
    shutil.copy(copy / "terms.html", copy / "forgotten.html")
    assert [(p.rule, p.place.file) for p in inspect(copy)] == [("orphan_page", "forgotten.html")]


def test_a_lost_id_a_lost_policy_and_a_cut_off_page_are_found(copy: Path) -> None:
    terms = copy / "terms.html"
    assert ' id="quay"' in terms.read_text(encoding="utf-8")
    terms.write_text(terms.read_text(encoding="utf-8").replace(' id="quay"', ""), encoding="utf-8")
    about = copy / "about.html"
    text = about.read_text(encoding="utf-8")
    about.write_text(text.replace("Content-Security-Policy", "X"), encoding="utf-8")
    (copy / "timeline.html").write_text("<html>")
    rules = {(p.rule, p.place.file) for p in inspect(copy)}
    assert {("no_policy", "about.html"), ("empty_page", "timeline.html")} <= rules
    assert any(p.rule == "dead_fragment" and "#quay" in p.wrong for p in inspect(copy))

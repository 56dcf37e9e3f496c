"""Each kind of fault is made in a freshly built real site and must be named; harmless things must not be."""

from __future__ import annotations

import copy
import importlib
import json
import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import ROOT, build
from extras import ADDRESS, Files, extend
from faults import Kind, inject
from harmless import HARMLESS, SITES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kinds import KINDS
from selectolax.lexbor import LexborHTMLParser

from reading.cache import FILE, Cache
from reading.inspect import RULES, Folder, NoPages, causes, examine, facts, inspect, survey, text
from reading.inspect.built import Built
from reading.inspect.page import Page

SEEDS = os.environ.get("INSPECT_SEEDS", "1").split()


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The real site, published at an address, with all that a site may have beside."""
    target = tmp_path_factory.mktemp("published") / "site"
    done = build(ROOT, target, {"SITE_URL": ADDRESS, "EDIT_URI": "https://forge.example/edit/main/docs/"})
    assert done.returncode == 0, done.stdout + done.stderr
    return extend(dict(Folder(target)))


@pytest.fixture(scope="module", autouse=True)
def _each_page_is_read_once() -> Iterator[None]:
    """Most files of a site are the same in every case; what is known of them is kept."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("reading.inspect.reader", "reading.inspect.documents"):
            module = importlib.import_module(name)
            known = lru_cache(maxsize=4096)(module.read)
            patch.setattr(module, "read", lambda *file, known=known: copy.copy(known(*file)))
        yield


@pytest.fixture(scope="module")
def settled(good: Files, tmp_path_factory: pytest.TempPathFactory) -> Cache:
    """What is kept when the good site has been inspected: its links, which are then not followed again."""
    cache = Cache(tmp_path_factory.mktemp("settled"))
    assert text(examine(good, cache=cache)) == ""
    pages = survey(good, cache=cache).pages
    assert sum(len(page.settled) for page in pages.values()) > 500 and len(pages["about.html"].references) < 40
    return cache


def test_a_good_site_has_no_fault(site: Path, good: Files) -> None:
    assert text(inspect(site)) == ""  # without an address
    assert text(examine(good)) == ""  # with one, and with feeds, a manifest, aliases and so on


CASES = [(kind, where, seed) for kind in KINDS for where in kind.where for seed in SEEDS]


@pytest.mark.parametrize(("kind", "where", "seed"), CASES, ids=lambda v: v.name if isinstance(v, Kind) else str(v))
def test_a_fault_is_named_and_nothing_else(kind: Kind, where: str, seed: str, good: Files, settled: Cache) -> None:
    files = dict(good)
    at = inject(files, kind, where, seed)
    found = examine(files)
    assert examine(files, cache=settled) == found  # also where the site was inspected before
    assert {fault.rule for fault in found} <= {kind.rule, *kind.also}, text(found)
    named = [fault for fault in found if fault.rule == kind.rule and fault.place.file == at]
    assert any(kind.named in f"{f.place.file}: {f.wrong} {f.advice}" for f in named), text(found)


def test_no_two_kinds_have_one_name() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("what", sorted(HARMLESS))
def test_a_harmless_thing_is_left_alone(what: str, good: Files) -> None:
    thing = HARMLESS[what]
    files = good | thing.files
    for page in ("index.html", "actors/china.html"):
        root = "../" * page.count("/")
        content = files[page].decode()
        content = content.replace("</head>", thing.head.replace("{root}", root) + "</head>", 1)
        files[page] = content.replace("</article>", thing.body.replace("{root}", root) + "</article>", 1).encode()
    assert text(examine(files)) == ""


@pytest.mark.parametrize("name", sorted(SITES))
def test_a_site_of_another_program_has_no_fault(name: str) -> None:
    site = SITES[name]
    assert text(examine(site.files, site.skip)) == ""


def test_one_target_that_many_pages_miss_is_one_thing_to_mend(good: Files) -> None:
    files = {path: content for path, content in good.items() if path != "timeline.html"}
    found = [
        cause for cause in causes(examine(files)) if cause.first.rule == "dead_link" and "timeline" in cause.first.wrong
    ]
    pages = [path for path in files if path.endswith(".html") and b'timeline.html"' in files[path]]
    assert len(pages) > 40
    assert [len({place.file for place in cause.places} & set(pages)) for cause in found] == [len(pages)]
    assert f"The same on {len({p.file for p in found[0].places})} pages" in text(found[0].faults)


def test_a_settled_link_is_followed_again_when_its_end_changes(good: Files, settled: Cache) -> None:
    files = dict(good)
    assert b'<h2 id="yongbyon"' in files["terms.html"]
    files["terms.html"] = files["terms.html"].replace(b'<h2 id="yongbyon"', b'<h2 id="another"')
    found = examine(files, cache=settled)
    assert found == examine(files) and {fault.rule for fault in found} >= {"dead_fragment"}


def test_the_line_of_the_element_is_named(good: Files) -> None:
    files = dict(good)
    lines = files["about.html"].decode().split("\n")
    at = next(number for number, line in enumerate(lines) if "</article>" in line)
    lines.insert(at, "<p>\n\n<a href='gone.html?a=1&amp;b=2'>x</a></p>")
    files["about.html"] = "\n".join(lines).encode()
    assert [(f.rule, f.place.line) for f in examine(files)] == [("dead_link", at + 3)]


def test_a_folder_that_is_missing_or_holds_no_page_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        inspect(tmp_path / "nowhere")
    (tmp_path / "style.css").write_text("")
    with pytest.raises(NoPages):
        inspect(tmp_path)


MARKUP = """\
<a href='|<a href=|"|'|>|</a>|<!--|-->|<script>|</script>|http://[|https://|mailto:|data:|
java\tscript:|//|\\|../|#|?|%|%C3|%ff|&#106;|&amp;|<base href='|<template>|<noscript>|
<svg><use xlink:href='|<meta name=|<title>|url(|id='|[[|]]|<meta http-equiv=refresh content='0;url=|
srcset='| 1x, |{{|}}|[x](|**|\0|\ufeff|é|e\u0301|x.html|{"@id":|<style>@import |
<script type="application/ld+json">|<meta http-equiv=Content-Security-Policy content='script-src |
'sha256-|<frameset>|<img usemap=#|aria-labelledby=' a b |<label for=|/|a| |\n|]|@|:99999|
<plaintext>|%2e%2e|<link rel=canonical href="""
PIECES = st.sampled_from(MARKUP.split("|"))
HTML = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HTML, st.binary(max_size=60), HTML)
def test_anything_can_be_read(page: str, junk: bytes, other: str) -> None:
    one, two = page.encode("utf-8", errors="replace"), other.encode("utf-8", errors="replace")
    files = dict.fromkeys(("index.html", "sitemap.xml", "robots.txt", "x.css"), one)
    files |= dict.fromkeys(("a/x.html", "a.css", "f.webmanifest", "feed.xml", "c.svg"), two)
    files |= dict.fromkeys(("b.json", "d.png", "sitemap.xml.gz", "e.woff2", "search/search_index.json", "j.html"), junk)
    told = text(examine(files))
    assert "Traceback" not in told and "Error" not in told


KEPT = [*(slot for slot in Page.__slots__ if slot != "again")]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(page=HTML, data=st.recursive(st.text(max_size=9), lambda inner: st.dictionaries(st.text(), inner)))
def test_what_is_kept_of_a_file_is_what_was_read(page: str, data: object) -> None:
    files = {"a/x.html": page.encode("utf-8", errors="replace"), "a.json": json.dumps({"docs": data}).encode()}
    with TemporaryDirectory() as folder:
        assert_kept(files, Path(folder))


def test_what_is_kept_of_a_site_is_what_was_read(good: Files, tmp_path: Path) -> None:
    assert_kept(good, tmp_path)
    assert text(examine(good, cache=Cache(tmp_path))) == ""


def test_a_file_that_is_no_page_leaves_the_pages_as_they_were_read(good: Files, tmp_path: Path) -> None:
    read = survey(good, cache=Cache(tmp_path)).pages
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reading.inspect.reader.read", None)
        assert survey({**good, "search/w-xy.js": b"1;"}, cache=Cache(tmp_path)).pages.keys() == read.keys()


def test_facts_of_a_page_as_it_was_made_hold_for_the_same_bytes_only(good: Files) -> None:
    known = facts.Known()
    pages = {path: data for path, data in good.items() if path.endswith(".html")}
    for path, data in pages.items():
        known.add(path, data, facts.of(path, data, LexborHTMLParser(data)))
    assert_same(survey(good, known=known), survey(good))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reading.inspect.reader.read", None)
        survey(good, known=known)
    path = next(iter(pages))
    changed = good | {path: pages[path].replace(b"</h1>", b'</h1><a href="nowhere.html">x</a>')}
    assert "nowhere.html" in text(examine(changed, known=known))


def assert_kept(files: Files, folder: Path) -> None:
    """Reads files with and without a cache, and from it."""
    read, written = survey(files), survey(files, cache=Cache(folder))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reading.inspect.reader.read", None)  # else it might read again what was kept
        kept = survey(files, cache=Cache(folder))
    for site in (written, kept):
        assert_same(site, read)
    assert (folder / FILE).stat().st_size > 100


def assert_same(site: Built, read: Built) -> None:
    """That a site that was read in two ways has the same facts."""
    for path, page in read.pages.items():
        assert [getattr(site.pages[path], name) for name in KEPT] == [getattr(page, name) for name in KEPT], path
        assert site.pages[path].again() == page.again()
    for path, document in read.documents.items():
        assert site.documents[path]._replace(again=str) == document._replace(again=str), path
        assert site.documents[path].again() == document.again()
    assert site.found == read.found


@pytest.mark.parametrize(("kind", "where", "seed"), CASES[::9], ids=lambda v: v.name if isinstance(v, Kind) else str(v))
def test_what_no_rule_asks_for_is_not_missed(kind: Kind, where: str, seed: str, good: Files) -> None:
    files = dict(good)
    inject(files, kind, where, seed)
    told, whole = survey(files), survey(files, whole=True)
    assert len(told.found) < len(whole.found)
    for rule in RULES:
        assert list(rule(told)) == list(rule(whole)), rule.__name__


def test_the_rules_are_told_to_maintainers_as_they_are() -> None:
    page = (ROOT / "docs" / "contributing" / "inspection.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.+) \|$", page, re.M)
    told = [(rule.__name__, " ".join((rule.__doc__ or "").split("\n\n")[0].split())) for rule in RULES]
    assert rows == told

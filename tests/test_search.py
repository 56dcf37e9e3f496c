"""The search index: every word of an entry leads to it, names without accents too, in files of a few kilobytes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from reading import search, searchindex
from reading.cache import Cache

ENTRIES = [
    search.Entry("a.html#draft", "¶7 the draft", "Yongbyon for relief & more."),
    search.Entry("actors/kim.html", "Kim <b>", "Kím Jŏng-ŭn, 김정은, Ким Чен Ын."),
    search.Entry("terms.html#quay", "Quay", "Where the Kims land."),
]


def index(entries: list[search.Entry], names: Mapping[str, str] = {}) -> dict[str, object]:
    """The data of each file by its name."""
    found, pages, none = {}, search.Pages(), Cache(None)
    for number in range(0, len(entries), 3):  # three to a page
        of = search.Page(entries=[search.folded(entry) for entry in entries[number : number + 3]], names=dict(names))
        pages.add(f"{number:03}.html", search.written(of))
    for name, content in searchindex.files(tuple(searchindex.parts(pages, none)), none):
        if name == searchindex.LISTED:
            continue
        call = re.fullmatch(r'found\("([^"]+)",(.*)\)', content.decode("ascii"), re.S)
        assert call and name == f"search/{call[1]}.js"
        found[call[1]] = json.loads(call[2])
    return found


def places(word: str, entries: list[search.Entry]) -> list[str]:
    """What search.js makes of one whole word."""
    files, folded = index(entries), search.in_words(word).split()[0]
    shelf = files.get(f"w-{search.key(folded)}", {})
    assert isinstance(shelf, dict)
    number, found = 0, []
    for step in shelf.get(folded, []):
        number += step
        shown = files[f"t-{number // 2 // searchindex.TOGETHER}"]
        assert isinstance(shown, list)
        found.append(shown[number // 2 % searchindex.TOGETHER][0])
    return found


def test_a_word_leads_to_its_places_in_any_spelling() -> None:
    assert places("Yŏngbyŏn", ENTRIES) == ["a.html#draft"]
    assert places("kim", ENTRIES) == ["actors/kim.html"]
    assert places("김정은", ENTRIES) == places("ЧЕН", ENTRIES) == ["actors/kim.html"]
    assert places("land", ENTRIES) == ["terms.html#quay"]


def test_a_word_is_told_once_of_a_place_and_of_its_title_rather_than_its_text() -> None:
    twice = [search.Entry("a.html", "Quay quay", "The quay and land: land, and the quay."), ENTRIES[2]]
    found = index(twice)
    assert found["w-qu"] == {"quay": [1, 2]} and found["w-la"] == {"land": [0, 2]} and "w-th" not in found


def test_what_names_somebody_is_found_by_every_spelling() -> None:
    page = LexborHTMLParser('<p data-name="Kim &lt;b&gt;" data-also="Gim, Đặng">Also: Gim</p><p data-also="">-</p>')
    names = search.spellings(page)
    assert names == {"Kim <b>": "Gim, Đặng", "": ""}
    found = index(ENTRIES, names)
    assert found["w-gi"] == {"gim": [2]} and found["w-da"] == {"dang": [2]}  # but not “the Kims”
    assert "w-gi" not in index(ENTRIES)


def test_what_is_shown_is_plain_text() -> None:
    shown = index(ENTRIES)["t-0"]
    assert isinstance(shown, list)
    assert shown[1][:2] == ["actors/kim.html", "Kim <b>"] and shown[0][2] == "Yongbyon for relief & more."


@settings(deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=80))
def test_every_word_is_found_and_no_file_name_is_odd(texts: list[str]) -> None:
    entries = [search.Entry(str(n), f"Thing {n}", text) for n, text in enumerate(texts)]
    files = index(entries)
    assert all(re.fullmatch(r"(?:w-(?:[a-z0-9]{2}|[0-9a-f]+-)|t-\d+)", name) for name in files)
    for entry in entries:
        for word in set(search.in_words(entry.text).split()) - search.COMMON:
            shelf = files[f"w-{search.key(word)}"]
            assert isinstance(shelf, dict) and word in shelf


def test_a_page_and_its_sections_have_entries_but_not_what_has_its_own() -> None:
    page = (
        '<head><meta name="description" content="In short."></head><article><h1 id="t">Terms</h1><p>All.</p>'
        '<h2 id="quay">Quay</h2><div data-find="Quay">A wall.</div><h2 id="rest">Rest</h2><p>More.</p></article>'
    )
    found = list(search.sections(LexborHTMLParser(page), "terms.html", {"terms.html#quay"}))
    assert found == [
        search.Entry("terms.html", "Terms", "In short. All."),
        search.Entry("terms.html#rest", "Rest · Terms", "More."),
    ]


def counted(make: Callable[..., object], made: list[str]) -> Callable[..., object]:
    """The same function, which adds its name to a list each time."""

    def make_and_tell(*given: object) -> object:
        made.append(make.__name__)
        return make(*given)

    return make_and_tell


def test_an_edit_makes_only_its_part_and_its_words_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    for name in ("part", "_shelf"):
        monkeypatch.setattr(searchindex, name, counted(getattr(searchindex, name), made))
    pages, cache = search.Pages(), Cache(tmp_path)

    def add(number: int, text: str) -> None:
        entry = search.folded(search.Entry(f"{number}.html", f"Quay {number}", text))
        pages.add(f"{number:03}.html", search.written(search.Page(entries=[entry], names={})))

    def files(cache: Cache) -> dict[str, bytes]:
        made.clear()
        return dict(searchindex.files(tuple(searchindex.parts(pages, cache)), cache))

    for number in range(100):
        add(number, f"barge crane {number % 7} sluice")
    before = files(cache)
    assert made.count("part") == 4 and made.count("_shelf") > 10
    assert files(cache) == before and not made
    add(50, "barge sluice derrick")
    after = files(cache)
    assert made == ["part", "_shelf", "_shelf", "_shelf"]  # files for 1 (page 50 had “1”), cr and de
    assert after == files(Cache(None)) != before
    pages.remove("007.html")
    assert files(cache) == files(Cache(None))

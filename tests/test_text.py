"""Normalising, dates and quotations: properties, and what must never be taken for a match."""

from __future__ import annotations

from datetime import date

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading import text
from reading.anchors import Found, find
from reading.dates import shown, span

PASSAGE = "The US would not ease sanctions – at least not soon. The US would talk, though, and “would listen.”"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("would not ease sanctions", Found.ONCE),
        ("would ease sanctions", Found.NEVER),
        ("ease sanctions - at least", Found.ONCE),
        ("'would listen.'", Found.ONCE),
        ("WOULD   TALK", Found.ONCE),
        ("would", Found.OFTEN),
        ("would not … at least", Found.ONCE),
        ("would talk … would not", Found.NEVER),
        ("sanction", Found.NEVER),
        ("…", Found.NEVER),
        ("", Found.NEVER),
    ],
)
def test_a_quotation_is_found_once_or_not_at_all(typed: str, found: Found) -> None:
    assert find(typed, PASSAGE) is found


def test_typography_does_not_change_a_digest() -> None:
    plain = '"I\'d like to meet him," he said - twice - in the office.'
    typeset = "“I’d like to\u00a0meet him,” he said \u2013 twice \u2013 in the of\u00adfi\u200bce."
    assert text.digest(plain) == text.digest(typeset)
    assert text.digest(plain) != text.digest(plain.replace("twice", "thrice"))


@given(st.text())
def test_normalising_is_stable(anything: str) -> None:
    once = text.letters(anything)
    assert text.letters(once) == once


@given(st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta", "not"]), min_size=3, max_size=30), st.data())
def test_a_quotation_taken_from_a_passage_is_there(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    assert find(" ".join(words[start:end]), " ".join(words)) in (Found.ONCE, Found.OFTEN)


def test_wrapped_lines_and_long_lines_make_the_same_paragraphs() -> None:
    first = "One sentence of some length stands here, and then another one follows it. " * 3
    second = "A second paragraph, just as long as the first one, closes the short text. " * 3
    pasted = f"{first.strip()}\n{second.strip()}\n"
    wrapped = "\n\n".join("\n".join(p.strip().replace(". ", ".\n").split("\n")) for p in (first, second))
    assert text.passages(pasted) == text.passages(wrapped)


def test_a_guess_is_made_only_when_sure() -> None:
    assert text.guess("kim-jo-jong", {"kim-yo-jong", "kim-jong-un", "trump"}) == "kim-yo-jong"
    assert text.guess("kim", {"kim-yo-jong", "kim-jong-un"}) is None
    assert text.guess("ab", {"ab1", "ab2"}) is None


@given(st.dates(date(1000, 1, 1)), st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"]), st.sampled_from(["", "~", "?", "%"]))
def test_dates_cover_what_the_edtf_library_says(day: date, form: str, doubt: str) -> None:
    typed = day.strftime(form) + doubt
    ours, theirs = span(typed), edtf.parse_edtf(typed)
    assert ours is not None
    assert ours.first.timetuple()[:3] == tuple(theirs.lower_strict()[:3])
    assert ours.last.timetuple()[:3] == tuple(theirs.upper_strict()[:3])


@pytest.mark.parametrize("typed", ["2019-02-31", "31 February 2019", "2019-2-3", "2019-13", "", "2020/2019", "19"])
def test_what_is_no_date_is_none(typed: str) -> None:
    assert span(typed) is None


def test_dates_are_shown_as_a_reader_says_them() -> None:
    said = {
        "2019-02-28": "28 February 2019",
        "2022-05": "May 2022",
        "2019-02-27/2019-02-28": "27–28 February 2019",
        "2025-10-24/2025-11-02": "24 October – 2 November 2025",
        "2017/2021": "2017 – 2021",
        "2025~": "about 2025",
        "2025-06/..": "since June 2025",
    }
    assert {typed: shown(typed) for typed in said} == said

"""Quotations marked in the author's text: the right words, overlaps shared, nothing run that stands in the text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from reading.marks import marked, span

PASSAGE = "The mayor’s gate – “open”, she said – will open. In 2017-2019 the lamps were dark; the lamps will burn."


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("the mayor's gate", "The mayor’s gate"),
        ("gate open she said", "gate – “open”, she said"),
        ("2017-2019", "2017-2019"),
        ("in 2017 … were dark", "In 2017-2019 the lamps were dark"),
        ("the lamps", None),
        ("would open", None),
        ("burn … gate", None),
        ("", None),
    ],
)
def test_a_quotation_is_found_in_the_passages_own_characters(quote: str, words: str | None) -> None:
    place = span(quote, PASSAGE)
    assert (PASSAGE[slice(*place)] if place else None) == words


def test_overlapping_quotations_share_a_piece() -> None:
    html = marked(PASSAGE, [("in 2017-2019 the lamps", "a", "#a"), ("lamps were dark", "b", "#b")])
    marks = [(m.attributes["aria-details"], m.text()) for m in LexborHTMLParser(html).css("mark")]
    assert marks == [("a", "In 2017-2019 the "), ("a b", "lamps"), ("b", " were dark")]


@given(st.text(max_size=80), st.lists(st.text(max_size=12), max_size=4))
def test_marking_changes_no_letter_and_lets_nothing_through(passage: str, quotes: list[str]) -> None:
    html = marked(passage, [(quote, "x", "#x") for quote in quotes])
    bare = re.sub(r'<mark aria-details="x(?: x)*"><a href="#x">|</a></mark>', "", html)
    assert "<" not in bare and '"' not in bare

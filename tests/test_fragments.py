"""Deep links: the terms of a text directive lead to the quotation's own place, or there are none."""

from __future__ import annotations

import pytest

from reading.fragments import address, naive, right
from reading.model import Fragment

# The shape of an article: the same phrases in several passages, dashes, apostrophes, a name with an accent.
PAGE = (
    "The mayor spoke at a session of the People’s Council. The gate will open, she said, and the lamps will burn.",
    "Nobody believed her at the time; the council met – as always – in spring. The gate will open, she had said.",
    "In 2017-2019 the lamps were dark. The council of José Alba met in the most formal hall: a session of the People’s "
    "Council. What the mayor’s men said of the lamps was never written down.",
    "The lamps will burn, and the gate will not open.",
)


@pytest.mark.parametrize(
    ("quote", "at", "fragment"),
    [
        ("the lamps were dark", 2, Fragment("the lamps were dark")),
        ("in 2017-2019 the lamps", 2, Fragment("the lamps", prefix="2019")),
        ("The gate will open, she had", 1, Fragment("The gate will open", prefix="spring.")),
        ("a session of the People's Council", 2, Fragment("a session of the", prefix="hall:")),
        ("a session of the People’s Council", 0, Fragment("a session of the")),
        ("the council … in spring", 1, Fragment("the council", "in spring")),
        ("José Alba", 2, Fragment("José Alba")),
        ("The lamps will burn", 3, Fragment("The lamps will burn", suffix=", and")),
        ("mayor's men", 2, Fragment("men")),
        ("mayor’s", 2, None),
    ],
)
def test_terms_lead_to_the_quotation_itself(quote: str, at: int, fragment: Fragment | None) -> None:
    assert right(quote, PAGE, at) == fragment


def test_without_the_text_the_longest_run_without_signs_is_taken() -> None:
    assert naive("Despite this, Kim remained categorical") == Fragment("Kim remained categorical")
    assert naive("imposed on Pyongyang in 2017-2019") == Fragment("imposed on Pyongyang in")
    assert naive("first words … last words") == Fragment("first words", "last words")


def test_terms_are_percent_encoded_so_that_no_sign_is_taken_for_syntax() -> None:
    fragment = Fragment("a, b-c & d", "e", "be-fore", "af,ter")
    assert address("https://a.example/x#y", fragment) == (
        "https://a.example/x#:~:text=be%2Dfore-,a%2C%20b%2Dc%20%26%20d,e,-af%2Cter"
    )
    assert address("https://a.example/x", None) == "https://a.example/x"

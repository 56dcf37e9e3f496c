"""Addresses of words on the publisher's page: `#:~:text=…`, by the WICG's Scroll to Text Fragment.

`text=[prefix-,]start[,end][,-suffix]`: a browser goes to the first place where the words of `start` (to `end`) stand at
word boundaries, between prefix and suffix. It is blind to case and accents, not to signs: a typed hyphen or apostrophe
does not match the publisher's. Terms are therefore runs of words without such signs. Where the author's text is at
hand, `right` plays the browser and adds words around the quotation until the first place is the right one.
Source: https://wicg.github.io/scroll-to-text-fragment/ (2025), sections 3.3 to 3.5.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote as percent

from . import text
from .model import Fragment

CONTEXT = 6  # words of prefix or suffix: more would be a quotation of its own
SIGNS = re.compile(r"[^\w\s]")
QUOTE_SIGN = "['’ʼ‘]?"


def naive(quote: str) -> Fragment:
    """The terms of a quotation as they are without the text at hand: its longest run of words without signs."""
    first, range_sign, last = quote.partition("…")
    return Fragment(start=_clean(first), end=_clean(last) if range_sign else "")


def right(quote: str, passages: Sequence[str], at: int) -> Fragment | None:
    """The terms that lead to a quotation in the passage with index `at`, and to no place before it.

    None where no context of up to six words does. `quote` stands in that passage once (see `anchors.find`).
    """
    bare = naive(quote)
    if not bare.start:
        return None
    page = [_plain(passage) for passage in passages]
    words = _words(quote.partition("…")[0], page[at])
    if words is None:
        return None
    for fragment in (bare, *_with_context(bare, page[at], words)):
        place = _first(fragment, page)
        if place is not None and place[0] == at and words.start <= place[1] < words.end:
            return fragment
    return None


def address(url: str, fragment: Fragment | None) -> str:
    """The publisher's address with a text directive; `-`, `,` and `&` in its terms are percent-encoded."""
    if fragment is None or not fragment.start:
        return url
    terms = [f"{_encoded(fragment.prefix)}-"] if fragment.prefix else []
    terms += [_encoded(term) for term in (fragment.start, fragment.end) if term]
    terms += [f"-{_encoded(fragment.suffix)}"] if fragment.suffix else []
    return f"{url.partition('#')[0]}#:~:text={','.join(terms)}"


def _encoded(term: str) -> str:
    return percent(term, safe="").replace("-", "%2D")


def _clean(words: str) -> str:
    """The longest run of whole words without signs; the first of equally long ones."""
    runs: list[list[str]] = [[]]
    for word in words.split():
        bare = word.strip(".,;:!?")
        if SIGNS.search(bare) or not bare:
            runs.append([])
            continue
        runs[-1].append(bare)
        if bare != word:  # a sign ends the run: what follows it stands behind that sign on the page
            runs.append([])
    longest: list[str] = max(runs, key=len)
    return " ".join(longest)


# ---- what a browser does --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int


def _plain(shown: str) -> str:
    """A text as the browser compares it: no case, no accents, one blank for every white space."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", shown) if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())


def _spans(term: str, passage: str, since: int = 0) -> Iterator[_Span]:
    """Where a term stands in a plain passage, at word boundaries."""
    for found in re.compile(rf"(?<!\w){re.escape(_plain(term))}(?!\w)").finditer(passage, since):
        yield _Span(found.start(), found.end())


def _first(fragment: Fragment, page: Sequence[str]) -> tuple[int, int] | None:
    """(passage, offset) of the first place that a directive names on a page of plain passages."""
    for number, passage in enumerate(page):
        for span in _spans(fragment.start, passage):
            if fragment.prefix and not _ends_with(passage[: span.start].rstrip(), fragment.prefix):
                continue
            if fragment.suffix and not _begins_with(passage[span.end :].lstrip(), fragment.suffix):
                continue
            if not fragment.end or next(_spans(fragment.end, passage, span.end), None):
                return number, span.start
    return None


def _words(quote: str, passage: str) -> _Span | None:
    """Where the words of a quotation stand in a plain passage, whatever signs stand between them."""
    letters = [QUOTE_SIGN.join(map(re.escape, word)) for word in text.words(quote)]
    between = QUOTE_SIGN + r"[\W_]+"
    found = re.search(rf"(?<!\w){between.join(letters)}(?!\w)", passage)
    return _Span(found.start(), found.end()) if found else None


def _ends_with(passage: str, term: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(_plain(term))}$", passage) is not None


def _begins_with(passage: str, term: str) -> bool:
    return re.match(rf"{re.escape(_plain(term))}(?!\w)", passage) is not None


def _with_context(bare: Fragment, passage: str, words: _Span) -> Iterator[Fragment]:
    """The fragment with one to six words before it, then with words after it, as they stand in its passage."""
    for span in _spans(bare.start, passage, words.start):
        before = re.search(r"((?:\w+[,.:;]? )+)$", passage[: span.start])
        ahead = before[1].split()[-CONTEXT:] if before else []
        yield from (Fragment(bare.start, bare.end, " ".join(ahead[-n:])) for n in range(1, len(ahead) + 1))
        after = re.match(r"((?:[,.:;]? \w+)+)", passage[span.end :]) if not bare.end else None
        behind = after[1].split(" ")[: CONTEXT + 1] if after else []  # the first is the sign before them, or nothing
        yield from (Fragment(bare.start, "", "", " ".join(behind[:n]).strip()) for n in range(2, len(behind) + 1))

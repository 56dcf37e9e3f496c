"""Finds where a quotation stands in a passage, in characters of the passage as it is shown.

The words of a quotation are found when they stand one after the other; quotation marks, dashes, hyphens, case, accents
and blanks do not matter. `first words … last words` is a range. There is no fuzzy match.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .characters import DROPPED, FOOTNOTE, QUOTES
from .spelling import fold
from .text import letters

DASHES = "-‐‑‒–—―−"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (not included) of a passage; `exact` where its letters are the quotation's."""

    start: int
    end: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A word as `text.words` gives it, and where it stands."""

    word: str
    start: int
    end: int


@lru_cache(maxsize=2048)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text (the same as `text.words`) with the characters that they stand on."""
    letters_of: list[str] = []
    places: list[int] = []
    for place, char in _characters(text):
        piece = _normalised(char)
        letters_of.append(piece)
        places += [place] * len(piece)
    found = re.finditer(r"[^\W_]+", "".join(letters_of))
    return tuple(Token(word[0], places[word.start()], places[word.end() - 1] + 1) for word in found)


def _characters(text: str) -> Iterator[tuple[int, str]]:
    """(place, character), but for the marks of footnotes."""
    left_out = {n for mark in FOOTNOTE.finditer(text) for n in range(*mark.span())}
    return ((place, char) for place, char in enumerate(text) if place not in left_out)


@lru_cache(maxsize=4096)
def _normalised(char: str) -> str:
    plain = unicodedata.normalize("NFKD", char.translate(DROPPED)).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


def occurrences(quote: str, passage: str, spelling: bool = False) -> tuple[Span, ...]:
    """Where the words of a quotation stand in a passage; with `spelling`, British and American spellings are one."""
    first, range_sign, last = quote.partition("…")
    there = tokens(passage)
    starts = list(_runs(first, there, spelling))
    if range_sign and tokens(last):
        ends = list(_runs(last, there, spelling))
        pairs = [(start, end) for start, _ in starts for after, end in ends if after > start]
    else:
        pairs = starts
    return tuple(_span(quote, passage, there[start].start, there[end].end) for start, end in pairs)


def _runs(wanted: str, there: Sequence[Token], spelling: bool) -> Iterator[tuple[int, int]]:
    """(first, last) token of every place where the wanted words stand one after the other."""
    words = [_spelled(token.word, spelling) for token in tokens(wanted)]
    own = [_spelled(token.word, spelling) for token in there]
    size = len(words)
    return ((n, n + size - 1) for n in range(len(own) - size + 1) if size and own[n : n + size] == words)


def _spelled(word: str, spelling: bool) -> str:
    return fold(word) if spelling else word


def _span(quote: str, passage: str, start: int, end: int) -> Span:
    """The span with the punctuation at its ends that the quotation has as well."""
    edges = re.fullmatch(r"([\W_]*)(.*?)([\W_]*)", " ".join(quote.split()), re.S)
    before, after = (edges[1], edges[3]) if edges else ("", "")
    is_range = "…" in quote.strip(" …")
    exact = is_range or letters(passage[start:end]) == letters(quote)
    for char in reversed(before):
        if start == 0 or not _same_mark(char, passage[start - 1]):
            break
        start -= 1
    for char in after:
        if end == len(passage) or not _same_mark(char, passage[end]):
            break
        end += 1
    return Span(start, end, exact)


def _same_mark(one: str, other: str) -> bool:
    """Whether two punctuation marks are the same but for their typography."""
    return one == other or (ord(one) in QUOTES and ord(other) in QUOTES) or (one in DASHES and other in DASHES)

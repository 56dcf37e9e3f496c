"""Normalises a text so that copies of it compare equal, and digests it.

What is shown is never the normalised text: normalising serves comparison only. `NORM` names these rules and those of
`characters`, `spelling` and `splitting`; a change to any of them that changes a stored digest, tag or sketch is a new
number. `passages` and `sentences` are at hand here too, since most callers want both.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from .characters import without_typography
from .sentences import sentences
from .spelling import fold
from .splitting import passages

__all__ = ["NORM", "digest", "folded", "guess", "letters", "passages", "proof", "sentences", "wording", "words"]

NORM = 1
DOTTED = re.compile(r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])")  # U.S. and e.g., but for their last dot
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
FOLDED = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+")
WORDING = re.compile(rf"{FOLDED.pattern}|[$€£¥₩%?]")


def _plain(text: str) -> str:
    """A text without its typography, decomposed (NFKD) and in lower case."""
    return unicodedata.normalize("NFKD", without_typography(text)).casefold()


def letters(text: str) -> str:
    """Letters and digits only, without accents and case: blind to quotes, dashes, hyphenation and spacing."""
    return "".join(c for c in _plain(text) if c.isalnum())


def words(text: str) -> list[str]:
    """The words of a text as `letters` sees them, hyphenated words in their parts."""
    return re.findall(r"[^\W_]+", _without_accents(text))


def folded(text: str) -> list[str]:
    """The words of a text in one spelling, British or American; U.S. is one word, and so is 3.5."""
    return [fold(word) for word in FOLDED.findall(_joined(text))]


def wording(text: str) -> str:
    """The folded words run together, with signs that change what is said (%, currencies, question marks).

    Two sentences with one wording differ at most in spelling, spacing, hyphens and other punctuation. Unlike
    `letters` it tells 3.5 from 35, and a statement from a question.
    """
    return "".join(fold(word) for word in WORDING.findall(_joined(text)))


def _without_accents(text: str) -> str:
    plain = _plain(text)
    return plain if plain.isascii() else "".join(c for c in plain if not unicodedata.combining(c))


def _joined(text: str) -> str:
    return THOUSANDS.sub("", DOTTED.sub(lambda initials: initials[0].replace(".", ""), _without_accents(text)))


def digest(passage: str) -> str:
    """128 bits of SHA-256 over a passage's letters, as 32 hex digits. It confirms a copy and gives nothing away."""
    return hashlib.sha256(f"{NORM}\0{letters(passage)}".encode()).hexdigest()[:32]


def proof(quote: str, passage_digest: str) -> str:
    """128 bits that tie a quotation to the passage it was found in, as 32 hex digits."""
    return hashlib.sha256(f"{NORM}\0{passage_digest}\0{' '.join(words(quote))}".encode()).hexdigest()[:32]


def guess(word: str, candidates: Iterable[str]) -> str | None:
    """The one candidate that is surely meant (80 of 100 alike and 6 ahead of the next), else None."""
    from rapidfuzz import fuzz, process  # only a slip needs it, and it takes three megabytes

    found = process.extract(word, sorted(candidates), scorer=fuzz.ratio, limit=2)
    if not found or found[0][1] < 80 or (len(found) > 1 and found[0][1] - found[1][1] < 6):
        return None
    return str(found[0][0])

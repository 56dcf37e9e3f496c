"""Normalises, splits an author's text into passages, and fingerprints it.

What is shown is never the normalised text: normalising serves comparison only. `NORM` names the rules below; a change
to any of them is a new number, since stored digests depend on them.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz, process

NORM = 1
QUOTES = dict.fromkeys(map(ord, "‘’‚‛“”„‟«»‹›′″`´ʼʻ'\""), None)
INVISIBLE = dict.fromkeys(
    [
        0x00AD,
        0x200B,
        0x200C,
        0x200D,
        0x2060,
        0xFEFF,
        0x180E,
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ],
    None,
)
LIGATURES = str.maketrans({chr(0xFB00 + n): s for n, s in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))})
LONG_LINE = 160  # characters: a line this long is a paragraph of its own, a shorter one was wrapped


def letters(text: str) -> str:
    """Letters and digits only, without accents and case: blind to quotes, dashes, hyphenation and spacing."""
    plain = unicodedata.normalize("NFKD", text.translate(INVISIBLE).translate(LIGATURES).translate(QUOTES))
    return "".join(c for c in plain.casefold() if c.isalnum())


def words(text: str) -> list[str]:
    """The words of a text as `letters` sees them, hyphenated words in their parts."""
    plain = unicodedata.normalize("NFKD", text.translate(INVISIBLE).translate(LIGATURES).translate(QUOTES)).casefold()
    return re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)))


def passages(content: str) -> tuple[str, ...]:
    """The paragraphs of a pasted text, in reading order.

    Blank lines separate paragraphs; within a block a line of more than 160 characters is a paragraph of its own, and
    shorter ones are wrapped lines of one.
    """
    blocks = re.split(r"\n[ \t]*\n", content.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff"))
    return tuple(p for block in blocks for p in _paragraphs(block) if p)


def _paragraphs(block: str) -> Iterable[str]:
    lines = [" ".join(line.split()) for line in block.split("\n")]
    if any(len(line) > LONG_LINE for line in lines):
        return lines
    return [" ".join(lines).strip()]


def digest(passage: str) -> str:
    """128 bits of SHA-256 over a passage's letters, as 32 hex digits. It confirms a copy and gives nothing away."""
    return hashlib.sha256(f"{NORM}\0{letters(passage)}".encode()).hexdigest()[:32]


def proof(quote: str, passage_digest: str) -> str:
    """128 bits that tie a quotation to the passage it was found in, as 32 hex digits."""
    return hashlib.sha256(f"{NORM}\0{passage_digest}\0{' '.join(words(quote))}".encode()).hexdigest()[:32]


def guess(word: str, candidates: Iterable[str]) -> str | None:
    """The one candidate that is surely meant (80 of 100 alike and 6 ahead of the next), else None."""
    found = process.extract(word, sorted(candidates), scorer=fuzz.ratio, limit=2)
    if not found or found[0][1] < 80 or (len(found) > 1 and found[0][1] - found[1][1] < 6):
        return None
    return str(found[0][0])

"""Tags of sentences and sketches of passages: enough to tell which is which, too little to tell what they say.

A sketch is a one-bit minhash (Li and König, b-Bit Minwise Hashing, 2010) over the distinct content words: two passages
that share a part J of their words agree in (1 + J) / 2 of its bits. Together with the tags it holds at most five bits
a word, the upper end of what English itself holds (a strong language model needs three to five), so that the stored
bits alone cannot say which words they came from. Hashes of single words or of word triples could: an attack on the
triples gave back 99.7 % of a text. `bench/attack.py` measures what an attacker gets from these.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable
from functools import lru_cache

from .spelling import COMMON
from .text import NORM, folded, wording

BITS_A_WORD = 5
TAG_BITS = 24
SKETCH_BITS = 128
SKETCH_STEP = 32  # a sketch has 128, 96, 64, 32 or no bits; fewer say too little to be worth storing


def tag(sentence: str) -> str:
    """24 bits of SHA-256 over a sentence's wording as six hex digits; fewer for a sentence of less than five words."""
    bits = min(TAG_BITS, BITS_A_WORD * len(folded(sentence)) // 4 * 4)
    return hashlib.sha256(f"{NORM}\0tag\0{wording(sentence)}".encode()).hexdigest()[: bits // 4]


def content_words(passage: str) -> frozenset[str]:
    """The distinct words of a passage that say what it is about, in one spelling."""
    return frozenset(word for word in folded(passage) if word not in COMMON)


def sketch(words: Iterable[str]) -> str:
    """128 bits over distinct content words as 32 hex digits; of no word at all, none."""
    rows = [_hashes(word) for word in words]
    bits = "".join("01"[min(column) & 1] for column in zip(*rows, strict=True))
    return f"{int(bits, 2):0{SKETCH_BITS // 4}x}" if bits else ""


@lru_cache(maxsize=20_000)
def _hashes(word: str) -> tuple[int, ...]:
    """128 hashes of a word, 32 bits each; the lowest bit of the smallest in each column is the sketch."""
    return struct.unpack(f">{SKETCH_BITS}I", hashlib.shake_256(f"{NORM}\0{word}".encode()).digest(4 * SKETCH_BITS))


def room(words: int, tags: Iterable[str]) -> int:
    """How many hex digits of a sketch may be stored beside a passage's tags."""
    left = BITS_A_WORD * words - sum(4 * len(tag) for tag in tags)
    return max(0, min(SKETCH_BITS, left // SKETCH_STEP * SKETCH_STEP)) // 4


def likeness(one: str, other: str) -> float:
    """The part of their content words that two passages seem to share (Jaccard), from the bits that both have.

    Between -1 and 1; without common words 0, give or take `noise`. 0.0 where one has no sketch.
    """
    digits = min(len(one), len(other))
    if not digits:
        return 0.0
    differing = (int(one[:digits], 16) ^ int(other[:digits], 16)).bit_count()
    return 1 - 2 * differing / (4 * digits)


def noise(sketch: str) -> float:
    """The standard deviation of `likeness` for passages without common words, from a sketch of such a length."""
    return float((4 * len(sketch)) ** -0.5) if sketch else 1.0

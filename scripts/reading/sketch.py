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


def sketch(words: Iterable[str]) -> tuple[bool, ...]:
    """128 bits over distinct content words; of no word at all, none."""
    rows = [_hashes(word) for word in words]
    return tuple(bool(min(column) & 1) for column in zip(*rows, strict=True))


@lru_cache(maxsize=20_000)
def _hashes(word: str) -> tuple[int, ...]:
    """128 hashes of a word, 32 bits each; the lowest bit of the smallest in each column is the sketch."""
    return struct.unpack(f">{SKETCH_BITS}I", hashlib.shake_256(f"{NORM}\0{word}".encode()).digest(4 * SKETCH_BITS))


def sketch_bits(words: int, tags: Iterable[str]) -> int:
    """How many bits of a sketch may be stored beside a passage's tags."""
    left = BITS_A_WORD * words - sum(4 * len(tag) for tag in tags)
    return max(0, min(SKETCH_BITS, left // SKETCH_STEP * SKETCH_STEP))


def to_hex(bits: tuple[bool, ...]) -> str:
    """Bits as hex digits, four a digit, the first bit highest."""
    return "".join(f"{int(''.join('01'[b] for b in bits[n : n + 4]), 2):x}" for n in range(0, len(bits), 4))


def from_hex(digits: str) -> tuple[bool, ...]:
    """The bits of `to_hex`."""
    return tuple(bit == "1" for digit in digits for bit in f"{int(digit, 16):04b}")


def likeness(one: tuple[bool, ...], other: tuple[bool, ...]) -> float:
    """The part of their content words that two passages seem to share (Jaccard), from the bits that both have.

    Between -1 and 1; without common words 0, give or take `noise`. 0.0 where one has no sketch.
    """
    both = list(zip(one, other, strict=False))
    return 2 * sum(a == b for a, b in both) / len(both) - 1 if both else 0.0


def noise(bits: int) -> float:
    """The standard deviation of `likeness` for passages without common words, from a sketch of so many bits."""
    return float(bits**-0.5) if bits else 1.0

"""Proposes ids for the passages of a text from what they say: a few telling words, far too few to quote it."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import count

from .spelling import COMMON

SLUG_WORDS = 3  # telling words in an id: enough to know the passage again
WORD_LENGTH = 24  # letters: three words and a number fit in an id
WORD = re.compile(r"[a-z]{4,}")
POSSESSIVE = re.compile(r"[’']s?\b")


def proposed(texts: Sequence[str], taken: Collection[str]) -> tuple[str, ...]:
    """An id for each passage, none of them in `taken`: two or three telling words, `passage` where there is none.

    Telling is what a passage says often and others seldom (term frequency by inverse document frequency). The words
    stand in the order of their first use.
    """
    bags = [Counter(_words(text)) for text in texts]
    spread = Counter(word for bag in bags for word in bag)
    used = set(taken)
    slugs = []
    for bag in bags:
        slug = next(name for name in _names(_telling(bag, spread, len(bags))) if name not in used)
        used.add(slug)
        slugs.append(slug)
    return tuple(slugs)


def _telling(bag: Counter[str], spread: Counter[str], passages: int) -> str:
    """The most telling words of a passage, joined by hyphens; of equals the first ones."""
    best = sorted(bag, key=lambda word: -bag[word] * math.log(1 + passages / spread[word]))[:SLUG_WORDS]
    return "-".join(word for word in bag if word in best) or "passage"


def _names(slug: str) -> Iterator[str]:
    yield slug
    yield from (f"{slug}-{number}" for number in count(2))


def _words(text: str) -> list[str]:
    """The words of a text that may stand in an id: ASCII, lower case, longer than three letters, not common."""
    plain = unicodedata.normalize("NFKD", POSSESSIVE.sub("", text)).encode("ascii", "ignore").decode().lower()
    return [word[:WORD_LENGTH] for word in WORD.findall(plain) if word not in COMMON]

"""Finds what an edited sentence became, where the old text and the new one are both at hand.

Only ever a suggestion: a sentence that was changed may now say the contrary, and a person must look.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import LCSseq

from . import text
from .compared import Compared, Paragraph
from .placing import Placement

LIKE = 0.5  # of the longer sentence's words stand in both, in the same order
AHEAD = 0.1  # how far the likeliest must be ahead of every rival on either side
AT_HOME = 0.1  # what it counts that a sentence stands in its own passage

Pair = tuple[int, int]


def edited_sentences(
    texts: Compared, places: Sequence[Placement], old: Sequence[Paragraph], new: Sequence[Paragraph]
) -> Mapping[Pair, Pair]:
    """What each changed sentence became: (passage, sentence) of the old text to (paragraph, sentence) of the new."""
    lost = list(_lost(texts, old))
    fresh = list(_fresh(texts, new))
    scores = {
        (a, b): _likeness(one, other) + (AT_HOME if places[a[0]].paragraph == b[0] else 0)
        for a, one in lost
        for b, other in fresh
    }
    return {a: b for a, _ in lost if (b := _mutual(a, scores)) is not None}


def _lost(texts: Compared, old: Sequence[Paragraph]) -> Iterator[tuple[Pair, list[str]]]:
    """Old sentences that the new text does not have, with their words."""
    there = {key for features in texts.new for key in features.keys}
    for i, paragraph in enumerate(old):
        for s, sentence in enumerate(paragraph.sentences):
            if sentence.wording not in there:
                yield (i, s), text.folded(paragraph.text[sentence.start : sentence.end])


def _fresh(texts: Compared, new: Sequence[Paragraph]) -> Iterator[tuple[Pair, list[str]]]:
    """New sentences that the old text does not have, with their words."""
    there = {key for features in texts.old for key in features.keys}
    for j, paragraph in enumerate(new):
        for t, sentence in enumerate(paragraph.sentences):
            if j not in texts.closed and sentence.wording not in there:
                yield (j, t), text.folded(paragraph.text[sentence.start : sentence.end])


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """The part of the longer sentence's words that both have in the same order."""
    return LCSseq.normalized_similarity(one, other)


def _mutual(a: Pair, scores: Mapping[tuple[Pair, Pair], float]) -> Pair | None:
    """The new sentence that is likest to `a`, if `a` is also its likest, both with a margin."""
    own = sorted(((score, b) for (o, b), score in scores.items() if o == a), reverse=True)
    if not own or own[0][0] < LIKE:
        return None
    best, b = own[0]
    rivals = [score for (o, n), score in scores.items() if (o == a) != (n == b)]
    return b if best - max(rivals, default=0.0) >= AHEAD else None

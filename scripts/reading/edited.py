"""Finds what an edited sentence became, where the old text and the new one are both at hand, and look-alikes.

Only ever a suggestion: a sentence that was changed may now say the contrary, and a person must look.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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
    fresh = list(_fresh(texts, new))
    scores = {
        (a, b): score + (AT_HOME if places[a[0]].paragraph == b[0] else 0)
        for a, one in _lost(texts, old)
        for b, other in fresh
        if (score := _likeness(one, other)) > LIKE - AHEAD
    }
    by_old, by_new = _ranked(scores, 0), _ranked(scores, 1)
    return {a: ranks[0][1][1] for a, ranks in by_old.items() if _is_clear(ranks, by_new[ranks[0][1][1]])}


def doubled(texts: Compared, new: Sequence[Paragraph]) -> frozenset[Pair]:
    """Sentences of the new text that look like one there that is new or changed.

    That one may be the old sentence, edited, and the one that stands word for word a copy of it.
    """
    fresh = [words for _, words in _fresh(texts, new)]
    standing = {(j, t) for j, t in texts.pairs.values() if j not in texts.closed} if fresh else set()
    return frozenset(
        place for place in standing if any(_likeness(_folded(new, place), other) >= LIKE - AHEAD for other in fresh)
    )


def _folded(new: Sequence[Paragraph], place: Pair) -> list[str]:
    paragraph, sentence = new[place[0]], new[place[0]].sentences[place[1]]
    return text.folded(paragraph.text[sentence.start : sentence.end])


def _lost(texts: Compared, old: Sequence[Paragraph]) -> Iterator[tuple[Pair, list[str]]]:
    """Old sentences that the new text does not have, with their words."""
    there = {key for features in texts.new for key in features.keys}
    for i, paragraph in enumerate(old):
        for s, sentence in enumerate(paragraph.sentences):
            if sentence.wording not in there:
                yield (i, s), text.folded(paragraph.text[sentence.start : sentence.end])


def _fresh(texts: Compared, new: Sequence[Paragraph]) -> Iterator[tuple[Pair, list[str]]]:
    """New sentences that the old text does not have, with their words."""
    for j, paragraph in enumerate(new):
        for t in range(len(paragraph.sentences)):
            if j not in texts.closed and not texts.is_known(j, t):
                yield (j, t), _folded(new, (j, t))


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """The part of the longer sentence's words that both have in the same order; 0.0 where it is surely small."""
    if len(set(one) & set(other)) < (LIKE - AHEAD) * len(set(one)):
        return 0.0
    from rapidfuzz.distance import LCSseq  # only two texts of an article need it, and no build has them

    return LCSseq.normalized_similarity(one, other)


def _ranked(scores: Mapping[tuple[Pair, Pair], float], side: int) -> dict[Pair, list[tuple[float, tuple[Pair, Pair]]]]:
    """The two best (score, pair) of each old (0) or new (1) sentence, the best first."""
    ranks: dict[Pair, list[tuple[float, tuple[Pair, Pair]]]] = {}
    for pair, score in scores.items():
        ranks[pair[side]] = sorted([*ranks.get(pair[side], []), (score, pair)], reverse=True)[:2]
    return ranks


def _is_clear(
    ranks: Sequence[tuple[float, tuple[Pair, Pair]]], others: Sequence[tuple[float, tuple[Pair, Pair]]]
) -> bool:
    """Whether an old sentence's likest new one is alike enough, finds it likest too, and both with a margin."""
    best, pair = ranks[0]
    rivals = [score for score, _ in (*ranks[1:], *others[1:])]
    return best >= LIKE and others[0][1] == pair and best - max(rivals, default=0.0) >= AHEAD

"""Follows each passage of a recorded text into a new one, and says how sure that is.

exact: its letters stand there. same: all its sentences stand there word for word, maybe among others. check: something
speaks for this place, and a person must look: sentences were changed, or the passage was split. orphan: nothing does.
The steps go from certain to doubtful, and each takes only what the steps before it left. Thresholds in words are
shares of the passage's own; thresholds of likeness are counted in standard deviations of chance, since a sketch of
fewer bits strays farther.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from .compared import Compared
from .order import backbone, fits

OWN_WORDS = 7  # words in sentences that stand word for word: the least that makes a place sure
MOST = 0.5  # of the words of both: the passage is still itself
NEARLY_ALL = 0.9  # of a paragraph's words are the passage's: no copy within another one
SOME = 0.25  # of the old words: enough to send a person there
ALIKE = 3.4  # standard deviations above chance: alike, wherever it stands
ALIKE_IN_ORDER = 2.0  # the same at the place where the order of the passages expects it
AHEAD = 1.5  # standard deviations that the likeliest must be ahead of every rival
NOT_UNLIKE = 1.0  # the only passage missing between two neighbours, and the only paragraph between them
RELATED_WORDS = 0.1  # of the old words must stand in the new text word for word, or
RELATED_PASSAGES = 0.25  # of the passages be very much alike, before anything doubtful is believed
VERY_ALIKE = 5.0  # standard deviations


class Status(Enum):
    """How sure a place is."""

    EXACT = "exact"
    SAME = "same"
    CHECK = "check"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an old passage is: a new paragraph, counted from 0; None for an orphan.

    `own` where its sentences in the new text surely are its own, and no copies of them, though others were changed or
    the passage was split.
    """

    status: Status
    paragraph: int | None = None
    own: bool = False


Found = dict[int, Placement]


def place(texts: Compared) -> tuple[Placement, ...]:
    """The placement of every old passage, in the old order."""
    found = _by_digest(texts)
    if related(texts):
        found |= _by_sentences(texts, found)
        found |= _by_likeness(texts, found)
        found |= _by_neighbours(texts, found)
    return tuple(found.get(i, Placement(Status.ORPHAN)) for i in range(len(texts.old)))


def related(texts: Compared) -> bool:
    """Whether the new text is a revision of the old one at all, and not another article that shares a phrase."""
    words = sum(features.words for features in texts.old) or 1
    there = {texts.new[j].digest for j in texts.closed}
    standing = sum(features.words for features in texts.old if features.digest in there)
    moved = [texts.sizes[j][t] for j, t in texts.pairs.values() if j not in texts.closed]
    if len(moved) > 1 or standing or not _may_be_chance(texts):
        standing += sum(moved)
    return standing >= RELATED_WORDS * words or _alike_on_the_whole(texts)


def _may_be_chance(texts: Compared) -> bool:
    """Whether two texts have so many sentences that one pair of tags may be equal by chance (1 in 300,000)."""
    return sum(map(len, texts.sizes)) * sum(len(features.keys) for features in texts.old) > 50


def _alike_on_the_whole(texts: Compared) -> bool:
    everywhere = range(len(texts.new))
    alike = [
        any(texts.likeness(i, j) >= VERY_ALIKE * texts.noise(i) for j in everywhere) for i in range(len(texts.old))
    ]
    return any(alike) and sum(alike) >= RELATED_PASSAGES * len(alike)


def _paragraphs(found: Found) -> dict[int, int]:
    return {i: at.paragraph for i, at in found.items() if at.paragraph is not None}


def _by_digest(texts: Compared) -> Found:
    """Passages whose letters stand in the new text: exact, unless it has them more or less often than before."""
    before = _places([features.digest for features in texts.old])
    after = _places([features.digest for features in texts.new])
    found: Found = {}
    for digest, olds in before.items():
        news = after.get(digest, [])
        own = len(olds) == len(news)
        status = Status.EXACT if own else Status.CHECK
        found |= {i: Placement(status, news[min(n, len(news) - 1)], own) for n, i in enumerate(olds) if news}
    return found


def _places(keys: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for n, key in enumerate(keys):
        places.setdefault(key, []).append(n)
    return places


def _by_sentences(texts: Compared, found: Found) -> Found:
    """Passages whose sentences stand in a paragraph word for word."""
    best = {i: j for i in range(len(texts.old)) if i not in found and (j := _most_of(texts, i)) is not None}
    order = backbone(_paragraphs(found) | best)
    return {i: at for i, j in best.items() if (at := _standing(texts, i, j, order)) is not None}


def _most_of(texts: Compared, i: int) -> int | None:
    """The new paragraph that holds most words of passage `i` in whole sentences, at least one of them for certain."""
    candidates = {j for _, (j, _) in texts.kept(i)} - texts.closed
    return max(sorted(candidates), key=lambda j: texts.shared(i, j), default=None)


def _standing(texts: Compared, i: int, j: int, order: Sequence[tuple[int, int]]) -> Placement | None:
    """How sure it is that passage `i` is paragraph `j`, which holds most of it; None where that is too little."""
    kept = texts.kept(i)
    here = [texts.sizes[n][t] for _, (n, t) in kept if n == j]
    before, after, shared = texts.old[i].words or 1, texts.new[j].words or 1, texts.shared(i, j)
    whole = shared > NEARLY_ALL * after or not _may_stand_elsewhere(texts, i, order)
    sure = whole and sum(here) >= OWN_WORDS and not texts.copied(i)
    if sure and texts.complete(i, j):
        turns = [t for _, (n, t) in kept if n == j]
        return Placement(Status.SAME if turns == sorted(turns) else Status.CHECK, j, own=True)
    if shared < SOME * before and shared <= MOST * after:
        return None
    elsewhere = sum(texts.sizes[n][t] for _, (n, t) in kept) - sum(here)
    itself = len(here) > 1 and shared >= MOST * before and shared > MOST * after and elsewhere < SOME * before
    split = len(kept) == len(texts.old[i].keys) and all(texts.all_known(n) for _, (n, _) in kept)
    return Placement(Status.CHECK, j, own=sure and (split or (itself and fits(order, i, j))))


def _may_stand_elsewhere(texts: Compared, i: int, order: Sequence[tuple[int, int]]) -> bool:
    """Whether a paragraph without any old sentence may be passage `i`, changed; then what stands in `j` is a copy."""
    alike = ALIKE_IN_ORDER * texts.noise(i)
    return any(fits(order, i, n) or texts.likeness(i, n) >= alike for n in texts.vacant)


def _by_likeness(texts: Compared, found: Found) -> Found:
    """Passages that have no sentence left, or few, by the words that they share with a paragraph."""
    order = backbone(_paragraphs(found))
    left = [i for i in range(len(texts.old)) if i not in found]
    return {i: Placement(Status.CHECK, j) for i in left if (j := _likest(texts, i, found, order)) is not None}


def _likest(texts: Compared, i: int, found: Found, order: Sequence[tuple[int, int]]) -> int | None:
    """The paragraph that is like passage `i`, and ahead of every rival on either side."""
    noise = texts.noise(i)
    scores = {j: texts.likeness(i, j) for j in range(len(texts.new)) if j not in texts.closed}
    if not scores:
        return None
    j = max(sorted(scores), key=lambda n: (scores[n], fits(order, i, n)))
    enough = ALIKE_IN_ORDER if order and fits(order, i, j) else ALIKE
    others = [score for n, score in scores.items() if n != j]
    rivals = [texts.likeness(o, j) for o in range(len(texts.old)) if o != i and _is_rival(texts, o, j, found)]
    ahead = scores[j] - max([*others, *rivals, 0.0]) >= AHEAD * noise
    return j if scores[j] >= enough * noise and ahead else None


def _is_rival(texts: Compared, o: int, j: int, found: Found) -> bool:
    """Whether old passage `o` may be paragraph `j` too: not if it is surely elsewhere, or merged into it."""
    at = found.get(o)
    if at is None or at.status is Status.CHECK:
        return True
    return at.paragraph == j and not texts.complete(o, j)


def _by_neighbours(texts: Compared, found: Found) -> Found:
    """A passage that alone is missing between two others, where one new paragraph alone stands between them."""
    order = backbone(_paragraphs(found))
    edges = [(-1, -1), *order, (len(texts.old), len(texts.new))]
    taken = {p.paragraph for p in found.values()}
    placed: Found = {}
    for (i, j), (next_i, next_j) in pairwise(edges):
        olds = [n for n in range(i + 1, next_i) if n not in found]
        news = [n for n in range(j + 1, next_j) if n not in taken]
        if len(olds) == len(news) == 1 and order and _not_unlike(texts, olds[0], news[0]):
            placed[olds[0]] = Placement(Status.CHECK, news[0])
    return placed


def _not_unlike(texts: Compared, i: int, j: int) -> bool:
    """Whether nothing speaks against passage `i` being paragraph `j`: neither its length nor, if known, its words."""
    before, after = texts.old[i].words, texts.new[j].words
    if not before <= 2 * after <= 4 * before:
        return False
    return texts.noise(i) >= 0.3 or texts.likeness(i, j) >= NOT_UNLIKE * texts.noise(i)

"""Sets the passages of a recorded text beside the paragraphs of a new one: what both say, as far as it is known.

Both sides come down to `Features`, the old ones from fingerprints or, where the old text is at hand, from its words.
Everything that `placing` and `realign` decide rests on three facts gathered here: equal digests, sentences that stand
word for word exactly once in either text, and how many content words two passages share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from . import sentences, sketch, text
from .model import PassagePrint

STRONG = 5  # words: a shorter sentence has a short tag, and may be said anywhere
OVERLAP = 0.08  # how much of their words unrelated passages on one matter may share, as a standard deviation
OVERLAP_SEEN = 0.05  # the same, as far as sketches show it


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text at hand: where it stands in its paragraph, in characters, and what it says."""

    start: int
    end: int
    words: int
    tag: str
    wording: str
    letters: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a text at hand with all that is compared of it."""

    text: str
    digest: str
    sentences: tuple[Sentence, ...]
    content: frozenset[str]
    sketch: str


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of a passage, old or new.

    `keys` has one for each sentence: two sentences with one key say the same, word for word. `strong` tells of each
    whether the key is long enough to be found anywhere in a text. `content` is None where only a sketch is known.
    """

    digest: str
    keys: tuple[str, ...]
    strong: tuple[bool, ...]
    words: int
    sketch: str
    content: frozenset[str] | None


@lru_cache(maxsize=4096)
def measured(paragraph: str) -> Paragraph:
    """A paragraph with all that is compared of it."""
    found = tuple(_sentence(paragraph[start:end], start) for start, end in sentences.spans(paragraph))
    content = sketch.content_words(paragraph)
    return Paragraph(paragraph, text.digest(paragraph), found, content, sketch.sketch(content))


def _sentence(words: str, start: int) -> Sentence:
    count = len(text.folded(words))
    return Sentence(start, start + len(words), count, sketch.tag(words), text.wording(words), text.letters(words))


def recorded(known: PassagePrint) -> Features:
    """What a fingerprint tells of a passage."""
    strong = tuple(len(tag) * 4 == sketch.TAG_BITS for tag in known.tags)
    return Features(known.digest, known.tags, strong, known.words, known.sketch, None)


def at_hand(paragraph: Paragraph, by_words: bool) -> Features:
    """What a paragraph at hand tells; its sentences by their words or, as a fingerprint has them, by their tags."""
    keys = tuple(s.wording if by_words else s.tag for s in paragraph.sentences)
    strong = tuple(s.words >= STRONG for s in paragraph.sentences)
    count = sum(s.words for s in paragraph.sentences)
    return Features(paragraph.digest, keys, strong, count, paragraph.sketch, paragraph.content if by_words else None)


@dataclass(frozen=True)
class Compared:
    """Two texts side by side. A sentence is (passage, sentence), each counted from 0.

    `pairs` leads from an old sentence to the new one with the same strong key, where either text has it once;
    `closed` are new paragraphs that are some old passage letter for letter: nothing else may move in there.
    """

    old: tuple[Features, ...]
    new: tuple[Features, ...]
    sizes: tuple[tuple[int, ...], ...]
    pairs: Mapping[tuple[int, int], tuple[int, int]]
    closed: frozenset[int]

    def shared(self, i: int, j: int) -> int:
        """How many words stand in sentences that old passage `i` and new paragraph `j` both have."""
        left = Counter(self.old[i].keys)
        total = 0
        for key, size in zip(self.new[j].keys, self.sizes[j], strict=True):
            if left[key] > 0:
                left[key] -= 1
                total += size
        return total

    def kept(self, i: int) -> list[tuple[int, tuple[int, int]]]:
        """The sentences of old passage `i` that stand in the new text for certain, and where."""
        return [(s, self.pairs[i, s]) for s in range(len(self.old[i].keys)) if (i, s) in self.pairs]

    @cached_property
    def _more(self) -> Counter[str]:
        """The keys that the new text has more often than the old one, and how much more often."""
        before, after = (Counter(key for f in side for key in f.keys) for side in (self.old, self.new))
        return after - before

    def copied(self, i: int) -> bool:
        """Whether a sentence of old passage `i` was copied: which of the places is its own, nobody can tell."""
        features = self.old[i]
        return any(strong and key in self._more for key, strong in zip(features.keys, features.strong, strict=True))

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(key for features in self.old for key in features.keys)

    def is_known(self, j: int, t: int) -> bool:
        """Whether sentence `t` of new paragraph `j` stood in the old text, wherever; if not, it is new or changed."""
        return self.new[j].keys[t] in self._known

    def all_known(self, j: int) -> bool:
        """Whether new paragraph `j` has nothing but sentences of the old text."""
        return self._known.issuperset(self.new[j].keys)

    @cached_property
    def vacant(self) -> frozenset[int]:
        """New paragraphs that have no sentence of the old text: new ones, or old ones changed throughout."""
        everything = frozenset(j for j, features in enumerate(self.new) if self._known.isdisjoint(features.keys))
        return everything - self.closed

    def complete(self, i: int, j: int) -> bool:
        """Whether every sentence of old passage `i` stands in new paragraph `j`."""
        return not Counter(self.old[i].keys) - Counter(self.new[j].keys)

    def likeness(self, i: int, j: int) -> float:
        """The part of their content words that `i` and `j` share; an estimate, off by about `noise`, from sketches."""
        return likeness(self.old[i], self.new[j])

    def noise(self, i: int) -> float:
        """The standard deviation of `likeness` between old passage `i` and paragraphs that have nothing of it."""
        known = self.old[i]
        return OVERLAP if known.content is not None else (sketch.noise(known.sketch) ** 2 + OVERLAP_SEEN**2) ** 0.5


def likeness(one: Features, other: Features) -> float:
    """The part of their content words that two passages share (Jaccard), estimated where only sketches are known."""
    if one.content is not None and other.content is not None:
        return len(one.content & other.content) / max(1, len(one.content | other.content))
    return sketch.likeness(one.sketch, other.sketch)


def compared(prints: Sequence[PassagePrint], new: Sequence[Paragraph], old: Sequence[Paragraph] | None) -> Compared:
    """A recorded text beside a new one; `old` are the recorded passages themselves, where they are at hand."""
    before = tuple(at_hand(p, True) for p in old) if old is not None else tuple(map(recorded, prints))
    after = tuple(at_hand(paragraph, old is not None) for paragraph in new)
    sizes = tuple(tuple(s.words for s in paragraph.sentences) for paragraph in new)
    there = {features.digest for features in before}
    closed = frozenset(j for j, features in enumerate(after) if features.digest in there)
    return Compared(before, after, sizes, _pairs(before, after), closed)


def _pairs(old: Sequence[Features], new: Sequence[Features]) -> dict[tuple[int, int], tuple[int, int]]:
    here, there = _once(old), _once(new)
    return {here[key]: there[key] for key in here if key in there}


def _once(side: Sequence[Features]) -> dict[str, tuple[int, int]]:
    """Where each strong key stands that a text has once."""
    counts = Counter(key for features in side for key in features.keys)
    return {
        key: (i, s)
        for i, features in enumerate(side)
        for s, (key, strong) in enumerate(zip(features.keys, features.strong, strict=True))
        if strong and counts[key] == 1
    }

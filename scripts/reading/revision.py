"""A recorded text and its revision, and where each passage and each sentence of the old one is now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from .compared import Compared, Paragraph, compared, measured
from .edited import doubled, edited_sentences
from .model import PassagePrint
from .placing import Placement, Status, place, related

MOVED_WORDS = 7  # a shorter sentence that turns up in another passage may be said there anew


@dataclass(frozen=True)
class Revision:
    """A recorded text, a new one, and the recorded text itself where it is at hand; all in reading order."""

    prints: tuple[PassagePrint, ...]
    new: tuple[Paragraph, ...]
    old: tuple[Paragraph, ...] | None = None

    @cached_property
    def texts(self) -> Compared:
        """Both texts side by side."""
        return compared(self.prints, self.new, self.old)

    @cached_property
    def places(self) -> tuple[Placement, ...]:
        """Where each old passage is; doubtful where a sentence of it may be a copy."""
        return tuple(
            Placement(Status.CHECK, at.paragraph, at.own) if at.status is Status.SAME and self._is_doubled(i) else at
            for i, at in enumerate(place(self.texts))
        )

    def _is_doubled(self, i: int) -> bool:
        return any(place in self.doubled for _, place in self.texts.kept(i))

    @cached_property
    def is_another(self) -> bool:
        """Whether the new text is another article."""
        return not related(self.texts)

    @cached_property
    def edited(self) -> Mapping[tuple[int, int], tuple[int, int]]:
        """What changed sentences became, as far as both texts at hand tell."""
        return edited_sentences(self.texts, self.places, self.old, self.new) if self.old else {}

    @cached_property
    def doubled(self) -> frozenset[tuple[int, int]]:
        """Sentences of the new text that may be copies of one that was changed beside them."""
        return doubled(self.texts, self.new)

    def follow(self, i: int, s: int) -> tuple[Status, int, int] | None:
        """Where sentence `s` of old passage `i` is: how sure, in which new paragraph, and which sentence of it."""
        texts, home = self.texts, self.places[i].paragraph
        if home is not None and home in texts.closed:
            unchanged = texts.old[i].keys == texts.new[home].keys
            return (self.places[i].status, home, s) if unchanged else None
        if self.is_another:
            return None
        if (i, s) in texts.pairs:
            return self._grade(i, s), *texts.pairs[i, s]
        if home is not None and (t := self._twin(i, s, home)) is not None:
            return Status.CHECK, home, t
        return (Status.CHECK, *self.edited[i, s]) if (i, s) in self.edited else None

    def _grade(self, i: int, s: int) -> Status:
        """How sure it is that an old sentence is the one new sentence that has its words."""
        j, t = self.texts.pairs[i, s]
        home = self.places[i]
        if not home.own or (j, t) in self.doubled:
            return Status.CHECK  # perhaps a copy, while the passage itself is gone or the sentence was changed
        if j != home.paragraph and not (self._left(home.paragraph) and self.texts.sizes[j][t] >= MOVED_WORDS):
            return Status.CHECK
        unchanged = self.old and self.old[i].sentences[s].letters == self.new[j].sentences[t].letters
        return Status.EXACT if unchanged else Status.SAME

    def _left(self, home: int | None) -> bool:
        """Whether a sentence surely left its passage: all that stands there now is known to be something else.

        Otherwise it may still be there, changed, and what stands elsewhere may be a copy.
        """
        return home is not None and self.texts.all_known(home)

    def _twin(self, i: int, s: int, j: int) -> int | None:
        """The sentence of paragraph `j` with the words of an old one that the texts have elsewhere too, if there is."""
        key = self.texts.old[i].keys[s]
        here = [t for t, other in enumerate(self.texts.new[j].keys) if other == key]
        return here[0] if len(here) == 1 and self.texts.old[i].keys.count(key) == 1 else None

    def nothing_lost(self, i: int) -> bool:
        """Whether each sentence of an old passage is found for certain."""
        return all((i, s) in self.texts.pairs for s in range(len(self.texts.old[i].keys)))

    def own(self, i: int, j: int) -> frozenset[int]:
        """The sentences of new paragraph `j` that surely were passage `i`'s before."""
        found = (place for (o, _), place in self.texts.pairs.items() if o == i)
        return frozenset(t for n, t in found if n == j and (n, t) not in self.doubled)


def revision(prints: Iterable[PassagePrint], new: Sequence[str], old: Sequence[str] | None = None) -> Revision:
    """A recorded text and its revision, from the paragraphs of the new text and maybe of the old one.

    Raises `ValueError`, with a sentence, if `old` is not the text that the prints were made from.
    """
    known = tuple(prints)
    before = None if old is None else tuple(map(measured, old))
    if before is not None and [p.digest for p in known] != [p.digest for p in before]:
        raise ValueError(_difference(known, before))
    return Revision(known, tuple(map(measured, new)), before)


def _difference(prints: Sequence[PassagePrint], old: Sequence[Paragraph]) -> str:
    if len(prints) != len(old):
        return f"it has {len(old)} passages, and the fingerprints have {len(prints)}"
    first = next(known.passage for known, p in zip(prints, old, strict=True) if known.digest != p.digest)
    return f"its passage {first} is not the one that was recorded"

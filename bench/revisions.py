"""Random revisions of a text with their truth.

Every word is an object that remembers which word of the old text it is; edits move, change and delete these objects.
So the truth about any anchor is read off the objects, and never off a comparison of texts: the resolver's normaliser,
splitter and thresholds have no part in it.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

Id = tuple[int, int, int]  # paragraph, sentence, word of the old text, from 0


@dataclass(eq=False)
class Word:
    """A word with its punctuation; `id` is its place in the old text, or None if it was not there."""

    text: str
    id: Id | None = None
    changed: bool = False


@dataclass(eq=False)
class Sentence:
    words: list[Word]

    def __str__(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(eq=False)
class Paragraph:
    """A paragraph; `origins` are the old paragraphs that it is, or is part of, or has taken in."""

    sentences: list[Sentence]
    origins: set[int] = field(default_factory=set)

    def __str__(self) -> str:
        return " ".join(map(str, self.sentences))


Text = list[Paragraph]


def old_text(article: list[list[str]]) -> Text:
    """An article whose words know their places."""
    return [
        Paragraph([Sentence(_words(one, (p, s))) for s, one in enumerate(paragraph)], {p})
        for p, paragraph in enumerate(article)
    ]


def _words(sentence: str, place: tuple[int, int]) -> list[Word]:
    return [Word(word, (*place, k)) for k, word in enumerate(sentence.split(" "))]


def fresh(sentences: Iterable[str]) -> list[Sentence]:
    """Sentences that are not in the old text."""
    return [Sentence([Word(word) for word in sentence.split(" ")]) for sentence in sentences]


@dataclass(frozen=True)
class Anchor:
    """What is asked: paragraph and sentence from 1, the words asked for, and their places in the old text."""

    p: int
    s: int | None
    quote: str | None
    ids: tuple[Id, ...]


def anchors(rng: random.Random, article: list[list[str]], quotes: int) -> list[Anchor]:
    """Every paragraph, every sentence, and some quotations of three to seven words, with their sentence or without."""
    asked = []
    for p, paragraph in enumerate(article):
        asked.append(Anchor(p + 1, None, None, ()))
        asked += [Anchor(p + 1, s + 1, None, ()) for s in range(len(paragraph))]
        asked += [quote for _ in range(quotes) if (quote := _quote(rng, p, paragraph)) is not None]
    return asked


def _quote(rng: random.Random, p: int, paragraph: list[str]) -> Anchor | None:
    s = rng.randrange(len(paragraph))
    words = paragraph[s].split(" ")
    size = rng.randint(min(3, len(words)), min(7, len(words)))
    start = rng.randrange(len(words) - size + 1)
    quote = " ".join(words[start : start + size]).strip(" .,;:–—()“”‘’\"'!?")
    where = paragraph[s] if (named := rng.random() < 0.6) else " ".join(paragraph)
    if not quote or where.lower().count(quote.lower()) != 1 or not any(c.isalnum() for c in words[start]):
        return None
    if not any(c.isalnum() for c in words[start + size - 1]):
        return None
    return Anchor(p + 1, s + 1 if named else None, quote, tuple((p, s, k) for k in range(start, start + size)))


@dataclass(frozen=True)
class Truth:
    """Where an anchor is. `paragraphs`: texts that are the right place; `sentence`, `start`: what a sure answer says.

    `intact` if what was named was not changed (spelling and typography apart), `exists` if it is still there at all:
    a paragraph with two fifths of its words, a sentence with half, the words of a quotation side by side. `instead`
    are paragraphs that a person may well be sent to: what became of the passage.
    """

    exists: bool
    intact: bool
    paragraphs: frozenset[str]
    instead: frozenset[str] = frozenset()
    sentence: str | None = None
    start: int | None = None
    end: int | None = None


class Ledger:
    """Which old words stand in which new sentence, unchanged."""

    def __init__(self, old: Text, new: Text) -> None:
        self.sizes = [[len(sentence.words) for sentence in paragraph.sentences] for paragraph in old]
        self.new = new
        self.homes: dict[tuple[int, int], list[tuple[int, Paragraph, Sentence]]] = {}
        for paragraph in new:
            for sentence in paragraph.sentences:
                kept = Counter(word.id[:2] for word in sentence.words if word.id is not None and not word.changed)
                for place, count in kept.items():
                    self.homes.setdefault(place, []).append((count, paragraph, sentence))

    def kept(self, p: int, paragraph: Paragraph) -> int:
        """How many words of old paragraph `p` stand in a new paragraph."""
        sentences = range(len(self.sizes[p]))
        return sum(n for s in sentences for n, there, _ in self.homes.get((p, s), ()) if there is paragraph)


def truth(ledger: Ledger, anchor: Anchor) -> Truth:
    """Where an anchor is in the new text, read off the words."""
    p = anchor.p - 1
    if anchor.s is None and anchor.quote is None:
        return _of_paragraph(ledger, p)
    s = anchor.s - 1 if anchor.s is not None else anchor.ids[0][1]
    size = ledger.sizes[p][s]
    home = max(ledger.homes.get((p, s), ()), key=lambda found: found[0], default=None)
    if home is None or home[0] < size / 2:
        whole = _of_paragraph(ledger, p)
        return Truth(False, False, whole.paragraphs, whole.instead)
    kept, paragraph, sentence = home
    intact = kept == size == len(sentence.words)
    start = _offset(paragraph, sentence)
    if anchor.quote is None:
        return Truth(True, intact, frozenset({str(paragraph)}), frozenset(), str(sentence), start)
    return _of_words(anchor, paragraph, sentence, start, intact)


def _of_paragraph(ledger: Ledger, p: int) -> Truth:
    """Paragraphs that are what became of an old one and have words of it left, or that have most of its words."""
    size = sum(ledger.sizes[p])
    kept = [(ledger.kept(p, paragraph), paragraph) for paragraph in ledger.new]
    heirs = frozenset(str(paragraph) for _, paragraph in kept if p in paragraph.origins)
    right = frozenset(str(paragraph) for n, paragraph in kept if n and (p in paragraph.origins or n > size / 2))
    return Truth(sum(n for n, paragraph in kept if str(paragraph) in right) >= 0.4 * size, True, right, heirs)


def _offset(paragraph: Paragraph, sentence: Sentence) -> int:
    before = paragraph.sentences[: paragraph.sentences.index(sentence)]
    return sum(len(str(one)) + 1 for one in before)


def _of_words(anchor: Anchor, paragraph: Paragraph, sentence: Sentence, start: int, intact: bool) -> Truth:
    ids = [word.id for word in sentence.words]
    at = next((n for n in range(len(ids)) if tuple(ids[n : n + len(anchor.ids)]) == anchor.ids), None)
    here = frozenset({str(paragraph)})
    if at is None or any(word.changed for word in sentence.words[at : at + len(anchor.ids)]):
        return Truth(False, False, here)
    first = start + sum(len(word.text) + 1 for word in sentence.words[:at])
    last = first + len(" ".join(word.text for word in sentence.words[at : at + len(anchor.ids)]))
    return Truth(True, intact, here, frozenset(), str(sentence), first, last)

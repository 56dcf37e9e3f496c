"""One random revision at a time: what the resolver answers, and whether that is right."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import texts
from edits import EVERYDAY, KINDS, SPELLINGS
from revisions import Anchor, Text, Truth, old_text

from reading import fingerprints, realign, revision, text
from reading.answers import Anchor as Named
from reading.answers import Answer
from reading.placing import Status

SURE = (Status.EXACT, Status.SAME)


@dataclass(frozen=True)
class Case:
    """One sequence: the old article, the revision, the kind it was built around, and all edits."""

    kind: str
    edits: tuple[str, ...]
    article: list[list[str]]
    old: Text
    new: Text


def case(seed: str, source: Path | None = None, prose: list[list[str]] | None = None) -> Case:
    """The sequence of a seed; the same seed is always the same sequence."""
    rng = random.Random(seed)
    kind = rng.choice(list(KINDS))
    if source:
        article = texts.from_file(source)
    elif prose and rng.random() < 0.4:
        article = texts.from_notes(rng, prose)
    else:
        article = texts.made_up(rng, rng.choice(texts.SORTS))
    old, new = old_text(article), old_text(article)
    names = [kind, *rng.choices(EVERYDAY, k=rng.choice((0, 0, 0, 1, 2, 3, 5)))]
    for name in names:
        KINDS[name](rng, new)
    new[:] = [paragraph for paragraph in new if paragraph.sentences]
    return Case(kind, tuple(names), article, old, new)


def answers(made: Case, asked: list[Anchor], with_old: bool) -> tuple[Answer, ...]:
    """What the resolver says, from files' contents as the command would read them."""
    before = text.passages("\n\n".join(map(str, made.old)))
    prints = fingerprints.fingerprint("a", [(f"p{n}", p) for n, p in enumerate(before, 1)]).passages
    after = text.passages("\n\n".join(map(str, made.new)))
    found = revision.revision(prints, after, before if with_old else None)
    return realign.realign(found, [Named(a.p, a.s, a.quote) for a in asked])


def judged(answer: Answer, true: Truth, anchor: Anchor, article: list[list[str]]) -> Iterator[str]:
    """The columns that an answer counts in."""
    yield "anchors"
    yield answer.status.value
    right = answer.paragraph is not None and answer.paragraph in _shown(true.paragraphs)
    if true.exists:
        yield "exist"
        if right:
            yield "found"
    if answer.paragraph is not None and not right and answer.paragraph not in _shown(true.instead):
        yield "misplaced"
    if answer.status in SURE and not (right and _fine(answer, true, anchor)):
        yield "twin" if _verbatim(answer, anchor, article) else "wrong"


def _shown(paragraphs: frozenset[str]) -> set[str]:
    return {" ".join(paragraph.split()) for paragraph in paragraphs}


def _verbatim(answer: Answer, anchor: Anchor, article: list[list[str]]) -> bool:
    """Whether an answer names the very letters that the anchor named, in whatever spelling: no reader could tell."""
    paragraph = article[anchor.p - 1]
    if anchor.s is None and anchor.quote is None:
        return _letters(" ".join(paragraph)) in _letters(answer.paragraph)  # as a merge would leave it
    s = anchor.s - 1 if anchor.s is not None else anchor.ids[0][1]
    return _letters(answer.sentence) == _letters(paragraph[s])


def _letters(words: str | None) -> str:
    letters = "".join(c for c in unicodedata.normalize("NFKC", words or "").lower() if c.isalnum())
    for british, american in SPELLINGS:
        letters = letters.replace(british, american)
    return letters


def _fine(answer: Answer, true: Truth, anchor: Anchor) -> bool:
    """Whether a sure answer names the right sentence and words, and these were not changed."""
    if anchor.s is None and anchor.quote is None:
        return True
    if not true.intact or answer.sentence is None or answer.sentence.split() != (true.sentence or "").split():
        return False
    if anchor.quote is None:
        return answer.start == true.start
    return (
        answer.start is not None
        and answer.span is not None
        and true.start is not None
        and true.end is not None
        and true.start <= answer.start <= answer.start + len(answer.span) <= true.end
    )

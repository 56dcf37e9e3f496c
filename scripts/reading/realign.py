"""Follows anchors from a recorded text into a revised one, or admits that it cannot.

An anchor names a passage, and may name a sentence of it and a few of its words. The answer says where they are now:
`exact` where what was named stands there letter for letter, `same` where it stands there word for word and could be
nowhere else, `check` where a person must look, `orphan` where there is nothing to look at. What is named and no
longer there falls back to its sentence, then to its passage, as `check`. Nothing that was changed is ever called exact
or same, and words that stand there twice are not either.
"""

from __future__ import annotations

from collections.abc import Sequence

from . import quoted
from .answers import Anchor, Answer, at_sentence, nothing, text_of
from .compared import Paragraph
from .placing import Status
from .revision import Revision
from .spans import occurrences
from .text import words


def realign(revision: Revision, anchors: Sequence[Anchor]) -> tuple[Answer, ...]:
    """One answer for each anchor, in their order."""
    return tuple(_answer(revision, anchor) for anchor in anchors)


def _answer(revision: Revision, anchor: Anchor) -> Answer:
    i, passages = anchor.passage - 1, len(revision.prints)
    if not 0 <= i < passages:
        return nothing(f"the old text has {passages} passages, and this is none of them", out_of_range=True)
    sentences = len(revision.prints[i].tags)
    if anchor.sentence is not None and not 1 <= anchor.sentence <= sentences:
        why = f"passage {anchor.passage} of the old text has {sentences} sentences, and this is none of them"
        return nothing(why, out_of_range=True)
    s = None if anchor.sentence is None else anchor.sentence - 1
    quote = anchor.quote if anchor.quote and words(anchor.quote) else None
    return _without_words(revision, i, s) if quote is None else _with_words(revision, i, s, quote)


def _without_words(revision: Revision, i: int, s: int | None) -> Answer:
    return _passage(revision, i) if s is None else _sentence(revision, i, s)


def _passage(revision: Revision, i: int) -> Answer:
    at = revision.places[i]
    if at.paragraph is None:
        return nothing("nothing in the new text is surely this passage")
    why = "the passage was changed, or may be another" if at.status is Status.CHECK else ""
    return Answer(at.status, revision.new[at.paragraph].text, why=why)


def _fallen_back(revision: Revision, i: int, why: str) -> Answer:
    """The passage instead of what was named in it; a person must look."""
    answer = _passage(revision, i)
    return answer if answer.paragraph is None else Answer(Status.CHECK, answer.paragraph, why=why)


def _sentence(revision: Revision, i: int, s: int) -> Answer:
    found = revision.follow(i, s)
    if found is None:
        return _fallen_back(revision, i, "this sentence was changed or is gone")
    status, j, t = found
    why = "this may be the sentence" if status is Status.CHECK else ""
    return at_sentence(status, revision.new[j], revision.new[j].sentences[t], why)


def _with_words(revision: Revision, i: int, s: int | None, quote: str) -> Answer:
    """Words of a passage; their sentence is looked up where nobody named it and the old text is at hand."""
    if revision.old:
        s = _sentence_of(revision.old[i], quote) if s is None else s
        if not _stood_once(revision.old[i], s, quote):
            return _doubtful(_without_words(revision, i, s))
    if s is None:
        why = "the passage was changed, or does not have these words exactly once"
        answer = quoted.in_passage(revision, i, quote) or quoted.suggested(revision, i, quote, why, lost=False)
        return answer or _fallen_back(revision, i, why)
    return _words_of_sentence(revision, i, s, quote)


def _words_of_sentence(revision: Revision, i: int, s: int, quote: str) -> Answer:
    found = revision.follow(i, s)
    if found is None:
        why = "the sentence of these words was changed or is gone"
        return quoted.suggested(revision, i, quote, why, lost=True) or _fallen_back(revision, i, why)
    status, j, t = found
    paragraph, sentence = revision.new[j], revision.new[j].sentences[t]
    answer = quoted.in_sentence(status, paragraph, sentence, quote)
    return answer or at_sentence(Status.CHECK, paragraph, sentence, "the sentence does not have these words once")


def _sentence_of(old: Paragraph, quote: str) -> int | None:
    """The old sentence that a quotation stands in, if it stands in one sentence only."""
    holding = [s for s, one in enumerate(old.sentences) if occurrences(quote, text_of(old, one), spelling=True)]
    return holding[0] if len(holding) == 1 and _stood_once(old, None, quote) else None


def _stood_once(old: Paragraph, s: int | None, quote: str) -> bool:
    within = old.text if s is None else text_of(old, old.sentences[s])
    return len(occurrences(quote, within, spelling=True)) == 1


def _doubtful(answer: Answer) -> Answer:
    """An answer for words that the old text itself has not, or has twice."""
    why = "the old text does not have these words there exactly once"
    status = Status.ORPHAN if answer.status is Status.ORPHAN else Status.CHECK
    return Answer(status, answer.paragraph, answer.sentence, None, answer.start, why)

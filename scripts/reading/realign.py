"""Follows anchors from a recorded text into a revised one, or admits that it cannot.

An anchor names a passage, and may name a sentence of it and a few of its words. The answer says where they are now:
`exact` where what was named stands there letter for letter, `same` where it stands there word for word and could be
nowhere else, `check` where a person must look, `orphan` where there is nothing to look at. What is named and no
longer there falls back to its sentence, then to its passage, as `check`. Nothing that was changed is ever called exact
or same, and words that stand there twice are not either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .compared import Paragraph, Sentence
from .placing import Status
from .revision import Revision
from .spans import Span, occurrences
from .text import words

LONG_QUOTE = 5  # words: enough to look for in the whole text, as a suggestion


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a note points at: a passage and maybe a sentence, both counted from 1, and maybe words of the text."""

    passage: int
    sentence: int | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Where an anchor is in the new text, level by level as far as it is placed; `why` says what is amiss, in words.

    `start` is where the span, or else the sentence, begins in the paragraph, in characters. `out_of_range` where the
    old text has no such passage or sentence.
    """

    status: Status
    paragraph: str | None = None
    sentence: str | None = None
    span: str | None = None
    start: int | None = None
    why: str = ""
    out_of_range: bool = False


def realign(revision: Revision, anchors: Sequence[Anchor]) -> tuple[Answer, ...]:
    """One answer for each anchor, in their order."""
    return tuple(_answer(revision, anchor) for anchor in anchors)


def _answer(revision: Revision, anchor: Anchor) -> Answer:
    i = anchor.passage - 1
    if not 0 <= i < len(revision.prints):
        return _nowhere(f"the old text has {len(revision.prints)} passages, and this is none of them")
    count = len(revision.prints[i].tags)
    if anchor.sentence is not None and not 1 <= anchor.sentence <= count:
        return _nowhere(f"passage {anchor.passage} of the old text has {count} sentences, and this is none of them")
    quote = anchor.quote if anchor.quote and words(anchor.quote) else None
    s = anchor.sentence - 1 if anchor.sentence is not None else _sentence_of(revision, i, quote)
    if quote and revision.old and not _once_before(revision.old[i], s, quote):
        return _doubtful(_passage(revision, i) if s is None else _sentence(revision, i, s))
    if quote is None:
        return _passage(revision, i) if s is None else _sentence(revision, i, s)
    return _words_of_passage(revision, i, quote) if s is None else _words_of_sentence(revision, i, s, quote)


def _nowhere(why: str) -> Answer:
    return Answer(Status.ORPHAN, why=why, out_of_range=True)


def _sentence_of(revision: Revision, i: int, quote: str | None) -> int | None:
    """The old sentence that a quotation stands in, where the old text is at hand and has it in one sentence only."""
    if quote is None or revision.old is None:
        return None
    old = revision.old[i]
    holding = [s for s, sentence in enumerate(old.sentences) if occurrences(quote, _text(old, sentence), True)]
    return holding[0] if len(holding) == 1 and len(occurrences(quote, old.text, True)) == 1 else None


def _once_before(old: Paragraph, s: int | None, quote: str) -> bool:
    within = old.text if s is None else _text(old, old.sentences[s])
    return len(occurrences(quote, within, True)) == 1


def _doubtful(answer: Answer) -> Answer:
    """An answer for words that the old text itself has not, or has twice."""
    why = "the old text does not have these words there exactly once"
    status = Status.ORPHAN if answer.status is Status.ORPHAN else Status.CHECK
    return Answer(status, answer.paragraph, answer.sentence, None, answer.start, why)


def _text(paragraph: Paragraph, sentence: Sentence) -> str:
    return paragraph.text[sentence.start : sentence.end]


# ---- passages ---------------------------------------------------------------------------------------------------


def _passage(revision: Revision, i: int, why: str = "") -> Answer:
    at = revision.places[i]
    if at.paragraph is None:
        return Answer(Status.ORPHAN, why="nothing in the new text is surely this passage")
    return Answer(at.status, revision.new[at.paragraph].text, why=why)


def _fallen_back(revision: Revision, i: int, why: str) -> Answer:
    """The passage instead of what was named in it; a person must look."""
    answer = _passage(revision, i, why)
    return answer if answer.paragraph is None else Answer(Status.CHECK, answer.paragraph, why=why)


# ---- sentences --------------------------------------------------------------------------------------------------


def _sentence(revision: Revision, i: int, s: int) -> Answer:
    found = revision.follow(i, s)
    if found is None:
        return _fallen_back(revision, i, "this sentence was changed or is gone")
    status, j, t = found
    paragraph, sentence = revision.new[j], revision.new[j].sentences[t]
    why = "" if status in (Status.EXACT, Status.SAME) else "this may be the sentence"
    return Answer(status, paragraph.text, _text(paragraph, sentence), None, sentence.start, why)


# ---- words ------------------------------------------------------------------------------------------------------


def _words_of_sentence(revision: Revision, i: int, s: int, quote: str) -> Answer:
    found = revision.follow(i, s)
    if found is None:
        return _suggested(revision, i, quote, "the sentence of these words was changed or is gone")
    status, j, t = found
    paragraph, sentence = revision.new[j], revision.new[j].sentences[t]
    spans = _find(quote, _text(paragraph, sentence))
    if len(spans) != 1:
        why = f"these words stand {'not' if not spans else 'more than once'} in the sentence"
        return Answer(Status.CHECK, paragraph.text, _text(paragraph, sentence), None, sentence.start, why)
    why = "" if status in (Status.EXACT, Status.SAME) else "the sentence may be another, or changed"
    return _at(_worded(status, spans[0]), paragraph, sentence, spans[0], why)


def _words_of_passage(revision: Revision, i: int, quote: str) -> Answer:
    """Words of a passage whose sentence nobody named."""
    at = revision.places[i]
    if at.paragraph is None:
        return _suggested(revision, i, quote, "the passage was changed or is gone", lost=False)
    paragraph = revision.new[at.paragraph]
    spans = _find(quote, paragraph.text)
    if len(spans) != 1:
        return _suggested(revision, i, quote, "these words do not stand in the passage exactly once", lost=False)
    if at.status is Status.EXACT:
        return _in_paragraph(_worded(Status.EXACT, spans[0]), paragraph, spans[0], "")
    sure = at.status is Status.SAME and revision.nothing_lost(i) and _is_own(revision, i, at.paragraph, spans[0])
    why = "" if sure else "the passage was changed, and these words may be others"
    return _in_paragraph(_worded(Status.SAME, spans[0]) if sure else Status.CHECK, paragraph, spans[0], why)


def _is_own(revision: Revision, i: int, j: int, span: Span) -> bool:
    """Whether a span lies in one sentence of paragraph `j` that was passage `i`'s before."""
    own = revision.own(i, j)
    return any(_holds(s, span) for t, s in enumerate(revision.new[j].sentences) if t in own)


def _holds(sentence: Sentence, span: Span) -> bool:
    return sentence.start <= span.start and span.end <= sentence.end


def _suggested(revision: Revision, i: int, quote: str, why: str, lost: bool = True) -> Answer:
    """The one place where words stand now, in the passage or, if they are many, in all the text; else the passage.

    If their sentence is `lost`, a sentence that is known to be another one is no such place.
    """
    home = revision.places[i].paragraph
    around = range(len(revision.new)) if home is None else [home]
    hits = [(j, span) for j in around for span in _find(quote, revision.new[j].text) if j not in revision.texts.closed]
    if lost:
        hits = [(j, span) for j, span in hits if not _in_known_sentence(revision, j, span)]
    if len(hits) != 1 or revision.is_another or (home is None and len(words(quote)) < LONG_QUOTE):
        return _fallen_back(revision, i, why)
    return _in_paragraph(Status.CHECK, revision.new[hits[0][0]], hits[0][1], why)


def _in_known_sentence(revision: Revision, j: int, span: Span) -> bool:
    sentences = enumerate(revision.new[j].sentences)
    return any(_holds(sentence, span) and revision.texts.is_known(j, t) for t, sentence in sentences)


def _find(quote: str, passage: str) -> tuple[Span, ...]:
    """Where words stand, in this spelling or, if nowhere, in the other."""
    return occurrences(quote, passage) or occurrences(quote, passage, spelling=True)


def _worded(status: Status, span: Span) -> Status:
    """Words in another spelling are the same, but not exact."""
    return Status.SAME if status is Status.EXACT and not span.exact else status


def _at(status: Status, paragraph: Paragraph, sentence: Sentence, span: Span, why: str) -> Answer:
    """An answer down to words; `span` is counted within the sentence."""
    start, end = sentence.start + span.start, sentence.start + span.end
    return Answer(status, paragraph.text, _text(paragraph, sentence), paragraph.text[start:end], start, why)


def _in_paragraph(status: Status, paragraph: Paragraph, span: Span, why: str) -> Answer:
    """An answer down to words; `span` is counted within the paragraph, and may cross sentences."""
    sentence = next((_text(paragraph, s) for s in paragraph.sentences if _holds(s, span)), None)
    return Answer(status, paragraph.text, sentence, paragraph.text[span.start : span.end], span.start, why)

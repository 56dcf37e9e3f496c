"""Follows a few quoted words into a revised text: inside the sentence or passage that holds them, and nowhere else.

A sentence that was changed may say the contrary with the same words in it, so that words in one are never more than
`check`; nor are words that stand there twice.
"""

from __future__ import annotations

from .answers import Answer, at_words, holds, text_of
from .compared import Paragraph, Sentence
from .placing import Status
from .revision import Revision
from .spans import Span, occurrences
from .text import words

LONG_QUOTE = 5  # words: enough to look for in the whole text, as a suggestion


def in_sentence(status: Status, paragraph: Paragraph, sentence: Sentence, quote: str) -> Answer | None:
    """The words in a sentence that is placed with `status`; None unless they stand there exactly once."""
    spans = find(quote, text_of(paragraph, sentence))
    if len(spans) != 1:
        return None
    start = sentence.start
    span = Span(start + spans[0].start, start + spans[0].end, spans[0].exact)
    why = "the sentence may be another, or changed" if status is Status.CHECK else ""
    return at_words(_worded(status, span), paragraph, span, why)


def in_passage(revision: Revision, i: int, quote: str) -> Answer | None:
    """The words in old passage `i`, whose sentence nobody named; None unless they stand exactly once where it is."""
    at = revision.places[i]
    if at.paragraph is None:
        return None
    paragraph = revision.new[at.paragraph]
    spans = find(quote, paragraph.text)
    if len(spans) != 1:
        return None
    if at.status is Status.EXACT:
        return at_words(_worded(Status.EXACT, spans[0]), paragraph, spans[0])
    if at.own and revision.nothing_lost(i) and _is_own(revision, i, at.paragraph, spans[0]):
        return at_words(_worded(Status.SAME, spans[0]), paragraph, spans[0])
    return at_words(Status.CHECK, paragraph, spans[0], "the passage was changed, and these words may be others")


def suggested(revision: Revision, i: int, quote: str, why: str, lost: bool) -> Answer | None:
    """The one place where words stand now, in the passage or, if it is gone and they are many, in all the text.

    If their sentence is `lost`, a sentence that is known to be another one is no such place.
    """
    home = revision.places[i].paragraph
    if revision.is_another or (home is None and len(words(quote)) < LONG_QUOTE):
        return None
    around = set(range(len(revision.new)) if home is None else [home]) - revision.texts.closed
    hits = [(j, span) for j in sorted(around) for span in find(quote, revision.new[j].text)]
    if lost:
        hits = [(j, span) for j, span in hits if not _in_known_sentence(revision, j, span)]
    return at_words(Status.CHECK, revision.new[hits[0][0]], hits[0][1], why) if len(hits) == 1 else None


def find(quote: str, passage: str) -> tuple[Span, ...]:
    """Where words stand, in this spelling or, if nowhere, in the other."""
    return occurrences(quote, passage) or occurrences(quote, passage, spelling=True)


def _worded(status: Status, span: Span) -> Status:
    """Words in another spelling are the same, but not exact."""
    return Status.SAME if status is Status.EXACT and not span.exact else status


def _is_own(revision: Revision, i: int, j: int, span: Span) -> bool:
    """Whether a span lies in one sentence of paragraph `j` that was passage `i`'s before."""
    own = revision.own(i, j)
    return any(holds(s, span) for t, s in enumerate(revision.new[j].sentences) if t in own)


def _in_known_sentence(revision: Revision, j: int, span: Span) -> bool:
    sentences = enumerate(revision.new[j].sentences)
    return any(holds(sentence, span) and revision.texts.is_known(j, t) for t, sentence in sentences)

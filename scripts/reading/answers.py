"""What is asked about a revised text, and what is answered."""

from __future__ import annotations

from dataclasses import dataclass

from .compared import Paragraph, Sentence
from .placing import Status
from .spans import Span


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


def nothing(why: str, out_of_range: bool = False) -> Answer:
    """Nothing is placed."""
    return Answer(Status.ORPHAN, why=why, out_of_range=out_of_range)


def at_sentence(status: Status, paragraph: Paragraph, sentence: Sentence, why: str = "") -> Answer:
    """An answer down to a sentence."""
    return Answer(status, paragraph.text, text_of(paragraph, sentence), None, sentence.start, why)


def at_words(status: Status, paragraph: Paragraph, span: Span, why: str = "") -> Answer:
    """An answer down to words; `span` is counted within the paragraph, and may cross sentences."""
    sentence = next((text_of(paragraph, s) for s in paragraph.sentences if holds(s, span)), None)
    return Answer(status, paragraph.text, sentence, paragraph.text[span.start : span.end], span.start, why)


def text_of(paragraph: Paragraph, sentence: Sentence) -> str:
    """The words of a sentence of a paragraph."""
    return paragraph.text[sentence.start : sentence.end]


def holds(sentence: Sentence, span: Span) -> bool:
    """Whether a span, counted within the paragraph, lies in a sentence of it."""
    return sentence.start <= span.start and span.end <= sentence.end

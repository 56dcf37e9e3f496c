"""Proves a quotation in a passage, or admits that it cannot.

A quotation is found when its words stand in the passage one after the other, exactly once, after normalising (see
`text`). `first words … last words` is a range. There is no fuzzy match here: not found beats a wrong place.
"""

from __future__ import annotations

from enum import Enum

from . import text
from .model import Claim, Fingerprints, Library, Note, Text
from .once import once
from .spans import occurrences

WORD_LIMIT = 15


class Found(Enum):
    """How often a quotation stands in a passage."""

    ONCE = "once"
    NEVER = "never"
    OFTEN = "often"


def find(quote: str, passage: str) -> Found:
    """Whether the words of `quote` stand exactly once in `passage` (both as people typed them)."""
    found = len(occurrences(quote, passage))
    return Found.NEVER if not found else Found.ONCE if found == 1 else Found.OFTEN


def words_at(quote: list[str], passage: list[str]) -> set[int]:
    """Where the words of a quotation of three words or more stand in a passage (both as lists of words)."""
    size = len(quote)
    starts = [n for n in range(len(passage) - size + 1) if passage[n : n + size] == quote] if size >= 3 else []
    return {n for start in starts for n in range(start, start + size)}


def anchored(library: Library) -> list[Note | Claim]:
    """Everything that may carry a quotation."""
    return [*library.notes, *library.claims]


def quoted(library: Library) -> list[tuple[Note | Claim, Text]]:
    """Every note and claim that carries a quotation, with the quotation."""
    return [(thing, thing.quote) for thing in anchored(library) if thing.quote is not None]


def original(library: Library, article: str, passage: str) -> str | None:
    """The author's words of a passage, or None where the text is not at hand."""
    return _at_hand(library).get(article, {}).get(current(library, article, passage))


def sentence_count(library: Library, article: str, passage: str) -> int | None:
    """How many sentences a passage has, by the text at hand or else its fingerprint; None where neither tells."""
    at_hand = original(library, article, passage)
    if at_hand is not None:
        return len(text.sentences(at_hand))
    prints = _prints(library)[article][0].passages if article in _prints(library) else ()
    slug = current(library, article, passage)
    return next((len(known.tags) for known in prints if known.passage == slug), None)


def current(library: Library, article: str, reference: str) -> str:
    """The passage that a reference means today: without its sentence, and by its present id."""
    slug = reference.partition(".")[0]
    return _present(library).get((article, slug), slug)


@once
def _present(library: Library) -> dict[tuple[str, str], str]:
    """The passage that an (article, former id) means today; the first where two claim it."""
    former = [((article, old), p.slug) for article, of in library.passages for p in of for old in p.formerly]
    return dict(reversed(former))


@once
def _retired(library: Library) -> frozenset[tuple[str, str]]:
    """(article, passage) of the passages that are no longer in the author's text."""
    return frozenset((article, p.slug) for article, of in library.passages for p in of if p.retired)


@once
def _at_hand(library: Library) -> dict[str, dict[str, str]]:
    """The author's words by article and passage, where they are at hand."""
    return {original.article: dict(original.passages) for original in reversed(library.originals)}


@once
def _prints(library: Library) -> dict[str, tuple[Fingerprints, dict[str, str]]]:
    """The fingerprints of each article, and its digests by passage."""
    return {prints.article: (prints, dict(prints.digests)) for prints in reversed(library.fingerprints)}


def retired(library: Library, thing: Note | Claim) -> bool:
    """Whether the passage of a note or claim is no longer in the author's text."""
    slug = current(library, thing.parent, thing.passage.text)
    return (thing.parent, slug) in _retired(library)


def proved(library: Library) -> frozenset[str]:
    """The slugs of notes and claims whose quotation has a recorded proof or stands in the text at hand."""
    return frozenset(thing.slug for thing, quote in quoted(library) if _is_proved(library, thing, quote))


def _is_proved(library: Library, thing: Note | Claim, quote: Text) -> bool:
    passage = original(library, thing.parent, thing.passage.text)
    if passage is not None:
        return find(quote.text, passage) is Found.ONCE
    if thing.parent not in _prints(library):
        return False
    prints, digests = _prints(library)[thing.parent]
    digest = digests.get(current(library, thing.parent, thing.passage.text))
    return digest is not None and text.proof(quote.text, digest) in prints.proofs


def proof_of(prints: Fingerprints, passage: str, quote: str) -> str | None:
    """The proof that `prints` would hold for a quotation of `passage`, or None for a passage it does not know."""
    digest = dict(prints.digests).get(passage)
    return None if digest is None else text.proof(quote, digest)

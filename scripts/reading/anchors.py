"""Proves a quotation in a passage, or admits that it cannot.

A quotation is found when its words stand in the passage one after the other, exactly once, after normalising (see
`text`). `first words … last words` is a range. There is no fuzzy match here: not found beats a wrong place.
"""

from __future__ import annotations

from enum import Enum
from urllib.parse import quote as percent

from . import text
from .model import Article, Claim, Fingerprints, Library, Note, Text
from .once import once

WORD_LIMIT = 15
DASHES = str.maketrans(dict.fromkeys("-‐‑‒–—", " "))


class Found(Enum):
    """How often a quotation stands in a passage."""

    ONCE = "once"
    NEVER = "never"
    OFTEN = "often"


def find(quote: str, passage: str) -> Found:
    """Whether the words of `quote` stand exactly once in `passage` (both as people typed them)."""
    there = text.words(passage)
    first, range_sign, last = quote.partition("…")
    starts = _places(text.words(first), there)
    if range_sign and text.words(last):
        ends = [e for e in _places(text.words(last), there) if any(e > s for s in starts)]
        starts = starts if len(ends) == 1 else ends
    if not starts:
        return Found.NEVER
    return Found.ONCE if len(starts) == 1 else Found.OFTEN


def _places(wanted: list[str], there: list[str]) -> list[int]:
    size = len(wanted)
    return [n for n in range(len(there) - size + 1) if there[n : n + size] == wanted] if size else []


def words_at(quote: list[str], passage: list[str]) -> set[int]:
    """Where the words of a quotation of three words or more stand in a passage (both as lists of words)."""
    if len(quote) < 3:
        return set()
    return {n for start in _places(quote, passage) for n in range(start, start + len(quote))}


def quoted(library: Library) -> list[tuple[Note | Claim, Text]]:
    """Every note and claim that carries a quotation, with the quotation."""
    things: list[Note | Claim] = [*library.notes, *library.claims]
    return [(thing, thing.quote) for thing in things if thing.quote is not None]


def original(library: Library, article: str, passage: str) -> str | None:
    """The author's words of a passage, or None where the text is not at hand."""
    return _at_hand(library).get(article, {}).get(current(library, article, passage))


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
def _at_hand(library: Library) -> dict[str, dict[str, str]]:
    """The author's words by article and passage, where they are at hand."""
    return {original.article: dict(original.passages) for original in reversed(library.originals)}


@once
def _prints(library: Library) -> dict[str, tuple[Fingerprints, dict[str, str]]]:
    """The fingerprints of each article, and its digests by passage."""
    return {prints.article: (prints, dict(prints.digests)) for prints in reversed(library.fingerprints)}


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


def deep_link(article: Article, quote: str | None) -> str:
    """The publisher's address with a text fragment for a quotation.

    WICG Scroll to Text Fragment: `#:~:text=start,end`; `-`, `,` and `&` are percent-encoded, and a term ends before a
    dash, since a typed hyphen does not match the publisher's dash.
    """
    if quote is None:
        return article.url.text
    first, range_sign, last = quote.partition("…")
    parts = [first, last] if range_sign else [first]
    terms = [part.translate(DASHES).strip() if range_sign else _before_dash(part) for part in parts]
    return f"{article.url}#:~:text={','.join(percent(t, safe='') for t in terms if t)}"


def _before_dash(words: str) -> str:
    head = words
    for dash in "‐‑‒–—":
        head = head.split(dash)[0]
    return head.strip().replace("…", "")

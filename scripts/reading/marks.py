"""Marks quotations in the author's own text, for the private copy.

Each piece of a quotation is a `<mark>` that names the notes on it in `aria-details` (WAI-ARIA 1.3) and links to the
first of them; where quotations overlap, the shared words are a piece of their own with all their notes.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from itertools import pairwise

from .spans import occurrences


def span(quote: str, passage: str) -> tuple[int, int] | None:
    """Where a quotation stands in a passage, in characters of the passage; None unless it stands there once."""
    found = occurrences(quote, passage)
    return (found[0].start, found[0].end) if len(found) == 1 else None


def marked(passage: str, quotes: Iterable[tuple[str, str, str]]) -> str:
    """A passage as HTML with its quotations marked.

    `quotes` are (quotation, id of the element that speaks of it, address of that element). A quotation that does not
    stand in the passage exactly once is left out.
    """
    found = [(place, identity, href) for quote, identity, href in quotes if (place := span(quote, passage))]
    edges = sorted({0, len(passage), *(edge for place, _, _ in found for edge in place)})
    pieces = []
    for start, end in pairwise(edges):
        words = html.escape(passage[start:end])
        on = [(identity, href) for (a, b), identity, href in found if a <= start and end <= b]
        if on:
            ids = " ".join(identity for identity, _ in on)
            words = f'<mark aria-details="{ids}"><a href="{html.escape(on[0][1])}">{words}</a></mark>'
        pieces.append(words)
    return "".join(pieces)

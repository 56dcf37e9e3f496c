"""Marks quotations in the author's own text, for the private copy.

Each piece of a quotation is a `<mark>` that names the notes on it in `aria-details` (WAI-ARIA 1.3) and links to the
first of them; where quotations overlap, the shared words are a piece of their own with all their notes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from itertools import pairwise

from . import anchors, text

TOKEN = re.compile(r"[^\W_]+(?:['’ʼ‘\u00ad\u200b-\u200f\u2060]+[^\W_]+)*")


def span(quote: str, passage: str) -> tuple[int, int] | None:
    """Where a quotation stands in a passage (offsets in characters of the passage); None unless it stands there once.

    `first words … last words` covers everything between them.
    """
    tokens = [(word, found.span()) for found in TOKEN.finditer(passage) for word in text.words(found[0])]
    found = anchors.stretches(quote, [word for word, _ in tokens])
    if len(found) != 1:
        return None
    first, after = found[0]
    return tokens[first][1][0], tokens[after - 1][1][1]


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

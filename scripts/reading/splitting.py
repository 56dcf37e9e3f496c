"""Finds the passages and headings of a text that was pasted from a browser, a reader mode, a PDF or an e-mail.

Line ends, page numbers, headings and clutter (“Read more”) are the vessel, not the text: the passages are the same
whichever way a copy travelled.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .characters import OPENERS
from .clutter import is_clutter
from .wrapping import NEW_PAGE, ended, joined, paragraphs

MARKED_HEADING = re.compile(r"#{1,6}\s+(.+?)\s*#*")
LABEL = re.compile(r"[¶§]?\s*[\[(]?(\d{1,3})[\])]?[.:]?\s+(?=\S)")
HEADING_WORDS = 14  # a line with more words is prose, full stop or not
CUT_LENGTH = 60  # characters: a shorter paragraph without a full stop is rather a heading than a half


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a heading of a pasted text, its blanks collapsed."""

    text: str
    heading: bool = False


def passages(content: str) -> tuple[str, ...]:
    """The paragraphs of a pasted text in reading order, its blanks collapsed, without headings and clutter.

    Blank lines separate paragraphs; without them a long line, an indented one, or one after a short last line does.
    """
    return tuple(block.text for block in outline(content) if not block.heading)


def outline(content: str) -> tuple[Block, ...]:
    """The paragraphs of a pasted text with the headings between them, in reading order."""
    found = _without_clutter(list(paragraphs(content)))
    whole = _whole(found, content.lower())
    return _unlabelled(_named(whole))


def _without_clutter(found: Sequence[str]) -> list[str]:
    """All but clutter and the running titles of pages, which stand there more than once."""
    counts = Counter(_shape(text) for text in found)
    return [
        text
        for text in found
        if text == NEW_PAGE or not (is_clutter(text) or (_like_a_heading(text) and counts[_shape(text)] > 1))
    ]


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold())


def _like_a_heading(text: str) -> bool:
    return not ended(text) and len(text.split()) <= HEADING_WORDS


def _whole(found: Sequence[str], everything: str) -> list[str]:
    """Paragraphs that a page's end, a picture or a button cut in two are one again."""
    whole: list[str] = []
    page = False
    for number, text in enumerate(found):
        if text == NEW_PAGE:
            page = True
            continue
        following = found[number + 1] if number + 1 < len(found) else ""
        if whole and _like_a_heading(text) and _is_cut(whole[-1], following, False) and not _is_cut(text, following):
            continue  # a caption in the middle of a sentence
        if whole and _is_cut(whole[-1], text, page):
            whole[-1] = joined(whole[-1], text, everything)
        else:
            whole.append(text)
        page = False
    return whole


def _is_cut(before: str, after: str, page: bool = False) -> bool:
    """Whether `after` goes on with a sentence that `before` began; `page` where a page ended between them."""
    if not after or ended(before) or before.endswith((":", ";")) or len(before) < CUT_LENGTH:
        return False
    return page or after.lstrip(OPENERS)[:1].islower()


def _named(texts: Sequence[str]) -> tuple[Block, ...]:
    """Which of them are headings: marked ones, and short lines without a full stop in a text that sets full stops."""
    prose = [text for text in texts if len(text.split()) > HEADING_WORDS]
    punctuated = sum(map(ended, prose)) * 2 > len(prose)
    blocks = []
    for text in texts:
        marked = MARKED_HEADING.fullmatch(text)
        blocks.append(Block(marked[1] if marked else text, bool(marked) or (punctuated and _like_a_heading(text))))
    return tuple(blocks) if any(not b.heading for b in blocks) else tuple(Block(b.text) for b in blocks)


def _unlabelled(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks without the numbers that an edition gave its paragraphs, where these count up one by one."""
    labels = [LABEL.match(block.text) for block in blocks if not block.heading]
    numbers = [int(label[1]) for label in labels if label]
    if len(numbers) < 3 or len(numbers) < len(labels) or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return tuple(blocks)
    return tuple(b if b.heading else Block(LABEL.sub("", b.text, count=1)) for b in blocks)

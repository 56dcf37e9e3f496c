"""The files with which notes on another article begin: its record, its passages with nothing said yet, fingerprints."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from . import fingerprints, templates
from .header import UNSEEN
from .naming import proposed
from .passages import TO_DO
from .splitting import Block

SECTION_PASSAGES = 4  # at most, where the text has no headings
HEADING_LIMIT = 8  # words: a longer heading is rather a sentence of the author's than a title
PRECIS = f"{TO_DO} say in our own words, in 20 to 50 words, what the author says in this passage."
RECORD = """\
---
title: {title}
author:  # the file name, without .md, of the author in docs/actors
publisher:  # who published it
date: unknown  # as far as it is known: 2026-03-02, 2026-03 or 2026
url:  # copied from the browser
language: en
source:  # the file name, without .md, of the article in docs/sources
summary:  # what it asks or argues, in one line of ours
draft: yes
---
{to_do} say in our own words, in about 120 words, what the article argues and how it gets there.
"""


def proposed_slug(blocks: Sequence[Block], taken: Collection[str]) -> str:
    """A name for an article: telling words of its title or, if it has none, of its whole text."""
    title = _title(blocks)
    return proposed([title or " ".join(block.text for block in blocks)], taken)[0]


def skeleton(slug: str, blocks: Sequence[Block], taken: Collection[str]) -> Mapping[str, str]:
    """The contents by file name of the folder of article `slug`, whose text is `blocks`.

    `taken` are the names that the library has already. No word of the text gets in but its title, short headings, the
    openings in the fingerprints, and up to three words in each id.
    """
    texts = [block.text for block in blocks if not block.heading]
    slugs = proposed(texts, {*taken, slug})
    prints = fingerprints.fingerprint(slug, list(zip(slugs, texts, strict=True)))
    return {"article.md": _article(slug, blocks, slugs), "fingerprints.json": fingerprints.written(prints)}


def _article(slug: str, blocks: Sequence[Block], slugs: Sequence[str]) -> str:
    title = _title(blocks) or slug.replace("-", " ").capitalize()
    parts = [RECORD.format(title=templates.written(title), to_do=TO_DO)]
    for heading, passages in _sections(blocks, slugs):
        parts.append(f"## {heading}\n")
        parts += [f"### {passage}\n\n{PRECIS}\n" for passage in passages]
    return "\n".join(parts)


def _title(blocks: Sequence[Block]) -> str:
    return blocks[0].text if blocks and blocks[0].heading else ""


def _sections(blocks: Sequence[Block], slugs: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """(heading, passages) of each section: as the text is divided or, if it is not, a few passages each."""
    divided = _divided(blocks, slugs)
    if len(divided) > 1:
        yield from ((_heading(heading, n), passages) for n, (heading, passages) in enumerate(divided, 1))
        return
    count = -(-len(slugs) // SECTION_PASSAGES)
    for n in range(count):
        yield f"Part {n + 1}", slugs[len(slugs) * n // count : len(slugs) * (n + 1) // count]


def _divided(blocks: Sequence[Block], slugs: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Passages under the heading right before them; those under the title come first, under no heading."""
    sections: list[tuple[str, list[str]]] = [("", [])]
    left = iter(slugs)
    for before, block in pairwise([Block(""), *blocks]):
        if block.heading:
            continue
        if before.heading and sections[0][1]:
            sections.append((before.text, []))
        sections[-1][1].append(next(left))
    return sections


def _heading(heading: str, number: int) -> str:
    """A section's title: the heading without what nobody sees, unless it is long."""
    shown = UNSEEN.sub("", heading).strip(" #")
    return shown if shown and len(shown.split()) <= HEADING_LIMIT else f"Part {number}"

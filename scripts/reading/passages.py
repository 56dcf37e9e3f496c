"""Reads the passages out of an article's body: sections (`##`), passages (`### its-slug`), and the précis of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from .model import Article, Passage, Place, Problem, Text

SLUG = r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?"
HEADING = re.compile(r"#{1,6}(?:\s|$)")
SECTION = re.compile(r"## +(.+?)\s*$")
RETIRED = "no longer in the text"
PASSAGE = re.compile(rf"### +({SLUG})(?: +\(formerly ({SLUG}(?:, *{SLUG})*)\))?( +\({RETIRED}\))?\s*$")

TO_DO = "To do:"  # begins a line that says what to write; it goes when that is written

RULES = ("no_passages", "not_a_passage", "text_outside_passage", "to_do")


def passages(article: Article) -> tuple[tuple[Passage, ...], tuple[Problem, ...]]:
    """The passages of an article in reading order, numbered from 1, and what in its body would be lost."""
    found: list[Passage] = []
    problems: list[Problem] = []
    section = ""
    for heading, below in _blocks(article.body):
        if is_section := SECTION.fullmatch(heading.text):
            section = is_section[1]
            if below.text:
                problems.append(_outside(article.file, below))
        elif is_passage := PASSAGE.fullmatch(heading.text):
            found.append(_passage(is_passage, section, below, sum(not p.retired for p in found) + 1))
        else:
            problems.append(_no_passage(article.file, heading))
    if not found and not problems:
        problems.append(_none(article))
    return tuple(found), tuple(problems)


def _passage(heading: re.Match[str], section: str, precis: Text, number: int) -> Passage:
    former = tuple(s.strip() for s in (heading[2] or "").split(",") if s.strip())
    retired = heading[3] is not None
    return Passage(
        slug=heading[1],
        number=0 if retired else number,
        section=section,
        precis=precis,
        formerly=former,
        retired=retired,
    )


def _blocks(body: Text) -> Iterator[tuple[Text, Text]]:
    """Each heading of a body, and the text below it, on the line of its first word, or of the heading."""
    lines = body.text.split("\n")
    starts = [number for number, line in enumerate(lines) if HEADING.match(line)]
    for start, end in pairwise((*starts, len(lines))):
        first = next((n for n in range(start + 1, end) if lines[n].strip()), start)
        below = "\n".join(lines[start + 1 : end]).strip()
        yield Text(lines[start].rstrip(), body.line + start), Text(below, body.line + first)


def to_do(file: str, body: Text) -> Iterator[Problem]:
    """A line that says what to write, `To do: …`, goes when that is written."""
    passage = ""
    for number, line in enumerate(body.text.split("\n") if TO_DO in body.text else ()):
        if heading := PASSAGE.fullmatch(line):
            passage = heading[1]
        elif line.startswith(TO_DO):
            wrong = f"passage {passage} has no précis yet." if passage else "this text is not written yet."
            advice = f"Write in place of this line:{line.removeprefix(TO_DO)}"
            yield Problem(Place(file, body.line + number), "to_do", wrong, advice)


def _none(article: Article) -> Problem:
    advice = "Under a `## Section`, give each passage a line `### its-slug` and our own words for it."
    return Problem(Place(article.file, article.body.line), "no_passages", "the article has no passages.", advice)


def _no_passage(file: str, heading: Text) -> Problem:
    return Problem(
        Place(file, heading.line),
        "not_a_passage",
        f"`{heading}` is neither a section nor a passage, so what stands below it would be lost.",
        f"A section is `## Its title`; a passage is:\n### {_slug(heading.text)}",
    )


def _slug(heading: str) -> str:
    """A heading's words as a passage id."""
    words = re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")
    return words if re.fullmatch(SLUG, words) else "its-slug"


def _outside(file: str, text: Text) -> Problem:
    return Problem(
        Place(file, text.line),
        "text_outside_passage",
        "this text stands between a section's title and its first passage, where nothing shows it.",
        "Put it below the line `### its-slug` of the passage that it belongs to.",
    )

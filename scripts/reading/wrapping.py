"""Joins the lines of a pasted text to paragraphs. Widths are counted in characters."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from statistics import median

from .characters import CLOSERS, ENDS, INVISIBLE
from .clutter import is_page_number

LONG_LINE = 160  # a line this long was not wrapped: it is a paragraph of its own
NEW_PAGE = "\f"  # stands where the number of a page stood
ENTITY = re.compile(r"&(?:nbsp|amp|quot|apos|[lr][sd]quo|[nm]dash|hellip|shy|#\d{2,5}|#x[0-9a-fA-F]{2,4});")
LINE_ENDS = re.compile("\r\n|[\r\f\v\x1c-\x1e\x85\u2028\u2029]")
QUOTED_MAIL = re.compile(r"^(?:\s*>)+ ?")
HYPHEN = re.compile(r"([^\W\d_]+)([-‐\u00ad])$")
NOTED_END = re.compile(
    rf"[{re.escape(ENDS)}][{re.escape(CLOSERS)}]*(?:(?:\[\d{{1,3}}\]|[¹²³⁰⁴-⁹])+|(?<=[a-z]\.)\d{{1,2}})$"
)


def paragraphs(content: str) -> Iterator[str]:
    """The paragraphs of a text with its blanks collapsed, and `NEW_PAGE` where a page ended between two lines."""
    groups = _close(list(_groups(content)))
    alone = sum(len(group) > 1 for group in groups) == 1
    wide = _wrapped_wide(groups)
    everything = content.lower()
    for group in groups:
        if group == [NEW_PAGE]:
            yield NEW_PAGE
        else:
            yield from (_one_line(lines, everything) for lines in _split(group, alone, wide))


def ended(paragraph: str) -> bool:
    """Whether the last sentence of a paragraph or line is complete."""
    return paragraph.rstrip(CLOSERS + " ").endswith(tuple(ENDS)) or NOTED_END.search(paragraph) is not None


def _groups(content: str) -> Iterator[list[str]]:
    """Lines that no blank line separates; the number of a page is a group of its own unless lines go on around it."""
    text = html.unescape(content) if ENTITY.search(content) else content
    group: list[str] = []
    lines = [QUOTED_MAIL.sub("", line) for line in LINE_ENDS.sub("\n", text.lstrip("\ufeff")).split("\n")]
    for number, line in enumerate(lines):
        blank = not line.translate(INVISIBLE).strip()
        page = not blank and is_page_number(line.strip())
        if page and group and number + 1 < len(lines) and lines[number + 1].strip():
            continue
        if (blank or page) and group:
            yield group
            group = []
        if page:
            yield [NEW_PAGE]
        elif not blank:
            group.append(line)
    if group:
        yield group


def _close(groups: list[list[str]]) -> list[list[str]]:
    """The groups; or one, if a blank line stands after every wrapped line and so separates nothing."""
    lines = [line for group in groups for line in group if line != NEW_PAGE]
    single = sum(len(group) == 1 for group in groups)
    spaced = len(lines) > 5 and single > 0.9 * len(groups) and max(map(len, lines)) <= LONG_LINE
    return [lines] if spaced and _filled(lines) and sum(map(ended, lines)) < 0.4 * len(lines) else groups


def _split(group: list[str], alone: bool, wide: bool) -> list[list[str]]:
    """The lines of each paragraph in a group.

    `alone` where no other group of the text has several lines, `wide` where even long lines are wrapped.
    """
    lines = [" ".join(line.split()) for line in group]
    complete = [ended(line) for line in lines]
    long = any(len(line) > LONG_LINE for line in lines)
    if (long and not wide) or (alone and sum(complete) >= 0.6 * len(lines)):
        return [[line] for line in lines]
    room = _room(lines, complete)
    starts = [0, *(n for n in range(1, len(lines)) if complete[n - 1] and _begins(group, lines, n, room))]
    return [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _filled(lines: Sequence[str]) -> bool:
    """Whether a group of lines was wrapped at a margin, so that a short line means something."""
    return len(lines) > 2 and median(map(len, lines)) >= 0.75 * max(map(len, lines))


def _wrapped_wide(groups: Sequence[Sequence[str]]) -> bool:
    """Whether long lines were wrapped nevertheless: most of those that are filled end in the middle of a sentence."""
    width = max((len(line) for group in groups for line in group), default=0)
    full = [ended(line) for group in groups for line in group[:-1] if len(line) >= 0.6 * width]
    return bool(full) and sum(full) * 3 <= len(full)


def _room(lines: Sequence[str], complete: Sequence[bool]) -> float:
    """The width below which a word that would have fitted was not put there on purpose; 0 where lines are no guide.

    A typewriter's lines (each takes as many words as fit) are exact to the letter, those of a PDF to a fifth.
    """
    if not _filled(lines):
        return 0
    width = max(map(len, lines))
    loose = sum(not whole and _with_next(lines, n + 1) <= width for n, whole in enumerate(complete[:-1]))
    return width if loose == 0 else 0.8 * width


def _with_next(lines: Sequence[str], n: int) -> int:
    """How long the line before line `n` would be with the first word of line `n`."""
    return len(lines[n - 1]) + 1 + len(lines[n].split(" ", 1)[0])


def _begins(group: Sequence[str], lines: Sequence[str], n: int, room: float) -> bool:
    """Whether line `n` begins a paragraph: it is indented, or its first word would have fitted on the line before."""
    indents = [len(line) - len(line.lstrip()) for line in group]
    deep = sum(indent > min(indents) + 1 for indent in indents)
    if indents[n] > min(indents) + 1 and deep * 2 <= len(group):
        return True
    return _with_next(lines, n) <= room


def _one_line(lines: Sequence[str], everything: str) -> str:
    text = lines[0]
    for line in lines[1:]:
        text = joined(text, line, everything)
    return text


def joined(text: str, line: str, everything: str) -> str:
    """A text and its next line; a word that was cut in two is whole again.

    The hyphen stays if `everything`, the whole text in lower case, has the word with its hyphen elsewhere.
    """
    cut = HYPHEN.search(text)
    rest = re.match(r"[^\W\d_]+", line)
    if cut and rest and rest[0].islower():
        hyphenated = f"{cut[1]}-{rest[0]}".lower()
        return text + line if cut[2] != "\u00ad" and hyphenated in everything else text[:-1] + line
    return text + line if re.search(r"\w-$", text) else f"{text} {line}"

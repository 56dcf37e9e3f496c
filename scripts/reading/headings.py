"""Renders the pages that are headings and finished HTML, as Python-Markdown with `toc` and `attr_list` would.

Nearly all of ours are such pages. Python-Markdown takes 15 milliseconds for one, most of it in looking for the ends of
HTML and for signs that stand in no heading of ours; this takes a twentieth of that. A page with anything else in it is
left to it, and a test compares both on every page of the library.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

from markdown.extensions.toc import nest_toc_tokens, slugify, unique

from . import door

HEADING = re.compile(
    r"(#{1,6}) ((?:\\[\\`*_{}[\]()>#+.!-]|&(?:amp|lt|gt|quot|#x27);|[^\\\n*_`\[\]<>{}#!&])+?)(?: \{ #([\w-]+) \})?"
)
HTML = re.compile(door.STANDS_IN.pattern.decode())
ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's content as HTML, and its table of contents as Python-Markdown's `toc_tokens`."""

    html: str
    toc: list[Any]


def render(body: str, permalink: str, depth: int) -> Rendered | None:
    """A page's Markdown (its HTML blocks taken out by `door.without_html`) as HTML; None where Markdown is needed.

    `permalink` is the title of the links on headings, `depth` the lowest level in the table of contents.
    """
    parts = [part for part in body.strip().split("\n\n") if part]
    found = [HEADING.fullmatch(part) for part in parts]
    if not all(match or HTML.fullmatch(part) for part, match in zip(parts, found, strict=True)):
        return None
    used = {match[3] for match in found if match and match[3]}
    tokens: list[Any] = []
    for number, match in enumerate(found):  # Python-Markdown leaves an empty line after HTML
        parts[number] = _heading(match, used, permalink, tokens) if match else parts[number] + "\n"
    return Rendered("\n".join(parts).strip(), nest_toc_tokens([t for t in tokens if t["level"] <= depth]))


def _heading(match: re.Match[str], used: set[str], permalink: str, tokens: list[Any]) -> str:
    level, words = len(match[1]), match[2].strip()
    words = ESCAPED.sub(r"\1", words) if "\\" in words else words
    name = match[3] or unique(slugify(html.unescape(words), "-"), used)
    tokens.append({"level": level, "id": name, "name": words, "html": words, "data-toc-label": ""})
    link = f'<a class="headerlink" href="#{name}" title="{html.escape(permalink)}">&para;</a>'
    return f'<h{level} id="{name}">{words}{link}</h{level}>'

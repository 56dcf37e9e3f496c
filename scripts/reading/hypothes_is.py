"""Notes from annotations that Hypothes.is gave away as JSON (https://h.readthedocs.io, “search”), as drafts.

Everything in such a file is a stranger's: it becomes text in a draft and nothing else. A passage is named only where
the author's text is at hand and the quoted words stand in exactly one passage, once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from . import anchors, templates
from .anchors import Found
from .dates import span
from .header import CONTROL
from .model import Library
from .passages import SLUG
from .reader import FILE_LIMIT
from .schemas import words as words_of
from .templates import TEMPLATES, Value
from .text import words

NOT_JSON = "this is no file of annotations; fetch them as JSON, with rows or annotations in it."
WEB = re.compile(r"https://[A-Za-z0-9.-]+/[A-Za-z0-9._~/?#=&%:+-]*")


@dataclass(frozen=True, slots=True)
class Draft:
    """A note to be written: its path below the project, its text, and what a person has to do, if anything."""

    file: str
    text: str
    todo: str


def rows(content: str) -> list[Any]:
    """The annotations of a file: a list, or one under `rows` (the API) or `annotations` (the client's export).

    Raises `ValueError`, in words, for anything else.
    """
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        raise ValueError(NOT_JSON) from None
    if isinstance(data, dict):
        data = data.get("rows", data.get("annotations"))
    if not isinstance(data, list):
        raise ValueError(NOT_JSON)
    return data


def drafts(given: list[Any], library: Library, article: str) -> Iterator[Draft]:
    """A draft for each annotation that says something, in the order of the file."""
    for number, row in enumerate(given, start=1):
        if isinstance(row, dict) and _text(row, "text").strip():
            yield _draft(row, number, library, article)


def _draft(row: dict[str, Any], number: int, library: Library, article: str) -> Draft:
    exact = _quoted(row)
    passage = _passage(library, article, exact)
    quote = _shortened(exact, anchors.original(library, article, passage) if passage else None)
    created = _text(row, "created")[:10]
    values: dict[str, Value] = {
        "by": _by(row),
        "passage": passage,
        "quote": quote or None,
        "kind": next((tag for tag in _tags(row) if tag in words_of("note", "kind")), "comment"),
        "date": created if span(created) else "",
        "sources": (),
    }
    header = templates.filled(TEMPLATES["note"].text, values).rpartition("---")[0]
    text = f"{header}draft: yes\n---\n{_body(row)}\n"
    return Draft(
        f"docs/articles/{article}/notes/{_slug(row, number, passage)}.md", text, _todo(library, passage, exact)
    )


# ---- the quotation --------------------------------------------------------------------------------------------------


def _quoted(row: dict[str, Any]) -> str:
    """The quoted words; what stands before and after them in the article is the author's and is left out."""
    targets = row.get("target")
    for target in targets if isinstance(targets, list) else ():
        selectors = target.get("selector") if isinstance(target, dict) else None
        for selector in selectors if isinstance(selectors, list) else ():
            if isinstance(selector, dict) and selector.get("type") == "TextQuoteSelector":
                return " ".join(_text(selector, "exact").split())
    return ""


def _passage(library: Library, article: str, quote: str) -> str:
    """The one passage in which the words stand, once; "" where that cannot be proved."""
    there = [original for original in library.originals if original.article == article]
    found = [slug for original in there for slug, text in original.passages if _stands(quote, text)]
    return found[0] if len(found) == 1 else ""


def _stands(quote: str, passage: str) -> bool:
    return "…" not in quote and anchors.find(quote, passage) is not Found.NEVER


def _shortened(quote: str, passage: str | None) -> str:
    """At most 15 words: a longer quotation becomes `first words … last words`, as few as are found once."""
    count = len(words(quote))
    typed = quote.split()
    if count <= anchors.WORD_LIMIT:
        return quote
    for size in range(3, 8):
        short = f"{' '.join(typed[:size])} … {' '.join(typed[-size:])}"
        if len(words(short)) > anchors.WORD_LIMIT:
            break
        if passage is None or anchors.find(short, passage) is Found.ONCE:
            return short
    return ""


def _todo(library: Library, passage: str, quote: str) -> str:
    if passage:
        return ""
    if not quote:
        return "It quotes nothing: write the passage’s name behind `passage:`, such as passage: the-draft"
    if not library.originals:
        return "The author’s text is not at hand (ARTICLE_TEXT): write the passage’s name behind `passage:`."
    return "Its words do not stand in exactly one passage: compare them with the article, and write `passage:`."


# ---- the rest -------------------------------------------------------------------------------------------------------


def _text(row: dict[str, Any], name: str) -> str:
    """A field as text without control characters; "" where it is none."""
    value = row.get(name)
    return CONTROL.sub("", "\n".join(value.splitlines())) if isinstance(value, str) else ""


def _by(row: dict[str, Any]) -> str:
    """The name shown there, else the account's, without its server (`acct:anna@hypothes.is`)."""
    info = row.get("user_info")
    shown = _text(info, "display_name") if isinstance(info, dict) else ""
    return shown.strip() or _text(row, "user").removeprefix("acct:").partition("@")[0]


def _tags(row: dict[str, Any]) -> list[str]:
    tags = row.get("tags")
    listed = tags if isinstance(tags, list) else []
    return [CONTROL.sub("", " ".join(tag.split())) for tag in listed if isinstance(tag, str)]


def _body(row: dict[str, Any]) -> str:
    """What was written, with tags and address below it; cut where a file would be too large for the check."""
    links = row.get("links")
    address = _text(links, "html") if isinstance(links, dict) else ""
    parts = [_text(row, "text").strip().encode()[: FILE_LIMIT // 2].decode(errors="ignore")]
    parts += [f"Tags: {', '.join(_tags(row))}"[:500]] if _tags(row) else []
    parts += [f"From {address}"] if WEB.fullmatch(address) else []
    return "\n\n".join(parts)


def _slug(row: dict[str, Any], number: int, passage: str) -> str:
    """A file name that is the same when the same annotation comes again: its passage and its id."""
    identity = re.sub(r"[^a-z0-9]+", "-", _text(row, "id").lower()).strip("-")[:30] or str(number)
    name = f"{passage[:40].strip('-') or 'annotation'}-{identity}".strip("-")
    return name if re.fullmatch(SLUG, name) else f"annotation-{number}"

"""What the tests of exports share: the small library's data, and the same library with hostile text in every field."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any

from conftest import ROOT, SMALL, run

from reading.exports import epub, exports, web_annotations
from reading.model import Export, Library, Setting, Source, Text
from reading.site import Site
from reading.weave import weave

HOME = "https://notes.example/site/"
# Fields in which people may write what they like; the others hold names, fixed words, dates and addresses.
FREE = frozenset(
    "title name summary publisher by stance also says role quote date_note outcome not_known body precis who".split()  # noqa: SIM905
)
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script><!--",
    "<img src=x onerror=alert(1)> & \"quotes\" 'and' `code`",
    "]]> <!-- --> <![CDATA[ &lt;b&gt; &amp;amp; \u2028 \u2029",
    "=HYPERLINK(\"http://evil.example\";\"x\")",
    "+1; =1+1; @SUM(A1); -2; '=3",
    "＝1+1",
    "a, b; c \"d\" \te",
    "Smith, John and Sons and others",
    "} @comment{x} \\input{/etc/passwd} {",
    "50% of $1 & #2_3 ~ ^ \\ ü 김정은 😀",
    "[x](javascript:alert(1)) ](x) [[nobody]] ![x](//evil.example/p)",
    "# Heading\n\n- list\n\n> quotation\n\n--- \n",
)  # fmt: skip


@functools.cache
def library() -> Library:
    """The small library, with its text at hand."""
    return written().library


@functools.cache
def written() -> Site:
    """The journey over the small library."""
    return run(SMALL)


@functools.cache
def real() -> Site:
    """The journey over the real library."""
    return run(ROOT)


def published() -> dict[str, Export]:
    """The data of the real library, by path."""
    return {export.path: export for export in real().exports if export.media != epub.MEDIA}


def data(of: Library | None = None, home: str = "") -> dict[str, Export]:
    """The data of a library (the small one), by path."""
    reading = weave(of or library(), Setting(home))
    annotations = [web_annotations.file(reading, article) for article in reading.library.articles]
    others = exports(reading, annotations, ())
    return {export.path: export for export in (*annotations, *others)}


def spoiled(value: Any, text: str) -> Any:
    """A library, or a part of it, with `text` in every field in which people may write what they like."""
    if isinstance(value, tuple):
        return tuple(spoiled(item, text) for item in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, type | Text):
        return value
    changes: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        old = getattr(value, field.name)
        if field.name in FREE and (old is None or isinstance(old, Text)):
            changes[field.name] = Text(text, 1)
        elif field.name in FREE and isinstance(old, tuple):
            changes[field.name] = tuple(Text(text, item.line) for item in old)
        else:
            changes[field.name] = spoiled(old, text)
    if isinstance(value, Source):
        changes["author"] = Text(text, 1)
    return dataclasses.replace(value, **changes)


def flat(text: str) -> str:
    """A text on one line, as fields are exported."""
    return " ".join(text.split())

"""Things that several articles share, sorted by the article that they come from."""

from __future__ import annotations

import html
from collections.abc import Iterable

from ..groups import groups
from ..model import Reading

ELSEWHERE = "Elsewhere on this site"


def parts(reading: Reading, slugs: Iterable[str]) -> list[tuple[str, list[str]]]:
    """(what the article is called, slugs of what is shown on its pages), in the order of the first slugs.

    What belongs to no article comes last. Where there is but one article its name is "", since it need not be said.
    """
    found: dict[str, list[str]] = {}
    for slug in slugs:
        folder, _, rest = reading.addresses[slug].path.partition("/")
        found.setdefault(rest.partition("/")[0] if folder == "articles" else "", []).append(slug)
    articles = groups(reading).articles
    if len(articles) < 2:
        return [("", [slug for of in found.values() for slug in of])] if found else []
    last = found.pop("", [])
    named = [(f"“{articles[article].title}”", of) for article, of in found.items()]
    return [*named, *([(ELSEWHERE, last)] if last else [])]


def fold(name: str, content: str) -> str:
    """What belongs to one article, which a reader may fold away; as it is where there is no name."""
    summary = f"<summary>{html.escape(name)}</summary>"
    return f'<details class="more" open>{summary}{content}</details>' if name else content

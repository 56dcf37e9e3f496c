"""The site's navigation: one entry a section, so that no page carries the whole library.

The pages of an article are reached from the page that lists all articles, and from each other: each carries the short
list of those beside it (see `beside`), which the theme prints.
"""

from __future__ import annotations

import dataclasses
import html
from collections import defaultdict
from collections.abc import Iterable

from .model import Library, Page, Text

Item = dict[str, "str | list[Item]"]
SECTIONS = {"articles": "Articles", "actors": "Actors", "agreements": "Agreements", "positions": "Positions"}
NAMES = {
    "index": "The article", "notes": "Notes", "claims": "Claims", "questions": "Open questions",
    "names": "Names and sources",
}  # fmt: skip
FEW = 8  # so many entries are a menu; more are a list, and lists have pages of their own


def navigation(library: Library) -> list[Item]:
    """Entries as MkDocs takes them in `nav:`; paths are those of the Markdown pages."""
    unsigned = [a for a in library.agreements if a.signed.text == "never"]
    drafts: list[Item] = [{_label(a.title): f"agreements/{a.slug}.md"} for a in unsigned]
    topics: list[Item] = [{_label(t.title): f"positions/{t.slug}.md"} for t in library.topics]
    dates: list[Item] = [{"As of each date": "positions/as-of/index.md"}] if library.positions else []
    guides: list[Item] = [
        {_label(g.title): g.file.removeprefix("docs/")}
        for g in sorted(library.guides, key=lambda g: (not g.file.endswith("/index.md"), g.slug))
        if g.file.startswith("docs/contributing/")
    ]
    return [
        {"Home": "index.md"},
        {SECTIONS["articles"]: "articles/index.md"},
        {SECTIONS["actors"]: "actors/index.md"},
        {SECTIONS["agreements"]: [*_few(drafts), {"All agreements": "agreements/index.md"}]},
        {SECTIONS["positions"]: [{"Who holds what": "positions/index.md"}, *dates, *_few(topics)]},
        {"Timeline": "timeline.md"},
        {"Terms": "terms.md"},
        {"Sources": "sources.md"},
        {"Contribute": [*guides, {"Where notes are wanted": "coverage.md"}]},
        {"About": [{"About this site": "about.md"}, {"Data": "data/index.md"}]},
    ]


def placed(pages: Iterable[Page]) -> tuple[Page, ...]:
    """The pages with the section that each belongs to and, on those of an article, the pages beside it."""
    folders: dict[str, list[tuple[str, str]]] = defaultdict(list)
    found = tuple(pages)
    for page in found:
        if page.path.startswith("articles/") and page.path.count("/") >= 2:
            folders[_article(page.path)].append((_name(page), page.path))
    order = list(NAMES.values())
    beside = {
        folder: tuple(sorted(of, key=lambda pair: (order.index(pair[0]) if pair[0] in order else len(order), pair[1])))
        for folder, of in folders.items()
    }
    return tuple(
        dataclasses.replace(
            page, section=SECTIONS.get(page.path.partition("/")[0], ""), beside=beside.get(_article(page.path), ())
        )
        if "/" in page.path
        else page
        for page in found
    )


def _article(path: str) -> str:
    """The folder of an article's pages, from the path of one of them."""
    return "/".join(path.split("/")[:2]) if path.count("/") >= 2 else ""


def _name(page: Page) -> str:
    slug = page.path.rpartition("/")[2].removesuffix(".md")
    return NAMES.get(slug, page.title) if page.path.count("/") == 2 else page.title


def _few(items: list[Item]) -> list[Item]:
    return items if len(items) <= FEW else []


def _label(title: Text) -> str:
    """A title as themes print it: as HTML, without escaping."""
    return html.escape(title.text)

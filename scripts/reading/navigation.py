"""The site's navigation, from its library: articles first, then what they share."""

from __future__ import annotations

import html

from .model import Library, Text
from .weave import article_page

Item = dict[str, "str | list[Item]"]


def navigation(library: Library) -> list[Item]:
    """Entries as MkDocs takes them in `nav:`; paths are those of the Markdown pages."""
    articles: list[Item] = [
        {
            _label(article.title): [
                {"The article": article_page(article.slug)},
                {"Notes": f"articles/{article.slug}/notes.md"},
                {"Claims": f"articles/{article.slug}/claims.md"},
                {"Open questions": f"articles/{article.slug}/questions.md"},
            ]
        }
        for article in library.articles
    ]
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
        *articles,
        {"Actors": "actors/index.md"},
        {"Agreements": [*drafts, {"All agreements": "agreements/index.md"}]},
        {"Positions": [{"Who holds what": "positions/index.md"}, *dates, *topics]},
        {"Timeline": "timeline.md"},
        {"Terms": "terms.md"},
        {"Sources": "sources.md"},
        {"Contribute": [*guides, {"Where notes are wanted": "coverage.md"}]},
        {"About": [{"About this site": "about.md"}, {"Data": "data/index.md"}]},
    ]


def _label(title: Text) -> str:
    """A title as themes print it: as HTML, without escaping."""
    return html.escape(title.text)

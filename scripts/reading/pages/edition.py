"""The whole article with everything said on it as one page, for paper and for reading at one go."""

from __future__ import annotations

from .. import prose
from ..edition import Edition, Part, edition
from ..model import Page, Reading

TEMPLATE = "print.html"  # without navigation, search or controls


def page(reading: Reading, printed: Edition) -> Page:
    """An edition as a page; in a private copy of its article with the author's words."""
    article = printed.article
    shown = edition(reading, article, words=True) if article.slug in reading.setting.private else printed
    title = f"{article.title} with all notes"
    path = path_of(article.slug)
    return Page(path, title, article.summary.text, _body(shown, path), article.file, template=TEMPLATE)


def path_of(article: str) -> str:
    """The path of an article's page for print."""
    return f"articles/{article}/print.md"


def _body(printed: Edition, path: str) -> str:
    """All chapters as one block of HTML; what is printed here is linked here."""
    here = {slug for part in printed.parts for slug in part.things}

    def way(target: str) -> str:
        anchor = target.partition("#")[2]
        return f"#{anchor}" if anchor in here else prose.relative(target, path, ".html")

    return f'<div class="edition">{prose.linked("".join(map(_chapter, printed.parts)), way)}</div>'


def _chapter(part: Part) -> str:
    return f'<div class="chapter" id="{part.name}">{part.body}</div>'

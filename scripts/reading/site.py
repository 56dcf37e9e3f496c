"""Runs the journey in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from . import kept
from .cache import Cache
from .checks import check
from .exports import exports
from .load import load, style
from .model import Book, Export, Library, Page, Place, Problem, Setting
from .navigation import placed
from .pages import write
from .progress import Steps
from .prose import TooSlow
from .refs import every_text
from .weave import weave


@dataclass(frozen=True, slots=True)
class Site:
    """What the journey ends with: the pages, or the problems that keep them from being written."""

    library: Library
    problems: tuple[Problem, ...]
    pages: tuple[Page, ...]
    exports: tuple[Export | Book, ...] = ()


NOWHERE = Setting()


def journey(
    root: Path,
    originals: Mapping[str, str] | None = None,
    setting: Setting = NOWHERE,
    steps: Steps | None = None,
    cache: Cache | None = None,
) -> Site:
    """From `root / "docs"` to the pages and data of a site; `steps` says how far it is, `cache` holds what was made.

    `originals` are the author's texts at hand, by article. Neither pages nor data where a problem is more than a
    notice.
    """
    steps = steps or Steps(quiet=True)
    steps.begin("load")
    loaded = load(root, originals, steps.each)
    steps.begin("check")
    problems = tuple(sorted((*loaded.problems, *check(loaded.library))))
    if any(not problem.notice for problem in problems):
        return Site(loaded.library, problems, ())
    try:
        steps.begin("weave")
        reading = weave(loaded.library, setting)
        steps.begin("articles", len(loaded.library.articles))
        cache = cache or Cache(None)
        world = kept.shared(reading, cache)
        own = list(steps.each(kept.of_articles(reading, style(root), cache, world)))
        steps.begin("exports")
        books = [of.book for of in own]
        files: tuple[Export | Book, ...] = (*exports(reading, [of.annotations for of in own], books), *books)
        steps.begin("pages")
        made = (*(page for of in own for page in of.pages), *kept.across(reading, cache, world))
        pages = write(reading, made, files)
        return Site(loaded.library, problems, placed(pages), files)
    except TooSlow as slow:
        return Site(loaded.library, (_too_slow(loaded.library, str(slow)),), ())


def _too_slow(library: Library, slow: str) -> Problem:
    """A text that `tangled_brackets` let pass and that would still keep the machine busy for minutes."""
    found = [Place(file, text.line) for file, text in every_text(library) if text.text[:40] == slow[:40]]
    wrong = "this text takes longer than five seconds to turn into a page."
    where = found[0] if found else Place("docs", 1)
    return Problem(where, "tangled_brackets", f"{wrong} It begins: {slow[:40]}", "Shorten it, and close every bracket.")

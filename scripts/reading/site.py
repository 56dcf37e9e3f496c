"""Runs the journey in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from . import kept
from .cache import Cache
from .checks import check
from .exports import exports
from .load import load, style
from .model import Export, Library, Page, Place, Problem, Reading, Setting
from .ondisk import OnDisk, Room
from .pages import data
from .progress import Steps
from .prose import TooSlow
from .refs import every_text
from .weave import weave


@dataclass(frozen=True, slots=True)
class Site:
    """What the journey ends with: the pages, or the problems that keep them from being written.

    `templates` has the template of each page, by its path, that has one of its own.
    """

    library: Library
    problems: tuple[Problem, ...]
    pages: Sequence[Page]
    exports: Sequence[Export] = ()
    templates: Mapping[str, str] = field(default_factory=dict)


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
    loaded = load(root, originals, steps.each, cache)
    steps.begin("check")
    problems = tuple(sorted((*loaded.problems, *check(loaded.library, cache))))
    if any(not problem.notice for problem in problems):
        return Site(loaded.library, problems, ())
    try:
        steps.begin("weave")
        reading = weave(loaded.library, setting)
        return Site(loaded.library, problems, *_made(reading, style(root), cache or Cache(None), steps))
    except TooSlow as slow:
        return Site(loaded.library, (_too_slow(loaded.library, str(slow)),), ())


def _made(
    reading: Reading, looks: str, cache: Cache, steps: Steps
) -> tuple[OnDisk[Page], tuple[Export, ...], dict[str, str]]:
    """The pages, in the order of their paths, the files of data, and which pages have a template of their own.

    Pages and files go to disk as soon as they are made.
    """
    pages, room = OnDisk(kept.as_bytes, kept.page), Room()
    templates: dict[str, str] = {}

    def add(made: Iterable[kept.Stored]) -> None:
        for page in made:
            pages.store(page.path, page.data)
            if page.template:
                templates[page.path] = page.template

    annotations: list[Export] = []
    books: list[Export] = []
    world = kept.shared(reading, cache)
    steps.begin("articles", len(reading.library.articles))
    for of in steps.each(kept.of_articles(reading, looks, cache, world)):
        add(of.pages)
        annotations.append(_filed(room, of.annotations))
        books.append(_filed(room, of.book))
    steps.begin("exports")
    made = exports(reading, annotations, books, kept.tables(reading, cache, world))
    others = [_filed(room, file) for file in made]
    steps.begin("pages")
    add(kept.across(reading, cache, world))
    add(kept.stored([data.page(reading, [*annotations, *others, *books])]))
    pages.sort()
    return pages, (*annotations, *books, *others), templates


def _filed(room: Room, file: Export) -> Export:
    """A file of data whose bytes lie in the room."""
    return replace(file, parts=room.stretch(file.parts))


def _too_slow(library: Library, slow: str) -> Problem:
    """A text that `tangled_brackets` let pass and that would still keep the machine busy for minutes."""
    found = [Place(file, text.line) for file, text in every_text(library) if text.text[:40] == slow[:40]]
    wrong = "this text takes longer than five seconds to turn into a page."
    where = found[0] if found else Place("docs", 1)
    return Problem(where, "tangled_brackets", f"{wrong} It begins: {slow[:40]}", "Shorten it, and close every bracket.")

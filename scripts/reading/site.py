"""Runs the journey in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from . import kept
from .cache import Cache
from .checks import check
from .exports import exports
from .load import load, style
from .model import Export, Library, Page, Place, Problem, Reading, Setting
from .navigation import placed
from .ondisk import OnDisk, Room
from .pages import data
from .progress import Steps
from .prose import TooSlow
from .refs import every_text
from .weave import weave


@dataclass(frozen=True, slots=True)
class Site:
    """What the journey ends with: the pages, or the problems that keep them from being written."""

    library: Library
    problems: tuple[Problem, ...]
    pages: Sequence[Page]
    exports: Sequence[Export] = ()


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
        pages, files = _made(reading, style(root), cache or Cache(None), steps)
        return Site(loaded.library, problems, pages, files)
    except TooSlow as slow:
        return Site(loaded.library, (_too_slow(loaded.library, str(slow)),), ())


def _made(reading: Reading, looks: str, cache: Cache, steps: Steps) -> tuple[OnDisk[Page], tuple[Export, ...]]:
    """The pages, in the order of their paths, and the files of data; each goes to disk as soon as it is made."""
    pages, room = OnDisk[Page](), Room()
    annotations: list[Export] = []
    books: list[Export] = []
    world = kept.shared(reading, cache)
    steps.begin("articles", len(reading.library.articles))
    for of in steps.each(kept.of_articles(reading, looks, cache, world)):
        _add(pages, placed(of.pages))
        annotations.append(_filed(room, of.annotations))
        books.append(_filed(room, of.book))
    steps.begin("exports")
    made = exports(reading, annotations, books, kept.tables(reading, cache, world))
    others = [_filed(room, file) for file in made]
    steps.begin("pages")
    _add(pages, (one for page in kept.across(reading, cache, world) for one in placed([page])))
    _add(pages, placed([data.page(reading, [*annotations, *others, *books])]))
    pages.sort()
    return pages, (*annotations, *books, *others)


def _add(shelf: OnDisk[Any], things: Iterable[Any]) -> None:
    for thing in things:
        shelf.add(thing.path, thing)


def _filed(room: Room, file: Export) -> Export:
    """A file of data whose bytes lie in the room."""
    return replace(file, parts=room.stretch(file.parts))


def _too_slow(library: Library, slow: str) -> Problem:
    """A text that `tangled_brackets` let pass and that would still keep the machine busy for minutes."""
    found = [Place(file, text.line) for file, text in every_text(library) if text.text[:40] == slow[:40]]
    wrong = "this text takes longer than five seconds to turn into a page."
    where = found[0] if found else Place("docs", 1)
    return Problem(where, "tangled_brackets", f"{wrong} It begins: {slow[:40]}", "Shorten it, and close every bracket.")

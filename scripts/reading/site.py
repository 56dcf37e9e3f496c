"""Runs the journey in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .checks import check
from .exports import exports
from .load import load
from .model import Export, Library, Page, Problem
from .pages import write
from .weave import weave


@dataclass(frozen=True, slots=True)
class Site:
    """What the journey ends with: the pages, or the problems that keep them from being written."""

    library: Library
    problems: tuple[Problem, ...]
    pages: tuple[Page, ...]
    exports: tuple[Export, ...] = ()


def journey(root: Path, originals: Mapping[str, str] | None = None, home: str = "") -> Site:
    """From `root / "docs"` to the pages and data of a site at the address `home`.

    Neither pages nor data where a problem is more than a notice.
    """
    loaded = load(root, originals)
    problems = tuple(sorted((*loaded.problems, *check(loaded.library))))
    if any(not problem.notice for problem in problems):
        return Site(loaded.library, problems, ())
    reading = weave(loaded.library, home)
    files = exports(reading)
    return Site(loaded.library, problems, write(reading, files), files)

"""Runs the journey in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from .checks import check
from .load import load
from .model import Forge, Library, Page, Problem
from .pages import write
from .weave import weave


@dataclass(frozen=True, slots=True)
class Site:
    """What the journey ends with: the pages, or the problems that keep them from being written."""

    library: Library
    problems: tuple[Problem, ...]
    pages: tuple[Page, ...]


NO_FORGE = Forge()


def journey(root: Path, originals: Mapping[str, str] | None = None, forge: Forge = NO_FORGE) -> Site:
    """From `root / "docs"` to pages; no pages where a problem is more than a notice.

    `forge` is where links to add and correct things lead.
    """
    loaded = load(root, originals)
    problems = tuple(sorted((*loaded.problems, *check(loaded.library))))
    if any(not problem.notice for problem in problems):
        return Site(loaded.library, problems, ())
    reading = replace(weave(loaded.library), forge=forge)
    return Site(loaded.library, problems, write(reading))

"""Remembers what was worked out, so that no step goes over the same thing twice."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Subject = TypeVar("Subject")
Result = TypeVar("Result")


_forget: list[Callable[[], None]] = []


def forget() -> None:
    """Lets go of everything that was worked out."""
    for clear in _forget:
        clear()


def until_forgotten() -> list[Any]:
    """A list for what a module remembers; it is empty again when everything is let go."""
    remembered: list[Any] = []
    _forget.append(remembered.clear)
    return remembered


def once(work_out: Callable[[Subject], Result]) -> Callable[[Subject], Result]:
    """`work_out` that keeps its last result for as long as it is asked about the very same object.

    One object at a time is enough, since a build has one library; and identity is the question, since comparing two
    libraries would take as long as working it out.
    """
    last: list[tuple[Subject, Result]] = until_forgotten()

    def remembered(subject: Subject) -> Result:
        if not last or last[0][0] is not subject:
            last[:] = [(subject, work_out(subject))]
        return last[0][1]

    return remembered


def each(work_out: Callable[[Subject], Result]) -> Callable[[Subject], Result]:
    """`work_out` that keeps its results by object.

    For `mkdocs serve`, which gets the very same things for what nobody touched (see `load`).
    """
    kept: dict[int, tuple[Subject, Result]] = {}  # with the subject, so that no other can get its number
    _forget.append(kept.clear)

    def remembered(subject: Subject) -> Result:
        if id(subject) not in kept:
            kept[id(subject)] = subject, work_out(subject)
        return kept[id(subject)][1]

    return remembered


def by_value(work_out: Callable[Given, Result]) -> Callable[Given, Result]:
    """`work_out` that keeps its results by what it was given, and so gives the very same one for the same."""
    remembered = functools.cache(work_out)
    _forget.append(remembered.cache_clear)
    return remembered  # type: ignore[return-value]  # mypy does not know that it takes the same

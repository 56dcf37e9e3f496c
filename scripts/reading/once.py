"""Remembers what was worked out for the last library, so that each step goes over it once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Subject = TypeVar("Subject")
Result = TypeVar("Result")


_kept: list[list[Any]] = []


def forget() -> None:
    """Lets go of everything that was worked out."""
    for last in _kept:
        last.clear()


def once(work_out: Callable[[Subject], Result]) -> Callable[[Subject], Result]:
    """`work_out` that keeps its last result for as long as it is asked about the very same object.

    One object at a time is enough, since a build has one library; and identity is the question, since comparing two
    libraries would take as long as working it out.
    """
    last: list[tuple[Subject, Result]] = []
    _kept.append(last)

    def remembered(subject: Subject) -> Result:
        if not last or last[0][0] is not subject:
            last[:] = [(subject, work_out(subject))]
        return last[0][1]

    return remembered

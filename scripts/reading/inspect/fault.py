"""A fault of a built site, and faults gathered by their cause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..model import Place, Problem


@dataclass(frozen=True, slots=True, order=True)
class Fault(Problem):
    """A problem of a built site; its place is a file of the site and a line of that file.

    `element` and `target` are what stands there and where it leads, as typed; `cause` is what it shares with the same
    fault on other pages.
    """

    element: str = ""
    target: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Cause:
    """One thing to mend: the faults that go away with it, at least one, in the order of their places."""

    faults: tuple[Fault, ...]

    @property
    def first(self) -> Fault:
        """The fault that stands for all."""
        return self.faults[0]

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place, each once, in order."""
        return tuple(dict.fromkeys(fault.place for fault in self.faults))


def causes(faults: Iterable[Fault]) -> tuple[Cause, ...]:
    """The faults by what is to be mended, in the order of their first places."""
    gathered: dict[tuple[str, str], list[Fault]] = {}
    for fault in sorted(faults):
        gathered.setdefault((fault.rule, fault.cause), []).append(fault)
    return tuple(sorted(Cause(tuple(found)) for found in gathered.values()))

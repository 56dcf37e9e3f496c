"""How far a run is, and what each of its steps took.

On a terminal a step that takes longer than a second gets a bar; elsewhere it gets one plain line when it is done.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO, TypeVar

Item = TypeVar("Item")
PATIENCE = 1.0  # seconds that nobody minds


class Steps:
    """The steps of a run, one after the other; `quiet` says nothing and only keeps the times."""

    def __init__(self, out: TextIO = sys.stderr, quiet: bool = False) -> None:
        self.seconds: dict[str, float] = {}  # CPU seconds by step
        self._out, self._quiet = out, quiet
        self._name, self._began, self._cpu = "", 0.0, time.process_time()
        self._bar: Any = None
        self._done, self._total = 0, 0

    def begin(self, name: str, total: int = 0) -> None:
        """Ends the step before and begins one of `total` parts (0 where nobody knows)."""
        self.end()
        self._name, self._began, self._cpu = name, time.monotonic(), time.process_time()
        self._done, self._total = 0, total

    def each(self, items: Iterable[Item], total: int = 0) -> Iterator[Item]:
        """The items, each counted as one part of the step."""
        self._total = total or self._total
        for item in items:
            yield item
            self.advance()

    def advance(self, parts: int = 1) -> None:
        """One part more is done."""
        self._done += parts
        if self._bar is None and not self._quiet and self._out.isatty() and self._late():
            self._bar = _bar(self._out)
            self._bar.add_task(self._name, total=None)
            self._bar.start()
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=self._done, total=self._total or None)

    @contextmanager
    def aside(self, name: str) -> Iterator[None]:
        """Counts what is done within one step as part of another."""
        began = time.process_time()
        yield
        spent = time.process_time() - began
        self.seconds[name] = self.seconds.get(name, 0.0) + spent
        self._cpu += spent

    def end(self) -> None:
        """Ends the step at hand."""
        if not self._name:
            return
        self.seconds[self._name] = self.seconds.get(self._name, 0.0) + time.process_time() - self._cpu
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
        elif not self._quiet and not self._out.isatty() and self._late():
            parts = f", {self._done:,} parts" if self._done else ""
            print(f"{self._name}: {time.monotonic() - self._began:.1f} s{parts}", file=self._out, flush=True)
        self._name = ""

    def _late(self) -> bool:
        return time.monotonic() - self._began > PATIENCE


def record(seconds: Mapping[str, float], environment: Mapping[str, str]) -> None:
    """Writes the times to the file that `READING_STEPS` names, for `notes bench`."""
    if environment.get("READING_STEPS"):
        Path(environment["READING_STEPS"]).write_text(json.dumps(dict(seconds)), encoding="utf-8")


def _bar(out: TextIO) -> Any:
    from rich.console import Console  # takes a twentieth of a second, which short runs need not spend
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(file=out), transient=True)

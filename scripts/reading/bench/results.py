"""What a benchmark found, as values, as JSON and as the table in the maintainers' guide."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

STEPS = ("load", "check", "weave", "articles", "exports", "pages", "engine", "finish", "inspect")


@dataclass(frozen=True, slots=True)
class Row:
    """One program on one library: CPU seconds, MiB of the largest process, bytes of what it wrote."""

    program: str
    articles: int
    pages: int
    cpu: float
    peak_mib: float
    size: int
    steps: dict[str, float] = field(default_factory=dict)  # CPU seconds by step, where the program tells


@dataclass(frozen=True, slots=True)
class Result:
    """All rows, what was not there to be measured, and the figures that the goals are about."""

    rows: tuple[Row, ...]
    missing: tuple[str, ...]
    summary: dict[str, float | bool | None]


def exponent(rows: Sequence[Row], of: str) -> float | None:
    """How the figure `of` grows from the last size but one to the last: 1 is as fast as the pages, 2 their square."""
    if len(rows) < 2:
        return None
    before, last = rows[-2:]
    return round(math.log(getattr(last, of) / getattr(before, of)) / math.log(last.pages / before.pages), 3)


def as_json(result: Result) -> str:
    """The result as JSON; the figures of the goals stand under `summary`."""
    data: dict[str, Any] = {
        "summary": result.summary,
        "missing": list(result.missing),
        "rows": [dataclasses.asdict(row) for row in result.rows],
    }
    return json.dumps(data, indent=1) + "\n"


def from_json(text: str) -> Result:
    """The result that `as_json` wrote."""
    data = json.loads(text)
    return Result(tuple(Row(**row) for row in data["rows"]), tuple(data["missing"]), data["summary"])


def table(result: Result) -> str:
    """The rows as a Markdown table, CPU seconds by step for ours."""
    head = ["Program", "Articles", "Pages", "CPU s", "ms a page", *STEPS, "Peak MiB", "MB"]
    lines = [head, ["---"] * len(head), *(_cells(row) for row in result.rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _cells(row: Row) -> list[str]:
    steps = [f"{row.steps[step]:.2f}" if step in row.steps else "–" for step in STEPS]
    size = f"{row.size / 1e6:.1f}" if row.size else "–"
    cost = [f"{row.cpu:.2f}", f"{1000 * row.cpu / row.pages:.1f}"]
    return [row.program, f"{row.articles:,}", f"{row.pages:,}", *cost, *steps, f"{row.peak_mib:.0f}", size]


def brief(result: Result) -> str:
    """The rows as the Markdown table in docs/contributing/maintainers.md, which a test compares with `results.json`."""
    head = ["Program", "Pages", "CPU s", "ms a page", "Peak MiB", "MB written"]
    rows = [_cells(row) for row in result.rows]
    lines = [head, ["---"] * len(head), *([r[0], *r[2:5], *r[-2:]] for r in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def lines(result: Result) -> Iterator[str]:
    """What was found in words: the figures of the goals, and what was missing."""
    for name, value in result.summary.items():
        yield f"{name}: {'not measured' if value is None else value}"
    for program in result.missing:
        yield f"{program} is not installed here, so it was not measured."

"""Positions over time: a lane for each actor (or topic), a sign where a stance is taken, a bar while it is held.

Dates crowd together in a few months and then rest for years, so the columns are dates at which something changed, not
equal stretches of time; years are marked above them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ..dates import shown, span
from .svg import frame, line, link, number, words

TOP, LANE, FOOT = 40, 42, 8  # pixels
NARROWEST = 22  # pixels a column needs; more columns than a phone has room for make the figure scroll in its box
PHONE = 320
SIGNS = {
    "": '<circle r="5"/>',
    "restated": '<circle r="4.5" class="open"/>',
    "hardened": '<path d="M0-6.5 6 5H-6z"/>',
    "softened": '<path d="M0 6.5 6-5H-6z"/>',
    "moved": '<path d="M0-7 7 0 0 7-7 0z"/>',
    "reversed": '<path d="M-5-5H5V5H-5z"/>',
}
MEANING = {
    "": "a first stance, or later words that nobody has judged",
    "restated": "restated",
    "hardened": "hardened",
    "softened": "softened",
    "moved": "moved",
    "reversed": "reversed",
}


@dataclass(frozen=True, slots=True)
class Point:
    """A stance: its EDTF date, its words, how it changed (a word of `SIGNS`), and with what it cannot stand."""

    date: str
    says: str
    change: str = ""
    contradicts: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """What one actor held, the oldest first; `href` leads to the list that says the same."""

    name: str
    href: str
    points: tuple[Point, ...]


def lanes(title: str, rows: Sequence[Lane]) -> str:
    """The figure as markup; "" where there is nothing to draw."""
    days = sorted({_day(point) for row in rows for point in row.points})
    if not days:
        return ""
    columns = {day: (at + 0.5) * 100 / len(days) for at, day in enumerate(days)}
    height = TOP + LANE * len(rows) + FOOT
    drawn = _years(days, height) + "".join(
        _lane(row, TOP + LANE * at, columns) for at, row in enumerate(sorted(rows, key=lambda row: _day(row.points[0])))
    )
    description = (
        f"{len(rows)} lanes, {len(days)} dates from {shown(days[0])} to {shown(days[-1])}. Each column is a date at "
        "which something changed; columns are not to scale. A bar lasts as long as no later stance is known."
    )
    width = "100%" if len(days) * NARROWEST <= PHONE else str(len(days) * NARROWEST)
    return frame("lanes", title, description, width, height, drawn)


def key(rows: Sequence[Lane]) -> str:
    """The signs that occur in a figure, with their meaning, as the items of a list."""
    used = {point.change for row in rows for point in row.points}
    items = [
        f'<li><svg class="lanes" width="16" height="16" aria-hidden="true"><svg x="8" y="8">{sign}</svg></svg> '
        f"{words(MEANING[change])}</li>"
        for change, sign in SIGNS.items()
        if change in used
    ]
    if any(point.contradicts for row in rows for point in row.points):
        items.append('<li><span class="against">≠</span> cannot stand with a stance of somebody else</li>')
    return "".join(items)


def _day(point: Point) -> str:
    days = span(point.date)
    return days.first.isoformat() if days else ""


def _years(days: Sequence[str], height: float) -> str:
    """Years above their columns, in two rows by turns, since a year may be narrower than its number."""
    marks, at = [], 0
    for turn, (year, of) in enumerate(groupby(days, key=lambda day: day[:4])):
        x, y, last = f"{number(at * 100 / len(days))}%", 14 + turn % 2 * 14, at > 0.86 * len(days)
        place = f'x="{x}" text-anchor="end"' if last else f'x="{x}"'
        word = line(-3 if last else 3, y, year, "year")
        marks.append(f'<line x1="{x}" x2="{x}" y1="{y - 10}" y2="{number(height)}"/><svg {place}>{word}</svg>')
        at += len(list(of))
    return f'<g aria-hidden="true">{"".join(marks)}</g>'


def _lane(row: Lane, top: float, columns: dict[str, float]) -> str:
    ends = [*(columns[_day(point)] for point in row.points[1:]), 100.0]
    name = link(row.href, row.name, line(0, top + 14, words(row.name)), "name")
    bars = "".join(
        f'<rect class="bar" x="{number(columns[_day(point)])}%" y="{number(top + 25)}" height="3" '
        f'width="{number(max(end - columns[_day(point)], 0))}%"/>'
        for point, end in zip(row.points, ends, strict=True)
    )
    return f"<g>{name}{bars}{''.join(_sign(row, point, top + 26.5, columns[_day(point)]) for point in row.points)}</g>"


def _sign(row: Lane, point: Point, y: float, x: float) -> str:
    changed = f" ({point.change})" if point.change else ""
    against = f" Contradicts {point.contradicts}." if point.contradicts else ""
    label = f"{row.name}, {shown(point.date)}{changed}: {point.says}{against}"
    above = line(0, -8, "≠", "against") if point.contradicts else ""
    touched = '<circle r="11" class="touched"/>'  # what a finger can hit
    sign = SIGNS.get(point.change, SIGNS[""])
    rough = "rough" if _day(point) != point.date else ""
    drawn = f'<svg x="{number(x)}%" y="{number(y)}" text-anchor="middle">{touched}{sign}{above}</svg>'
    return link(row.href, label, drawn, rough)

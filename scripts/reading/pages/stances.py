"""How a stance is shown wherever it stands: its words, date, sources, and the marks with the rules that found them."""

from __future__ import annotations

import html
from collections.abc import Sequence

from .. import prose
from ..figures.lanes import Lane, Point, key, lanes
from ..model import Position
from ..shifts import Mark, Step, steps
from .parts import Writer, when

RULES = "positions/index.md#rule_{}"  # where a rule is explained


def way(writer: Writer, slug: str) -> str:
    """The address of a thing as a link on this page has it."""
    return prose.relative(prose.href(writer.reading.addresses[slug]), writer.page, ".html")


def stance_list(writer: Writer, position: Position) -> str:
    """All stances of a position as a list, the oldest first, dates at the head."""
    items = []
    for step in steps(position, writer.reading.things):
        passage = f" {writer.link(step.stance.passage.text)}" if step.stance.passage else ""
        items.append(
            f"<li>{when(step.stance.date.text)}: {html.escape(step.stance.stance.text)}{marks(writer, step)}{passage}"
            f' <span class="cited">({writer.links(step.stance.sources)})</span></li>'
        )
    return f'<ol class="stances">{"".join(items)}</ol>'


def marks(writer: Writer, step: Step) -> str:
    """The marks of a stance, each a link to the rule that found it; contradictions also name the other stance."""
    return "".join(f" {_mark(writer, mark)}" for mark in step.marks)


def _mark(writer: Writer, mark: Mark) -> str:
    target = prose.relative(RULES.format(mark.rule), writer.page, ".html")
    other = ""
    if mark.rule == "declared_contradiction":
        other = f" {writer.link(mark.other.slug)} of {when(mark.beside.date.text)}"
    word = html.escape(mark.word)
    return f'<em class="mark"><a href="{target}">{word}</a>{other}</em>'


def picture(writer: Writer, title: str, named: Sequence[tuple[str, Position]]) -> str:
    """Positions over time as a figure with its key; nothing where there are fewer than two stances to compare."""
    rows = [_lane(writer, name, position) for name, position in named]
    if sum(len(row.points) for row in rows) < 2:
        return ""
    return (
        f'<figure class="picture"><div class="scroll">{lanes(title, rows)}</div>'
        f'<figcaption>Each column is a date; columns are not to scale.<ul class="key">{key(rows)}</ul></figcaption>'
        "</figure>"
    )


def _lane(writer: Writer, name: str, position: Position) -> Lane:
    points = []
    for step in steps(position, writer.reading.things):
        against = "; ".join(
            f"{writer.reading.addresses[m.other.slug].name}, {m.beside.date}"
            for m in step.marks
            if m.rule == "declared_contradiction"
        )
        change = step.stance.change.text if step.stance.change else ""
        points.append(Point(step.stance.date.text, step.stance.stance.text, change, against))
    return Lane(name, way(writer, position.slug), tuple(points))

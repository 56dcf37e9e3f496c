"""Positions over time: what is held on a day, and by which rule a stance is marked as a shift or a contradiction.

A stance whose date is a month, a year or a stretch of days counts from the first of its possible days: `2025-07` from
2025-07-01. Whether two stances differ in more than their words is a judgement, which only a file can make; the rules
find where one is made, and where one is wanting. A rule's docstring is what readers are told of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from .dates import span
from .model import Position, Stance, Thing


@dataclass(frozen=True, slots=True)
class Mark:
    """What a rule says of a stance: the rule's name, a word for readers, and the stance that it is compared with."""

    rule: str
    word: str
    other: Position
    beside: Stance


@dataclass(frozen=True, slots=True)
class Step:
    """A stance, the days from which and before which it is held (ISO; "" while none follows), and its marks."""

    stance: Stance
    since: str
    until: str
    marks: tuple[Mark, ...]


Things = Mapping[str, Thing]
Rule = Callable[[Position, int, Things], Iterator[Mark]]


def declared_change(position: Position, at: int, things: Things) -> Iterator[Mark]:
    """The file says in `change:` how this stance differs from the one before it; its commentary says why."""
    del things
    stance = position.stances[at]
    if at and stance.change:
        yield Mark("declared_change", stance.change.text, position, position.stances[at - 1])


def later_words(position: Position, at: int, things: Things) -> Iterator[Mark]:
    """A stance follows another and the file does not judge whether the view or only the wording differs."""
    del things
    if at and not position.stances[at].change:
        yield Mark("later_words", "later words", position, position.stances[at - 1])


def declared_contradiction(position: Position, at: int, things: Things) -> Iterator[Mark]:
    """The file says in `contradicts:` with what this stance cannot stand; compared is what was held there that day."""
    stance = position.stances[at]
    for slug in stance.contradicts:
        other = things.get(slug.text)
        beside = held(other, since(stance)) if isinstance(other, Position) and other != position else None
        if isinstance(other, Position) and beside:
            yield Mark("declared_contradiction", "contradicts", other, beside)


RULES: tuple[Rule, ...] = (declared_change, later_words, declared_contradiction)


def steps(position: Position, things: Things) -> tuple[Step, ...]:
    """The stances of a position, the oldest first, with the time for which each is held and its marks.

    `things` are those of the library by slug.
    """
    days = [since(stance) for stance in position.stances]
    return tuple(
        Step(stance, day, end, tuple(mark for rule in RULES for mark in rule(position, at, things)))
        for at, (stance, day, end) in enumerate(zip(position.stances, days, [*days[1:], ""], strict=True))
    )


def held(position: Position, day: str) -> Stance | None:
    """The stance that a position has come to by a day (ISO), or None before its first."""
    return next((stance for stance in reversed(position.stances) if since(stance) <= day), None)


def days(positions: Iterable[Position]) -> dict[str, str]:
    """The days (ISO) on which some position changes, in order, each with the date as a file writes it.

    Where stances of one day are dated more and less exactly, the more exact writing stands.
    """
    written: dict[str, str] = {}
    for stance in (stance for position in positions for stance in position.stances):
        day = since(stance)
        if day not in written or stance.date.text == day:
            written[day] = stance.date.text
    return dict(sorted(written.items()))


def since(stance: Stance) -> str:
    """The first possible day of a stance (ISO); "" where its date is none, which the checks do not let pass."""
    found = span(stance.date.text)
    return found.first.isoformat() if found else ""

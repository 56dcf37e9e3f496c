"""The timeline as a picture: time runs down, each event has a mark on the axis and its title beside it.

A year is as high as its events need; within a year marks stand to scale. A date that covers more than a day is a span,
and one that is not sure is a hollow span. Stretches without events are short and broken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..dates import Span, shown, span
from .svg import frame, line, link, number, shortened, words

ROW, GAP, LEAST, TOP = 22, 14, 30, 6  # pixels: an event, a stretch without events, a year at least, above the first
AXIS, ASIDE, LABEL = 46, 9, 92  # where the axis, a second mark at the same height, and the titles begin
NARROW, WIDE = 32, 90  # letters of a title on a phone, and at most


@dataclass(frozen=True, slots=True)
class Moment:
    """An event: its EDTF date, title, the address of its entry in the list, and the actors by slug and by name.

    `marked` is the attribute that its entry in the list has, by which a script filters both.
    """

    date: str
    title: str
    href: str
    actors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    marked: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A year's part of the axis, in pixels from the top."""

    year: int
    top: float
    height: float


def years(title: str, moments: Sequence[Moment]) -> str:
    """The figure as markup, for moments in the order of time; "" where no date can be drawn."""
    dated = [(moment, days) for moment in moments if (days := span(moment.date))]
    if not dated:
        return ""
    bands = _bands([days.first.year for _, days in dated])
    bottom = bands[-1].top + bands[-1].height
    drawn = [_axis(bands)]
    for band in bands:
        own = [(moment, days) for moment, days in dated if days.first.year == band.year]
        drawn += _year(band, own, bands)
    description = (
        f"{len(dated)} events from {bands[0].year} to {bands[-1].year}, the oldest above. A year is as high as its "
        "events need. Bars are dates of several days; hollow bars are dates known only roughly."
    )
    return frame("years", title, description, "100%", bottom + TOP, "".join(drawn))


def _bands(years: Sequence[int]) -> list[Band]:
    bands: list[Band] = []
    top = float(TOP)
    for year in sorted(set(years)):
        if bands and bands[-1].year < year - 1:
            top += GAP
        bands.append(Band(year, top, max(LEAST, ROW * years.count(year) + 8)))
        top += bands[-1].height
    return bands


def _axis(bands: Sequence[Band]) -> str:
    parts, last = [], bands[0].top
    for band in bands:
        end = band.top + band.height
        parts += [_down("gap", last, band.top)] if band.top > last else []
        parts.append(_down("axis", band.top, end))
        parts.append(f'<path class="axis" d="M{AXIS - 5} {number(band.top)}h5"/>')
        parts.append(line(0, band.top + 17, str(band.year), "year"))
        last = end
    return f'<g aria-hidden="true">{"".join(parts)}</g>'


def _down(kind: str, start: float, end: float) -> str:
    return f'<path class="{kind}" d="M{AXIS} {number(start)}V{number(end)}"/>'


def _year(band: Band, own: Sequence[tuple[Moment, Span]], bands: Sequence[Band]) -> list[str]:
    """The events of a year: titles evenly below one another, marks to scale, thin lines between the two."""
    drawn, below, aside = [], -1.0, 0
    for at, (moment, days) in enumerate(own):
        start, end = _height(days.first, band, bands), _height(days.last, band, bands, after=True)
        start = min(start, band.top + band.height - 3)
        aside = (aside + 1) % 3 if start < below + 2 else 0
        below = max(below, end, start + 4)
        drawn.append(_event(moment, days, start, max(end - start, 4), AXIS + aside * ASIDE, band.top + 17 + ROW * at))
    return drawn


def _height(day: date, band: Band, bands: Sequence[Band], after: bool = False) -> float:
    """How far down a day stands; a year without a band of its own stands where the one before it ends.

    `after` takes the end of the day instead of its beginning.
    """
    at = max((b for b in bands if b.year <= day.year), key=lambda b: b.year, default=band)
    if at.year < day.year:
        return at.top + at.height
    done = day.timetuple().tm_yday - (0 if after else 1)
    return at.top + at.height * done / 366


def _event(moment: Moment, days: Span, start: float, height: float, x: float, foot: float) -> str:
    rough = days.about or ("/" not in moment.date and days.first != days.last)
    mark = (
        f'<rect class="{"rough" if rough else "mark"}" x="{number(x - 3)}" y="{number(start)}" width="6" '
        f'height="{number(height)}" rx="2"/>'
    )
    middle = start + min(height, 8) / 2
    leader = f'<path class="leader" d="M{number(x + 4)} {number(middle)}L{LABEL - 14} {number(foot - 4)}H{LABEL - 4}"/>'
    label = line(LABEL, foot, shortened(moment.title, NARROW, WIDE))
    named = f" ({', '.join(moment.names)})" if moment.names else ""
    data = f' data-actors="{words(" ".join(moment.actors))}"{moment.marked}'
    return link(moment.href, f"{shown(moment.date)}: {moment.title}{named}", leader + mark + label, data=data)

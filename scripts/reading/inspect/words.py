"""Faults as text for a person, as JSON for a program, and as annotations for a forge."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from ..model import Place
from .fault import Cause, Fault, causes

SHOWN = 3  # places named beside the first


def text(faults: Sequence[Fault]) -> str:
    """What is to be mended, each with its first place, the others in short, what to type, and the rule."""
    return "\n\n".join(_one(cause) for cause in causes(faults))


def _one(cause: Cause) -> str:
    first = cause.first
    lines = [f"{_place(first.place)}: {first.wrong}", *(f"    {line}" for line in _others(cause))]
    lines += [f"    {line}" for line in first.advice.split("\n")]
    return "\n".join([*lines, f"    [{first.rule}]"])


def _others(cause: Cause) -> list[str]:
    """Where else it is so, in one line; none where it is so once."""
    others = cause.places[1:]
    if not others:
        return []
    pages = len({place.file for place in cause.places})
    where = f"on {pages} pages" if pages > 1 else f"{len(cause.places)} times on this page"
    more = f", and {len(others) - SHOWN} more" if len(others) > SHOWN else ""
    return [f"The same {where}: {'; '.join(_place(place) for place in others[:SHOWN])}{more}."]


def _place(place: Place) -> str:
    return f"{place.file}, line {place.line}"


def summary(faults: Sequence[Fault], pages: int) -> str:
    """How much was looked at and found, in one line."""
    looked = f"{pages} page{'s' if pages != 1 else ''}"
    if not faults:
        return f"{looked}, no fault."
    number, files = len(causes(faults)), len({fault.place.file for fault in faults})
    things = f"{number} thing{'s' if number != 1 else ''}"
    return f"{looked}, {things} to mend in {files} file{'s' if files != 1 else ''}."


def as_json(faults: Sequence[Fault], pages: int) -> str:
    """An object with `pages` and `faults`; each fault has a rule, words, element, target, and every place."""
    found = [
        {
            "rule": cause.first.rule,
            "wrong": cause.first.wrong,
            "advice": cause.first.advice,
            "element": cause.first.element,
            "target": cause.first.target,
            "places": [{"file": place.file, "line": place.line} for place in cause.places],
        }
        for cause in causes(faults)
    ]
    return json.dumps({"pages": pages, "faults": found}, ensure_ascii=False, indent=1)


def github(faults: Sequence[Fault], site: Path) -> str:
    """One annotation for each thing to mend, on its first place (workflow commands of GitHub Actions)."""
    lines = []
    for cause in causes(faults):
        first = cause.first
        message = "\n".join([first.wrong, *_others(cause), first.advice])
        where = f"file={_property((site / first.place.file).as_posix())},line={first.place.line}"
        lines.append(f"::error {where},title={first.rule}::{_data(message)}")
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

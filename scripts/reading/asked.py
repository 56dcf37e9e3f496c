"""Reads the list of anchors that `notes realign` is asked for, and writes the answers, as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .answers import Anchor, Answer
from .model import PassagePrint

EXAMPLE = 'A list looks like this: [{"p": 4, "s": 2, "quote": "a few words"}]'
NOWHERE = 0  # no passage has this number


@dataclass(frozen=True, slots=True)
class Asked:
    """An anchor, and the id (any JSON value) that its answer is to carry; `has_id` where one was given."""

    anchor: Anchor
    id: Any = None
    has_id: bool = False


def anchors(content: str, prints: Sequence[PassagePrint]) -> tuple[Asked, ...]:
    """The anchors of a file: a list of records with `p` and maybe `s`, `quote` and `id`, or a record `anchors` of it.

    `p` is the number of a passage from 1, or its id. Raises `ValueError` with a sentence for what is no such list.
    """
    try:
        data = json.loads(content)
    except RecursionError:
        raise ValueError(f"its brackets nest too deeply. {EXAMPLE}") from None
    except ValueError as error:
        line = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise ValueError(f"this is not JSON{line}. {EXAMPLE}") from None
    if isinstance(data, dict) and "anchors" in data:
        data = data["anchors"]
    if not isinstance(data, list):
        raise ValueError(f"this is not a list of anchors. {EXAMPLE}")
    numbers = {known.passage: number for number, known in enumerate(prints, 1)}
    return tuple(_asked(item, number, numbers) for number, item in enumerate(data, 1))


def _asked(item: object, number: int, numbers: Mapping[str, int]) -> Asked:
    if not isinstance(item, dict):
        raise ValueError(f"anchor {number} is not a record in curly brackets. {EXAMPLE}")
    p, s, quote = item.get("p"), item.get("s"), item.get("quote")
    passage = p if _is_number(p) else _named(p, numbers)
    if passage is None:
        raise ValueError(f"anchor {number} does not say which passage it is in. {EXAMPLE}")
    if isinstance(s, str) and s.isdecimal():
        s = int(s[:9])
    if s is not None and not _is_number(s):
        raise ValueError(f"anchor {number}: `s` is the number of a sentence. {EXAMPLE}")
    if quote is not None and not isinstance(quote, str):
        raise ValueError(f"anchor {number}: `quote` is a text in quotation marks. {EXAMPLE}")
    return Asked(Anchor(passage, s, quote), item.get("id"), "id" in item)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _named(p: object, numbers: Mapping[str, int]) -> int | None:
    """The number of a passage from its id or from digits; `NOWHERE` for an id that the old text does not have."""
    if not isinstance(p, str):
        return None
    return int(p[:9]) if p.isdecimal() else numbers.get(p, NOWHERE)


def written(asked: Sequence[Asked], answers: Sequence[Answer]) -> str:
    """The answers as a JSON list in the order of the anchors; levels that are not placed are left out."""
    return json.dumps([_record(one, answer) for one, answer in zip(asked, answers, strict=True)], indent=1)


def _record(one: Asked, answer: Answer) -> dict[str, Any]:
    levels = {
        "paragraph": answer.paragraph,
        "sentence": answer.sentence,
        "span": answer.span,
        "start": answer.start,
        "why": answer.why if answer.out_of_range else None,
    }
    placed = {name: value for name, value in levels.items() if value is not None}
    return ({"id": one.id} if one.has_id else {}) | {"status": answer.status.value} | placed

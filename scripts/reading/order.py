"""The order of passages: which kept it, and where one that is missing would stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence


def backbone(places: Mapping[int, int]) -> list[tuple[int, int]]:
    """The placed passages that kept their order: of all rising sequences the longest."""
    pairs = sorted(places.items())
    tails: list[int] = []
    ends: list[int] = []
    back: list[int | None] = []
    for n, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j + 0.5)
        back.append(ends[at - 1] if at else None)
        tails[at : at + 1] = [j]
        ends[at : at + 1] = [n]
    kept: list[tuple[int, int]] = []
    last = ends[-1] if ends else None
    while last is not None:
        kept.append(pairs[last])
        last = back[last]
    return kept[::-1]


def fits(order: Sequence[tuple[int, int]], i: int, j: int) -> bool:
    """Whether paragraph `j` stands where passage `i` would be, between its neighbours in the kept order."""
    before = max((place for old, place in order if old < i), default=-1)
    after = min((place for old, place in order if old > i), default=j)
    return before <= j <= after

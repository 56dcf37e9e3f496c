"""The argument as an outline, and as a map: a box for each claim, joined to the claim on its left that it bears on.

Both are the same tree, so that the list and the picture say the same; a claim that bears on several others stands
under the first and is named again, in a line of its own, under the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import Claim
from .svg import frame, line, link, number, words, wrapped

WIDTH, BETWEEN, LETTERS, LINES = 200, 40, 27, 5  # pixels of a box and of the room left of it; letters and lines in it
LEADING, PADDING, APART, JOINT = 15, 8, 12, 18  # pixels; a line meets a box so far below its top
SIGNS = {
    "supports": '<path d="M-4 0H4M0-4V4"/>',
    "attacks": '<path d="M-3.5-3.5 3.5 3.5M3.5-3.5-3.5 3.5"/>',
    "undercuts": '<path d="M-4-2H4M-4 2H4M-2.5 4.5 2.5-4.5"/>',
}


@dataclass(frozen=True, slots=True)
class Branch:
    """A claim in the outline: how deep, what it does to the claim above it, and whether it stood there already."""

    claim: Claim
    depth: int
    relation: str = ""
    again: bool = False


def outline(claims: Sequence[Claim]) -> tuple[tuple[Branch, ...], ...]:
    """Trees of claims in reading order: those of theses first, then the others that bear on something, or are borne on.

    Every claim that has a relation is in exactly one place, and named again wherever it has another one.
    """
    here = {claim.slug for claim in claims}
    bearing: dict[str, list[tuple[str, Claim]]] = {slug: [] for slug in here}
    bear = set()
    for claim in claims:
        for relation, target in targets(claim):
            if target in here and target != claim.slug:
                bearing[target].append((relation, claim))
                bear.add(claim.slug)
    related = [claim for claim in claims if bearing[claim.slug] or claim.slug in bear]
    theses = [claim for claim in related if claim.role and claim.role.text == "thesis"]
    tops = [claim for claim in related if claim.slug not in bear]
    seen: set[str] = set()
    trees = []
    for root in (*theses, *tops, *related):  # the last for circles, which have no top
        if root.slug not in seen:
            trees.append(_shortest_first(_branches(root, bearing, seen)))
    return tuple(trees)


def targets(claim: Claim) -> tuple[tuple[str, str], ...]:
    """(relation, slug) of each claim that a claim bears on."""
    named = (("supports", claim.supports), ("attacks", claim.attacks), ("undercuts", claim.undercuts))
    return tuple((relation, slug.text) for relation, slugs in named for slug in slugs)


def _branches(root: Claim, bearing: Mapping[str, Sequence[tuple[str, Claim]]], seen: set[str]) -> Iterator[Branch]:
    """The tree below a claim, without recursion: a chain of claims may be longer than Python's stack."""
    waiting = [Branch(root, 0)]
    while waiting:
        branch = waiting.pop()
        if branch.claim.slug in seen:
            yield Branch(branch.claim, branch.depth, branch.relation, again=True)
            continue
        seen.add(branch.claim.slug)
        yield branch
        waiting += [Branch(other, branch.depth + 1, how) for how, other in reversed(bearing[branch.claim.slug])]


def _shortest_first(branches: Iterable[Branch]) -> tuple[Branch, ...]:
    """A tree with single claims before those that others bear on in turn: the short ways are read first."""
    tree = tuple(branches)
    below = _below(tree)
    size = [1] * len(tree)
    for at in reversed(range(len(tree))):
        size[at] += sum(size[child] for child in below[at])
    order, waiting = [], [0]
    while waiting:
        at = waiting.pop()
        order.append(tree[at])
        waiting += sorted(below[at], key=lambda child: (size[child], child), reverse=True)
    return tuple(order)


def _below(tree: Sequence[Branch]) -> list[list[int]]:
    """For each branch of a tree (by its place in it) the places of those right below it."""
    below: list[list[int]] = [[] for _ in tree]
    last: dict[int, int] = {}
    for at, branch in enumerate(tree):
        last[branch.depth] = at
        if at:
            below[last[branch.depth - 1]].append(at)
    return below


# ---- the map --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Box:
    """A branch with its place (pixels) and what is written in it; `above` is the claim that it bears on."""

    branch: Branch
    lines: tuple[str, ...]
    y: float
    above: int

    @property
    def x(self) -> float:
        return self.branch.depth * (WIDTH + BETWEEN) + 1

    @property
    def height(self) -> float:
        under = 0 if self.branch.again else 2 if self.branch.claim.by else 1
        return PADDING * 2 + LEADING * (len(self.lines) + under)


def argument(title: str, trees: Sequence[Sequence[Branch]], names: Mapping[str, str]) -> str:
    """The map of an outline as markup; `names` are the names of actors by slug, for claims of others."""
    free: dict[int, float] = defaultdict(lambda: float(APART))
    maps = [_placed(tree, free) for tree in trees]
    drawn = []
    for boxes in maps:
        lines = "".join(_join(box, boxes[box.above]) for box in boxes[1:])
        texts = "".join(_box(box, boxes[box.above], names) for box in boxes)
        drawn.append(f'<g aria-hidden="true">{lines}</g>{texts}')
    every = [box for boxes in maps for box in boxes]
    wide = max((box.x + WIDTH for box in every), default=0.0)
    description = (
        f"{sum(not box.branch.again for box in every)} claims. A box bears on the box to its left, to which a line "
        "joins it: it supports it (plus sign), attacks it (cross) or undercuts the step from it (crossed bars). A pale "
        "box names a claim that has its place elsewhere."
    )
    return frame("argument", title, description, number(wide + 2), max(free.values()), "".join(drawn)) if every else ""


def _placed(tree: Sequence[Branch], free: dict[int, float]) -> list[Box]:
    """The boxes of a tree in the tree's order; `free` says how far down each column is taken, and is carried on.

    Columns fill from above, claims after all that bear on them; a claim stands beside the first of these, or as near
    below as its column has room. What bears on the next claim begins below the line of this one, so no lines cross.
    """
    below = _below(tree)
    above = {child: at for at, children in enumerate(below) for child in children}
    boxes: dict[int, Box] = {}
    start = max(free[branch.depth] for branch in tree)
    free |= {branch.depth: start for branch in tree}
    for at in _from_the_ends(below):
        branch = tree[at]
        lines = tuple(wrapped(branch.claim.title.text.rstrip("."), LETTERS, 1 if branch.again else LINES))
        beside = [boxes[child].y for child in below[at]]
        box = Box(branch, lines, max([free[branch.depth], *beside[:1]]), above.get(at, 0))
        boxes[at] = box
        free[branch.depth] = box.y + box.height + APART
        if beside:
            free[branch.depth + 1] = max(free[branch.depth + 1], box.y + JOINT + APART)
    return [boxes[at] for at in range(len(tree))]


def _from_the_ends(below: Sequence[Sequence[int]]) -> list[int]:
    """The places of a tree, each after those below it, which keep their order."""
    order, waiting = [], [0]
    while waiting:
        at = waiting.pop()
        order.append(at)
        waiting += below[at]
    return order[::-1]


def _join(box: Box, above: Box) -> str:
    """The line from a box to the one on its left, with the sign of what it does."""
    trunk = number(box.x - BETWEEN / 2 - 8)
    x, y, end = number(box.x), number(box.y + JOINT), number(above.y + JOINT)
    relation = box.branch.relation
    return (
        f'<path class="{relation}" d="M{x} {y}H{trunk}V{end}H{number(above.x + WIDTH)}"/>'
        f'<svg class="sign" x="{number(box.x - 12)}" y="{y}"><circle r="8"/>{SIGNS[relation]}</svg>'
    )


def _box(box: Box, above: Box, names: Mapping[str, str]) -> str:
    claim, again = box.branch.claim, box.branch.again
    by = names.get(claim.by.text, claim.by.text) if claim.by else ""
    bears = f" {box.branch.relation.capitalize()} “{above.branch.claim.title}”." if box.branch.depth else ""
    label = f"{claim.title} Verdict: {claim.verdict}." + (f" By {by}." if by else "") + bears
    drawn = [f'<rect x="{number(box.x)}" y="{number(box.y)}" width="{WIDTH}" height="{number(box.height)}" rx="3"/>']
    foot = box.y + PADDING + 11
    for at, text in enumerate(box.lines):
        drawn.append(line(box.x + PADDING + 4, foot + LEADING * at, words(text)))
    if not again:
        under = [f'<tspan class="quiet">{words(wrapped(by, LETTERS, 1)[0])}</tspan>'] if by else []
        under.append(f'<tspan class="verdict {words(claim.verdict.text)}">{words(claim.verdict.text)}</tspan>')
        for at, text in enumerate(under, len(box.lines)):
            drawn.append(line(box.x + PADDING + 4, foot + LEADING * at, text))
    kind = " ".join(word for word in ("again" if again else "", "other" if by else "") if word)
    return link(f"#{claim.slug}", label, "".join(drawn), kind)

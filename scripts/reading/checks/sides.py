"""Rules on who is compared with whom: stances with earlier ones, accounts with the parties of their agreement."""

from __future__ import annotations

from collections.abc import Iterator

from ..dates import span
from ..model import Library, Place, Position, Problem, Stance


def nothing_to_compare(library: Library) -> Iterator[Problem]:
    """`change` and `contradicts` compare a stance with one that was held before or on its day."""
    positions = {position.slug: position for position in library.positions}
    for position in library.positions:
        first = position.stances[0]
        if first.change:
            yield Problem(
                Place(position.file, first.change.line),
                "nothing_to_compare",
                "this is the first stance of the file; it changes nothing yet.",
                "Delete the line, or write down the stance before it.",
            )
        for stance in position.stances:
            yield from _contradictions(position, stance, positions)


def _contradictions(position: Position, stance: Stance, positions: dict[str, Position]) -> Iterator[Problem]:
    for slug in stance.contradicts:
        other = positions.get(slug.text)
        if other == position:
            wrong = "`contradicts` names this very file."
            advice = "Say instead how the stance differs from the one before it: change: reversed"
        elif other and not _before(other.stances[0], stance):
            wrong = f"nothing was held yet in {slug} by {stance.date}."
            advice = "Move the line to a later stance, there or here, or delete it."
        else:
            continue
        yield Problem(Place(position.file, slug.line), "nothing_to_compare", wrong, advice)


def _before(one: Stance, other: Stance) -> bool:
    first, second = span(one.date.text), span(other.date.text)
    return first is None or second is None or first.first <= second.first


def side_not_a_party(library: Library) -> Iterator[Problem]:
    """The side of an account is a party of the agreement."""
    agreements = {agreement.slug: agreement for agreement in library.agreements}
    for provision in library.provisions:
        agreement = agreements.get(provision.parent)
        parties = [party.text for party in agreement.parties] if agreement else []
        for side in (account.side for account in provision.accounts):
            if agreement and side and side.text not in parties:
                yield Problem(
                    Place(provision.file, side.line),
                    "side_not_a_party",
                    f"{side} is no party of {agreement.slug}.",
                    f"Write one of: {', '.join(parties)}; leave the line out for anybody else.",
                )

"""What belongs together in a reading, looked up instead of searched for, so that no page costs more in a large one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from .mentions import link_names
from .model import (
    Actor,
    Article,
    Claim,
    Event,
    Guide,
    Note,
    Passage,
    Position,
    Provision,
    Question,
    Reading,
    Source,
    WovenPassage,
)
from .once import once

Item = TypeVar("Item")
By = Mapping[str, tuple[Item, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Things by the slug of what they belong to, in the order that the reading has them in; guides by their file."""

    articles: Mapping[str, Article]
    actors: Mapping[str, Actor]
    sources: Mapping[str, Source]
    guides: Mapping[str, Guide]
    passages_of: By[WovenPassage]  # by article
    passages_naming: By[WovenPassage]  # by actor
    passages_on: By[WovenPassage]  # by topic
    notes_of: By[Note]  # by article
    claims_of: By[Claim]
    questions_of: By[Question]
    provisions_of: By[Provision]  # by agreement
    provisions_on: By[Provision]  # by topic
    provisions_with: By[Provision]  # by actor who offered, wanted or gave an account
    compared_in: By[Provision]  # by the other agreement that a provision is compared with
    positions_of: By[Position]  # by actor
    positions_on: By[Position]  # by topic
    events_with: By[Event]  # by actor, in the order of time


@once
def _linked(reading: Reading) -> Callable[[str], str]:
    """What names the actors in a text; texts of the last few passages are kept, since several pages show them."""
    return lru_cache(maxsize=128)(lambda text: link_names(text, reading.library.actors))


def precis(reading: Reading, passage: Passage) -> str:
    """The précis of a passage with the names of actors as mentions."""
    return _linked(reading)(passage.precis.text)


@once
def groups(reading: Reading) -> Groups:
    """The groups of a reading; missing keys mean that nothing belongs there."""
    library = reading.library
    return Groups(
        articles={article.slug: article for article in library.articles},
        actors={actor.slug: actor for actor in library.actors},
        sources={source.slug: source for source in library.sources},
        guides={guide.file: guide for guide in library.guides},
        passages_of=_by(reading.passages, lambda w: (w.article,)),
        passages_naming=_by(reading.passages, lambda w: w.actors),
        passages_on=_by(reading.passages, lambda w: w.topics),
        notes_of=_by(library.notes, lambda n: (n.parent,)),
        claims_of=_by(library.claims, lambda c: (c.parent,)),
        questions_of=_by(library.questions, lambda q: (q.parent,)),
        provisions_of=_by(library.provisions, lambda p: (p.parent,)),
        provisions_on=_by(library.provisions, lambda p: (p.topic.text,)),
        provisions_with=_by(library.provisions, _who),
        compared_in=_by(library.provisions, lambda p: (c.agreement.text for c in p.compare)),
        positions_of=_by(library.positions, lambda p: (p.actor.text,)),
        positions_on=_by(library.positions, lambda p: (p.topic.text,)),
        events_with=_by(reading.timeline, lambda e: (actor.text for actor in e.actors)),
    )


def _by(items: Iterable[Item], keys: Callable[[Item], Iterable[str]]) -> By[Item]:
    """Items under each of their keys, each once a key; a key that no item has gives an empty tuple."""
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        for key in dict.fromkeys(keys(item)):
            found[key].append(item)
    return defaultdict(tuple, {key: tuple(of) for key, of in found.items()})


def _who(provision: Provision) -> Iterable[str]:
    return (text.text for text in (*provision.offered_by, *provision.wanted_by, *(a.who for a in provision.accounts)))

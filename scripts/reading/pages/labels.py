"""What a note or a passage's claims are labelled with: the actors and topics named, voices and verdicts counted."""

from __future__ import annotations

import html
from collections.abc import Sequence

from ..mentions import MENTION, link_names
from ..model import Actor, Claim, Position, Provision, Reading, Topic


def about(reading: Reading, text: str) -> tuple[list[str], list[str]]:
    """The slugs of the actors and topics that a text names: by link, by name, or through a position or provision."""
    named = dict.fromkeys(m[1].strip() for m in MENTION.finditer(link_names(text, reading.library.actors)))
    things = [thing for slug in named if (thing := reading.things.get(slug))]
    actors = {thing.slug for thing in things if isinstance(thing, Actor)}
    topics = {thing.slug for thing in things if isinstance(thing, Topic)}
    topics |= {thing.topic.text for thing in things if isinstance(thing, Position | Provision)}
    return sorted(actors), sorted(topics)


def tally(claims: Sequence[Claim]) -> str:
    """`asserts 3, reports 1; 2 supported, 2 disputed` as HTML, in the order in which each word first comes."""
    voices = [html.escape(claim.voice.text) for claim in claims]
    verdicts = [html.escape(claim.verdict.text) for claim in claims]
    said = [f'<span class="voice">{v}</span> {voices.count(v)}' for v in dict.fromkeys(voices)]
    judged = [f'{verdicts.count(v)} <span class="verdict {v}">{v}</span>' for v in dict.fromkeys(verdicts)]
    return f"{', '.join(said)}; {', '.join(judged)}"

"""Actors: an index by kind, and one page an actor."""

from __future__ import annotations

import html
from collections.abc import Iterator

from ..dates import shown
from ..groups import groups
from ..model import Actor, Page, Reading
from .parts import Writer, also, escape, guide, heading, led
from .stances import picture, stance_list

KINDS = (("person", "People"), ("state", "States"), ("body", "Bodies and institutions"), ("company", "Companies"))


def pages(reading: Reading) -> Iterator[Page]:
    """The index, then each actor."""
    yield _index(reading)
    for actor in reading.library.actors:
        yield _page(reading, actor)


def _index(reading: Reading) -> Page:
    writer = Writer(reading, "actors/index.md")
    blocks = []
    for kind, words in KINDS:
        actors = [actor for actor in reading.library.actors if actor.kind.text == kind]
        if actors:
            blocks.append(f"## {words}")
            lines = "".join(f"<li>{writer.link(a.slug)}: {html.escape(a.summary.text)}</li>" for a in actors)
            blocks.append(f"<ul>{lines}</ul>")
    blocks = blocks or [writer.nothing("actor")]
    blocks.append(writer.add("actor", "Add an actor", "", {}))
    return led(writer, guide(reading, "actors"), blocks)


def _page(reading: Reading, actor: Actor) -> Page:
    writer = Writer(reading, f"actors/{actor.slug}.md")
    blocks = [
        f"# {escape(actor.name.text)}",
        f'<p class="summary">{html.escape(actor.summary.text)}</p>',
        also(actor.name, actor.also),
        writer.prose(actor.body.text),
        writer.sources(actor.sources),
        *_roles(writer, actor),
        *_positions(writer, actor),
        *_provisions(writer, actor),
        *_events(writer, actor),
        *_passages(writer, actor),
        *writer.mentioned_in(actor.slug),
        writer.correct(actor),
        writer.add("position", f"Add a position of {actor.name}", "", {"actor": actor.slug}),
    ]
    body = "\n\n".join(block for block in blocks if block)
    return Page(writer.page, actor.name.text, actor.summary.text, body, actor.file)


def _roles(writer: Writer, actor: Actor) -> list[str]:
    if not actor.roles:
        return []
    rows = [
        f"<li>{html.escape(role.role.text)}, {html.escape(shown(role.date.text))}{_brief(writer, role.sources)}</li>"
        for role in actor.roles
    ]
    return ["## Roles", f"<ul>{''.join(rows)}</ul>"]


def _brief(writer: Writer, sources: tuple[object, ...]) -> str:
    return f' <span class="cited">({writer.links(str(s) for s in sources)})</span>' if sources else ""


def _positions(writer: Writer, actor: Actor) -> list[str]:
    positions = groups(writer.reading).positions_of[actor.slug]
    if not positions:
        return []
    named = [(writer.reading.addresses[p.topic.text].name, p) for p in positions]
    blocks = ["## Positions", picture(writer, f"{actor.name}: positions over time", named)]
    for topic, position in named:
        on = f'<p class="on">On {writer.link(position.slug, topic.lower())}</p>'
        blocks.append(on + stance_list(writer, position))
    return [block for block in blocks if block]


def _provisions(writer: Writer, actor: Actor) -> list[str]:
    def among(slugs: tuple[object, ...]) -> bool:
        return actor.slug in map(str, slugs)

    lines = []
    for provision in groups(writer.reading).provisions_with[actor.slug]:
        did = [word for word, of in (("offered", provision.offered_by), ("wanted", provision.wanted_by)) if among(of)]
        if any(account.who.text == actor.slug for account in provision.accounts):
            did.append("gave an account")
        if did:
            lines.append(f"<li>{writer.link(provision.slug)}: {' and '.join(did)}</li>")
    return ["## In the Hanoi negotiation", f"<ul>{''.join(lines)}</ul>"] if lines else []


def _events(writer: Writer, actor: Actor) -> list[str]:
    events = groups(writer.reading).events_with[actor.slug]
    lines = [f"<li>{html.escape(shown(e.date.text))}: {writer.link(e.slug)}</li>" for e in events]
    return [heading(2, "Events", "events"), f"<ul>{''.join(lines)}</ul>"] if lines else []


def _passages(writer: Writer, actor: Actor) -> list[str]:
    of = groups(writer.reading)
    named = of.passages_naming[actor.slug]
    return (
        [
            "## In the article" if len(of.articles) < 2 else "## In the articles",
            *writer.excerpts(actor.slug, named, actor.slug),
        ]
        if named
        else []
    )

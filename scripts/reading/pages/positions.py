"""Positions: a matrix of actors and topics with the latest stance, and a page a topic with stances in time."""

from __future__ import annotations

import html
from collections.abc import Iterator

from .. import weave
from ..dates import shown
from ..groups import groups
from ..model import Page, Position, Reading, Topic
from .parts import Writer, escape, guide, heading, led, when


def pages(reading: Reading) -> Iterator[Page]:
    """The matrix, then each topic."""
    yield _matrix(reading)
    for topic in reading.library.topics:
        yield _topic(reading, topic)


def _matrix(reading: Reading) -> Page:
    writer = Writer(reading, "positions/index.md")
    topics = reading.library.topics
    held = {(p.actor.text, p.topic.text): p for p in reading.library.positions}
    actors = [a for a in reading.library.actors if any((a.slug, t.slug) in held for t in topics)]
    head = '<th scope="col">Actor</th>' + "".join(f'<th scope="col">{writer.link(t.slug)}</th>' for t in topics)
    rows = "".join(
        f'<tr><th scope="row">{writer.link(a.slug)}</th>'
        + "".join(_cell(writer, held.get((a.slug, t.slug)), t) for t in topics)
        + "</tr>"
        for a in actors
    )
    table = (
        f'<div class="matrix"><table class="sheet"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )
    lists = "\n".join(f"- {writer.to(t.slug)}: {escape(t.summary.text)}" for t in topics)
    return led(writer, guide(reading, "positions"), [lists, "## Who holds what", table], wide=True)


def _cell(writer: Writer, position: Position | None, topic: Topic) -> str:
    if position is None:
        return f'<td class="none" data-column="{html.escape(topic.title.text)}">–</td>'
    stance = weave.latest(position)
    more = f" ({len(position.stances)} stances)" if len(position.stances) > 1 else ""
    return (
        f'<td data-column="{html.escape(topic.title.text)}">{html.escape(stance.stance.text)} '
        f'<span class="cited">{writer.link(position.slug, shown(stance.date.text))}{more}</span></td>'
    )


def _topic(reading: Reading, topic: Topic) -> Page:
    writer = Writer(reading, f"positions/{topic.slug}.md")
    positions = groups(reading).positions_on[topic.slug]
    blocks = [
        f"# {escape(topic.title.text)}",
        f'<p class="summary">{html.escape(topic.summary.text)}</p>',
        writer.prose(topic.body.text),
        writer.sources(topic.sources),
    ]
    if positions:
        blocks.append("## Positions")
        blocks += [part for position in positions for part in _position(writer, position)]
    passages = groups(reading).passages_on[topic.slug]
    if passages:
        blocks += ["## In the article", *(writer.excerpt(woven) for woven in passages)]
    provisions = groups(reading).provisions_on[topic.slug]
    if provisions:
        blocks += ["## In the Hanoi draft", "\n".join(f"- {writer.to(p.slug)}, {p.status}" for p in provisions)]
    blocks += writer.mentioned_in(topic.slug)
    body = "\n\n".join(block for block in blocks if block)
    return Page(writer.page, topic.title.text, topic.summary.text, body, topic.file)


def _position(writer: Writer, position: Position) -> list[str]:
    actor = writer.reading.addresses[position.actor.text].name
    stances = "".join(
        f"<li>{when(s.date.text)}: {html.escape(s.stance.text)}"
        + (f" {writer.link(s.passage.text)}" if s.passage else "")
        + f' <span class="cited">({writer.links(s.sources)})</span></li>'
        for s in position.stances
    )
    name = html.escape(writer.reading.addresses[position.slug].name)
    return [
        heading(3, actor, position.slug),
        f'<div class="position" data-find="{name}"><ol class="stances">{stances}</ol>{writer.prose(position.body.text)}'
        f'<p class="where">More on {writer.link(position.actor.text)}</p>'
        f"{writer.mentioned_briefly(position.slug)}</div>",
    ]

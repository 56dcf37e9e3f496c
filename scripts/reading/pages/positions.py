"""Positions: a matrix of actors and topics that can be set to any date, and a page a topic with stances in time."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from ..dates import shown
from ..groups import groups
from ..model import Actor, Page, Position, Reading, Stance, Topic
from ..shifts import RULES, days, since, steps
from . import asof, byarticle
from .parts import Writer, escape, guide, heading, led
from .stances import marks, picture, stance_list, way

Held = dict[tuple[str, str], Position]  # by actor and topic


def pages(reading: Reading) -> Iterator[Page]:
    """The matrix, the same for every date, then each topic."""
    yield _matrix(reading)
    if reading.library.positions:
        yield from asof.pages(reading)
    for topic in reading.library.topics:
        yield _topic(reading, topic)


# ---- the matrix -----------------------------------------------------------------------------------------------------


def _matrix(reading: Reading) -> Page:
    writer = Writer(reading, "positions/index.md")
    held = {(p.actor.text, p.topic.text): p for p in reading.library.positions}
    actors = [a for a in reading.library.actors if any((a.slug, t.slug) in held for t in reading.library.topics)]
    topics = "".join(f"<li>{writer.link(t.slug)}: {html.escape(t.summary.text)}</li>" for t in reading.library.topics)
    listed = [heading(2, "Topics", "all_topics"), f"<ul>{topics}</ul>"] if topics else []
    if not held:
        return led(writer, guide(reading, "positions"), [writer.nothing("position"), *listed], wide=True)
    blocks = [
        _dates(writer)
        + byarticle.narrow(reading, writer.page, "Positions", reading.library.positions)
        + byarticle.FILTERED,
        heading(2, "Who holds what", "who_holds_what"),
        _view(writer, actors, held),
        *listed,
        heading(2, "How changes are marked", "marks_"),
        "<p>Each mark beside a stance is put there by a rule, and leads to it:</p>",
        _rules(writer),
    ]
    return led(writer, guide(reading, "positions"), blocks, wide=True)


def _dates(writer: Writer) -> str:
    """The dates at which something changed: links without script, steps of a slider with it."""
    positions = writer.reading.library.positions
    changes = days(positions)
    if not changes:
        return ""
    last = next(reversed(changes))
    new = sum(since(stance) == last for p in positions for stance in p.stances)
    items = "".join(
        f'<li><a data-asof="{day}" href="as-of/index.html#as-of-{day}">{html.escape(shown(written))}</a></li>'
        for day, written in reversed(changes.items())
    )
    return (
        '<div class="as-of"><p class="slider" hidden><label for="as_of">As of</label> <input type="range" id="as_of" '
        'min="0" step="1"> <output for="as_of">'
        f"{html.escape(shown(changes[last]))}: {len(positions)} of {len(positions)} positions taken, {new} new"
        "</output></p></div>"
        f'<details class="more"><summary>As of each of {len(changes)} dates</summary><ul class="dates">{items}</ul>'
        "</details>"
    )


def _view(writer: Writer, actors: Sequence[Actor], held: Held) -> str:
    """The table, which a narrow screen shows as a list by actor, and a list by topic that it may show instead."""
    choice = (
        '<fieldset class="fold"><legend>In the order of</legend>'
        '<label><input type="radio" name="fold" checked> actors</label>'
        '<label><input type="radio" name="fold" id="by_topic"> topics</label></fieldset>'
    )
    return f'<div class="positions">{choice}{_table(writer, actors, held)}{_by_topic(writer, actors, held)}</div>'


def _table(writer: Writer, actors: Sequence[Actor], held: Held) -> str:
    topics = writer.reading.library.topics
    head = "".join(f'<th scope="col" id="{t.slug}">{writer.link(t.slug)}{_here(t.slug)}</th>' for t in topics)
    rows = "".join(
        f'<tr id="{a.slug}"><th scope="row">{writer.link(a.slug)}{_here(a.slug)}</th>'
        + "".join(_cell(writer, held.get((a.slug, t.slug)), t) for t in topics)
        + "</tr>"
        for a in actors
    )
    return (
        f'<table class="matrix"><thead><tr><th scope="col">Actor</th>{head}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _here(slug: str) -> str:
    return f' <a class="headerlink" href="#{slug}" aria-label="Permalink to this row or column">¶</a>'


def _cell(writer: Writer, position: Position | None, topic: Topic) -> str:
    if position is None:
        return '<td class="none">–</td>'
    data = f'data-column="{html.escape(topic.title.text)}"{byarticle.marked(writer.reading, position.slug)}'
    return f'<td id="{position.slug}" {data}>{_held(writer, position)}</td>'


def _by_topic(writer: Writer, actors: Sequence[Actor], held: Held) -> str:
    sections = []
    for topic in writer.reading.library.topics:
        items = "".join(
            f"<li{byarticle.marked(writer.reading, held[actor.slug, topic.slug].slug)}>{writer.link(actor.slug)}"
            f"{_held(writer, held[actor.slug, topic.slug])}</li>"
            for actor in actors
            if (actor.slug, topic.slug) in held
        )
        sections.append(f"<li><p>{writer.link(topic.slug)}</p><ul>{items}</ul></li>" if items else "")
    return f'<ul class="by-topic" data-search-exclude>{"".join(sections)}</ul>'


def _held(writer: Writer, position: Position) -> str:
    """All stances of a position, of which one is shown: the last, or that of the date that is set."""
    items = "".join(
        f'<li data-from="{step.since}" data-until="{step.until}">{html.escape(step.stance.stance.text)} '
        f'<span class="cited"><a href="{way(writer, position.slug)}">{html.escape(shown(step.stance.date.text))}</a>'
        f"{marks(writer, step)}{_reported(writer, step.stance)}</span></li>"
        for step in steps(position, writer.reading.things)
    )
    return f'<ul class="held">{items}</ul>'


def _reported(writer: Writer, stance: Stance) -> str:
    """The passage that reports a stance, by the name of its article where there are several."""
    return f", {writer.link(stance.passage.text)}" if stance.passage else ""


def _rules(writer: Writer) -> str:
    items = "".join(
        f'<div><dt id="rule_{rule.__name__}"><code>{rule.__name__}</code></dt>'
        f"<dd>{writer.line(rule.__doc__ or '')}</dd></div>"
        for rule in RULES
    )
    return f'<dl class="rules">{items}</dl>'


# ---- a topic --------------------------------------------------------------------------------------------------------


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
        named = [(reading.addresses[p.actor.text].name, p) for p in positions]
        blocks += ["## Stances in time", picture(writer, f"{topic.title}: positions over time", named)]
        blocks += [part for name, position in named for part in _position(writer, name, position)]
    else:
        blocks.append(writer.nothing("position"))
    blocks.append(writer.add("position", f"Add a position on {topic.title}", "", {"topic": topic.slug}))
    passages = groups(reading).passages_on[topic.slug]
    if passages:
        several = len(reading.library.articles) > 1
        blocks += ["## In the articles" if several else "## In the article", *writer.excerpts(topic.slug, passages)]
    provisions = groups(reading).provisions_on[topic.slug]
    if provisions:
        lines = "".join(f"<li>{writer.link(p.slug)}, {html.escape(p.status.text)}</li>" for p in provisions)
        blocks += ["## In the Hanoi draft", f"<ul>{lines}</ul>"]
    blocks += writer.mentioned_in(topic.slug)
    body = "\n\n".join(block for block in blocks if block)
    return Page(writer.page, topic.title.text, topic.summary.text, body, topic.file)


def _position(writer: Writer, actor: str, position: Position) -> list[str]:
    name = html.escape(writer.reading.addresses[position.slug].name)
    return [
        heading(3, actor, position.slug),
        f'<div class="position" data-find="{name}">{stance_list(writer, position)}{writer.prose(position.body.text)}'
        f'<p class="where">More on {writer.link(position.actor.text)}</p>'
        f"{writer.mentioned_briefly(position.slug)}{writer.correct(position)}</div>",
    ]

"""What was held on each date: the matrix as a list, once for every date at which something changed; needs no script."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from ..dates import shown
from ..model import Page, Position, Reading, Stance
from ..shifts import days, held, since
from .parts import Writer, count, guide
from .stances import way

TITLE = "Positions as of each date"
SAYS = "Who held what, as far as our sources tell, on every date at which something changed."


def pages(reading: Reading) -> Iterator[Page]:
    """One page for all dates, the latest first."""
    writer = Writer(reading, "positions/as-of/index.md")
    changes = days(reading.library.positions)
    blocks = [
        f"# {TITLE}",
        f"{SAYS} Open a date to read the state of that day; what was new is in bold. The same as a table: "
        f"{writer.page_link('positions/index.md', 'who holds what')}.",
        f'<div class="states" data-search-exclude>{"".join(_states(writer, changes))}</div>',
    ]
    yield Page(writer.page, TITLE, SAYS, "\n\n".join(blocks), guide(reading, "positions").file)


def _states(writer: Writer, changes: dict[str, str]) -> Iterator[str]:
    """The state of each date; a line is written once and used on every date on which it holds."""
    reading = writer.reading
    ordered = [p for t in reading.library.topics for p in reading.library.positions if p.topic.text == t.slug]
    lines = {(p.slug, since(stance)): _line(writer, p, stance) for p in ordered for stance in p.stances}
    for day, written in reversed(changes.items()):
        state = [(p, stance) for p in ordered if (stance := held(p, day))]
        yield _state(day, written, [(lines[p.slug, since(stance)], since(stance) == day) for p, stance in state])


def _state(day: str, written: str, state: Sequence[tuple[str, bool]]) -> str:
    items = "".join(f"<li><strong>{line}</strong></li>" if new else f"<li>{line}</li>" for line, new in state)
    new = sum(new for _, new in state)
    return (
        f'<details class="more"><summary>{html.escape(shown(written))}: {count(new, "new stance")}, '
        f'{len(state)} held</summary><ul id="as-of-{day}">{items}</ul></details>'
    )


def _line(writer: Writer, position: Position, stance: Stance) -> str:
    name = html.escape(writer.reading.addresses[position.slug].name)
    dated = html.escape(shown(stance.date.text))
    return f'<a href="{way(writer, position.slug)}">{name}</a>: {html.escape(stance.stance.text)} ({dated})'

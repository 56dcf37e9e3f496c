"""The control over which notes are shown, and the list of keys; assets/notes.js gives it life.

It is in the page from the start, so that nothing moves when the script arrives; the style sheet shows it only where
scripts run (`@media (scripting: enabled)`).
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Sequence

from ..model import WovenPassage
from .parts import Writer, count

KEYS = (
    ("j", "next note"),
    ("k", "note before"),
    ("d", "other density: none, one a passage, all"),
    ("c", "note on the selected words"),
    ("?", "these keys"),
    ("/", "search"),
    ("n", "next page"),
    ("p", "page before"),
)


def controls(writer: Writer, passages: Sequence[WovenPassage]) -> str:
    """Density, filters by kind, actor and topic with the number of notes each would leave, and what is hidden now."""
    notes = [(note, woven.topics) for woven in passages for note in woven.notes]
    if not notes:
        return ""
    kinds = Counter(note.kind.text for note, _ in notes)
    named = [writer.about(note) for note, _ in notes]
    actors = Counter(actor for found, _ in named for actor in found)
    topics = Counter(t for (_, own), (_, found) in zip(notes, named, strict=True) for t in {*own, *found})
    names = {slug: writer.reading.addresses[slug].name for slug in (*actors, *topics)}
    return (
        f'<div><form class="controls" method="dialog" aria-label="Which notes are shown">{_density()}'
        f"{_choice('kind', 'Kind', ((kind, kind, kinds[kind]) for kind in sorted(kinds)))}"
        f"{_choice('actor', 'Actor', _by_name(actors, names))}{_choice('topic', 'Topic', _by_name(topics, names))}"
        f'<button type="button" class="keys" aria-haspopup="dialog">Keys</button>'
        f'<p class="state" role="status">All {count(len(notes), "note")} are shown.</p></form>{_keys()}</div>'
    )


def _density() -> str:
    radios = "".join(
        f'<label><input type="radio" name="notes" value="{value}"{on}> {words}</label>'
        for value, words, on in (("none", "none", ""), ("few", "one a passage", ""), ("all", "all", " checked"))
    )
    return f"<fieldset><legend>Notes</legend>{radios}</fieldset>"


def _choice(name: str, label: str, options: Iterable[tuple[str, str, int]]) -> str:
    """A list to choose one of; `options` are (value, words, number of notes)."""
    items = "".join(f'<option value="{v}">{html.escape(words)} ({n})</option>' for v, words, n in options)
    return f'<label>{label} <select name="{name}"><option value="">any</option>{items}</select></label>'


def _by_name(numbers: Counter[str], names: dict[str, str]) -> Iterable[tuple[str, str, int]]:
    return sorted(((slug, names[slug], n) for slug, n in numbers.items()), key=lambda option: option[1].casefold())


def _keys() -> str:
    rows = "".join(f"<dt><kbd>{key}</kbd></dt><dd>{does}</dd>" for key, does in KEYS)
    return (
        f'<dialog class="keys" aria-labelledby="keys-title"><p id="keys-title"><strong>Keys</strong></p><dl>{rows}</dl>'
        '<p><label><input type="checkbox" checked> Single-letter keys work</label></p>'
        '<p><button type="button">Close</button></p></dialog>'
    )

"""What changed between two libraries, in words: “1 note added on the-draft”."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from . import refs
from .model import Article, Library, Text, Thing

VERBS = ("added", "changed", "removed")


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One thing that was added, changed or removed; `on` is the passage, article or agreement it is tied to."""

    kind: str
    verb: str
    on: str
    slug: str


def changes(before: Library, after: Library) -> tuple[Change, ...]:
    """Every difference in what the libraries say; where a line stands in its file makes none."""
    return tuple(sorted(_differences(_said(before), _said(after))))


def _differences(
    before: dict[tuple[str, str], tuple[str, Any]], after: dict[tuple[str, str], tuple[str, Any]]
) -> Iterator[Change]:
    for kind, slug in {**before, **after}:
        old, new = before.get((kind, slug)), after.get((kind, slug))
        if old != new:
            verb = "added" if old is None else "removed" if new is None else "changed"
            yield Change(kind, verb, (new or old or ("", None))[0], slug)


def _said(library: Library) -> dict[tuple[str, str], tuple[str, Any]]:
    """(kind, slug) → (what it is tied to, all that it says)."""
    found: dict[tuple[str, str], tuple[str, Any]] = {}
    for kind, shelf in (*refs.shelves(library), ("page", library.guides)):
        for thing in shelf:
            found[kind, thing.slug if kind != "page" else thing.file] = _tied(thing), _texts(_alone(thing))
    for article, passages in library.passages:
        for passage in passages:
            said = (passage.number, passage.section, passage.precis.text, passage.formerly)
            found["passage", passage.slug] = article, said
    return found


def _tied(thing: Thing) -> str:
    passage = getattr(thing, "passage", None)
    return passage.text.partition(".")[0] if isinstance(passage, Text) else thing.parent


def _alone(thing: Thing) -> Thing:
    """An article without its passages, which are compared one by one."""
    if isinstance(thing, Article):
        return dataclasses.replace(thing, body=Text(thing.body.text.partition("\n## ")[0], 1))
    return thing


def _texts(value: Any) -> Any:
    """A value of the model without its lines."""
    if isinstance(value, Text):
        return value.text
    if isinstance(value, tuple):
        return tuple(_texts(item) for item in value)
    if dataclasses.is_dataclass(value):
        return tuple(_texts(getattr(value, field.name)) for field in dataclasses.fields(value))
    return value


# ---- in words -------------------------------------------------------------------------------------------------------


def in_words(found: tuple[Change, ...]) -> str:
    """One line for each sort of change, as a Markdown list of names only; no text of a contributor is in it."""
    groups: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for change in found:
        groups[change.verb, change.kind, change.on].append(change.slug)
    ordered = sorted(groups.items(), key=lambda item: (VERBS.index(item[0][0]), item[0]))
    return "\n".join(f"- {_line(*key, slugs)}" for key, slugs in ordered) or "Nothing that the site shows has changed."


def _line(verb: str, kind: str, on: str, slugs: list[str]) -> str:
    noun = kind if len(slugs) == 1 else f"{kind}s"
    return f"{len(slugs)} {noun} {verb}{f' on {on}' if on else ''}: {', '.join(f'`{slug}`' for slug in slugs)}"

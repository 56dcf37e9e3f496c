"""Finds `[[slug]]` and names in our texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .model import Actor, Text

MENTION = re.compile(r"\[\[([^\[\]|\n]*)(?:\|([^\[\]\n]*))?\]\]")
OTHERS = r"\[\[[^\]]*\]\]|`[^`]*`|\[[^\]\n]*\]\([^)\n]*\)"  # where a name is no mention of its own
SENTENCE = re.compile(r"(?<=[.!?])[”’)]?\s+(?=[A-Z“‘\[(])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Found:
    """One `[[slug|words]]` in a text: its slug as typed, the words to show ("" for the thing's name), and its line."""

    slug: str
    words: str
    line: int
    start: int


def find(text: Text) -> Iterator[Found]:
    """Every mention in a text, in order."""
    for match in MENTION.finditer(text.text):
        line = text.line + text.text.count("\n", 0, match.start())
        yield Found(match[1].strip(), (match[2] or "").strip(), line, match.start())


def sentence(text: str, at: int) -> str:
    """The sentence of `text` that holds the character at offset `at`, on one line."""
    start = 0
    for gap in SENTENCE.finditer(text):
        if gap.end() > at:
            return " ".join(text[start : gap.start() + 1].split())
        start = gap.end()
    return " ".join(text[start:].split())


def plain(text: str, names: Mapping[str, str]) -> str:
    """A text without markup: mentions as the words they show, emphasis without its signs."""
    shown = MENTION.sub(lambda m: (m[2] or names.get(m[1].strip(), m[1])).strip(), text)
    shown = re.sub(r"\[([^\]\n]*)\]\([^)\s]*\)", r"\1", shown)
    return " ".join(re.sub(r"(\*\*|\*|`|^>\s?|^[-*]\s)", "", shown, flags=re.M).split())


def link_names(text: str, actors: tuple[Actor, ...], skip: str = "") -> str:
    """A text in which the first occurrence of each actor's name is a mention; longer names go first.

    `skip` is the slug of an actor whose own page this is. Words inside a mention, a link or code stay as they are.
    """
    names = {name.text: actor.slug for actor in actors if actor.slug != skip for name in (actor.name, *actor.also)}
    if not names:
        return text
    pattern = re.compile(
        OTHERS + r"|(?<![\w-])(" + "|".join(map(re.escape, sorted(names, key=lambda n: (-len(n), n)))) + r")(?![\w-])"
    )
    seen: set[str] = set()

    def mention(match: re.Match[str]) -> str:
        name = match[1]
        if name is None or names[name] in seen:
            return match[0]
        seen.add(names[name])
        return f"[[{names[name]}|{name}]]"

    return pattern.sub(mention, text)

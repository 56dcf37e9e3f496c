"""Finds `[[slug]]` and names in our texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .model import Actor, Library, Text
from .once import once
from .refs import every_text

MENTION = re.compile(r"\[\[([^\[\]|\n]*)(?:\|([^\[\]\n]*))?\]\]")
# Where a name is no mention of its own: a mention, code, a link. Each without its first sign.
OTHERS = r"(?<=\[)\[[^\]]*\]\]|(?<=`)[^`]*`|(?<=\[)[^\]\n]*\]\([^)\n]*\)"
FIRST = re.compile(r"\w+|.", re.S)
IN_WORD = re.compile(r"[\w-]")
# Where a sentence ends, from its last sign, or a paragraph. It begins with a set of signs, so that the search goes from
# one to the next.
SENTENCE = re.compile(r"[.!?\n](?:(?<=\n)\s*\n|(?<!\n)[”’)]?\s+(?=[A-Z“‘\[(]))")
QUOTE_OR_ITEM = re.compile(r"^(?:>\s?|-\s)", re.M)


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


@once
def mentioned(library: Library) -> frozenset[str]:
    """The slugs that are mentioned anywhere in a library."""
    return frozenset(found.slug for _, text in every_text(library) for found in find(text))


def sentence(text: str, at: int) -> str:
    """The sentence of `text` that holds the character at offset `at`, on one line."""
    start = 0
    for gap in SENTENCE.finditer(text):
        if gap.end() > at:
            return " ".join(text[start : gap.start() + 2].split())  # with a closing quotation mark
        start = gap.end()
    return " ".join(text[start:].split())


def plain(text: str, names: Mapping[str, str]) -> str:
    """A text without markup: mentions as the words they show, emphasis without its signs."""
    return _unmarked(MENTION.sub(lambda m: (m[2] or names.get(m[1].strip(), m[1])).strip(), text))


def _unmarked(shown: str) -> str:
    if "](" in shown:
        shown = re.sub(r"\[([^\]\n]*)\]\([^)\s]*\)", r"\1", shown)
    shown = QUOTE_OR_ITEM.sub("", shown) if ">" in shown or "-" in shown else shown
    return " ".join(shown.replace("*", "").replace("`", "").split())


def link_names(text: str, actors: tuple[Actor, ...], skip: str = "") -> str:
    """A text in which the first occurrence of each actor's name is a mention; longer names go first.

    `skip` is the slug of an actor whose own page this is. Words inside a mention, a link or code stay as they are.
    """
    names = _names(actors)
    seen, parts, done = {skip}, [], 0
    at = names.begins.search(text) if names.by_first else None
    while at:
        end = at.end()
        for name, slug in names.by_first.get(at[0], ()):
            if slug != skip and _is(name, text, at):
                end = at.start() + len(name)
                if slug not in seen:
                    seen.add(slug)
                    parts += [text[done : at.start()], f"[[{slug}|{name}]]"]
                    done = end
                break
        at = names.begins.search(text, end)
    return "".join((*parts, text[done:]))


@dataclass(frozen=True, slots=True)
class _Names:
    """(name, slug) by the first word of the name, longer names first; and what finds such first words in a text."""

    by_first: Mapping[str, list[tuple[str, str]]]
    begins: re.Pattern[str]


@once
def _names(actors: tuple[Actor, ...]) -> _Names:
    slugs = {name.text: actor.slug for actor in actors for name in (actor.name, *actor.also)}
    by_first: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(slugs, key=lambda n: (-len(n), n)):
        by_first.setdefault(FIRST.match(name)[0], []).append((name, slugs[name]))  # type: ignore[index]
    signs = re.escape("".join(sorted({first[0] for first in by_first} | {"[", "`"})))
    return _Names(by_first, re.compile(rf"[{signs}](?:{OTHERS}|(?<![\w-].)(?:(?<=\w)\w+)?)"))


def _is(name: str, text: str, at: re.Match[str]) -> bool:
    """Whether a whole name stands in a text where its first word was found."""
    end = at.start() + len(name)
    return text.startswith(name, at.start()) and not IN_WORD.match(text, end)

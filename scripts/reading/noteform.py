"""What the form for notes knows: fields, fixed words, limits, names and messages, as data for a script.

Nothing is written a second time: fields and words come from the schema, limits and patterns from where the checks keep
them, and the messages from the checks themselves, run over a note that breaks them with placeholders in it.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from . import (
    anchors,
    checks,
    fields,
    forge,
    frontmatter,
    mentions,
    passages,
    reader,
    refs,
    schemas,
    templates,
)
from .characters import QUOTES
from .header import Entry, Record
from .model import Library, Note, Reading, Text

FILE = "docs/articles/{article}/notes/{slug}.md"
# The rules that a script can tell without the author's text; the rest is told by the check.
TOLD = ("unknown_slug", "unknown_word", "quote_too_long", "unknown_mention", "shared_slug", "empty_field", "empty_body")
LETTERS = "".join(map(chr, sorted(QUOTES)))
NO_NAME = "“{slug}” is no file name; use lower-case letters, digits and hyphens, at most 80, such as my-thought."


def data(reading: Reading) -> dict[str, Any]:
    """Everything that the form needs, for JSON: strings, numbers, lists and objects."""
    library = reading.library
    shape = schemas.schemas()["note"]
    said = templates.comments(templates.TEMPLATES["note"].text)
    sources = {source.slug for source in library.sources}
    names = {slug for slugs in refs.known(library).values() for slug in slugs}
    return {
        "file": FILE,
        "required": shape["required"],
        "hints": {name: said[name] for name in said},
        "kinds": list(schemas.words("note", "kind")),
        "passages": [[woven.article, woven.passage.slug, woven.passage.number] for woven in reading.passages],
        "sources": sorted(sources),
        "names": sorted(names - sources),
        "slug": passages.SLUG,
        "mention": mentions.MENTION.pattern,
        "plain": templates.PLAIN.pattern,
        "joins": LETTERS,
        "limits": {
            "words": anchors.WORD_LIMIT, "header": frontmatter.HEADER_LIMIT, "file": reader.FILE_LIMIT,
            "address": forge.LIMIT,
        },
        "messages": messages(library),
        "forge": forge.pattern(reading.setting.forge),
    }  # fmt: skip


def as_text(value: dict[str, Any]) -> str:
    """Data as JSON on one line, the same for the same data."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


# ---- what the checks say --------------------------------------------------------------------------------------------


def messages(library: Library) -> dict[str, list[str]]:
    """(what is wrong, what to type) by rule, with {value}, {name}, {slug} and {count} where the writer's words go."""
    wrong = _told_by_checks(library) | _told_by_fields()
    found = {
        rule: [sentence[0].upper() + sentence[1:], advice] for rule, (sentence, advice) in wrong.items() if rule in TOLD
    }
    return found | {"no_name": [NO_NAME, ""]}


def _told_by_checks(library: Library) -> dict[str, tuple[str, str]]:
    """What the checks say of a note in which everything is wrong that can be, in a library of a few things."""
    few = Library(articles=library.articles, passages=library.passages, sources=library.sources[:20])
    taken = next(refs.every_slug(few), ("", "", 1))
    words = " ".join(["word"] * (anchors.WORD_LIMIT + 1))
    note = Note(
        slug=taken[0], file=FILE, parent="", by=Text("A", 1), passage=Text("{passage}", 1), kind=Text("{value}", 1),
        date=Text("2000", 1), quote=Text(words, 1), sources=(Text("{value}", 1),), body=Text("[[{value}]]", 1),
    )  # fmt: skip
    empty = replace(note, body=Text("", 1))
    told = {}
    for broken in (note, empty):
        for problem in checks.check(replace(few, notes=(broken,))):
            if problem.place.file == FILE and "{passage}" not in problem.wrong:
                told[problem.rule] = (_with_gaps(problem.wrong, taken), problem.advice)
    return told


def _with_gaps(sentence: str, taken: tuple[str, str, int]) -> str:
    """A sentence with gaps for what stands there by chance."""
    gaps = ((str(anchors.WORD_LIMIT + 1), "{count}"), (f"`{taken[0]}`", "`{slug}`"), (taken[1], "another file"))
    for words, gap in gaps:
        sentence = sentence.replace(words, gap) if words else sentence
    return sentence


def _told_by_fields() -> dict[str, tuple[str, str]]:
    record = Record((Entry(Text("by", 1), Text("", 1)),), 1)
    _, problems = fields.values(Note, record, FILE, skip=fields.FROM_THE_PATH)
    return {p.rule: (p.wrong.replace("`by`", "`{name}`"), p.advice) for p in problems if p.rule == "empty_field"}

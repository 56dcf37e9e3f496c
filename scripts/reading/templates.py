"""The template of each kind of file, as `notes new` writes it, forges open it, and CONTRIBUTING.md shows it.

A comment behind a field says what belongs there. Tests keep CONTRIBUTING.md and the checks' vocabularies in step.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from .header import UNSEEN

FIELD = re.compile(r"(?P<name>\s*(?:- )?[a-z_]+:)(?P<value> [^#\n]*?)?(?P<comment>\s+# .*)?")
SLUG = re.compile(r"[a-z0-9-]+")
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # YAML 1.1, 5.1
# What YAML reads as it is typed: begins with a letter or digit, and has no colon, hash or quotation mark to trip over.
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .,;/()’“”…–-]*[A-Za-z0-9.)’”…]|[A-Za-z0-9]")

_NOTE = """\
---
by: Your name             # the name to be shown
passage: the-draft        # its id, at the end of the address of its number
quote: a few words of it  # 3 to 8, letter by letter; without this line the note is on the whole passage
kind: comment             # comment, context, question, dispute or link
date: 2026-03-02          # the day on which you write
sources: []               # names of files in docs/sources, such as [un-1718-list]
---
Your note: 40 to 150 words, one thought.
"""
_CLAIM = """\
---
title: What the article says, in one sentence of ours.
passage: the-draft
voice: asserts            # asserts, reports or forecasts
verdict: open             # supported, imprecise, disputed, contradicted, open or opinion
sources: []               # two, such as [un-1718-list, crs-hanoi-2019], unless the verdict is open or opinion
---
Why this verdict, with both sides.
"""
_QUESTION = """\
---
title: What is it that nobody knows?
passage: the-draft
sources: []
---
Why it matters, what is known, where one could look.
"""
_ACTOR = """\
---
name: Full Name
kind: person              # person, state, body or company
summary: Who this is, in one line.
sources: [un-1718-list]   # names of files in docs/sources
---
What to know about this actor in order to read the article.
"""
_EVENT = """\
---
title: What happened
date: 2026-03-02          # as far as it is known: 2026-03-02, 2026-03 or 2026; the file's name begins with it
sources: [un-1718-list]
---
Two or three sentences.
"""
_TERM = """\
---
title: The term
sources: [un-1718-list]
---
The first sentence is the definition.
"""
_SOURCE = """\
---
title: Its title
author: Who wrote it      # delete this line if nobody is named
publisher: Who published it
date: 2026-03-02          # delete this line if it has none
url: https://example.org/  # copied from the browser
kind: report              # primary, report, analysis, repost, machine-translation or digest
language: en
---
What it is good for, and its limits.
"""
_POSITION = """\
---
actor: kim-jong-un
topic: freeze
stances:                  # one for each date, the oldest first
  - date: 2026-03-02
    stance: What the actor holds, in twenty words.
    sources: [un-1718-list]
---
What changed, and what is unsure.
"""
_PROVISION = """\
---
title: The provision
topic: sanctions-relief
status: reported          # agreed, contested, refused, reported or unknown
accounts:                 # one for each side that spoke of it
  - who: ri-yong-ho
    date: 2026-03-02
    says: What this side said of it.
    sources: [un-1718-list]
---
What it would have meant, and what is not known.
"""
_ARTICLE = """\
---
title: Its title
author: andrei-lankov     # the name of a file in docs/actors
publisher: Who published it
date: 2026-03-02          # as far as it is known, or unknown
url: https://example.org/  # copied from the browser
language: en
source: un-1718-list      # its own record, the name of a file in docs/sources
summary: What it is about, in one line.
---
What the author says in all, in our words.

## The title of a section

### name-of-a-passage

What the author says there, in our words.
"""


@dataclass(frozen=True, slots=True)
class Template:
    """`folder` is below docs/, with {parent} for an article or agreement; `name` is a file name to begin with.

    An article is its own parent: its folder has its name, and its file is called `article`.
    """

    folder: str
    name: str
    text: str


TEMPLATES: dict[str, Template] = {
    "note": Template("articles/{parent}/notes", "my-note", _NOTE),
    "claim": Template("articles/{parent}/claims", "my-claim", _CLAIM),
    "question": Template("articles/{parent}/questions", "my-question", _QUESTION),
    "actor": Template("actors", "full-name", _ACTOR),
    "event": Template("events", "2026-03-02-what-happened", _EVENT),
    "term": Template("terms", "the-term", _TERM),
    "source": Template("sources", "publisher-topic-2026", _SOURCE),
    "position": Template("positions", "kim-jong-un-on-freeze", _POSITION),
    "provision": Template("agreements/{parent}/provisions", "the-provision", _PROVISION),
    "article": Template("articles/{parent}", "article", _ARTICLE),
}
# What nobody but the writer can know.
MUST_FILL_IN = {
    "note": ("by", "date"),
    "actor": ("sources",),
    "event": ("date", "sources"),
    "term": ("sources",),
    "source": ("date",),
    "position": ("actor", "topic", "date", "sources"),
    "provision": ("topic", "who", "date", "sources"),
    "article": ("author", "date", "source"),
}
OPTIONAL = ("quote",)


Value = str | tuple[str, ...] | None


def filled(text: str, values: Mapping[str, Value]) -> str:
    """A template with some fields filled in; None leaves a field out, "" leaves it to be filled in.

    The first field of each name counts; what a person typed is quoted where YAML would read it otherwise.
    """
    rest = dict(values)
    lines = []
    for line in text.split("\n"):
        found = FIELD.fullmatch(line)
        name = found["name"].strip(" -:") if found else ""
        if found is None or name not in rest:
            lines.append(line)
        elif (value := rest.pop(name)) is not None:
            comment = (found["comment"] or "").strip()
            lines.append(
                f"{found['name']} {written(value)}".rstrip().ljust(24) + f"  {comment}"
            )  # two blanks begin a remark
    return "\n".join(line.rstrip() for line in lines)


def comments(text: str) -> dict[str, str]:
    """What a template says behind each field that holds a value, by name, in order; "" where it says nothing."""
    found = [FIELD.fullmatch(line) for line in text.split("---\n")[1].split("\n") if line]
    return {f["name"].strip(" -:"): (f["comment"] or "").strip(" #") for f in found if f and (f["value"] or "").strip()}


@functools.cache
def examples(kind: str) -> Mapping[str, frozenset[str]]:
    """The lines that the template of a kind has in place of the writer's words, by field or `body`; none without one.

    Dates, fixed words and names of things are none: what stands there may be meant.
    """
    if kind not in TEMPLATES:
        return {}
    _, header, body = TEMPLATES[kind].text.split("---\n")
    lines = {("body", line) for line in body.split("\n") if line}
    found = [FIELD.fullmatch(line) for line in header.split("\n") if line]
    values = {(f["name"].strip(" -:"), (f["value"] or "").strip()) for f in found if f}
    meant = {(name, value) for name, value in values if " " in value or value.startswith("https:")} | lines
    return {name: frozenset(value for of, value in meant if of == name) for name, _ in meant}


def home(kind: str) -> str:
    """The kind of thing in whose folder a file goes: article, agreement, or "" where it has none but its own."""
    if kind == "article" or "{parent}" not in TEMPLATES[kind].folder:
        return ""
    return "agreement" if kind == "provision" else "article"


def written(value: str | tuple[str, ...]) -> str:
    """A value as YAML that reads back as the same text, on one line; a list in brackets."""
    if isinstance(value, tuple):
        return f"[{', '.join(item if SLUG.fullmatch(item) else json.dumps(item) for item in value)}]"
    line = " ".join(UNSEEN.sub("", value).split())
    if not line or PLAIN.fullmatch(line):
        return line
    return UNPRINTABLE.sub(lambda odd: f"\\u{ord(odd[0]):04x}", json.dumps(line, ensure_ascii=False))


def _name(kind: str, name: str, given: Mapping[str, Value]) -> str:
    """A file name to begin with, which says what is known."""
    if kind == "position":
        return f"{given.get('actor', 'actor')}-on-{given.get('topic', 'topic')}"
    return f"{name}-on-{given['passage']}" if kind == "note" and given.get("passage") else name


def started(kind: str, parent: str, given: Mapping[str, Value]) -> tuple[str, str]:
    """(path below the project, text) of a new file that somebody finishes in a browser.

    What is not given and nobody but the writer can know is left empty, so that the check asks for it; a build has no
    clock, so the day is one of these.
    """
    template = TEMPLATES[kind]
    missing: dict[str, Value] = dict.fromkeys(MUST_FILL_IN.get(kind, ()), "")
    missing |= dict.fromkeys(OPTIONAL)
    file = f"docs/{template.folder.format(parent=parent)}/{_name(kind, template.name, given)}.md"
    text = filled(template.text, missing | dict(given))
    return file, re.sub(r" {2,}# ", "  # ", text)  # each blank is three bytes of an address

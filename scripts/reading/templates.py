"""The template of each kind of file: what `notes new` writes. CONTRIBUTING.md shows the same; a test compares them."""

from __future__ import annotations

_NOTE = """\
---
by: Your name
passage: the-draft
quote: a few words of the passage
kind: comment
date: {today}
sources: []
draft: yes
---
Your note, 40 to 150 words.
"""
_CLAIM = """\
---
title: What the article says, in one sentence of ours.
passage: the-draft
voice: asserts
verdict: open
sources: []
draft: yes
---
Why this verdict, with both sides.
"""
_QUESTION = """\
---
title: What is it that nobody knows?
passage: the-draft
sources: []
draft: yes
---
Why it matters, what is known, where one could look.
"""
_ACTOR = """\
---
name: Full Name
kind: person
summary: Who this is, in one line.
sources: []
draft: yes
---
What to know about this actor in order to read the article.
"""
_EVENT = """\
---
title: What happened
date: {today}
sources: []
draft: yes
---
Two or three sentences.
"""
_TERM = """\
---
title: The term
sources: []
draft: yes
---
The first sentence is the definition.
"""
_SOURCE = """\
---
title: Its title
author: Who wrote it
publisher: Who published it
date: {today}
url: https://example.org/
kind: report
language: en
draft: yes
---
What it is good for, and its limits.
"""
_POSITION = """\
---
actor: kim-jong-un
topic: freeze
stances:
  - date: {today}
    stance: What the actor holds, in twenty words.
    sources: []
draft: yes
---
What changed, and what is unsure.
"""
_PROVISION = """\
---
title: The provision
topic: sanctions-relief
status: reported
accounts:
  - who: ri-yong-ho
    date: {today}
    says: What this side said of it.
    sources: []
draft: yes
---
What it would have meant, and what is not known.
"""

TEMPLATES: dict[str, tuple[str, str]] = {
    "note": ("articles/{article}/notes", _NOTE),
    "claim": ("articles/{article}/claims", _CLAIM),
    "question": ("articles/{article}/questions", _QUESTION),
    "actor": ("actors", _ACTOR),
    "event": ("events", _EVENT),
    "term": ("terms", _TERM),
    "source": ("sources", _SOURCE),
    "position": ("positions", _POSITION),
    "provision": ("agreements/hanoi-draft/provisions", _PROVISION),
}

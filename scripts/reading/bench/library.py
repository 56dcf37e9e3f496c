"""Writes a library of N articles in made-up words: 12 passages and 40 notes each, actors and sources shared.

Articles share as libraries do: four actors are named everywhere, the others by a few neighbouring articles; each
article brings some sources and cites those of its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..refs import LEADS
from .words import Words

PASSAGES, NOTES, CLAIMS, QUESTIONS, EVENTS, SOURCES = 12, 40, 8, 2, 2, 4
EVERYWHERE = 4  # actors that every article names
TOPICS = 4
NOTE_KINDS = ("comment", "context", "question", "dispute", "link")
PAGES_ONCE, PAGES_EACH = 22, 6.5  # pages of a library, and of each article: six, and every second brings an actor

Written = tuple[str, str]  # a path below docs/, and what the file says


def articles_for(pages: int) -> int:
    """How many articles make a library of about so many pages."""
    return max(1, round((pages - PAGES_ONCE) / PAGES_EACH))


def write(folder: Path, articles: int) -> int:
    """Writes the library to `folder / "docs"`; returns how many files. Same number, same bytes."""
    written = dict(_library(articles))
    for name, content in written.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return len(written)


def _library(articles: int) -> Iterator[Written]:
    yield from _guides()
    yield from _topics()
    yield from _actors(EVERYWHERE + articles // 2)
    yield from _agreement()
    for number in range(articles):
        yield from _article(number, articles)


def _file(header: dict[str, str], body: str) -> str:
    return "\n".join(["---", *(f"{name}: {value}" for name, value in header.items()), "---", body, ""])


def _guides() -> Iterator[Written]:
    for lead in (*LEADS, "about", "contributing/index"):
        words = Words(hash_of(lead))
        title = lead.removesuffix("/index").capitalize()
        yield f"{lead}.md", _file({"title": title, "summary": f"{words.title(6)}."}, words.text(3))


def _topics() -> Iterator[Written]:
    for number in range(TOPICS):
        words = Words(100 + number)
        header = {"title": words.title(2), "summary": f"{words.title(8)}.", "sources": f"[{source(0, number)}]"}
        yield f"topics/topic-{number}.md", _file(header, words.text(4))


def _actors(actors: int) -> Iterator[Written]:
    """Each actor, and what it holds on one topic, in two stances."""
    for number in range(actors):
        words = Words(1_000 + number)
        kind = ("person", "state", "body", "company")[number % 4]
        cites = f"[{source(0, number % SOURCES)}]"
        header = {"name": name(number), "kind": kind, "summary": f"{words.title(9)}.", "sources": cites}
        header |= {"also": f"[{name(number)[:-1]}á]"}
        yield f"actors/actor-{number}.md", _file(header, words.text(3))
        stances = "".join(
            f"\n  - date: {year}-0{1 + number % 9}\n    stance: {words.title(7)}.\n    sources: {cites}"
            for year in (2018 + number % 3, 2022 + number % 3)
        )
        topic = f"topic-{number % TOPICS}"
        header = {"actor": f"actor-{number}", "topic": topic, "stances": stances}
        yield f"positions/actor-{number}-on-{topic}.md", _file(header, words.text(2))


def _agreement() -> Iterator[Written]:
    words = Words(200)
    cites = f"[{source(0, 0)}]"
    header = {"title": words.title(3), "summary": f"{words.title(8)}.", "date": "2020-04", "signed": "never"}
    header |= {"parties": "[actor-0, actor-1]", "sources": cites}
    yield "agreements/draft/agreement.md", _file(header, words.text(3))
    for number in range(6):
        header = {"title": words.title(3), "topic": f"topic-{number % TOPICS}", "status": "contested"}
        header |= {"offered_by": "[actor-0]", "passage": passage(0, number)}
        header |= {
            "accounts": f"\n  - who: actor-1\n    date: 2020-04\n    says: {words.text(1)}\n    sources: {cites}"
        }
        yield f"agreements/draft/provisions/provision-{number}.md", _file(header, words.text(1))


def _article(number: int, articles: int) -> Iterator[Written]:
    words = Words(1_000_000 + number)
    folder = f"articles/article-{number}"
    known = [*range(EVERYWHERE), *_neighbours(number, articles)]
    yield f"{folder}/article.md", _text(words, number, known)
    for at in range(SOURCES):
        yield f"sources/{source(number, at)}.md", _source(words, number, at)
    for at in range(NOTES):
        yield f"{folder}/notes/note-{number}-{at}.md", _note(words, number, at, known)
    for at in range(CLAIMS):
        yield f"{folder}/claims/claim-{number}-{at}.md", _claim(words, number, at)
    for at in range(QUESTIONS):
        header = {
            "title": f"{words.title(6)}?",
            "passage": passage(number, at),
            "sources": f"[{_cited(words, number)}]",
        }
        yield f"{folder}/questions/question-{number}-{at}.md", _file(header, words.text(2))
    for at in range(EVENTS):
        day = f"{1990 + words.below(35)}-0{1 + words.below(9)}-1{words.below(9)}"
        header = {"title": words.title(5), "date": day, "actors": f"[actor-{known[words.below(len(known))]}]"}
        header |= {"passage": passage(number, at), "sources": f"[{_cited(words, number)}]"}
        yield f"events/{day}-event-{number}-{at}.md", _file(header, words.text(2))
    header = {"title": words.title(2) + f" {number}", "sources": f"[{source(number, 0)}]"}
    yield f"terms/term-{number}.md", _file(header, words.text(2))


def _neighbours(number: int, articles: int) -> list[int]:
    """The actors that this article shares with the few around it."""
    others = articles // 2
    return [EVERYWHERE + (number // 2 + step) % others for step in range(min(4, others))]


def _text(words: Words, number: int, known: list[int]) -> str:
    header = {"title": words.title(4), "author": f"actor-{known[number % len(known)]}", "publisher": words.title(2)}
    header |= {"date": f"20{10 + words.below(15)}-0{1 + words.below(9)}", "url": f"https://review.example/{number}"}
    header |= {"language": "en", "source": source(number, 0), "summary": f"{words.title(9)}."}
    body = [words.text(3)]
    for at in range(PASSAGES):
        if at % 4 == 0:
            body.append(f"## {words.title(3)}")
        named = " and ".join(name(known[(at + step) % len(known)]) for step in range(2))
        body.append(f"### {passage(number, at)}\n\n{words.text(3)} {named} {words.words(6)}. {words.text(1)}")
    return _file(header, "\n\n".join(body))


def _note(words: Words, number: int, at: int, known: list[int]) -> str:
    header = {"by": "The editors", "title": words.title(4), "passage": passage(number, at % PASSAGES)}
    header |= {"kind": NOTE_KINDS[at % 5], "date": f"202{at % 6}-0{1 + at % 9}-1{at % 9}"}
    header |= {"sources": f"[{source(number, at % SOURCES)}, {_cited(words, number)}]"}
    body = f"{words.text(3)} {words.title(3)} [[actor-{known[at % len(known)]}]] {words.words(5)}."
    if at % 8 == 0:
        body += f"\n\n- {words.title(6)}, see [{words.words(2)}](https://archive.example/{at}).\n- {words.title(9)}."
    return _file(header, body)


def _claim(words: Words, number: int, at: int) -> str:
    header = {"title": f"{words.title(8)}.", "passage": passage(number, at), "voice": "asserts"}
    header |= {"verdict": ("supported", "disputed", "imprecise", "contradicted")[at % 4]}
    header |= {"role": "thesis"} if at == 0 else {"role": "premise", "supports": f"[claim-{number}-{(at - 1) // 2}]"}
    header |= {"sources": f"[{source(number, at % SOURCES)}, {source(number, (at + 1) % SOURCES)}]"}
    return _file(header, words.text(3))


def _source(words: Words, number: int, at: int) -> str:
    kind = ("primary", "report", "analysis")[at % 3]
    header = {"title": words.title(7), "publisher": words.title(2), "date": f"20{10 + words.below(15)}-0{1 + at}"}
    header |= {"url": f"https://archive.example/{number}/{at}", "kind": kind, "language": "en"}
    return _file(header, words.text(1))


def _cited(words: Words, number: int) -> str:
    """A source of this article's or of one of the three before it."""
    return source(max(0, number - words.below(4)), words.below(SOURCES))


def source(article: int, at: int) -> str:
    return f"source-{article}-{at}"


def passage(article: int, at: int) -> str:
    return f"passage-{article}-{at}"


def name(actor: int) -> str:
    """Two made-up words with capitals; different actors, different names."""
    words = Words(500_000 + actor)
    return f"{words.word().capitalize()} {words.word().capitalize()}{actor}"


def hash_of(words: str) -> int:
    """A number of a text's own, the same in every run."""
    return sum((at + 1) * ord(sign) for at, sign in enumerate(words))

"""Texts to revise: made-up articles of several sorts, and articles put together from this repository's own notes."""

from __future__ import annotations

import random
import re
from functools import lru_cache
from pathlib import Path

from reading import text


def _list(words: str, between: str = " ") -> list[str]:
    return words.split(between)


ROOT = Path(__file__).parent.parent
NAMES = _list(
    "Alba Brin Corra Dunmore Eskar Falk Gorda Hale Irwen Jarrow Kesh Lorne Marat Nessel Orvin Pell Quarn Rusk"
)
ROLES = _list("mayor council minister harbour-master envoy court president committee union bank navy registrar")
VERBS = _list("rejected accepted delayed praised signed questioned renewed revised published ignored defended blocked")
THINGS = _list(
    "treaty,harbour draft,toll,fishing ban,northern gate,budget,survey,census,loan,ferry line,pilot programme,quay,"
    "lamp contract,dredging plan,customs union,coastal road,salt tax,winter truce,labour law,defence pact",
    ",",
)
REASONS = _list(
    "because the lamps had failed,although nobody had asked for it,after three days of talks,without naming a price,"
    "in return for a lower toll,as the old charter demands,while the ships were waiting,before the vote was counted,"
    "despite the neighbouring towns,under pressure from the guilds,with little hope of success,to win time,"
    "as a favour to the smaller towns,for the first time in a generation,on terms that were never published",
    ",",
)
OPENINGS = _list(
    ",,,Last spring,In the end,Meanwhile,As a rule,According to the minutes,In 1987,By contrast,Two weeks later,"
    "On 12 March 2004,For {number} days,Contrary to reports,In the view of many",
    ",",
)
TAILS = _list(
    ",,,, and the council realised this late,; the colour of the flags said as much, – at least on paper,"
    " (the minutes of 1998 agree), which would organise the trade anew,"
    " – “a matter of honour,” she said, at a cost of {number} crowns, and would not say why,"
    " and the towns will analyse it for years, to the surprise of its own members",
    ",",
)
BOILERPLATE = "The archive of the harbour office holds the minutes of this meeting."


def made_up(rng: random.Random, sort: str) -> list[list[str]]:
    """An article as paragraphs of sentences; `sort` is one of `SORTS`."""
    sizes = {"short": (1, 2), "single": (1, 1)}.get(sort, (2, 6))
    count = rng.randint(6, 14)
    article = [[sentence(rng) for _ in range(rng.randint(*sizes))] for _ in range(count)]
    if sort == "boilerplate":
        return [[*paragraph, BOILERPLATE] for paragraph in article]
    if sort == "twins":
        for _ in range(3):
            article.insert(rng.randrange(len(article)), near_copy(rng, rng.choice(article)))
    if sort == "short":
        article = [[*paragraph, "Nobody knows."] if rng.random() < 0.3 else paragraph for paragraph in article]
    return article


SORTS = ("plain", "plain", "plain", "boilerplate", "twins", "short", "single")


def sentence(rng: random.Random) -> str:
    """One sentence of 8 to 30 words that hardly another call makes again."""
    opening = rng.choice(OPENINGS).format(number=rng.randint(3, 900))
    name, role = rng.choice(NAMES), rng.choice(ROLES)
    subject = f"the {role} of {name}"
    verb = rng.choice(
        (rng.choice(VERBS), f"would not accept {rng.randint(2, 60)} clauses of", "would sign", "will keep")
    )
    thing = f"the {rng.choice(THINGS)} of {rng.choice(NAMES)}"
    body = f"{subject} {verb} {thing} {rng.choice(REASONS)}{rng.choice(TAILS).format(number=rng.randint(2, 999))}"
    whole = f"{opening}, {body}" if opening else body
    return whole[0].upper() + whole[1:] + "."


def near_copy(rng: random.Random, paragraph: list[str]) -> list[str]:
    """A paragraph that says nearly the same: some words exchanged in some of its sentences."""
    copy = []
    for one in paragraph:
        words = one.split(" ")
        for _ in range(rng.randint(0, 2) if len(words) > 2 else 0):
            words[rng.randrange(1, len(words) - 1)] = rng.choice(NAMES)
        copy.append(" ".join(words))
    return copy


@lru_cache(maxsize=1)
def own_prose() -> list[list[str]]:
    """The paragraphs of this repository's notes and claims as sentences."""
    found = []
    for file in sorted((ROOT / "docs" / "articles").rglob("*.md")):
        body = file.read_text(encoding="utf-8").split("---\n", 2)[-1]
        plain = re.sub(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]", r"\1", body)
        for paragraph in plain.split("\n\n"):
            one_line = " ".join(paragraph.split())
            if len(one_line) > 80 and not one_line.startswith(("#", "-")) and text.passages(one_line) == (one_line,):
                found.append(list(text.sentences(one_line)))
    return found


def from_notes(rng: random.Random, prose: list[list[str]]) -> list[list[str]]:
    """An article of paragraphs of our own notes: real prose, on one matter throughout."""
    return [list(paragraph) for paragraph in rng.sample(prose, rng.randint(6, 14))]


def from_file(path: Path) -> list[list[str]]:
    """An article from a file, such as the author's text where it is at hand."""
    return [list(text.sentences(p)) for p in text.passages(path.read_text(encoding="utf-8"))]

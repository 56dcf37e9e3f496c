"""Lists, over a whole library, the fields that name something: other things, fixed words, dates, addresses.

One generator a question, every field written out: a new field that should be checked gets its line here.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from .model import Agreement, Article, Claim, Guide, Library, Provision, Text, Thing

Kind = TypeVar("Kind", bound=Thing)

# The pages that list things; each begins with a text of ours in the file of this name.
LEADS = (
    "index", "actors", "agreements", "positions", "timeline", "claims", "notes", "terms", "questions", "names",
    "sources", "coverage", "data",
)  # fmt: skip

# The fixed words of the fields that have them.
VOCABULARY: dict[str, tuple[str, ...]] = {
    "note kind": ("comment", "context", "question", "dispute", "link"),
    "voice": ("asserts", "reports", "forecasts"),
    "verdict": ("supported", "imprecise", "disputed", "contradicted", "open", "opinion"),
    "role": ("thesis", "premise", "inference", "objection"),
    "status": ("agreed", "contested", "refused", "reported", "unknown"),
    "signed": ("yes", "never"),
    "stance change": ("restated", "hardened", "softened", "moved", "reversed"),
    "actor kind": ("person", "state", "body", "company"),
    "source kind": ("primary", "report", "analysis", "repost", "machine-translation", "digest"),
    "draft": ("yes",),
}

A = {
    "article": "an article",
    "passage": "a passage",
    "note": "a note",
    "claim": "a claim",
    "question": "a question",
    "agreement": "an agreement",
    "provision": "a provision",
    "actor": "an actor",
    "topic": "a topic",
    "position": "a position",
    "event": "an event",
    "term": "a term",
    "source": "a source",
    "guide": "a page",
}


def shelves(library: Library) -> tuple[tuple[str, tuple[Thing, ...]], ...]:
    """The things of a library by kind, but for guides, which no field can name."""
    return (
        ("article", library.articles),
        ("note", library.notes),
        ("claim", library.claims),
        ("question", library.questions),
        ("agreement", library.agreements),
        ("provision", library.provisions),
        ("actor", library.actors),
        ("topic", library.topics),
        ("position", library.positions),
        ("event", library.events),
        ("term", library.terms),
        ("source", library.sources),
    )


def things(library: Library) -> Iterator[Thing]:
    """Every thing, guides included."""
    for _, shelf in shelves(library):
        yield from shelf
    yield from library.guides


def part(library: Library, wanted: Callable[[Thing], bool]) -> Library:
    """A library of the things that are wanted; passages and the rest stay as they are."""

    def of(shelf: tuple[Kind, ...]) -> tuple[Kind, ...]:
        return tuple(filter(wanted, shelf))

    return dataclasses.replace(
        library,
        articles=of(library.articles),
        notes=of(library.notes),
        claims=of(library.claims),
        questions=of(library.questions),
        agreements=of(library.agreements),
        provisions=of(library.provisions),
        actors=of(library.actors),
        topics=of(library.topics),
        positions=of(library.positions),
        events=of(library.events),
        terms=of(library.terms),
        sources=of(library.sources),
        guides=of(library.guides),
    )


def guide_name(guide: Guide) -> str:
    """What a guide is called in a mention: its file name, or its folder's where it is the folder's index."""
    folder = guide.file.removeprefix("docs/").removesuffix("/index.md")
    return guide.slug if folder.endswith(".md") else folder


def known(library: Library) -> dict[str, frozenset[str]]:
    """The slugs of each kind, passages with the ids they had before."""
    names = {kind: frozenset(thing.slug for thing in shelf) for kind, shelf in shelves(library)}
    passages = [p for _, of_article in library.passages for p in of_article]
    return names | {
        "passage": frozenset(s for p in passages for s in (p.slug, *p.formerly)),
        "guide": frozenset(guide_name(guide) for guide in library.guides),
    }


def every_slug(library: Library) -> Iterator[tuple[str, str, int]]:
    """(slug, file, line) of all that can be named, in a fixed order."""
    for _, shelf in shelves(library):
        for thing in shelf:
            yield thing.slug, thing.file, 1
    for guide in library.guides:
        yield guide_name(guide), guide.file, 1
    files = {article.slug: article.file for article in library.articles}
    for article, passages in library.passages:
        for passage in passages:
            for slug in (passage.slug, *passage.formerly):
                yield slug, files[article], passage.precis.line


def fields(library: Library) -> Iterator[tuple[str, Text, str]]:
    """(file, value, kind) of every field whose value is the slug of a thing of that kind."""

    def each(file: str, kind: str, *values: Text | Iterable[Text] | None) -> Iterator[tuple[str, Text, str]]:
        for value in values:
            if isinstance(value, Text):
                yield file, value, kind
            elif value is not None:
                yield from ((file, item, kind) for item in value)

    for article in library.articles:
        yield from each(article.file, "actor", article.author)
        yield from each(article.file, "source", article.source)
    for note in library.notes:
        yield note.file, _paragraph(note.passage), "passage"
        for source in note.sources:
            yield note.file, source, "source"
    for claim in library.claims:
        yield from each(claim.file, "passage", _paragraph(claim.passage))
        yield from each(claim.file, "source", claim.sources)
        yield from each(claim.file, "claim", claim.supports, claim.attacks, claim.undercuts)
        yield from each(claim.file, "actor", _slug(claim.by))
    for question in library.questions:
        yield from each(question.file, "passage", question.passage)
        yield from each(question.file, "source", question.sources)
    for agreement in library.agreements:
        yield from each(agreement.file, "actor", agreement.parties)
        yield from each(agreement.file, "source", agreement.sources)
    for provision in library.provisions:
        yield from each(provision.file, "topic", provision.topic)
        yield from each(provision.file, "passage", provision.passage)
        yield from each(provision.file, "actor", provision.offered_by, provision.wanted_by)
        for account in provision.accounts:
            yield from each(provision.file, "actor", _slug(account.who), account.side)
            yield from each(provision.file, "source", account.sources)
        for comparison in provision.compare:
            yield from each(provision.file, "agreement", comparison.agreement)
            yield from each(provision.file, "source", comparison.sources)
    for actor in library.actors:
        yield from each(actor.file, "source", actor.sources, *(role.sources for role in actor.roles))
    for topic in library.topics:
        yield from each(topic.file, "source", topic.sources)
    for position in library.positions:
        yield from each(position.file, "actor", position.actor)
        yield from each(position.file, "topic", position.topic)
        for stance in position.stances:
            yield from each(position.file, "passage", stance.passage)
            yield from each(position.file, "position", stance.contradicts)
            yield from each(position.file, "source", stance.sources)
    for event in library.events:
        yield from each(event.file, "actor", event.actors)
        yield from each(event.file, "passage", event.passage)
        yield from each(event.file, "source", event.sources)
    for term in library.terms:
        yield from each(term.file, "source", term.sources)


def _slug(who: Text | None) -> Text | None:
    """A person's name as typed is left alone; what looks like a slug must be one."""
    return who if who is not None and re.fullmatch(r"[a-z0-9-]+", who.text) else None


def _paragraph(passage: Text) -> Text:
    """The passage of a reference that may name a sentence of it (`the-draft.2`)."""
    if sentence(passage.text) is None:
        return passage
    return Text(passage.text.partition(".")[0], passage.line)


def sentence(reference: str) -> int | None:
    """The number of the sentence that a reference to a passage names (`the-draft.2`); None where it names none."""
    found = re.fullmatch(r"[^.]*\.([0-9]{1,4})", reference) if "." in reference else None
    return int(found[1]) if found else None


def vocabularies(library: Library) -> Iterator[tuple[str, Text, str]]:
    """(file, value, vocabulary) of every field with fixed words."""
    for note in library.notes:
        yield note.file, note.kind, "note kind"
    for claim in library.claims:
        yield claim.file, claim.voice, "voice"
        yield claim.file, claim.verdict, "verdict"
        if claim.role:
            yield claim.file, claim.role, "role"
    for agreement in library.agreements:
        yield agreement.file, agreement.signed, "signed"
    for provision in library.provisions:
        yield provision.file, provision.status, "status"
    for actor in library.actors:
        yield actor.file, actor.kind, "actor kind"
    for position in library.positions:
        yield from ((position.file, s.change, "stance change") for s in position.stances if s.change)
    for source in library.sources:
        yield source.file, source.kind, "source kind"
    for thing in things(library):
        if thing.draft:
            yield thing.file, thing.draft, "draft"


def dates(library: Library) -> Iterator[tuple[str, Text]]:
    """(file, value) of every date."""
    for article in library.articles:
        if article.date.text != "unknown":
            yield article.file, article.date
    for note in library.notes:
        yield note.file, note.date
    for claim in library.claims:
        if claim.due:
            yield claim.file, claim.due
    for agreement in library.agreements:
        yield agreement.file, agreement.date
    for provision in library.provisions:
        yield from ((provision.file, account.date) for account in provision.accounts)
    for actor in library.actors:
        yield from ((actor.file, role.date) for role in actor.roles)
    for position in library.positions:
        yield from ((position.file, stance.date) for stance in position.stances)
    for event in library.events:
        yield event.file, event.date
    for source in library.sources:
        if source.date:
            yield source.file, source.date


def addresses(library: Library) -> Iterator[tuple[str, Text]]:
    """(file, value) of every web address."""
    for article in library.articles:
        yield article.file, article.url
    for source in library.sources:
        yield source.file, source.url
        if source.archived:
            yield source.file, source.archived


def every_text(library: Library) -> Iterator[tuple[str, Text]]:
    """(file, text) of everything that may hold Markdown and mentions: bodies, and fields that are shown as prose.

    An article's body holds its précis.
    """
    for thing in things(library):
        yield from ((thing.file, text) for text in texts(thing))


def texts(thing: Thing) -> Iterator[Text]:
    """What of a thing may hold Markdown and mentions: its body, and fields that are shown as prose."""
    yield thing.body
    match thing:
        case Article():
            yield from _given(thing.date_note, thing.partial)
        case Claim():
            yield from _given(thing.outcome, thing.why_one_source)
        case Agreement():
            yield from _given(thing.not_known)
        case Provision():
            yield from (account.says for account in thing.accounts)
            yield from (comparison.says for comparison in thing.compare)


def every_line(library: Library) -> Iterator[tuple[str, Text]]:
    """(file, text) of the fields that are shown as they are typed: titles, summaries, stances."""
    titled = (library.notes, library.claims, library.questions, library.provisions, library.events, library.terms)
    yield from ((t.file, t.title) for shelf in titled for t in shelf if t.title is not None)
    summarised = (library.articles, library.agreements, library.topics, library.guides)
    yield from ((t.file, text) for shelf in summarised for t in shelf for text in (t.title, t.summary))
    yield from ((actor.file, actor.summary) for actor in library.actors)
    for position in library.positions:
        yield from ((position.file, stance.stance) for stance in position.stances)


def typed(record: Any) -> Iterator[tuple[str, Text]]:
    """(field, value) of every value in a thing, its body included, with those of the records within it."""
    names, values = _fields(record.__class__)
    for name, value in zip(names, values(record), strict=True):
        if isinstance(value, Text):
            yield name, value
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, Text):
                    yield name, item
                else:
                    yield from typed(item)


@cache
def _fields(cls: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of a dataclass's fields, and what gives their values in one go."""
    names = tuple(field.name for field in dataclasses.fields(cls))
    return names, attrgetter(*names)


def _given(*texts: Text | None) -> Iterator[Text]:
    return (text for text in texts if text is not None)

"""The tables of the world that articles speak of: actors and roles, events, terms, sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from ..model import Actor, Event, Source, Term
from ..refs import VOCABULARY
from .desk import Desk, line, slugs
from .tables import Address, InPassage, Is, Key, Sources, Table

Also = Annotated[tuple[str, ...], Is("Other spellings, transliterations and native script.")]


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One row an actor: a person, a state, a body or a company."""

    actor: Key
    name: Annotated[str, Is("The name as this site writes it.")]
    also: Also
    kind: Annotated[str, Is("What it is.", words=VOCABULARY["actor kind"])]
    summary: Annotated[str, Is("Who this is, in one line.")]
    text: Annotated[str, Is("What to know in order to read the article, without markup.")]
    sources: Sources
    address: Address


def actors(desk: Desk, actor: Actor) -> Iterator[ActorRow]:
    yield ActorRow(
        actor=actor.slug,
        name=line(actor.name),
        also=tuple(map(line, actor.also)),
        kind=actor.kind.text,
        summary=line(actor.summary),
        text=desk.plain(actor.body),
        sources=slugs(actor.sources),
        address=desk.to(actor.slug),
    )


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One row a role that an actor had at some time."""

    actor: Annotated[str, Is("Who had it.", "slug", "actors")]
    role: Annotated[str, Is("The role.")]
    date: Annotated[str, Is("When, as far as it is known.", "edtf")]
    sources: Sources


def roles(desk: Desk, actor: Actor) -> Iterator[RoleRow]:
    for role in actor.roles:
        yield RoleRow(actor.slug, line(role.role), role.date.text, slugs(role.sources))


@dataclass(frozen=True, slots=True)
class EventRow:
    """One row an event, in the order of time."""

    event: Key
    date: Annotated[str, Is("When it happened, as exactly as the sources make it.", "edtf")]
    title: Annotated[str, Is("What happened.")]
    text: Annotated[str, Is("What is known of it, without markup.")]
    actors: Annotated[tuple[str, ...], Is("Who took part.", "slug", "actors")]
    passage: InPassage
    sources: Sources
    address: Address


def events(desk: Desk, event: Event) -> Iterator[EventRow]:
    yield EventRow(
        event=event.slug,
        date=event.date.text,
        title=line(event.title),
        text=desk.plain(event.body),
        actors=slugs(event.actors),
        passage=desk.passage(event.passage),
        sources=slugs(event.sources),
        address=desk.to(event.slug),
    )


@dataclass(frozen=True, slots=True)
class TermRow:
    """One row a term that needs defining."""

    term: Key
    title: Annotated[str, Is("The term.")]
    also: Also
    text: Annotated[str, Is("Its definition in the first sentence, then what to know of it, without markup.")]
    sources: Sources
    address: Address


def terms(desk: Desk, term: Term) -> Iterator[TermRow]:
    yield TermRow(
        term=term.slug,
        title=line(term.title),
        also=tuple(map(line, term.also)),
        text=desk.plain(term.body),
        sources=slugs(term.sources),
        address=desk.to(term.slug),
    )


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row a source: where we know something from. The same records are in sources.bib and sources.csl.json."""

    source: Key
    title: Annotated[str, Is("Its title.")]
    author: Annotated[str, Is("Who wrote it, as the source says: a person, several, or an agency.")]
    publisher: Annotated[str, Is("Who published it.")]
    date: Annotated[str, Is("When it was published; empty where that is not known.", "edtf")]
    url: Annotated[str, Is("Where it is.", "uri")]
    archived: Annotated[str, Is("Where a copy is kept.", "uri")]
    kind: Annotated[
        str,
        Is("What sort of source; repost, machine-translation and digest are weak.", words=VOCABULARY["source kind"]),
    ]
    language: Annotated[str, Is("Its language, as a BCP 47 tag.")]
    text: Annotated[str, Is("What it is good for, and its limits, without markup.")]
    cited_by: Annotated[tuple[str, ...], Is("What on this site cites it.", "slug")]
    address: Address


def sources(desk: Desk, source: Source) -> Iterator[SourceRow]:
    yield SourceRow(
        source=source.slug,
        title=line(source.title),
        author=line(source.author),
        publisher=line(source.publisher),
        date=line(source.date),
        url=source.url.text,
        archived=line(source.archived),
        kind=source.kind.text,
        language=source.language.text,
        text=desk.plain(source.body),
        cited_by=desk.reading.cited_by.get(source.slug, ()),
        address=desk.to(source.slug),
    )


TABLES = (
    Table("actors", ActorRow, lambda reading: reading.library.actors, actors),
    Table("roles", RoleRow, lambda reading: reading.library.actors, roles),
    Table("events", EventRow, lambda reading: reading.timeline, events),
    Table("terms", TermRow, lambda reading: reading.library.terms, terms),
    Table("sources", SourceRow, lambda reading: reading.library.sources, sources),
)

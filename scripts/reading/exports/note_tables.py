"""The tables of what readers said of passages: notes, and claims with their verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from .. import weave
from ..model import Claim, Note
from ..refs import VOCABULARY, sentence
from .desk import Desk, line, slugs
from .tables import Address, InArticle, InPassage, Is, Key, Sources, Table

Sentence = Annotated[int | None, Is("The sentence of the passage, counted from 1, where it is about one sentence.")]
Quote = Annotated[str, Is("The few words of the passage that it points at; “first … last” stands for a stretch.")]
Proved = Annotated[
    bool, Is("Whether these words were compared with the author’s text and stand in the passage exactly once.")
]


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One row a note: one reader’s remark on a passage."""

    note: Key
    article: InArticle
    passage: InPassage
    sentence: Sentence
    kind: Annotated[str, Is("What the note does.", words=VOCABULARY["note kind"])]
    title: Annotated[str, Is("Its title; where it has none, its name in words.")]
    by: Annotated[str, Is("Who wrote it, as that person wants to be named.")]
    date: Annotated[str, Is("When it was written.", "edtf")]
    quote: Quote
    quote_proved: Proved
    text: Annotated[str, Is("The note, without markup.")]
    sources: Sources
    address: Address


def notes(desk: Desk, note: Note) -> Iterator[NoteRow]:
    yield NoteRow(
        note=note.slug,
        article=note.parent,
        passage=desk.passage(note.passage),
        sentence=sentence(note.passage.text),
        kind=note.kind.text,
        title=line(weave.title(note)),
        by=line(note.by),
        date=note.date.text,
        quote=line(note.quote),
        quote_proved=note.slug in desk.reading.proved,
        text=desk.plain(note.body),
        sources=slugs(note.sources),
        address=desk.to(note.slug),
    )


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One row a claim: something the article says in a passage, or that another says against it, and our verdict."""

    claim: Key
    article: InArticle
    passage: InPassage
    sentence: Sentence
    title: Annotated[str, Is("The claim, in one sentence of ours.")]
    by: Annotated[str, Is("Who says so, where it is not the author of the article.")]
    voice: Annotated[str, Is("How the article says it.", words=VOCABULARY["voice"])]
    verdict: Annotated[str, Is("What our sources make of it.", words=VOCABULARY["verdict"])]
    role: Annotated[str, Is("Its part in the argument.", words=VOCABULARY["role"])]
    quote: Quote
    quote_proved: Proved
    text: Annotated[str, Is("Why this verdict, without markup.")]
    supports: Annotated[tuple[str, ...], Is("Claims that it speaks for.", "slug", "claims")]
    attacks: Annotated[tuple[str, ...], Is("Claims that it speaks against.", "slug", "claims")]
    undercuts: Annotated[tuple[str, ...], Is("Claims whose grounds it takes away.", "slug", "claims")]
    due: Annotated[str, Is("When one can know whether a forecast came true.", "edtf")]
    outcome: Annotated[str, Is("What became of a forecast.")]
    sources: Sources
    address: Address


def claims(desk: Desk, claim: Claim) -> Iterator[ClaimRow]:
    yield ClaimRow(
        claim=claim.slug,
        article=claim.parent,
        passage=desk.passage(claim.passage),
        sentence=sentence(claim.passage.text),
        title=line(claim.title),
        by=desk.name(claim.by) if claim.by else "",
        voice=claim.voice.text,
        verdict=claim.verdict.text,
        role=line(claim.role),
        quote=line(claim.quote),
        quote_proved=claim.slug in desk.reading.proved,
        text=desk.plain(claim.body),
        supports=slugs(claim.supports),
        attacks=slugs(claim.attacks),
        undercuts=slugs(claim.undercuts),
        due=line(claim.due),
        outcome=desk.plain(claim.outcome),
        sources=slugs(claim.sources),
        address=desk.to(claim.slug),
    )


TABLES = (
    Table("notes", NoteRow, lambda reading: reading.library.notes, notes),
    Table("claims", ClaimRow, lambda reading: reading.library.claims, claims),
)

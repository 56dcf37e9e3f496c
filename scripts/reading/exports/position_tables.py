"""The tables of who wanted what: topics and positions, agreements, provisions and how other agreements compare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from .. import weave
from ..model import Agreement, Position, Provision, Text, Topic
from ..refs import VOCABULARY
from .desk import Desk, line, slugs
from .tables import Address, InPassage, Is, Key, Sources, Table

OnTopic = Annotated[str, Is("What it is about.", "slug", "topics")]
InAgreement = Annotated[str, Is("The agreement that it is a clause of.", "slug", "agreements")]
InProvision = Annotated[str, Is("The provision; it has as many rows as there are accounts of it.", "slug")]


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One row a topic: what positions are about."""

    topic: Key
    title: Annotated[str, Is("Its name.")]
    summary: Annotated[str, Is("What it covers, in one line.")]
    text: Annotated[str, Is("What to know of it, without markup.")]
    sources: Sources
    address: Address


def topics(desk: Desk, topic: Topic) -> Iterator[TopicRow]:
    yield TopicRow(
        topic=topic.slug,
        title=line(topic.title),
        summary=line(topic.summary),
        text=desk.plain(topic.body),
        sources=slugs(topic.sources),
        address=desk.to(topic.slug),
    )


@dataclass(frozen=True, slots=True)
class StanceRow:
    """One row a stance: what an actor held on a topic at a date. A position is the row of an actor’s stances."""

    position: Annotated[str, Is("The position; it has as many rows as stances.", "slug")]
    actor: Annotated[str, Is("Who held it.", "slug", "actors")]
    actor_name: Annotated[str, Is("The actor’s name.")]
    topic: OnTopic
    topic_title: Annotated[str, Is("The topic’s name.")]
    date: Annotated[str, Is("When.", "edtf")]
    stance: Annotated[str, Is("What the actor held.")]
    latest: Annotated[bool, Is("Whether it is the last stance of this position that we know of.")]
    passage: Annotated[str, Is("The passage in which the article itself reports it.", "slug", "passages")]
    sources: Sources
    address: Address


def positions(desk: Desk, position: Position) -> Iterator[StanceRow]:
    latest = weave.latest(position)
    for stance in position.stances:
        yield StanceRow(
            position=position.slug,
            actor=position.actor.text,
            actor_name=desk.name(position.actor),
            topic=position.topic.text,
            topic_title=desk.name(position.topic),
            date=stance.date.text,
            stance=desk.plain(stance.stance),
            latest=stance is latest,
            passage=desk.passage(stance.passage),
            sources=slugs(stance.sources),
            address=desk.to(position.slug),
        )


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One row an agreement: a negotiated text, signed or not."""

    agreement: Key
    title: Annotated[str, Is("Its name.")]
    date: Annotated[str, Is("When it was made or offered.", "edtf")]
    signed: Annotated[str, Is("Whether it was signed.", words=VOCABULARY["signed"])]
    parties: Annotated[tuple[str, ...], Is("Between whom.", "slug", "actors")]
    summary: Annotated[str, Is("What it is, in one line.")]
    text: Annotated[str, Is("What is known of it, without markup.")]
    not_known: Annotated[str, Is("What is not known of it.")]
    sources: Sources
    address: Address


def agreements(desk: Desk, agreement: Agreement) -> Iterator[AgreementRow]:
    yield AgreementRow(
        agreement=agreement.slug,
        title=line(agreement.title),
        date=agreement.date.text,
        signed=agreement.signed.text,
        parties=slugs(agreement.parties),
        summary=line(agreement.summary),
        text=desk.plain(agreement.body),
        not_known=desk.plain(agreement.not_known),
        sources=slugs(agreement.sources),
        address=desk.to(agreement.slug),
    )


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One row an account: what one side said of a provision. Each side is coded for itself, as in PAM."""

    provision: InProvision
    agreement: InAgreement
    title: Annotated[str, Is("The provision.")]
    topic: OnTopic
    status: Annotated[str, Is("How far the sides had come with it.", words=VOCABULARY["status"])]
    offered_by: Annotated[tuple[str, ...], Is("Who offered it.", "slug", "actors")]
    wanted_by: Annotated[tuple[str, ...], Is("Who wanted it.", "slug", "actors")]
    passage: InPassage
    text: Annotated[str, Is("What it would have meant, and what is not known, without markup.")]
    who: Annotated[str, Is("Who gives this account.")]
    actor: Annotated[str, Is("The same as an actor of this site, where it is one.", "slug", "actors")]
    date: Annotated[str, Is("When the account was given.", "edtf")]
    says: Annotated[str, Is("What it says, in our words.")]
    sources: Sources
    address: Address


def provisions(desk: Desk, provision: Provision) -> Iterator[AccountRow]:
    for account in provision.accounts:
        yield AccountRow(
            provision=provision.slug,
            agreement=provision.parent,
            title=line(provision.title),
            topic=provision.topic.text,
            status=provision.status.text,
            offered_by=slugs(provision.offered_by),
            wanted_by=slugs(provision.wanted_by),
            passage=desk.passage(provision.passage),
            text=desk.plain(provision.body),
            who=desk.name(account.who),
            actor=_actor(desk, account.who),
            date=account.date.text,
            says=desk.plain(account.says),
            sources=slugs(account.sources),
            address=desk.to(provision.slug),
        )


def _actor(desk: Desk, who: Text) -> str:
    address = desk.reading.addresses.get(who.text)
    return who.text if address and address.kind == "actor" else ""


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One row a comparison: what another agreement said on the matter of a provision."""

    provision: InProvision
    agreement: Annotated[str, Is("The other agreement.", "slug", "agreements")]
    says: Annotated[str, Is("What it says, in our words.")]
    sources: Sources


def comparisons(desk: Desk, provision: Provision) -> Iterator[ComparisonRow]:
    for other in provision.compare:
        yield ComparisonRow(provision.slug, other.agreement.text, desk.plain(other.says), slugs(other.sources))


TABLES = (
    Table("topics", TopicRow, lambda reading: reading.library.topics, topics),
    Table("positions", StanceRow, lambda reading: reading.library.positions, positions),
    Table("agreements", AgreementRow, lambda reading: reading.library.agreements, agreements),
    Table("provisions", AccountRow, lambda reading: reading.library.provisions, provisions),
    Table("comparisons", ComparisonRow, lambda reading: reading.library.provisions, comparisons),
)

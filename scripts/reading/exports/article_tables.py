"""The tables of an article itself, its passages, and the questions that it leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from ..model import Article, Question, WovenPassage
from .desk import Desk, line, slugs
from .tables import Address, InArticle, InPassage, Is, Key, Sources, Table


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One row an article that is read here. The article itself is at its publisher’s."""

    article: Key
    title: Annotated[str, Is("Its title.")]
    author: Annotated[str, Is("Who wrote it.", "slug", "actors")]
    author_name: Annotated[str, Is("The author’s name.")]
    publisher: Annotated[str, Is("Who published it.")]
    date: Annotated[str, Is("When it was published; empty where that is not known.", "edtf")]
    date_note: Annotated[str, Is("What is known of the date.")]
    url: Annotated[str, Is("Where its publisher shows it.", "uri")]
    language: Annotated[str, Is("Its language, as a BCP 47 tag.")]
    source: Annotated[str, Is("Its own record among the sources.", "slug", "sources")]
    summary: Annotated[str, Is("What it asks and answers, in one sentence of ours.")]
    address: Address


def articles(desk: Desk, article: Article) -> Iterator[ArticleRow]:
    yield ArticleRow(
        article=article.slug,
        title=line(article.title),
        author=article.author.text,
        author_name=desk.name(article.author),
        publisher=line(article.publisher),
        date="" if article.date.text == "unknown" else article.date.text,
        date_note=desk.plain(article.date_note),
        url=article.url.text,
        language=article.language.text,
        source=article.source.text,
        summary=line(article.summary),
        address=desk.to(article.slug),
    )


@dataclass(frozen=True, slots=True)
class PassageRow:
    """One row a passage: a paragraph of an article, in our own words."""

    passage: Annotated[str, Is("Its id; it never changes.", "slug", unique=True)]
    article: InArticle
    number: Annotated[int, Is("Its place in the article, from 1 on; it may change.")]
    section: Annotated[str, Is("The heading it stands under on our page.")]
    precis: Annotated[str, Is("What the passage says, in our own words.")]
    formerly: Annotated[tuple[str, ...], Is("Ids that it had before.", "slug")]
    actors: Annotated[tuple[str, ...], Is("Whom it names.", "slug", "actors")]
    notes: Annotated[int, Is("How many notes there are on it.")]
    claims: Annotated[int, Is("How many claims in it were checked.")]
    address: Address


def passages(desk: Desk, woven: WovenPassage) -> Iterator[PassageRow]:
    yield PassageRow(
        passage=woven.passage.slug,
        article=woven.article,
        number=woven.passage.number,
        section=line(woven.passage.section),
        precis=desk.plain(woven.passage.precis),
        formerly=woven.passage.formerly,
        actors=woven.actors,
        notes=len(woven.notes),
        claims=len(woven.claims),
        address=desk.to(woven.passage.slug),
    )


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One row an open question: what nobody has answered in the sources that we have seen."""

    question: Key
    article: InArticle
    passage: InPassage
    title: Annotated[str, Is("The question.")]
    text: Annotated[str, Is("Why it matters and where one could look, without markup.")]
    sources: Sources
    address: Address


def questions(desk: Desk, question: Question) -> Iterator[QuestionRow]:
    yield QuestionRow(
        question=question.slug,
        article=question.parent,
        passage=desk.passage(question.passage),
        title=line(question.title),
        text=desk.plain(question.body),
        sources=slugs(question.sources),
        address=desk.to(question.slug),
    )


TABLES = (
    Table("articles", ArticleRow, lambda reading: reading.library.articles, articles),
    Table("passages", PassageRow, lambda reading: reading.passages, passages),
    Table("questions", QuestionRow, lambda reading: reading.library.questions, questions),
)

"""An article with everything said on it as one text in reading order, for paper and for e-readers.

Texts are allow-listed HTML. Links to our things stay `reading:path.md#id`; whoever prints the edition says where each
of them leads (see `prose.linked`), since paper, screen and e-reader differ in that alone.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from . import anchors, marks, prose, weave
from .dates import shown
from .groups import groups, precis
from .model import Address, Article, Claim, Note, Question, Reading, Source, Text, WovenPassage

ABOUT = (
    "The author’s words are at the publisher’s. Each numbered passage is a summary in our words; under it stand the "
    "claims that it makes, each with a verdict, and what readers noted."
)
NUMBERS = "The numbers after “Sources” lead to the last part."
LICENCE = "Notes and summaries may be used under CC BY 4.0."
NOTHING = "No passage has been summarised yet."


@dataclass(frozen=True, slots=True)
class Part:
    """One chapter: its id (no slug has `_`), title, HTML, and the slugs of the things in it.

    `entries` are (id, words) of what a table of contents lists below the chapter.
    """

    name: str
    title: str
    body: str
    things: tuple[str, ...] = ()
    entries: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """All chapters in reading order; the first is the title page."""

    article: Article
    parts: tuple[Part, ...]


def edition(reading: Reading, article: Article, words: bool = False) -> Edition:
    """The edition of one article; with the author's own `words` only where a private copy asks for them.

    Without them even where they are at hand and may be shown.
    """
    passages = groups(reading).passages_of[article.slug]
    questions = groups(reading).questions_of[article.slug]
    cited = [*(thing for woven in passages for thing in _said(woven)), *questions]
    slugs = dict.fromkeys(source.text for thing in cited for source in thing.sources)
    writer = _Writer(reading, article, {slug: number for number, slug in enumerate(slugs, start=1)}, words)
    parts = [writer.title_page(), *writer.chapters(passages)]
    parts += [writer.questions(questions)] if questions else []
    parts += [writer.sources()] if slugs else []
    return Edition(article, tuple(parts))


def _said(woven: WovenPassage) -> list[Claim | Note]:
    """What is said on a passage, in the order in which it is printed."""
    return [*woven.claims, *weave.in_order(woven.notes)]


class _Writer:
    """Writes the parts of one edition; `numbers` are those of the sources in the order of their first mention."""

    def __init__(self, reading: Reading, article: Article, numbers: Mapping[str, int], words: bool) -> None:
        self.reading = reading
        self.article = article
        self.numbers = numbers
        self.words = words

    # ---- chapters

    def title_page(self) -> Part:
        """Title, author, abstract, record, and how to read what follows."""
        article = self.article
        body = (
            f"<h1>{html.escape(article.title.text)}</h1>"
            f'<p class="byline">{self._link(article.author.text)}, {html.escape(article.publisher.text)}. '
            "Reading notes.</p>"
            f'<div class="abstract">{self._prose(weave.abstract(article))}</div>{self._record()}'
            f'<p class="about">{ABOUT} {f"{NUMBERS} " if self.numbers else ""}{LICENCE}</p>'
        )
        return Part("title_", article.title.text, body)

    def chapters(self, passages: Sequence[WovenPassage]) -> Iterator[Part]:
        """One for each section of the article, then one for passages that are no longer in it."""
        here = [woven for woven in passages if not woven.passage.retired]
        for title, section in groupby(here, key=lambda woven: woven.passage.section):
            yield self._chapter(f"section_{weave.slug(title)}", title or "Passages", list(section))
        gone = [woven for woven in passages if woven.passage.retired]
        if gone:
            yield self._chapter("section_gone", "No longer in the text", gone)
        if not passages:
            yield Part("section_", "Passages", f"<h2>Passages</h2><p>{NOTHING}</p>")

    def questions(self, questions: Sequence[Question]) -> Part:
        """What nobody knows yet."""
        body = "".join(
            f'<section class="question" id="{q.slug}"><h3>{html.escape(q.title.text)}</h3>{self._on(q.passage)}'
            f"{self._prose(q.body.text)}{self._sources(q.sources)}</section>"
            for q in questions
        )
        return Part("questions_", "Open questions", f"<h2>Open questions</h2>{body}", tuple(q.slug for q in questions))

    def sources(self) -> Part:
        """Every source that is cited, once, by its number."""
        by_slug = groups(self.reading).sources
        items = "".join(_source(by_slug[slug]) for slug in self.numbers)
        body = f'<h2>Sources</h2><ol class="bibliography">{items}</ol>'
        return Part("sources_", "Sources", body, tuple(self.numbers))

    # ---- what chapters are made of

    def _record(self) -> str:
        article = self.article
        dated = "not known" if article.date.text == "unknown" else shown(article.date.text)
        if article.date_note:
            dated += f". {self._line(article.date_note.text)}"
        rows = [("Date", dated), ("Read it at", _address(article.url.text))]
        rows += [("What is covered", self._line(article.partial.text))] if article.partial else []
        return '<dl class="record">' + "".join(f"<dt>{term}</dt><dd>{value}</dd>" for term, value in rows) + "</dl>"

    def _chapter(self, name: str, title: str, passages: Sequence[WovenPassage]) -> Part:
        things = [slug for w in passages for slug in (w.passage.slug, *(thing.slug for thing in _said(w)))]
        entries = [(w.passage.slug, f"{weave.number(w.passage)} {w.passage.slug.replace('-', ' ')}") for w in passages]
        body = f"<h2>{html.escape(title)}</h2>" + "".join(self._passage(woven) for woven in passages)
        return Part(name, title, body, tuple(things), tuple(entries))

    def _passage(self, woven: WovenPassage) -> str:
        passage, number = woven.passage, weave.number(woven.passage)
        spoken = f"Passage {number}" if passage.number else f"Former passage {passage.slug.replace('-', ' ')}"
        former = "".join(f'<span id="{old}"></span>' for old in passage.formerly)
        summary = self._prose(precis(self.reading, passage))
        return (
            f'<section class="passage" id="{passage.slug}" aria-label="{spoken}">{former}'
            f'<div class="precis"><span class="number">{number}</span>{self._original(woven)}{summary}</div>'
            + "".join(self._claim(claim) for claim in woven.claims)
            + "".join(self._note(note) for note in weave.in_order(woven.notes))
            + "</section>"
        )

    def _original(self, woven: WovenPassage) -> str:
        words = anchors.original(self.reading.library, self.article.slug, woven.passage.slug) if self.words else None
        if words is None:
            return ""
        quotes = [(thing.quote.text, thing.slug, f"#{thing.slug}") for thing in _said(woven) if thing.quote]
        return f'<p class="original">{marks.marked(words, quotes)}</p>'

    def _claim(self, claim: Claim) -> str:
        by = f" by {self._link(claim.by.text)}" if claim.by else ""
        verdict = html.escape(claim.verdict.text)
        became = f"<p>What became of it: {self._line(claim.outcome.text)}</p>" if claim.outcome else ""
        return (
            f'<div class="claim" id="{claim.slug}"><p class="title">{html.escape(claim.title.text)} '
            f'<span class="label"><span class="voice">{html.escape(claim.voice.text)}</span>{by}, '
            f'<span class="verdict {verdict}">{verdict}</span></span></p>'
            f"{self._quote(claim)}{self._prose(claim.body.text)}{became}{self._sources(claim.sources)}</div>"
        )

    def _note(self, note: Note) -> str:
        return (
            f'<aside class="note" role="note" id="{note.slug}"><p class="title">'
            f'<span class="kind">{html.escape(note.kind.text)}</span> {html.escape(weave.title(note))}</p>'
            f"{self._quote(note)}{self._prose(note.body.text)}{self._sources(note.sources)}"
            f'<p class="by">{html.escape(note.by.text)}, {html.escape(shown(note.date.text))}</p></aside>'
        )

    def _quote(self, thing: Note | Claim) -> str:
        lost, quote = thing.lost_quote, thing.quote
        gone = f'<p class="quote">The text no longer says <q>{html.escape(lost.text)}</q></p>' if lost else ""
        if quote is None:
            return gone
        unsure = "" if thing.slug in self.reading.proved else " (not yet compared with the text)"
        return f'{gone}<p class="quote"><q>{html.escape(quote.text)}</q>{unsure}</p>'

    def _sources(self, sources: Iterable[Text]) -> str:
        numbers = ", ".join(self._link(s.text, str(self.numbers[s.text])) for s in sources)
        return f'<p class="sources">Sources {numbers}</p>' if numbers else ""

    def _on(self, passage: Text | None) -> str:
        return f'<p class="where">On {self._link(passage.text.partition(".")[0])}</p>' if passage else ""

    # ---- texts

    def _link(self, slug: str, words: str = "") -> str:
        """A link to a thing; plain words where it has no address."""
        address = self.reading.addresses.get(slug)
        label = html.escape(words or (self._name(address) if address else slug))
        return f'<a href="{prose.LOCAL}{prose.href(address)}">{label}</a>' if address else label

    def _name(self, address: Address) -> str:
        """What a thing is called here: a passage of this article by its number alone."""
        at_home = address.kind == "passage" and address.path == weave.article_page(self.article.slug)
        return address.name.rpartition(" ")[2] if at_home else address.name

    def _prose(self, text: str) -> str:
        return prose.render(text, self.reading.addresses)

    def _line(self, text: str) -> str:
        return prose.inline(text, self.reading.addresses)


def _source(source: Source) -> str:
    by = f"{html.escape(source.author.text)}: " if source.author else ""
    dated = html.escape(shown(source.date.text)) if source.date else "undated"
    weak = f" ({weave.WEAK[source.kind.text]})" if source.kind.text in weave.WEAK else ""
    language = f" [{html.escape(source.language.text)}]" if source.language.text != "en" else ""
    return (
        f'<li id="{source.slug}">{by}<cite>{html.escape(source.title.text)}</cite>. '
        f"{html.escape(source.publisher.text)}, {dated}{language}{weak}. {_address(source.url.text)}</li>"
    )


def _address(url: str) -> str:
    """An address that is read as it is printed."""
    seen = " data-as-seen" if url.startswith("http:") else ""  # cited as seen; inspect refuses http else
    return f'<a class="address" rel="noopener"{seen} href="{html.escape(url)}">{html.escape(url)}</a>'

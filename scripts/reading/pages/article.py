"""The article page: record, abstract in our words, then each passage with its notes beside it."""

from __future__ import annotations

import html
from collections.abc import Sequence

from .. import anchors, fragments, marks, prose, weave
from ..exports.epub import path_of as book
from ..exports.head import head
from ..groups import groups
from ..model import Article, Note, Page, Reading, WovenPassage
from . import byarticle, edition
from .controls import controls
from .parts import Writer, count, escape, heading, listed, when

GONE = "The author has taken these passages out. Their notes stay, though nothing in the text carries them any more."


def page(reading: Reading, article: Article) -> Page:
    """The passages of an article in our words, with the notes beside them."""
    path = weave.article_page(article.slug)
    writer = Writer(reading, path)
    passages = list(groups(reading).passages_of[article.slug])
    blocks = [
        f"# {escape(article.title.text)}",
        f'<p class="byline">{writer.link(article.author.text)}, {html.escape(article.publisher.text)}</p>',
        f'<div class="abstract">{writer.prose(weave.abstract(article))}</div>',
        _ways(writer, article, passages),
        _record(writer, article),
        controls(writer, passages),
    ]
    section = ""
    for woven in (w for w in passages if not w.passage.retired):
        if woven.passage.section != section:
            section = woven.passage.section
            blocks.append(heading(2, section, f"section_{weave.slug(section)}"))  # no slug has `_`
        blocks.append(_passage(writer, woven))
    if not passages:
        blocks.append(writer.nothing("passage"))
    gone = [woven for woven in passages if woven.passage.retired]
    if gone:
        blocks += [heading(2, "No longer in the text", "section_gone"), GONE]
        blocks += [_passage(writer, woven) for woven in gone]
    blocks += writer.mentioned_in(article.slug)
    body = "\n\n".join(blocks)
    return Page(path, article.title.text, article.summary.text, body, article.file, True, head(reading, article))


def _record(writer: Writer, article: Article) -> str:
    dated = "not known" if article.date.text == "unknown" else when(article.date.text)
    if article.date_note:
        dated += f". {writer.line(article.date_note.text)}"
    covered = (("What is covered", writer.line(article.partial.text)),) if article.partial else ()
    rows = (
        ("Date", dated),
        ("Read it at", f'<a rel="noopener" href="{html.escape(article.url.text)}">{html.escape(article.url.text)}</a>'),
        *covered,
    )
    return '<dl class="record">' + "".join(f"<dt>{term}</dt><dd>{value}</dd>" for term, value in rows) + "</dl>"


def _ways(writer: Writer, article: Article, passages: list[WovenPassage]) -> str:
    """What is on this page, and the ways on from here."""
    notes = sum(len(woven.notes) for woven in passages)
    claims = sum(len(woven.claims) for woven in passages)
    asked = groups(writer.reading).questions_of[article.slug]
    ways = [f'<a href="notes.html">{count(notes, "note")}</a>'] if notes else []
    ways += [f'<a href="claims.html">{count(claims, "checked claim")}</a>'] if claims else []
    ways += ['<a href="questions.html">open questions</a>'] if asked else []
    named = any(article.slug in of for of in byarticle.places(writer.reading).values())
    ways += ['<a href="names.html">an index of names and sources</a>'] if named else []
    return (
        "<p>The author’s words are at the publisher’s. Below, each numbered passage is a summary in our words"
        f"{', with ' if ways else ''}{listed(ways)}. "
        f'All of it <a href="{edition.path_of(article.slug).rpartition("/")[2].removesuffix(".md")}.html">on one page, '
        f'for print</a>, or <a href="{prose.relative(book(article.slug), writer.page, "")}">as an EPUB</a>.</p>'
    )


def _passage(writer: Writer, woven: WovenPassage) -> str:
    passage = woven.passage
    former = "".join(f'<span id="{old}"></span>' for old in passage.formerly)
    number = weave.number(passage)
    name = html.escape(f"¶{number} {passage.slug.replace('-', ' ')}")
    spoken = f"Passage {number}" if passage.number else f"Former passage {passage.slug.replace('-', ' ')}"
    return (
        f'<section class="passage" id="{passage.slug}" data-find="{name}" '
        f'aria-label="{spoken}">{former}'
        f'<div class="precis"><a class="number" href="#{passage.slug}" '
        f'aria-label="{spoken}, permalink">{number}</a>'
        f"{_original(writer, woven)}{writer.precis(woven)}{_at_the_publishers(writer, woven)}"
        f"{_on_other_pages(writer, woven)}"
        f"{writer.claims(woven.claims, passage.slug)}{_add(writer, woven)}</div>"
        f"{_notes(writer, woven)}</section>"
    )


def _original(writer: Writer, woven: WovenPassage) -> str:
    """The author's own words with the quotations marked, in a private copy; nothing in the public one."""
    library = writer.reading.library
    words = anchors.original(library, woven.article, woven.passage.slug)
    if woven.article not in writer.reading.setting.private or words is None:
        return ""
    quotes = [(n.quote.text, n.slug, writer.way(n.slug)) for n in woven.notes if n.quote]
    quotes += [(c.quote.text, f"claims_{woven.passage.slug}", writer.way(c.slug)) for c in woven.claims if c.quote]
    return f'<p class="original">{marks.marked(words, quotes)}</p>'


def _at_the_publishers(writer: Writer, woven: WovenPassage) -> str:
    """The way to the author's own words of a passage, where its opening is recorded."""
    fragment = writer.reading.links.get(woven.passage.slug)
    article = writer.reading.things[woven.article]
    if fragment is None or not isinstance(article, Article):
        return ""
    target = html.escape(fragments.address(article.url.text, fragment))
    label = f"Passage {weave.number(woven.passage)} in the author’s words, at the publisher’s"
    return f'<p class="there"><a rel="noopener" href="{target}" aria-label="{label}">The author’s words ↗</a></p>'


def _add(writer: Writer, woven: WovenPassage) -> str:
    words = f"Add a note on passage {woven.passage.number}"
    return writer.add("note", words, woven.article, {"passage": woven.passage.slug})


def _notes(writer: Writer, woven: WovenPassage) -> str:
    """Notes stand in the margin as far as they find room beside the passage, the rest in columns under it."""
    notes = weave.in_order(woven.notes)
    beside = _beside(woven, notes)
    margin = "".join(writer.note(note, woven.topics) for note in notes[:beside])
    below = "".join(writer.note(note, woven.topics) for note in notes[beside:])
    return f'<div class="margin">{margin}</div>' + (f'<div class="below">{below}</div>' if below else "")


def _beside(woven: WovenPassage, notes: Sequence[Note]) -> int:
    """How many notes stand beside a passage: at least one, more while they fit its height, two where two are all.

    Heights are guessed in lines of the margin, from the measures of assets/reading.css: 70 letters a line of text, one
    and a half lines a claim, 58 letters a line of a note, five lines for its title, quotation, sources and author.
    """
    room = 1.4 * len(woven.passage.precis.text) / 70 + 1.5 * len(woven.claims) + 4
    if len(notes) <= 2:
        return len(notes)
    taken = 0.0
    for number, note in enumerate(notes):
        taken += len(note.body.text) / 58 + 5 + len(note.sources) / 3
        if taken > room + 5:
            return max(number, 1)
    return len(notes)


def _on_other_pages(writer: Writer, woven: WovenPassage) -> str:
    """Where else on the site the matter of this passage is taken up."""
    things = [
        *woven.topics,
        *(e.slug for e in woven.events),
        *(p.slug for p in woven.provisions),
        *(q.slug for q in woven.questions),
    ]
    if not things:
        return ""
    return f'<details class="more"><summary>See also</summary><p>{writer.links(things)}</p></details>'

"""Rules on the author's words: what is quoted stands in its passage, and nothing else is his."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import anchors
from ..anchors import Found
from ..model import Library, Place, Problem, Text
from ..refs import every_line, every_text
from ..text import words

QUOTED = re.compile("“[^”]*”")
NEARLY = 88  # of 100: chosen on this site's texts, where quotations of other documents stay below 80
QUOTED_AT_MOST = 40  # words of a passage
OWN_RUN = 8  # words: a run this long that is the author's too is his sentence, not ours


def quote_not_in_passage(library: Library) -> Iterator[Problem]:
    """A quotation stands in its passage (seen only where the author's text is at hand)."""
    for thing, quote in anchors.quoted(library):
        passage = anchors.original(library, thing.parent, thing.passage.text)
        if passage is not None and anchors.find(quote.text, passage) is Found.NEVER:
            yield Problem(
                Place(thing.file, quote.line),
                "quote_not_in_passage",
                f"passage {thing.passage} does not say “{quote}”.",
                _elsewhere(library, thing.parent, quote),
            )


def orphan(library: Library) -> Iterator[Problem]:
    """A note or claim on a passage that is no longer in the text stays, and is said to be an orphan."""
    for thing in anchors.anchored(library):
        if anchors.retired(library, thing):
            yield Problem(
                Place(thing.file, thing.passage.line),
                "orphan",
                f"passage {thing.passage} is no longer in the author's text.",
                "Name the passage that says it now, or leave it: the page says that the passage is gone.",
                notice=True,
            )


def quote_not_unique(library: Library) -> Iterator[Problem]:
    """A quotation stands in its passage once, so that nobody can take it for another place."""
    for thing, quote in anchors.quoted(library):
        passage = anchors.original(library, thing.parent, thing.passage.text)
        if passage is not None and anchors.find(quote.text, passage) is Found.OFTEN:
            yield Problem(
                Place(thing.file, quote.line),
                "quote_not_unique",
                f"passage {thing.passage} says “{quote}” more than once.",
                "Add a word before or after it.",
            )


def quote_too_long(library: Library) -> Iterator[Problem]:
    """A quotation has at most 15 words of the author's; `first words … last words` stands for a longer stretch."""
    lost = [(thing, thing.lost_quote) for thing in anchors.anchored(library) if thing.lost_quote is not None]
    for thing, quote in [*anchors.quoted(library), *lost]:
        count = len(words(quote.text))
        if count > anchors.WORD_LIMIT:
            yield Problem(
                Place(thing.file, quote.line),
                "quote_too_long",
                f"the quotation has {count} words; at most {anchors.WORD_LIMIT} are allowed.",
                "Keep the few words that the note is about, or write `first words … last words`.",
            )


def quote_not_proved(library: Library) -> Iterator[Problem]:
    """A quotation has been proved against the author's text by `notes verify`; a notice until a maintainer does."""
    sure = anchors.proved(library)
    for thing, quote in anchors.quoted(library):
        at_hand = anchors.original(library, thing.parent, thing.passage.text) is not None
        if thing.slug not in sure and not at_hand and not anchors.retired(library, thing):
            yield Problem(
                Place(thing.file, quote.line),
                "quote_not_proved",
                f"nobody has yet compared “{quote}” with the author's text.",
                f"You need do nothing; a maintainer runs: notes verify {thing.parent} --text FILE",
                notice=True,
            )


def own_words(library: Library) -> Iterator[Problem]:
    """Our texts are ours: no run of eight words of the author outside a marked quotation (text at hand only)."""
    runs = {
        tuple(there[n : n + OWN_RUN])
        for original in library.originals
        for _, passage in original.passages
        for there in [words(passage)]
        for n in range(len(there) - OWN_RUN + 1)
    }
    for file, text in (*every_text(library), *every_line(library)) if runs else ():
        ours = words(QUOTED.sub(_unless_long, text.text))
        hit = next((n for n in range(len(ours) - OWN_RUN + 1) if tuple(ours[n : n + OWN_RUN]) in runs), None)
        if hit is not None:
            yield Problem(
                Place(file, text.line),
                "own_words",
                f"these are the author's words: {' '.join(ours[hit : hit + OWN_RUN])}.",
                "Say it in your own words, or quote at most 15 words in “curly quotes”.",
            )


def misquoted(library: Library) -> Iterator[Problem]:
    """What a text of ours puts in “quotation marks” is what the author says, or nothing like it (text at hand only)."""
    from rapidfuzz import fuzz  # only a text at hand needs it, and it takes three megabytes

    pages = [" ".join(words(passage)) for original in library.originals for _, passage in original.passages]
    for file, text in (*every_text(library), *every_line(library)) if pages else ():
        for found in QUOTED.finditer(text.text):
            said = " ".join(words(found[0]))
            near = [page for page in pages if fuzz.partial_ratio(said, page, score_cutoff=NEARLY) >= NEARLY]
            if said.count(" ") >= 3 and near and not any(f" {said} " in f" {page} " for page in pages):
                yield Problem(
                    Place(file, text.line + text.text.count("\n", 0, found.start())),
                    "misquoted",
                    f"{found[0]} is nearly what the author says, but not word for word.",
                    "Copy the words from the article, letter by letter, or leave the quotation marks out.",
                )


def quoted_too_much(library: Library) -> Iterator[Problem]:
    """All quotations together hold at most 40 words of a passage, and half of it (text at hand only)."""
    if not library.originals:
        return
    quotations = [part for _, quote in anchors.quoted(library) for part in quote.text.split("…")]
    quotations += [q[0] for _, text in (*every_text(library), *every_line(library)) for q in QUOTED.finditer(text.text)]
    files = {article.slug: article.file for article in library.articles}
    for original in library.originals:
        lines = {p.slug: p.precis.line for p in dict(library.passages)[original.article]}
        for slug, passage in original.passages:
            there = words(passage)
            covered = len({at for quotation in quotations for at in anchors.words_at(words(quotation), there)})
            if covered > min(QUOTED_AT_MOST, max(anchors.WORD_LIMIT, len(there) // 2)):
                yield Problem(
                    Place(files[original.article], lines[slug]),
                    "quoted_too_much",
                    f"notes, claims and texts quote {covered} of the {len(there)} words of passage {slug}.",
                    "Shorten some of its quotations to the few words that matter.",
                )


def _unless_long(quotation: re.Match[str]) -> str:
    """A quotation in a text is left out of the comparison, unless it is longer than a quotation may be."""
    return quotation[0] if len(words(quotation[0])) > anchors.WORD_LIMIT else " ¦ "


def _elsewhere(library: Library, article: str, quote: Text) -> str:
    """Where the words do stand, if they stand in one passage of the article only."""
    for original in library.originals:
        if original.article == article:
            hits = [p for p, text in original.passages if anchors.find(quote.text, text) is Found.ONCE]
            if len(hits) == 1:
                return f"These words stand in another passage:\npassage: {hits[0]}"
    return "Copy the words from the article, letter by letter, or take another passage."

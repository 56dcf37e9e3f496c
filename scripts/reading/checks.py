"""What can be wrong with a library: one rule, one generator; its name is the rule, its docstring the rule's text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from . import anchors, mentions, refs
from .anchors import Found
from .dates import span
from .model import Library, Place, Problem, Text
from .refs import every_text, known
from .text import guess, words

VOCABULARY: dict[str, tuple[str, ...]] = {
    "note kind": ("comment", "context", "question", "dispute", "link"),
    "voice": ("asserts", "reports", "forecasts"),
    "verdict": ("supported", "imprecise", "disputed", "contradicted", "open", "opinion"),
    "role": ("thesis", "premise", "inference", "objection"),
    "status": ("agreed", "contested", "refused", "reported", "unknown"),
    "signed": ("yes", "never"),
    "actor kind": ("person", "state", "body", "company"),
    "source kind": ("primary", "report", "analysis", "repost", "machine-translation", "digest"),
    "draft": ("yes",),
}
WEAK = frozenset({"repost", "machine-translation", "digest"})
SETTLED = frozenset({"supported", "imprecise", "disputed", "contradicted"})
QUOTED = re.compile("“[^”]*”")
OWN_RUN = 8  # words: a longer run that is the author's too is his sentence, not ours


def shared_slug(library: Library) -> Iterator[Problem]:
    """A slug names one thing only, over all folders; passages count as well."""
    seen: dict[str, str] = {}
    for slug, file, line in refs.every_slug(library):
        if slug in seen:
            yield Problem(
                Place(file, line),
                "shared_slug",
                f"`{slug}` is already the name of {seen[slug]}.",
                "Choose another file name (or passage id), so that links know which one is meant.",
            )
        seen.setdefault(slug, file)


def unknown_slug(library: Library) -> Iterator[Problem]:
    """A field that names another thing names one that exists, and of the right kind."""
    names = known(library)
    for file, value, kind in refs.fields(library):
        if value.text in names.get(kind, ()) or value.text in library.broken:
            continue
        other = next((k for k, slugs in names.items() if value.text in slugs), None)
        wrong = f"`{value}` is {refs.A[other]}, not {refs.A[kind]}." if other else f"there is no {kind} `{value}`."
        yield Problem(Place(file, value.line), "unknown_slug", wrong, _meant(value.text, names.get(kind, ()), kind))


def unknown_mention(library: Library) -> Iterator[Problem]:
    """A `[[mention]]` in a text names a thing that exists."""
    names = {slug for slugs in known(library).values() for slug in slugs} | library.broken
    for file, text in every_text(library):
        for found in mentions.find(text):
            if found.slug not in names:
                likely = guess(found.slug, names)
                advice = f"Did you mean [[{likely}]]?" if likely else "Use the file name of a thing, without .md."
                yield Problem(Place(file, found.line), "unknown_mention", f"[[{found.slug}]] leads to nothing.", advice)


def unknown_word(library: Library) -> Iterator[Problem]:
    """Fields with a fixed vocabulary hold one of its words."""
    for file, value, vocabulary in refs.vocabularies(library):
        allowed = VOCABULARY[vocabulary]
        if value.text not in allowed:
            likely = guess(value.text, allowed)
            advice = f"Did you mean `{likely}`?" if likely else f"Write one of: {', '.join(allowed)}."
            yield Problem(Place(file, value.line), "unknown_word", f"`{value}` is not a {vocabulary} we use.", advice)


def impossible_date(library: Library) -> Iterator[Problem]:
    """A date is an EDTF date that exists: 2019-02-28, 2022-05, 2019-02-27/2019-02-28, 2025~."""
    for file, value in refs.dates(library):
        if span(value.text) is None:
            yield Problem(
                Place(file, value.line),
                "impossible_date",
                f"`{value}` is not a date.",
                "Write year-month-day with two digits each, as far as it is known: 2019-02-28, 2022-05 or 2025.",
            )


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
    for thing, quote in anchors.quoted(library):
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
        if thing.slug not in sure and not at_hand:
            yield Problem(
                Place(thing.file, quote.line),
                "quote_not_proved",
                f"nobody has yet compared “{quote}” with the author's text.",
                f"You need do nothing; a maintainer runs: notes verify {thing.parent} --text FILE",
                notice=True,
            )


def own_words(library: Library) -> Iterator[Problem]:
    """Our texts are ours: no run of more than 8 words of the author outside a marked quotation (text at hand only)."""
    runs = {
        tuple(there[n : n + OWN_RUN + 1])
        for original in library.originals
        for _, passage in original.passages
        for there in [words(passage)]
        for n in range(len(there) - OWN_RUN)
    }
    for file, text in every_text(library) if runs else ():
        ours = words(QUOTED.sub(_unless_long, text.text))
        hit = next((n for n in range(len(ours) - OWN_RUN) if tuple(ours[n : n + OWN_RUN + 1]) in runs), None)
        if hit is not None:
            yield Problem(
                Place(file, text.line),
                "own_words",
                f"these are the author's words: {' '.join(ours[hit : hit + OWN_RUN + 1])}.",
                "Say it in your own words, or quote at most 15 words in “curly quotes”.",
            )


def _unless_long(quotation: re.Match[str]) -> str:
    """A quotation in a text is left out of the comparison, unless it is longer than a quotation may be."""
    return quotation[0] if len(words(quotation[0])) > anchors.WORD_LIMIT else " ¦ "


def address_form(library: Library) -> Iterator[Problem]:
    """An address begins with https:// or http:// and a host of plain letters, and has no blanks."""
    for file, value in refs.addresses(library):
        if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:/[^\s\"<>\\^`{|}]*)?", value.text):
            yield Problem(
                Place(file, value.line),
                "address_form",
                f"`{value}` is not a web address.",
                "Copy the address from the browser; it begins with https://",
            )


def empty_body(library: Library) -> Iterator[Problem]:
    """A file says something below its header; a passage has a précis."""
    for thing in refs.things(library):
        if not thing.body.text.strip() and thing not in library.guides:
            yield Problem(
                Place(thing.file, thing.body.line),
                "empty_body",
                "there is nothing below the header.",
                "Write a sentence or two under the second `---`.",
            )
    for article in library.articles:
        for passage in dict(library.passages).get(article.slug, ()):
            if not passage.precis.text:
                yield Problem(
                    Place(article.file, passage.precis.line),
                    "empty_body",
                    f"passage {passage.slug} has no précis.",
                    "Say in our own words what the author says there.",
                )


def raw_html(library: Library) -> Iterator[Problem]:
    """Texts are Markdown without HTML: a tag would be shown as it is typed."""
    for file, text in every_text(library):
        found = re.search(r"<(?:/?[A-Za-z][A-Za-z0-9-]*(?=[\s/>])|!--)", re.sub(r"`[^`\n]*`", "", text.text))
        if found:
            yield Problem(
                Place(file, text.line + text.text[: text.text.find(found[0])].count("\n")),
                "raw_html",
                f"`{found[0]}` begins an HTML tag, which would be shown as it stands.",
                "Use Markdown: *emphasis*, **strong**, [words](https://…), or put code in `backticks`.",
            )


def tangled_brackets(library: Library) -> Iterator[Problem]:
    """Brackets come in pairs: hundreds of open ones would keep the machine busy for minutes."""
    for file, text in every_text(library):
        for offset, line in enumerate(text.text.split("\n")):
            if line.count("[") > 200 or line.count("(") > 400 or line.count("*") > 400 or line.count("_") > 400:
                yield Problem(
                    Place(file, text.line + offset),
                    "tangled_brackets",
                    "this line has hundreds of brackets or stars.",
                    "Break the text into lines and close every bracket.",
                )


def name_says_date(library: Library) -> Iterator[Problem]:
    """The file name of an event begins with the date on which it begins."""
    for event in library.events:
        day = event.date.text.split("/")[0].rstrip("~?%")
        if span(event.date.text) is not None and not event.slug.startswith(f"{day}-"):
            yield Problem(
                Place(event.file, event.date.line),
                "name_says_date",
                f"the event is dated {day}, but its file name begins otherwise.",
                f"Rename the file to {day}-… or correct the date.",
            )


def name_says_position(library: Library) -> Iterator[Problem]:
    """The file name of a position is `<actor>-on-<topic>.md`."""
    for position in library.positions:
        name = f"{position.actor}-on-{position.topic}"
        if position.slug != name:
            yield Problem(
                Place(position.file, position.actor.line),
                "name_says_position",
                f"this file is about {position.actor} on {position.topic}.",
                f"Rename it to {name}.md",
            )


def stances_in_order(library: Library) -> Iterator[Problem]:
    """The stances of a position stand in the order of their dates."""
    for position in library.positions:
        last = None
        for stance in position.stances:
            when = span(stance.date.text)
            if when and last and when.first < last:
                yield Problem(
                    Place(position.file, stance.date.line),
                    "stances_in_order",
                    f"the stance of {stance.date} stands after a later one.",
                    "Put the stances in the order of their dates, the oldest first.",
                )
            last = when.first if when else last


def claim_without_source(library: Library) -> Iterator[Problem]:
    """A claim whose verdict is not opinion or open cites a source."""
    for claim in library.claims:
        if claim.verdict.text in SETTLED and not claim.sources:
            yield Problem(
                Place(claim.file, claim.verdict.line),
                "claim_without_source",
                f"the verdict `{claim.verdict}` rests on no source.",
                "Add a line: sources: [one-source, another-source]",
            )


def one_source_only(library: Library) -> Iterator[Problem]:
    """A verdict other than opinion or open has two sources, or a line says why one is enough."""
    for claim in library.claims:
        if claim.verdict.text in SETTLED and len(claim.sources) == 1 and claim.why_one_source is None:
            yield Problem(
                Place(claim.file, claim.sources[0].line),
                "one_source_only",
                f"the verdict `{claim.verdict}` rests on one source.",
                "Add a second source, or a line: why_one_source: it is the published text itself",
            )


def weak_source_alone(library: Library) -> Iterator[Problem]:
    """A claim is never contradicted by weak sources alone (reposts, machine translations, digests)."""
    weak = {source.slug for source in library.sources if source.kind.text in WEAK}
    for claim in library.claims:
        if claim.verdict.text == "contradicted" and claim.sources and all(s.text in weak for s in claim.sources):
            yield Problem(
                Place(claim.file, claim.sources[0].line),
                "weak_source_alone",
                "only reposts, machine translations or digests stand against the author here.",
                "Add a stronger source, or choose another verdict, such as disputed.",
            )


def forecast_without_outcome(library: Library) -> Iterator[Problem]:
    """A forecast says what became of it, or when one can know."""
    for claim in library.claims:
        if claim.voice.text == "forecasts" and claim.outcome is None and claim.due is None:
            yield Problem(
                Place(claim.file, claim.voice.line),
                "forecast_without_outcome",
                "this forecast does not say what became of it.",
                "Add a line `outcome: …`, or `due: 2026-12` if it is too early to tell.",
            )


def passage_without_note(library: Library) -> Iterator[Problem]:
    """Every passage has at least one note."""
    with_notes = {note.passage.text for note in library.notes}
    for article in library.articles:
        for passage in dict(library.passages).get(article.slug, ()):
            if passage.slug not in with_notes:
                yield Problem(
                    Place(article.file, passage.precis.line),
                    "passage_without_note",
                    f"passage {passage.slug} has no note yet.",
                    f"Write one: docs/articles/{article.slug}/notes/…, with `passage: {passage.slug}`.",
                    notice=True,
                )


def unused_source(library: Library) -> Iterator[Problem]:
    """Every source is cited by something."""
    cited = {value.text for _, value, kind in refs.fields(library) if kind == "source"}
    cited |= {found.slug for _, text in every_text(library) for found in mentions.find(text)}
    for source in library.sources:
        if source.slug not in cited:
            yield Problem(
                Place(source.file, 1),
                "unused_source",
                f"nothing cites the source `{source.slug}`.",
                f"Cite it (`sources: [{source.slug}]`) or delete the file.",
                notice=True,
            )


RULES: tuple[Callable[[Library], Iterator[Problem]], ...] = (
    shared_slug,
    unknown_slug,
    unknown_mention,
    unknown_word,
    impossible_date,
    quote_not_in_passage,
    quote_not_unique,
    quote_too_long,
    quote_not_proved,
    own_words,
    address_form,
    empty_body,
    raw_html,
    tangled_brackets,
    name_says_date,
    name_says_position,
    stances_in_order,
    claim_without_source,
    one_source_only,
    weak_source_alone,
    forecast_without_outcome,
    passage_without_note,
    unused_source,
)


def check(library: Library) -> tuple[Problem, ...]:
    """Every problem of a library, in the order of files and lines."""
    return tuple(sorted(problem for rule in RULES for problem in rule(library)))


def _meant(slug: str, candidates: frozenset[str] | tuple[()], kind: str) -> str:
    likely = guess(slug, candidates)
    if likely:
        return f"Did you mean `{likely}`?"
    if len(candidates) <= 12:
        return f"There are: {', '.join(sorted(candidates))}." if candidates else f"Write the {kind}'s file first."
    return f"Use the file name, without .md, of {refs.A[kind]}."


def _elsewhere(library: Library, article: str, quote: Text) -> str:
    """Where the words do stand, if they stand in one passage of the article only."""
    for original in library.originals:
        if original.article == article:
            hits = [p for p, text in original.passages if anchors.find(quote.text, text) is Found.ONCE]
            if len(hits) == 1:
                return f"These words stand in another passage:\npassage: {hits[0]}"
    return "Copy the words from the article, letter by letter, or take another passage."

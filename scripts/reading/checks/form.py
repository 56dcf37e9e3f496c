"""Rules on form: fixed words, dates, addresses, texts, file names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import refs
from ..dates import span
from ..model import Library, Place, Problem
from ..refs import every_text
from ..text import guess

VOCABULARY: dict[str, tuple[str, ...]] = {
    "note kind": ("comment", "context", "question", "dispute", "link"),
    "voice": ("asserts", "reports", "forecasts"),
    "verdict": ("supported", "imprecise", "disputed", "contradicted", "open", "opinion"),
    "role": ("thesis", "premise", "inference", "objection"),
    "status": ("agreed", "contested", "refused", "reported", "unknown"),
    "signed": ("yes", "never"),
    "change": ("restated", "hardened", "softened", "moved", "reversed"),
    "actor kind": ("person", "state", "body", "company"),
    "source kind": ("primary", "report", "analysis", "repost", "machine-translation", "digest"),
    "draft": ("yes",),
}


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

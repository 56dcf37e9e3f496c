"""Rules on names: everything that names another thing names one that exists."""

from __future__ import annotations

from collections.abc import Iterator

from .. import anchors, mentions, refs
from ..model import Claim, Library, Note, Place, Problem, Question, Thing
from ..refs import every_text, known
from ..text import guess


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


def shared_name(library: Library) -> Iterator[Problem]:
    """A name belongs to one actor: where a précis says it, the link must lead to the right one."""
    seen: dict[str, str] = {}
    for actor in library.actors:
        for name in (actor.name, *actor.also):
            if seen.setdefault(name.text, actor.slug) != actor.slug:
                yield Problem(
                    Place(actor.file, name.line),
                    "shared_name",
                    f"`{name}` is also a name of {seen[name.text]}, so nobody could tell which one a text means.",
                    "Delete it from `also` in one of the two files, or write the fuller name.",
                )


def unlinked_page(library: Library) -> Iterator[Problem]:
    """A page that somebody wrote can be reached: it is in the menu, or another text mentions it."""
    for guide in library.guides:
        in_menu = guide.slug in refs.LEADS or guide.slug == "about" or guide.file.startswith("docs/contributing/")
        if not in_menu and refs.guide_name(guide) not in mentions.mentioned(library):
            yield Problem(
                Place(guide.file, 1),
                "unlinked_page",
                "nothing leads to this page.",
                f"Mention it where readers should find it, such as in docs/about.md: [[{refs.guide_name(guide)}]]",
            )


def missing_lead(library: Library) -> Iterator[Problem]:
    """Every page that lists things has the file with its title, its one-line summary and its first words."""
    files = {guide.file for guide in library.guides}
    for lead in refs.LEADS:
        file = f"docs/{lead}.md"
        if file not in files and lead not in library.broken:
            yield Problem(
                Place(file, 1),
                "missing_lead",
                "this file is missing, and the page of that name begins with it.",
                f"Write it:\n---\ntitle: {lead.capitalize()}\nsummary: One line.\n---",
            )


def wrong_folder(library: Library) -> Iterator[Problem]:
    """A note, claim or question lies in the folder of its article, a provision in that of its agreement."""
    passages = {a: {s for p in of for s in (p.slug, *p.formerly)} for a, of in library.passages}
    agreements = {agreement.slug for agreement in library.agreements}
    for provision in library.provisions:
        if provision.parent not in agreements | library.broken:
            yield _no_home(provision, "agreement")
    things: tuple[Note | Claim | Question, ...] = (*library.notes, *library.claims, *library.questions)
    for thing in things:
        if thing.parent not in passages:
            if thing.parent not in library.broken:
                yield _no_home(thing, "article")
        elif thing.passage and thing.passage.text.partition(".")[0] not in passages[thing.parent]:
            home = next((a for a, slugs in passages.items() if thing.passage.text.partition(".")[0] in slugs), None)
            if home:
                yield Problem(
                    Place(thing.file, thing.passage.line),
                    "wrong_folder",
                    f"passage {thing.passage} belongs to another article, {home}.",
                    f"Move the file to the folder of that article, docs/articles/{home}/.",
                )


def _no_home(thing: Thing, kind: str) -> Problem:
    return Problem(
        Place(thing.file, 1),
        "wrong_folder",
        f"there is no {kind} `{thing.parent}`, whose folder this is.",
        f"Move the file to the folder of its {kind}, or write the {kind}’s own file first.",
    )


def unknown_slug(library: Library) -> Iterator[Problem]:
    """A field that names another thing names one that exists, and of the right kind."""
    names = known(library)
    for file, value, kind in refs.fields(library):
        if value.text in names.get(kind, ()) or value.text in library.broken:
            continue
        if value.text in library.drafts:
            yield _draft(Place(file, value.line), "unknown_slug", value.text)
            continue
        other = next((k for k, slugs in names.items() if value.text in slugs), None)
        wrong = f"`{value}` is {refs.A[other]}, not {refs.A[kind]}." if other else f"there is no {kind} `{value}`."
        yield Problem(Place(file, value.line), "unknown_slug", wrong, _meant(value.text, names.get(kind, ()), kind))


def unknown_sentence(library: Library) -> Iterator[Problem]:
    """A sentence that a note or claim names, as `the-gate.2`, is one that its passage has."""
    for thing in anchors.anchored(library):
        number = refs.sentence(thing.passage.text)
        if number is None:
            continue  # as most
        count = anchors.sentence_count(library, thing.parent, thing.passage.text)
        if count is not None and not 1 <= number <= count:
            passage = thing.passage.text.partition(".")[0]
            there = f"{count} sentences" if count != 1 else "one sentence"
            yield Problem(
                Place(thing.file, thing.passage.line),
                "unknown_sentence",
                f"passage {passage} has {there}, and {number} is none of them.",
                f"Count them again, or name the passage alone:\npassage: {passage}",
            )


def unknown_mention(library: Library) -> Iterator[Problem]:
    """A `[[mention]]` in a text names a thing that exists."""
    names = {slug for slugs in known(library).values() for slug in slugs} | library.broken
    for file, text in every_text(library):
        for found in mentions.find(text):
            if found.slug in library.drafts:
                yield _draft(Place(file, found.line), "unknown_mention", found.slug)
            elif found.slug not in names:
                likely = guess(found.slug, names)
                advice = f"Did you mean [[{likely}]]?" if likely else "Use the file name of a thing, without .md."
                yield Problem(Place(file, found.line), "unknown_mention", f"[[{found.slug}]] leads to nothing.", advice)


def _draft(place: Place, rule: str, slug: str) -> Problem:
    return Problem(
        place,
        rule,
        f"`{slug}` is a draft, which the site does not show yet.",
        "Finish its file and delete the line `draft: yes` there, or leave it out here.",
    )


def _meant(slug: str, candidates: frozenset[str] | tuple[()], kind: str) -> str:
    likely = guess(slug, candidates)
    if likely:
        return f"Did you mean `{likely}`?"
    if len(candidates) <= 12:
        return f"There are: {', '.join(sorted(candidates))}." if candidates else f"Write the {kind}'s file first."
    return f"Use the file name, without .md, of {refs.A[kind]}."

"""What follows from a library: what is tied to each passage, who mentions whom, who cites what, what is where."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from . import anchors, mentions, proofs, refs
from .dates import span
from .model import (
    Address,
    Article,
    Claim,
    Event,
    Guide,
    Library,
    Mention,
    Note,
    Passage,
    Position,
    Provision,
    Question,
    Reading,
    Setting,
    Source,
    Stance,
    Thing,
    WovenPassage,
)

Tied = TypeVar("Tied", Note, Claim, Provision, Question, Event)
INDEXES = frozenset({"actors.md", "agreements.md", "data.md", "positions.md"})
WEAK = {"repost": "repost", "machine-translation": "machine translation", "digest": "digest"}  # kinds of sources
ORDER = ("context", "comment", "dispute", "question", "link")
OF_AN_ARTICLE = frozenset({"docs/claims.md", "docs/names.md", "docs/notes.md", "docs/questions.md"})


NOWHERE = Setting()


def weave(library: Library, setting: Setting = NOWHERE) -> Reading:
    """The reading of a library for a site in its setting. Pure: same library, same reading, in the same order."""
    addresses = dict(_addresses(library))
    proved = anchors.proved(library)
    names = {slug: address.name for slug, address in addresses.items()}
    in_passages = {slug: _mentions(slug, text, names) for slug, text in _linked(library)}
    return Reading(
        library=library,
        addresses=addresses,
        things={thing.slug: thing for thing in refs.things(library)},
        passages=tuple(_passages(library, in_passages)),
        mentioned_in=_mentioned_in(library, in_passages, names),
        cited_by=_cited_by(library),
        timeline=tuple(sorted(library.events, key=_when)),
        proved=proved,
        links=proofs.links(library, proved),
        setting=setting,
    )


def latest(position: Position) -> Stance:
    """The stance with the latest date."""
    return max(position.stances, key=lambda stance: _first(stance.date.text))


def _when(event: Event) -> tuple[str, str]:
    return _first(event.date.text), event.slug


def _first(date: str) -> str:
    """A date's first day as a sortable string; what is no date sorts first."""
    days = span(date)
    return days.first.isoformat() if days else ""


# ---- where everything is shown --------------------------------------------------------------------------------------


def _addresses(library: Library) -> Iterator[tuple[str, Address]]:
    for article in library.articles:
        yield article.slug, Address(article_page(article.slug), "", article.title.text, "article")
    titles = {article.slug: f"“{article.title}” " if len(library.articles) > 1 else "" for article in library.articles}
    for slug, passages in library.passages:
        for passage in passages:
            for name in (passage.slug, *passage.formerly):
                shown = f"{titles[slug]}¶{number(passage)}"
                yield name, Address(article_page(slug), passage.slug, shown, "passage")
    for note in library.notes:
        yield note.slug, Address(article_page(note.parent), note.slug, title(note), "note")
    for claim in library.claims:
        yield (
            claim.slug,
            Address(f"articles/{claim.parent}/claims.md", claim.slug, claim.title.text.rstrip("."), "claim"),
        )
    for question in library.questions:
        yield (
            question.slug,
            Address(f"articles/{question.parent}/questions.md", question.slug, question.title.text, "question"),
        )
    for agreement in library.agreements:
        yield agreement.slug, Address(f"agreements/{agreement.slug}.md", "", agreement.title.text, "agreement")
    for provision in library.provisions:
        yield (
            provision.slug,
            Address(f"agreements/{provision.parent}.md", provision.slug, provision.title.text, "provision"),
        )
    for actor in library.actors:
        yield actor.slug, Address(f"actors/{actor.slug}.md", "", actor.name.text, "actor")
    for topic in library.topics:
        yield topic.slug, Address(f"positions/{topic.slug}.md", "", topic.title.text, "topic")
    names = {actor.slug: actor.name.text for actor in library.actors}
    names |= {topic.slug: topic.title.text for topic in library.topics}
    for position in library.positions:
        name = f"{names.get(position.actor.text, position.actor)} on {names.get(position.topic.text, position.topic)}"
        yield position.slug, Address(f"positions/{position.topic}.md", position.slug, name, "position")
    for event in library.events:
        yield event.slug, Address("timeline.md", event.slug, event.title.text, "event")
    for term in library.terms:
        yield term.slug, Address("terms.md", term.slug, term.title.text, "term")
    for guide in library.guides:
        if guide.file not in OF_AN_ARTICLE:
            yield refs.guide_name(guide), Address(guide_page(guide), "", guide.title.text, "guide")
    for source in library.sources:
        yield source.slug, Address("sources.md", source.slug, source_name(source), "source")


def abstract(article: Article) -> str:
    """The part of an article's body before its first section."""
    return re.split(r"^## ", article.body.text, maxsplit=1, flags=re.M)[0].strip()


def guide_page(guide: Guide) -> str:
    """The path of the page that a guide is, or leads."""
    path = guide.file.removeprefix("docs/")
    return f"{guide.slug}/index.md" if path in INDEXES else path


def article_page(article: str) -> str:
    """The path of an article's page."""
    return sys.intern(f"articles/{article}/index.md")  # one text for all that is shown there


def number(passage: Passage) -> str:
    """The number that is shown for a passage: `–` for one that is no longer in the text."""
    return str(passage.number) if passage.number else "–"


def slug(words: str) -> str:
    """Words as the part of an address: `Why talks are likely` as `why-talks-are-likely`."""
    return re.sub(r"[\W_]+", "-", words.casefold()).strip("-")


def title(thing: Thing) -> str:
    """What a thing is called: its title or name, else its file name in words."""
    given = getattr(thing, "title", None) or getattr(thing, "name", None)
    return given.text if given else thing.slug.replace("-", " ").capitalize()


def in_order(notes: Iterable[Note]) -> list[Note]:
    """The notes on a passage as they are read: what helps to understand first, then what people say."""
    return sorted(notes, key=lambda note: (ORDER.index(note.kind.text), note.slug))


def source_name(source: Source) -> str:
    """The short name of a source in a list: publisher and date."""
    return f"{source.publisher}, {source.date.text.rstrip('~?%')}" if source.date else source.publisher.text


# ---- what is tied to what -------------------------------------------------------------------------------------------


def _linked(library: Library) -> Iterator[tuple[str, str]]:
    """The précis of each passage, by its slug, with the names in it as mentions."""
    for _, of_article in library.passages:
        for passage in of_article:
            yield passage.slug, mentions.link_names(passage.precis.text, library.actors)


def _mentions(within: str, text: str, names: dict[str, str]) -> list[Mention]:
    """The first mention of each other thing in a text of the thing `within`, in their order."""
    found: dict[str, Mention] = {}
    lines: dict[str, str] = {}
    for match in mentions.MENTION.finditer(text):
        target = sys.intern(match[1].strip())  # many name the same
        if target != within and target not in found:
            sentence = mentions.sentence(text, match.start())
            line = lines.get(sentence) or lines.setdefault(sentence, mentions.plain(sentence, names))
            found[target] = Mention(target, within, line)
    return list(found.values())


def _passages(library: Library, in_passages: dict[str, list[Mention]]) -> Iterator[WovenPassage]:
    notes, claims = _by_passage(library.notes), _by_passage(library.claims)
    questions, events = _by_passage(library.questions), _by_passage(library.events)
    provisions = _by_passage(library.provisions)
    actors = {actor.slug for actor in library.actors}
    topics: dict[str, set[str]] = defaultdict(set)
    for position in library.positions:
        for stance in position.stances:
            if stance.passage:
                topics[stance.passage.text].add(position.topic.text)
    for article, passages in library.passages:
        for passage in passages:
            ids = (passage.slug, *passage.formerly)
            here = _at(provisions, ids)
            named = (mention.target for mention in in_passages[passage.slug])
            yield WovenPassage(
                article=article,
                passage=passage,
                notes=_at(notes, ids),
                claims=_at(claims, ids),
                provisions=here,
                questions=_at(questions, ids),
                events=tuple(sorted(_at(events, ids), key=_when)),
                topics=tuple(sorted({*(t for i in ids for t in topics.get(i, ())), *(p.topic.text for p in here)})),
                actors=tuple(slug for slug in named if slug in actors),
            )


def _by_passage(shelf: Sequence[Tied]) -> dict[str, list[tuple[int, Tied]]]:
    """What is tied to each passage by the id it uses, with its place on the shelf."""
    found: dict[str, list[tuple[int, Tied]]] = defaultdict(list)
    for place, thing in enumerate(shelf):
        if thing.passage is not None:
            found[thing.passage.text.partition(".")[0]].append((place, thing))
    return found


def _at(tied: dict[str, list[tuple[int, Tied]]], ids: tuple[str, ...]) -> tuple[Tied, ...]:
    """What is tied to a passage by any of its ids, in the order of the shelf."""
    found = [pair for identity in ids for pair in tied.get(identity, ())]
    return tuple(thing for _, thing in sorted(found, key=lambda pair: pair[0]))


def _mentioned_in(
    library: Library, in_passages: dict[str, list[Mention]], names: dict[str, str]
) -> dict[str, tuple[Mention, ...]]:
    """For each slug the mentions of it, one for each thing that holds it, in the order of kinds and slugs.

    In a précis names count as mentions.
    """
    found: dict[str, list[Mention]] = defaultdict(list)
    things = (thing for thing in refs.things(library) if not isinstance(thing, (Article, Guide)))
    in_things = (_mentions(thing.slug, thing.body.text, names) for thing in things)
    for mention in chain.from_iterable(chain(in_passages.values(), in_things)):
        found[mention.target].append(mention)
    return {target: tuple(there) for target, there in sorted(found.items())}


def _cited_by(library: Library) -> dict[str, tuple[str, ...]]:
    """For each source the slugs of the things that cite it."""
    slug_of = {thing.file: thing.slug for thing in refs.things(library)}
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for file, value, kind in refs.fields(library):
        if kind == "source":
            found[value.text][slug_of[file]] = None
    return {source: tuple(things) for source, things in sorted(found.items())}

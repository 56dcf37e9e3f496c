"""What an article and its notes name, cite and report: the index at the end of a book, a page an article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ..model import Article, Page, Reading, Thing
from ..once import once
from .byarticle import places
from .parts import Writer, guide, heading, led


def page(reading: Reading, article: Article) -> Page:
    """Each kind of thing under a heading of its own; a thing with the passages, notes and claims that name it."""
    writer = Writer(reading, f"articles/{article.slug}/names.md")
    blocks = []
    for kind, by_article in named(reading).items():
        found = by_article[article.slug]
        items = "".join(_item(writer, article, thing) for thing in found)
        blocks += [heading(2, kind, f"{kind.lower()}_"), f'<ul class="names" data-search-exclude>{items}</ul>'] * bool(
            found
        )
    title = f"Names and sources in “{article.title}”"
    return led(writer, guide(reading, "names"), blocks or [writer.nothing("actor")], title=title)


def _item(writer: Writer, article: Article, thing: Thing) -> str:
    """The thing with its places: passages by their numbers, then notes, claims and questions by their titles."""
    found = places(writer.reading)[thing.slug][article.slug]
    passages = [slug for slug in found if writer.reading.addresses[slug].kind == "passage"]
    others = [writer.link(slug) for slug in found if slug not in passages]
    listed = "; ".join([writer.links(passages), *others] if passages else others)
    return f'<li id="of_{thing.slug}">{writer.link(thing.slug)}: <span class="cited">{listed}</span></li>'


@once
def named(reading: Reading) -> dict[str, Mapping[str, list[Thing]]]:
    """What is named, by the kind's heading and by the article that names it."""
    library = reading.library
    kinds: dict[str, tuple[Thing, ...]] = {
        "Actors": library.actors,
        "Positions": library.positions,
        "Events": reading.timeline,
        "Terms": library.terms,
        "Sources": library.sources,
    }
    found: dict[str, Mapping[str, list[Thing]]] = {}
    for kind, things in kinds.items():
        by_article: dict[str, list[Thing]] = defaultdict(list)
        for thing in things:
            for article in places(reading)[thing.slug]:
                by_article[article].append(thing)
        found[kind] = by_article
    return found

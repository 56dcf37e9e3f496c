"""What an article and its notes name, cite and report: the index at the end of a book, a page an article."""

from __future__ import annotations

from ..model import Article, Page, Reading, Thing
from .byarticle import places
from .parts import Writer, guide, heading, led


def page(reading: Reading, article: Article) -> Page:
    """Each kind of thing under a heading of its own; a thing with the passages, notes and claims that name it."""
    writer = Writer(reading, f"articles/{article.slug}/names.md")
    library = reading.library
    kinds: tuple[tuple[str, tuple[Thing, ...]], ...] = (
        ("Actors", library.actors),
        ("Positions", library.positions),
        ("Events", reading.timeline),
        ("Terms", library.terms),
        ("Sources", library.sources),
    )
    blocks = []
    for kind, things in kinds:
        named = [thing for thing in things if article.slug in places(reading)[thing.slug]]
        items = "".join(_item(writer, article, thing) for thing in named)
        blocks += [heading(2, kind, f"{kind.lower()}_"), f'<ul class="names" data-search-exclude>{items}</ul>'] * bool(
            named
        )
    title = f"Names and sources in “{article.title}”"
    return led(writer, guide(reading, "names"), blocks or [writer.nothing("actor")], title=title)


def _item(writer: Writer, article: Article, thing: Thing) -> str:
    """The thing with its places: passages by their numbers, then notes, claims and questions by their titles."""
    found = places(writer.reading)[thing.slug][article.slug]
    passages = [slug for slug in found if writer.reading.addresses[slug].kind == "passage"]
    others = [writer.link(slug) for slug in found if slug not in passages]
    listed = "; ".join([writer.links(passages), *others] if passages else others)
    return f'<li>{writer.link(thing.slug)}: <span class="cited">{listed}</span></li>'

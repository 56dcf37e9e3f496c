"""What several kinds of pages are made of: links, sources, notes, passages, mentions.

Headings, lists and plain links are written as Markdown, so that the engine checks them; whatever holds a
contributor's text is one block of finished HTML, so that no engine reads it as Markdown a second time.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from .. import fragments, prose, weave
from ..dates import shown
from ..groups import groups, precis
from ..mentions import link_names
from ..model import Address, Article, Claim, Guide, Note, Page, Reading, Text, Thing, WovenPassage
from ..once import once
from . import byarticle, takepart
from .labels import about, tally

PREVIEWED = frozenset({"passage", "actor", "provision", "term"})  # a link to one of these shows it on hover and focus


OURS = re.compile(f'(<a )href="{prose.LOCAL}([^"]*)"')


MANY = 1024  # links


@dataclass(frozen=True, slots=True)
class Near:
    """What the pages of one folder share: their links, and what the notes on them are about.

    Links within a page are kept under its name, others under "". `forget` is to be called before one is added.
    """

    folder: str
    links: dict[tuple[str, str | None, str], str] = field(default_factory=dict)
    ways: dict[tuple[str, str], str] = field(default_factory=dict)
    about: dict[str, tuple[list[str], list[str]]] = field(default_factory=dict)

    def forget(self) -> None:
        """Lets go of links where there are more than any article has: a page about the whole library has thousands."""
        for known in (self.links, self.ways):
            if len(known) >= MANY:
                known.clear()


class Writer:
    """Writes the parts of one page: knows the reading and where the page stands."""

    def __init__(self, reading: Reading, page: str) -> None:
        self.reading = reading
        self.page = page
        self._own = f"{page}#"
        self._near = _near(reading, page.rpartition("/")[0])

    # ---- links

    def to(self, slug: str, words: str | None = None) -> str:
        """A Markdown link to a thing; plain words where it has no address."""
        address = self.reading.addresses.get(slug)
        label = escape(words or (self._name(address) if address else slug))
        return f"[{label}]({prose.relative(prose.href(address), self.page, '.md')})" if address else label

    def link(self, slug: str, words: str | None = None) -> str:
        """The same as HTML."""
        address = self.reading.addresses.get(slug)
        key = slug, words, self.page if address and address.path == self.page else ""
        link = self._near.links.get(key)
        if link is None:
            label = html.escape(words or (self._name(address) if address else slug))
            link = f"<a {self._to(address)}>{label}</a>" if address else label
            self._near.forget()
            self._near.links[key] = link
        return link

    def _name(self, address: Address) -> str:
        """What a thing is called here: a passage by its number alone on the pages of its own article."""
        at_home = address.kind == "passage" and self.page.startswith(address.path.removesuffix("index.md"))
        return address.name.rpartition(" ")[2] if at_home else address.name

    def links(self, slugs: Iterable[str | Text]) -> str:
        """HTML links, separated by commas."""
        return ", ".join(self.link(str(slug)) for slug in slugs)

    def page_link(self, path: str, words: str) -> str:
        """A Markdown link to a page by its path."""
        return f"[{escape(words)}]({prose.relative(path, self.page, '.md')})"

    # ---- texts

    def prose(self, text: str) -> str:
        """A text of ours or of a contributor as HTML."""
        return self._here(prose.render(text, self.reading.addresses))

    def line(self, text: str) -> str:
        """One line of it as HTML."""
        return self._here(prose.inline(text, self.reading.addresses))

    def _here(self, rendered: str) -> str:
        """HTML with its links to our things made relative to this page."""
        return OURS.sub(lambda link: link[1] + self._way(link[2]), rendered)

    def _way(self, target: str) -> str:
        """The attributes of a link to one of our things, whose target is escaped."""
        key = target, self.page if target.startswith(self._own) else ""
        if key in self._near.ways:
            return self._near.ways[key]
        path, _, anchor = html.unescape(target).partition("#")
        address = self.reading.addresses.get(anchor or path.rpartition("/")[2].removesuffix(".md"))
        self._near.forget()
        if address is not None and html.escape(prose.href(address)) == target:
            way = self._to(address)
        else:
            way = f'href="{html.escape(prose.relative(html.unescape(target), self.page, ".html"))}"'
        self._near.ways[key] = way
        return way

    def _to(self, address: Address) -> str:
        """The attributes of a link to a thing.

        Links with a preview say of what kind: `data-preview` itself would wake the theme's own previews, which no key
        closes and no finger reaches.
        """
        of = f' data-preview-of="{address.kind}"' if address.kind in PREVIEWED else ""
        return f'href="{html.escape(prose.relative(prose.href(address), self.page, ".html"))}"{of}'

    def precis(self, woven: WovenPassage, skip: str = "") -> str:
        """The précis of a passage with the names of actors as links."""
        if not skip:
            return self.prose(precis(self.reading, woven.passage))
        return self.prose(link_names(woven.passage.precis.text, self.reading.library.actors, skip))

    # ---- evidence

    def sources(self, slugs: Sequence[Text]) -> str:
        """The sources of something as one line of HTML, weak ones marked; empty where there are none."""
        if not slugs:
            return ""
        by_slug = groups(self.reading).sources
        items = []
        for slug in slugs:
            source = by_slug.get(slug.text)
            weak = weave.WEAK.get(source.kind.text) if source else None
            items.append(self.link(slug.text) + (f' <span class="weak">({weak})</span>' if weak else ""))
        return f'<p class="sources">Sources: {"; ".join(items)}.</p>'

    def quote(self, thing: Note | Claim) -> str:
        """The quotation of a note or claim, with a link to the words at the publisher's; says when it is unproved."""
        lost = thing.lost_quote
        gone = f'<p class="quote lost">The text no longer says <q>{html.escape(lost.text)}</q></p>' if lost else ""
        if thing.quote is None:
            return gone
        article = groups(self.reading).articles[thing.parent]
        sure = (
            "" if thing.slug in self.reading.proved else ' <span class="weak">(not yet compared with the text)</span>'
        )
        target = html.escape(fragments.address(article.url.text, self.reading.links.get(thing.slug)))
        return (
            f'{gone}<p class="quote"><q>{html.escape(thing.quote.text)}</q> <a rel="noopener" href="{target}" '
            f'aria-label="These words in the article, at the publisher’s">↗</a>{sure}</p>'
        )

    # ---- taking part

    def add(self, kind: str, words: str, parent: str, given: Mapping[str, str]) -> str:
        """A line that offers to add a thing of a kind (see `takepart`)."""
        return takepart.add(self.reading, self.page, kind, words, parent, given)

    def nothing(self, kind: str) -> str:
        """One sentence where there is nothing of a kind yet, with the way to add the first."""
        return self.prose(f"There is no {kind} here yet; see [[contributing|how to add one]].")

    def correct(self, thing: Thing) -> str:
        """A line that offers to correct a thing (see `takepart`)."""
        return takepart.correct(self.reading, thing)

    # ---- notes, claims, passages

    def note(self, note: Note, topics: Sequence[str] = (), opened: bool = False) -> str:
        """One note: closed under its passage, open in lists; `topics` are those of its passage, for the filters."""
        kind = html.escape(note.kind.text)
        name = html.escape(weave.title(note))
        identity = f' id="{note.slug}"' if not opened else ""
        words = f'<span class="kind">{kind}</span> {name}'
        body = (
            f'<p class="title">{words}</p>{self.quote(note)}{self.prose(note.body.text)}{self.sources(note.sources)}'
            f"{self.mentioned_briefly(note.slug)}"
            f'<p class="by">{html.escape(note.by.text)}, {when(note.date.text)}'
            f' <span class="way">· <a href="{self.way(note.slug)}" aria-label="Permanent link to this note: {name}">'
            "link</a></span></p>"
        )
        actors, named = self.about(note)
        return (
            f'<details class="note" data-kind="{kind}" data-actors="{" ".join(actors)}"'
            f' data-topics="{" ".join(sorted({*topics, *named}))}"{" open" if opened else ""}>'
            f'<summary>{words}</summary><div class="said"{identity} data-find="{name}">{body}</div></details>'
        )

    def about(self, note: Note) -> tuple[list[str], list[str]]:
        """The actors and topics that a note names (see `labels.about`)."""
        known = self._near.about
        if note.slug not in known:
            known[note.slug] = about(self.reading, note.body.text)
        return known[note.slug]

    def way(self, slug: str) -> str:
        """The address of a thing as seen from this page."""
        return prose.relative(prose.href(self.reading.addresses[slug]), self.page, ".html")

    def verdict(self, claim: Claim) -> str:
        """Voice and verdict as two small words."""
        return (
            f'<span class="voice">{html.escape(claim.voice.text)}</span> '
            f'<span class="verdict {html.escape(claim.verdict.text)}">{html.escape(claim.verdict.text)}</span>'
        )

    def claims(self, claims: Sequence[Claim], passage: str) -> str:
        """The claims of a passage under one line that says how many of which voice and verdict there are."""
        if not claims:
            return ""
        own = [claim for claim in claims if claim.by is None]
        others = [claim for claim in claims if claim.by is not None]
        items = [f"<li>{self.verdict(c)} {self.link(c.slug)}</li>" for c in own]
        items += [f'<li><span class="voice">{self.link(str(c.by))}</span> {self.link(c.slug)}</li>' for c in others]
        parts = [f"{count(len(own), 'claim')}: {tally(own)}"] if own else []
        parts += [f"{count(len(others), 'answer')} by others"] if others else []
        said_of = f"<summary>{'; '.join(parts)}</summary><ul>{''.join(items)}</ul>"
        return f'<details class="claims" id="claims_{passage}">{said_of}</details>'

    def excerpt(self, woven: WovenPassage, skip: str = "", notes: bool = True, number: str | None = None) -> str:
        """A passage with its notes as it is shown on other pages; `number` where its article is named above."""
        listed = ""
        if notes and woven.notes:
            items = "".join(f'<li>{self.link(n.slug)} <span class="kind">{n.kind}</span></li>' for n in woven.notes)
            listed = (
                f'<details class="more"><summary>{count(len(woven.notes), "note")}</summary><ul>{items}</ul></details>'
            )
        said = f"{self.link(woven.passage.slug, number)}<div>{self.precis(woven, skip)}{listed}</div>"
        return f'<div class="excerpt" data-search-exclude>{said}</div>'

    def mentioned_in(self, slug: str, level: int = 2) -> list[str]:
        """Heading and list of the things that mention this one; nothing where there are none."""
        found = [m for m in self.reading.mentioned_in.get(slug, ()) if m.within in self.reading.addresses]
        if not found:
            return []
        lines = {m.within: f"<li>{self.link(m.within)}: <span>{html.escape(m.line)}</span></li>" for m in found}
        shown, rest = byarticle.fullest(self.reading, slug, byarticle.parts(self.reading, lines))
        listed = "".join(
            byarticle.fold(
                of.name, f'<ul class="mentions" data-search-exclude>{"".join(lines[slug] for slug in of.slugs)}</ul>'
            )
            for of in shown
        )
        return [f"{'#' * level} Mentioned in", listed + self._others(slug, rest)]

    def excerpts(self, slug: str, passages: Sequence[WovenPassage], skip: str = "") -> list[str]:
        """The passages of a thing with their notes, those of each article under its name."""
        found = {w.passage.slug: w for w in passages}
        shown, rest = byarticle.fullest(self.reading, slug, byarticle.parts(self.reading, found))
        parts = [byarticle.fold(of.name, "".join(self._under(found[s], skip) for s in of.slugs)) for of in shown]
        return [*parts, self._others(slug, rest)]

    def _under(self, woven: WovenPassage, skip: str) -> str:
        """A passage below the name of its article."""
        return self.excerpt(woven, skip, number=f"¶{weave.number(woven.passage)}")

    def _others(self, slug: str, rest: Sequence[byarticle.Of]) -> str:
        """The articles of which a page says only how much they have on a thing."""
        items = "".join(f"<li>{self._index(of, slug, of.name)} {len(of.slugs)}</li>" for of in rest)
        said = f"<summary>{count(len(rest), 'more article')}</summary>"
        return f'<details class="more">{said}<ul class="dates">{items}</ul></details>' if rest else ""

    def _index(self, of: byarticle.Of, slug: str, words: str) -> str:
        """A link to where the index of an article lists what names a thing."""
        address = prose.relative(f"articles/{of.article}/names.md#of_{slug}", self.page, ".html")
        return f'<a href="{address}">{html.escape(words)}</a>'

    def listed(self, slug: str, found: Iterable[str]) -> str:
        """Links to what has to do with a thing as one line of HTML, those of an article together under its name."""
        large = len(self.reading.library.articles) > byarticle.FULL and slug in byarticle.places(self.reading)
        lines = [
            f"{self._index(of, slug, of.name)} {len(of.slugs)}"
            if large and of.article and len(of.slugs) > 1
            else (f"{html.escape(of.name)}: " if of.name else "") + self.links(of.slugs)
            for of in byarticle.parts(self.reading, found)
        ]
        return "; ".join(lines)

    def mentioned_briefly(self, slug: str) -> str:
        """What mentions a thing as one line of HTML, for pages that show many things."""
        found = [m.within for m in self.reading.mentioned_in.get(slug, ()) if m.within in self.reading.addresses]
        return f'<p class="mentions">Mentioned in: {self.listed(slug, found)}.</p>' if found else ""


@once
def _folders(reading: Reading) -> list[Near]:
    """The links of the folder whose pages were written last."""
    del reading
    return [Near("")]


def _near(reading: Reading, folder: str) -> Near:
    """The links of a folder; those of the one before are let go."""
    last = _folders(reading)
    if last[0].folder != folder:
        last[0] = Near(folder)
    return last[0]


def also(name: Text, spellings: Sequence[Text]) -> str:
    """The line with the other spellings of a name, which search takes from here (see `search.spellings`)."""
    if not spellings:
        return ""
    listed = html.escape(", ".join(spelling.text for spelling in spellings))
    return f'<p class="also" data-name="{html.escape(name.text)}" data-also="{listed}">Also: {listed}</p>'


def escape(text: str) -> str:
    """Plain text as inline Markdown: the signs that mean something inside a line are escaped, HTML's by entities."""
    return html.escape(re.sub(r"([\\`*_{}\[\]()#!|])", r"\\\1", text), quote=False)


def heading(level: int, text: str, anchor: str) -> str:
    """A Markdown heading with an id of its own."""
    return f"{'#' * level} {escape(text)} {{ #{anchor} }}"


def count(number: int, noun: str) -> str:
    """`1 note`, `3 notes`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(items: Sequence[str]) -> str:
    """`one`, `one and two`, `one, two and three`."""
    return " and ".join(part for part in (", ".join(items[:-1]), *items[-1:]) if part)


@lru_cache(maxsize=4096)
def when(date: str) -> str:
    """A date in words, inside `<time>` where HTML has a form for it."""
    machine = re.fullmatch(r"\d{4}(-\d{2}){0,2}", date.split("/")[0])
    return f'<time datetime="{date.split("/")[0]}">{shown(date)}</time>' if machine else shown(date)


def guide(reading: Reading, slug: str) -> Guide:
    """The file that holds title, one-line summary and lead of a page."""
    return groups(reading).guides[f"docs/{slug}.md"]


def led(writer: Writer, lead: Guide, parts: Iterable[str], wide: bool = False, title: str = "") -> Page:
    """A page that begins with the lead of a guide."""
    body = [f"# {escape(title or lead.title.text)}", writer.prose(lead.body.text), *parts]
    return Page(
        writer.page, title or lead.title.text, lead.summary.text, "\n\n".join(p for p in body if p), lead.file, wide
    )


def article_title(article: Article, what: str) -> str:
    """`Notes on “Hanoi 2.0”`."""
    return f"{what} on “{article.title}”"

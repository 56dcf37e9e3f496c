"""What several kinds of pages are made of: links, sources, notes, passages, mentions.

Headings, lists and plain links are written as Markdown, so that the engine checks them; whatever holds a
contributor's text is one block of finished HTML, so that no engine reads it as Markdown a second time.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence

from .. import fragments, prose, weave
from ..dates import shown
from ..groups import groups
from ..mentions import link_names
from ..model import Address, Article, Claim, Guide, Note, Page, Reading, Text, Thing, WovenPassage
from . import byarticle, takepart

WEAK = {"repost": "repost", "machine-translation": "machine translation", "digest": "digest"}
VOICES = {"asserts": "Asserts", "reports": "Reports", "forecasts": "Forecasts"}


class Writer:
    """Writes the parts of one page: knows the reading and where the page stands."""

    def __init__(self, reading: Reading, page: str) -> None:
        self.reading = reading
        self.page = page

    # ---- links

    def to(self, slug: str, words: str | None = None) -> str:
        """A Markdown link to a thing; plain words where it has no address."""
        address = self.reading.addresses.get(slug)
        label = escape(words or (self._name(address) if address else slug))
        return f"[{label}]({prose.relative(prose.href(address), self.page, '.md')})" if address else label

    def link(self, slug: str, words: str | None = None) -> str:
        """The same as HTML."""
        address = self.reading.addresses.get(slug)
        label = html.escape(words or (self._name(address) if address else slug))
        return f'<a href="{prose.relative(prose.href(address), self.page, ".html")}">{label}</a>' if address else label

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
        return prose.localise(prose.render(text, self.reading.addresses), self.page)

    def line(self, text: str) -> str:
        """One line of it as HTML."""
        return prose.localise(prose.inline(text, self.reading.addresses), self.page)

    def precis(self, woven: WovenPassage, skip: str = "") -> str:
        """The précis of a passage with the names of actors as links."""
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
            weak = WEAK.get(source.kind.text) if source else None
            items.append(self.link(slug.text) + (f' <span class="weak">({weak})</span>' if weak else ""))
        return f'<p class="sources">Sources: {"; ".join(items)}.</p>'

    def quote(self, thing: Note | Claim) -> str:
        """The quotation of a note or claim, with a link to the words at the publisher's; says when it is unproved."""
        lost = thing.lost_quote
        gone = f'<p class="quote">The text no longer says <q>{html.escape(lost.text)}</q></p>' if lost else ""
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

    def correct(self, thing: Thing) -> str:
        """A line that offers to correct a thing (see `takepart`)."""
        return takepart.correct(self.reading, thing)

    # ---- notes, claims, passages

    def note(self, note: Note, opened: bool = False) -> str:
        """One note: closed under its passage, open in lists."""
        kind = html.escape(note.kind.text)
        name = html.escape(weave.title(note))
        identity = f' id="{note.slug}"' if not opened else ""
        body = (
            f"{self.quote(note)}{self.prose(note.body.text)}{self.sources(note.sources)}"
            f'<p class="by">{html.escape(note.by.text)} ({kind}), {when(note.date.text)}'
            f' · <a href="{self.way(note.slug)}" aria-label="Permalink to this note">link</a></p>'
        )
        return (
            f'<details class="note" data-kind="{kind}" data-title="{name}"{" open" if opened else ""}>'
            f'<summary><span class="kind">{kind}</span> {name}</summary>'
            f'<div class="said"{identity} data-find="{name}">{body}</div></details>'
        )

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
        """The claims of a passage in one closed line that says how many of which verdict there are."""
        if not claims:
            return ""
        own = [claim for claim in claims if claim.by is None]
        verdicts = [claim.verdict.text for claim in own]
        said = [f'{verdicts.count(v)} <span class="verdict {v}">{v}</span>' for v in dict.fromkeys(verdicts)]
        others = [claim for claim in claims if claim.by is not None]
        items = "".join(f"<li>{self.verdict(c)} {self.link(c.slug)}</li>" for c in own)
        items += "".join(
            f'<li><span class="voice">{self.link(str(c.by))}:</span> {self.link(c.slug)}</li>' for c in others
        )
        parts = [f"{count(len(own), 'claim')}: {', '.join(said)}"] if own else []
        parts += [f"{count(len(others), 'answer')} by others"] if others else []
        said_of = f"<summary>{'; '.join(parts)}</summary><ul>{items}</ul>"
        return f'<details class="claims" id="claims_{passage}">{said_of}</details>'

    def excerpt(self, woven: WovenPassage, skip: str = "", notes: bool = True, number: str | None = None) -> str:
        """A passage with its notes as it is shown on other pages; `number` where its article is named above."""
        listed = ""
        if notes and woven.notes:
            items = "".join(f'<li>{self.link(n.slug)} <span class="kind">{n.kind}</span></li>' for n in woven.notes)
            listed = (
                f'<details class="more"><summary>{count(len(woven.notes), "note")}</summary><ul>{items}</ul></details>'
            )
        link = self.link(woven.passage.slug, number)
        return f'<div class="excerpt">{link}<div>{self.precis(woven, skip)}{listed}</div></div>'

    def mentioned_in(self, slug: str, level: int = 2) -> list[str]:
        """Heading and list of the things that mention this one; nothing where there are none."""
        found = [m for m in self.reading.mentioned_in.get(slug, ()) if m.within in self.reading.addresses]
        if not found:
            return []
        lines = {m.within: f"<li>{self.link(m.within)}: <span>{html.escape(m.line)}</span></li>" for m in found}
        listed = "".join(
            byarticle.fold(name, f'<ul class="mentions">{"".join(lines[slug] for slug in slugs)}</ul>')
            for name, slugs in byarticle.parts(self.reading, lines)
        )
        return [f"{'#' * level} Mentioned in", listed]

    def listed(self, slugs: Iterable[str]) -> str:
        """Links to things of ours as one line of HTML, those of an article together under its name."""
        return "; ".join(
            (f"{html.escape(name)}: " if name else "") + self.links(of)
            for name, of in byarticle.parts(self.reading, slugs)
        )

    def excerpts(self, passages: Sequence[WovenPassage], skip: str = "") -> list[str]:
        """Passages with their notes, those of each article under its name."""
        found = {w.passage.slug: self.excerpt(w, skip, number=f"¶{weave.number(w.passage)}") for w in passages}
        parts = byarticle.parts(self.reading, found)
        return [byarticle.fold(name, "".join(found[slug] for slug in slugs)) for name, slugs in parts]

    def mentioned_briefly(self, slug: str) -> str:
        """The same as one line of HTML, for pages that show many things."""
        found = [m.within for m in self.reading.mentioned_in.get(slug, ()) if m.within in self.reading.addresses]
        return f'<p class="mentions">Mentioned in: {self.listed(found)}.</p>' if found else ""


def escape(text: str) -> str:
    """Plain text as inline Markdown: the signs that mean something inside a line are escaped, HTML's by entities."""
    return html.escape(re.sub(r"([\\`*_{}\[\]()#!|])", r"\\\1", text), quote=False)


def heading(level: int, text: str, anchor: str) -> str:
    """A Markdown heading with an id of its own."""
    return f"{'#' * level} {escape(text)} {{ #{anchor} }}"


def count(number: int, noun: str) -> str:
    """`1 note`, `3 notes`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


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

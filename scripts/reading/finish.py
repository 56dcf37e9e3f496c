"""After rendering: content security policy, search entries for single passages and notes, small repairs.

Works on the files of a built site, whichever engine made them, and changes nothing when run again.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from selectolax.lexbor import LexborHTMLParser, LexborNode

from . import search
from .cache import Cache

POLICY = (
    "default-src 'none'; script-src 'self' {scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
ELSEWHERE = "summary, details.claims, details.more, a.number, .by"  # said again, or an entry of its own
INLINE = re.compile(r"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.S)
CHARSET = '<meta charset="utf-8">'
UNSOUGHT = 'meta[name="robots"][content="noindex"]'  # on pages that say again what others say
NOINDEX = '<meta name="robots" content="noindex, nofollow, noarchive">'
STAMP = '<p class="private-copy">Private copy, do not publish: it holds the author’s text.</p>'
MARK = '<meta http-equiv="Content-Security-Policy"'

# Markup of Material 9.8 that the Nu checker or axe refuse; a test looks for each of these in a built page.
REPAIRS = (
    ('type="checkbox" id="__drawer" autocomplete="off"', 'type="checkbox" id="__drawer"'),
    ('type="checkbox" id="__search" autocomplete="off"', 'type="checkbox" id="__search"'),
)  # fmt: skip
# The theme names the parts of a table of contents after their headings, which may be what the navigation is called too.
PART_OF_CONTENTS = re.compile(r'(<nav class="md-nav" aria-label=")(?!On this page: )')


def finish(
    site: Path,
    policy: bool = True,
    private: bool = False,
    cache: Cache | None = None,
    known: Known | None = None,
) -> None:
    """Finishes the site in a folder; without `policy` where a server adds a script of its own (`mkdocs serve`).

    A `private` site shows the author's text: every page says so, and asks search engines to stay away. `known` is
    what is known of the site from before; what is new is added to it.

    Goes over the pages twice, since the policy names the scripts of all, rather than keep them all in memory.
    """
    known = known or Known()
    pages = {page.relative_to(site).as_posix(): page for page in sorted(site.rglob("*.html"))}
    new = [name for name in pages if name not in known.pages]
    for name in new:
        known.pages[name] = _finished(pages[name], name, cache or Cache(None))
    made = [known.pages[name] for name in pages]
    names = {name: also for of in made for name, also in of["names"].items()}
    search.write(site, [entry for of in made for entry in of["entries"]], names, known.index)
    head = _policy(script for of in made for script in of["scripts"]) if policy else ""
    for page in (pages[name] for name in new):
        text = _repaired(page.read_text(encoding="utf-8"))
        text = text.replace(CHARSET, CHARSET + head, 1) if MARK not in text else text
        page.write_text(_stamped(text) if private else text, encoding="utf-8")
    sitemap = site / "sitemap.xml"
    if sitemap.exists():  # the engine writes into it when it was packed
        sitemap.with_suffix(".xml.gz").write_bytes(gzip.compress(sitemap.read_bytes(), mtime=0))


@dataclass(frozen=True, slots=True)
class Known:
    """What a server knows of the site that it shows: its pages by name, and what its search index was made from."""

    pages: dict[str, Finished] = field(default_factory=dict)
    index: dict[str, search.Shelf | Sequence[search.Entry]] = field(default_factory=dict)


class Finished(TypedDict):
    """What is known of a page by itself: its inline scripts, its search entries, and other spellings by name."""

    scripts: list[str]
    entries: list[dict[str, str]]
    names: dict[str, str]


def _finished(page: Path, location: str, cache: Cache) -> Finished:
    """What a page gives to the others; from the cache where it is known."""
    text = page.read_text(encoding="utf-8")
    key = cache.key("finish", location, text)
    before = cache.get(key)
    if before is not None:
        known: Finished = json.loads(before)
        return known
    tree = LexborHTMLParser(text)
    names = search.spellings(tree)
    own = _entries(tree, location)
    sections = search.sections(tree, location, {entry["location"] for entry in own})
    found = [*own, *sections] if location != "404.html" and not tree.css_matches(UNSOUGHT) else []
    made = Finished(scripts=INLINE.findall(text), entries=list(map(search.folded, found)), names=names)
    cache.put(key, json.dumps(made, ensure_ascii=False))
    return made


def _stamped(text: str) -> str:
    """A page of a private copy: not for search engines, and with a line at its top that says what it is."""
    if STAMP in text:
        return text
    return re.sub(r"(<body[^>]*>)", rf"\1{STAMP}", text.replace(CHARSET, CHARSET + NOINDEX, 1), count=1)


def _repaired(text: str) -> str:
    for wrong, right in REPAIRS:
        text = text.replace(wrong, right)
    text = PART_OF_CONTENTS.sub(r"\1On this page: ", text)
    if 'id="__toc"' not in text:  # a page outside the navigation has the label, but nothing that it labels
        text = text.replace(' for="__toc"', "")
    return text


def _policy(every_script: Iterable[str]) -> str:
    """One policy for all pages: instant navigation keeps the first page's, so it names the scripts of every page."""
    hashes = sorted(base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in set(every_script))
    names = " ".join(f"'sha256-{digest}'" for digest in hashes)
    return f'{MARK} content="{POLICY.format(scripts=names)}">'


def _entries(tree: LexborHTMLParser, location: str) -> list[dict[str, str]]:
    """A search entry for every element that names itself with `data-find`, without the text of those inside it."""
    for node in tree.css(ELSEWHERE):
        node.decompose()
    found = []
    for node in reversed(tree.css("[data-find]")):  # inner ones first
        anchor = node.attributes.get("id") or _id_before(node)
        if anchor:
            words = " ".join(node.text(separator=" ").split())
            title = node.attributes["data-find"] or anchor
            found.append({"location": f"{location}#{anchor}", "title": title, "text": words})
        node.decompose()
    return found[::-1]


def _id_before(node: LexborNode) -> str | None:
    """The id of the heading right before a block."""
    before = node.prev
    while before is not None and before.tag == "-text":
        before = before.prev
    return before.attributes.get("id") if before is not None else None

"""After rendering: content security policy, search entries for single passages and notes, small repairs.

Works on pages one by one, whichever engine made them.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from . import search, searchindex
from .cache import Cache
from .inspect import facts

POLICY = (
    b"default-src 'none'; script-src 'self' %b; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    b"connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
NO_CACHE = Cache(None)
ELSEWHERE = "summary, details.claims, details.more, a.number, .by"  # said again, or an entry of its own
INLINE = re.compile(rb"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.S)
CHARSET = b'<meta charset="utf-8">'
UNSOUGHT = 'meta[name="robots"][content="noindex"]'  # on pages that say again what others say
NOINDEX = b'<meta name="robots" content="noindex, nofollow, noarchive">'
STAMP = '<p class="private-copy">Private copy, do not publish: it holds the author’s text.</p>'.encode()
MARK = b'<meta http-equiv="Content-Security-Policy"'

# Markup of Material 9.8 that the Nu checker or axe refuse; a test looks for each of these in a built page.
REPAIRS = (
    (b'type="checkbox" id="__drawer" autocomplete="off"', b'type="checkbox" id="__drawer"'),
    (b'type="checkbox" id="__search" autocomplete="off"', b'type="checkbox" id="__search"'),
)  # fmt: skip
# The theme writes the way to the site's root into a script, which so is another one in each folder; as an attribute it
# leaves the script the same on every page, and so the policy that names it.
WAY_IN_SCRIPT = re.compile(rb'<script>__md_scope=new URL\("([^"]*)",location\)')
WAY_BESIDE = rb'<script data-base="\1">__md_scope=new URL(document.currentScript.dataset.base,location)'
# The theme names the parts of a table of contents after their headings, which may be what the navigation is called too.
PART_OF_CONTENTS = re.compile(rb'(<nav class="md-nav" aria-label=")(?!On this page: )')


class Finished(NamedTuple):
    """A page as it is shown, in UTF-8, what search finds on it (see `search.written`), and its facts (`facts.of`)."""

    data: bytes
    found: bytes
    facts: bytes


def page(data: bytes, location: str, served: bool = False, private: bool = False) -> Finished:
    """Finishes a rendered page, which is in UTF-8.

    `location` is its path in the site. What is `served` (`mkdocs serve`) has no policy, as the server adds a script of
    its own, and no facts, as it is not inspected. A `private` page shows the author's text: it says so, and asks
    search engines to stay away.
    """
    data = _repaired(data)
    if not served and MARK not in data:
        data = data.replace(CHARSET, CHARSET + _policy(frozenset(INLINE.findall(data))), 1)
    data = _stamped(data) if private else data
    tree = LexborHTMLParser(data)  # once for both, since it takes longer than what they do with it
    read = b"" if served else facts.of(location, data, tree)
    return Finished(data, search.written(_found(tree, location, data)), read)


def whole(
    site: Path, pages: search.Pages, before: Path, cache: Cache = NO_CACHE, last: dict[str, str] | None = None
) -> None:
    """Writes what is made of all pages: the search index, and the packed sitemap.

    `pages` hold what `page` found on each; for the others see `searchindex.write`.
    """
    searchindex.write(site, pages, before, cache, last)
    sitemap = site / "sitemap.xml"
    if sitemap.exists():  # the engine writes the time into it when it packs it
        sitemap.with_suffix(".xml.gz").write_bytes(gzip.compress(sitemap.read_bytes(), mtime=0))


def finish(site: Path) -> None:
    """Finishes a site that another engine built; changes nothing when run again."""
    pages = search.Pages()
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        finished = page(path.read_bytes(), name)
        path.write_bytes(finished.data)
        pages.add(name, finished.found)
    whole(site, pages, site)


def _found(tree: LexborHTMLParser, location: str, data: bytes) -> search.Page:
    """What search finds on a page, of whose tree it leaves little; few pages have in their bytes what is rare."""
    if location == "404.html" or (b"noindex" in data and tree.css_first(UNSOUGHT) is not None):
        return search.Page(entries=[], names={})
    names = search.spellings(tree) if b"data-also" in data else {}
    own = _entries(tree, location)
    sections = search.sections(tree, location, {entry.location for entry in own})
    return search.Page(entries=list(map(search.folded, (*own, *sections))), names=names)


def _stamped(data: bytes) -> bytes:
    """A page of a private copy: not for search engines, and with a line at its top that says what it is."""
    if STAMP in data:
        return data
    return re.sub(rb"(<body[^>]*>)", rb"\1" + STAMP, data.replace(CHARSET, CHARSET + NOINDEX, 1), count=1)


def _repaired(data: bytes) -> bytes:
    """A page with the theme's markup mended, which stands before the article."""
    end = data.find(b"<article")
    start, rest = (data[:end], data[end:]) if end > 0 else (data, b"")
    for wrong, right in REPAIRS:
        start = start.replace(wrong, right)
    start = WAY_IN_SCRIPT.sub(WAY_BESIDE, start, count=1)
    start = PART_OF_CONTENTS.sub(rb"\1On this page: ", start)
    if b'id="__toc"' not in start:  # a page outside the navigation has the label, but nothing that it labels
        start = start.replace(b' for="__toc"', b"")
    return start + rest


@lru_cache(maxsize=64)
def _policy(scripts: frozenset[bytes]) -> bytes:
    """The policy of a page, which names the scripts that it holds; the same few stand on every page."""
    hashes = sorted(base64.b64encode(hashlib.sha256(script).digest()) for script in scripts)
    return b'%b content="%b">' % (MARK, POLICY % b" ".join(b"'sha256-%b'" % digest for digest in hashes))


def _entries(tree: LexborHTMLParser, location: str) -> list[search.Entry]:
    """A search entry for every element that names itself with `data-find`, without the text of those inside it."""
    for node in tree.css(ELSEWHERE):
        node.decompose()
    found = []
    for node in reversed(tree.css("[data-find]")):  # inner ones first
        anchor = node.attributes.get("id") or _id_before(node)
        if anchor:
            words = " ".join(node.text(separator=" ").split())
            title = node.attributes["data-find"] or anchor
            found.append(search.Entry(f"{location}#{anchor}", title, words))
        node.decompose()
    return found[::-1]


def _id_before(node: LexborNode) -> str | None:
    """The id of the heading right before a block."""
    before = node.prev
    while before is not None and before.tag == "-text":
        before = before.prev
    return before.attributes.get("id") if before is not None else None

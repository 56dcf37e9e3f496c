"""After rendering: content security policy, search entries for single passages and notes, small repairs.

Works on pages one by one, whichever engine made them.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from . import search, searchindex
from .cache import Cache

POLICY = (
    "default-src 'none'; script-src 'self' {scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
NO_CACHE = Cache(None)
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
# The theme writes the way to the site's root into a script, which so is another one in each folder; as an attribute it
# leaves the script the same on every page, and so the policy that names it.
WAY_IN_SCRIPT = re.compile(r'<script>__md_scope=new URL\("([^"]*)",location\)')
WAY_BESIDE = r'<script data-base="\1">__md_scope=new URL(document.currentScript.dataset.base,location)'
# The theme names the parts of a table of contents after their headings, which may be what the navigation is called too.
PART_OF_CONTENTS = re.compile(r'(<nav class="md-nav" aria-label=")(?!On this page: )')


class Finished(NamedTuple):
    """A page as it is shown, the same in UTF-8, and what search finds on it (see `search.written`)."""

    html: str
    data: bytes
    found: bytes


def page(text: str, location: str, policy: bool = True, private: bool = False) -> Finished:
    """Finishes a rendered page.

    `location` is its path in the site. Without `policy` where a server adds a script of its own (`mkdocs serve`). A
    `private` page shows the author's text: it says so, and asks search engines to stay away.
    """
    text = _repaired(text)
    if policy and MARK not in text:
        text = text.replace(CHARSET, CHARSET + _policy(INLINE.findall(text)), 1)
    text = _stamped(text) if private else text
    data = text.encode()
    return Finished(text, data, search.written(_found(data, location)))


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
        finished = page(path.read_text(encoding="utf-8"), name)
        path.write_bytes(finished.data)
        pages.add(name, finished.found)
    whole(site, pages, site)


def _found(page: bytes, location: str) -> search.Page:
    """What search finds on a page."""
    head, article = _sought(page)
    if location == "404.html" or (b"noindex" in head and LexborHTMLParser(head).css_matches(UNSOUGHT)):
        return search.Page(entries=[], names={})
    tree = LexborHTMLParser(head + article)
    names = search.spellings(tree) if b"data-also" in page else {}  # few pages have any
    own = _entries(tree, location)
    sections = search.sections(tree, location, {entry["location"] for entry in own})
    return search.Page(entries=list(map(search.folded, (*own, *sections))), names=names)


def _sought(page: bytes) -> tuple[bytes, bytes]:
    """Head and article of a page, where search looks: to read all of it would take longer by a third."""
    head, start, end = page.find(b"</head>"), page.find(b"<article"), page.rfind(b"</article>")
    return (page[:head], page[start:end]) if 0 < head < start < end else (page, b"")


def _stamped(text: str) -> str:
    """A page of a private copy: not for search engines, and with a line at its top that says what it is."""
    if STAMP in text:
        return text
    return re.sub(r"(<body[^>]*>)", rf"\1{STAMP}", text.replace(CHARSET, CHARSET + NOINDEX, 1), count=1)


def _repaired(text: str) -> str:
    """A page with the theme's markup mended, which stands before the article."""
    end = text.find("<article")
    start, rest = (text[:end], text[end:]) if end > 0 else (text, "")
    for wrong, right in REPAIRS:
        start = start.replace(wrong, right)
    start = WAY_IN_SCRIPT.sub(WAY_BESIDE, start, count=1)
    start = PART_OF_CONTENTS.sub(r"\1On this page: ", start)
    if 'id="__toc"' not in start:  # a page outside the navigation has the label, but nothing that it labels
        start = start.replace(' for="__toc"', "")
    return start + rest


def _policy(scripts: Iterable[str]) -> str:
    """The policy of a page, which names the scripts that it holds."""
    hashes = sorted(base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in set(scripts))
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

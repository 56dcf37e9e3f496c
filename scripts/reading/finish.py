"""After rendering: content security policy, search entries for single passages and notes, small repairs.

Works on the files of a built site, whichever engine made them, and changes nothing when run again.
"""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from . import search
from .cache import Cache

POLICY = (
    "default-src 'none'; script-src 'self' {scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
INLINE = re.compile(r"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.S)
CHARSET = '<meta charset="utf-8">'
MARK = '<meta http-equiv="Content-Security-Policy"'

# Markup of Material 9.8 that the Nu checker or axe refuse; a test looks for each of these in a built page.
REPAIRS = (
    ('type="checkbox" id="__drawer" autocomplete="off"', 'type="checkbox" id="__drawer"'),
    ('type="checkbox" id="__search" autocomplete="off"', 'type="checkbox" id="__search"'),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finished:
    """What is known of a page by itself: its repaired text, its inline scripts, and its search entries."""

    text: str
    scripts: list[str]
    entries: list[dict[str, str]]


def finish(site: Path, policy: bool = True, cache: Cache | None = None) -> None:
    """Finishes the site in a folder; without `policy` where a server adds a script of its own (`mkdocs serve`)."""
    kept = cache or Cache(None)
    made = {page: _finished(site, page, kept) for page in sorted(site.rglob("*.html"))}
    head = _policy(script for page in made.values() for script in page.scripts) if policy else ""
    for path, page in made.items():
        text = page.text.replace(CHARSET, CHARSET + head, 1) if MARK not in page.text else page.text
        path.write_text(text, encoding="utf-8")
    search.write(site, [entry for page in made.values() for entry in page.entries])


def _finished(site: Path, page: Path, cache: Cache) -> Finished:
    """A page finished as far as it can be without the others; from the cache where it was made before."""
    text, location = page.read_text(encoding="utf-8"), page.relative_to(site).as_posix()
    key = cache.key("finish", location, text)
    before = cache.get(key)
    if before is not None:
        return Finished(**json.loads(before))
    repaired = _repaired(text)
    tree = LexborHTMLParser(repaired)
    own = list(_entries(tree, location))
    sections = search.sections(tree, location, {entry["location"] for entry in own})
    made = Finished(repaired, INLINE.findall(repaired), [*own, *sections])
    cache.put(key, json.dumps(dataclasses.asdict(made)))
    return made


def _repaired(text: str) -> str:
    for wrong, right in REPAIRS:
        text = text.replace(wrong, right)
    if 'id="__toc"' not in text:  # a page outside the navigation has the label, but nothing that it labels
        text = text.replace(' for="__toc"', "")
    return text


def _policy(every_script: Iterable[str]) -> str:
    """One policy for all pages: instant navigation keeps the first page's, so it names the scripts of every page."""
    hashes = sorted(base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in set(every_script))
    names = " ".join(f"'sha256-{digest}'" for digest in hashes)
    return f'{MARK} content="{POLICY.format(scripts=names)}">'


def _entries(tree: LexborHTMLParser, location: str) -> Iterator[dict[str, str]]:
    """A search entry for every element that names itself with `data-find`."""
    for node in tree.css("[data-find]"):
        anchor = node.attributes.get("id") or _id_before(node)
        if anchor:
            words = " ".join(node.text(separator=" ").split())
            title = node.attributes["data-find"] or anchor
            yield {"location": f"{location}#{anchor}", "title": _escape(title), "text": _escape(words)}


def _id_before(node: LexborNode) -> str | None:
    """The id of the heading right before a block."""
    before = node.prev
    while before is not None and before.tag == "-text":
        before = before.prev
    return before.attributes.get("id") if before is not None else None


def _escape(text: str) -> str:
    """Material puts titles and texts of the index into the page as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

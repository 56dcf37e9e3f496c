"""Rules: what a reader's browser loads, sends and runs is the site's own."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import lru_cache

from . import policy
from .built import Built
from .fault import Fault
from .page import Page, Use
from .ways import Way

CALLS = frozenset({Use.LOAD, Use.SEND, Use.HOST})


def foreign_request(site: Built) -> Iterator[Fault]:
    """A page loads nothing from another host, sends nothing to one, and does not connect to one in advance."""
    for found in site.found:
        host = found.where.parts.host
        if found.where.way is Way.AWAY and host and found.reference.use in CALLS:
            verb = "send something to" if found.reference.use is Use.SEND else "call"
            says = f"makes the browser {verb} {host}"
            yield site.fault(found, "foreign_request", says, "Serve it from this site, or leave it out.")
    for page in site.pages.values():
        where = site.ways.where("", page.path, page.base) if page.base else None
        if where is not None and where.way is Way.AWAY:
            says = f'<base href="{page.base}"> sends every relative address to another host'
            yield site.page_fault(page, "foreign_request", says, "Remove it.", page.line(page.base, "href"))


def active_content(site: Built) -> Iterator[Fault]:
    """There is no frame, form, plug-in, event handler or script but those allowed.

    Allowed are the forms in `elements.ALLOWED_FORMS`, search forms, scripts in files, scripts in pages that the page's
    policy names, and a refresh of a page that only sends the reader on.
    """
    advice = "Remove it; what belongs to the theme goes into the allow-list in elements.py."
    for page in site.pages.values():
        for element in page.active:
            says = f"{_short(element)} can run or send something"
            yield site.page_fault(page, "active_content", says, advice, _line(page, element))
        for script in page.scripts if page.policies else ():
            if not any(policy.allows(text, _digest(script)) for text in page.policies):
                says = f"<script> {_short(' '.join(script.split()))} is not named in the page’s policy"
                line = page.line(script.strip().splitlines()[0][:60])
                yield site.page_fault(page, "active_content", says, advice, line)
        if page.refresh is not None and not page.alias:
            says = f"{page.refresh} sends the reader away from a page with text"
            yield site.page_fault(page, "active_content", says, "Remove it.", page.line("refresh", "http-equiv"))
    for document in site.documents.values():
        for element in document.active:
            says = f"{_short(element)} can run in the picture"
            place = Page(document.path, again=document.again)
            yield site.page_fault(place, "active_content", says, "Remove it.", _line(place, element))


def _short(text: str) -> str:
    return text if len(text) <= 120 else text[:120] + "…"


def _line(page: Page, element: str) -> int:
    """Where an element stands that is shown as `<tag name="value">`."""
    tag, _, rest = element.strip("<>").partition(" ")
    name, _, value = rest.partition("=")
    return page.line(value.strip('"'), name) if rest else page.line(f"<{tag}")


@lru_cache(maxsize=4096)
def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8", errors="replace")).digest()).decode("ascii")


def no_policy(site: Built) -> Iterator[Fault]:
    """Every page says in its head, before any script, what it may load and run (content security policy)."""
    if site.guarded:
        return
    for page in site.pages.values():
        if not (page.policies or page.alias or page.proof or page.void):
            says = "the page has no content security policy"
            yield site.page_fault(page, "no_policy", says, "On this project’s sites: notes finish SITE")
        elif page.late:
            says = "the content security policy stands after a script or outside the head, where it does not bind"
            line = page.line("Content-Security-Policy", "http-equiv")
            yield site.page_fault(page, "no_policy", says, "Put it right after the charset.", line)


def weak_policy(site: Built) -> Iterator[Fault]:
    """A content security policy lets no foreign, inline or evaluated script run, and no page has a weaker one."""
    told: dict[tuple[str, ...], tuple[str, ...]] = {}
    common, same = policy.usual([page.policies for page in site.pages.values() if page.policies])
    for page in site.pages.values():
        if page.policies:
            texts = tuple(page.policies)
            if texts not in told:
                told[texts] = tuple(policy.weaknesses(texts, common, same))
            for says in told[texts]:
                line = page.line("Content-Security-Policy", "http-equiv")
                yield site.page_fault(page, "weak_policy", f"the content security policy {says}", "Restore it.", line)

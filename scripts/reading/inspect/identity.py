"""Rules: what a page, a sitemap and a redirect say about where a page is agrees."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from .built import Built, Found
from .fault import Fault
from .ways import Way

IDENTITY = re.compile(r'link rel="[^"]*\bcanonical\b[^"]*"|meta (?:property|name)="(?:og|twitter):url"')


def wrong_canonical(site: Built) -> Iterator[Fault]:
    """A page's canonical address, and its `og:url`, is its own."""
    for found in site.named:
        page = site.pages.get(found.file)
        if page is None or not IDENTITY.fullmatch(found.reference.tag) or page.alias or page.unlisted:
            continue
        says = _other_page(site, found)
        if says:
            yield site.fault(found, "wrong_canonical", says, f"Write {_own(site, found.file)}", f"{found.file} {says}")


def _other_page(site: Built, found: Found) -> str:
    """Where an address leads that should lead to its own page; "" where it does."""
    if found.where.way is Way.FILE and found.where.path != found.file:
        return f"says that the page is {found.where.path}"
    if found.where.way is Way.AWAY and site.home.host and found.where.parts.host:
        return f"says that the page is on another site than {site.home}"
    if found.where.way is Way.FILE and found.where.parts.scheme not in ("", site.home.scheme):
        return f"says {found.where.parts.scheme} where the site’s other pages say {site.home.scheme}"
    return ""


def _own(site: Built, path: str) -> str:
    return str(site.home) + re.sub(r"(?:^|(?<=/))index\.html$", "", path)


def wrong_sitemap(site: Built) -> Iterator[Fault]:
    """A sitemap names pages of this site, each once, and none that sends the reader on or asks to be left out."""
    entries = [f for f in site.named if f.reference.tag == "loc" and _is_sitemap(site, f)]
    times = Counter((f.file, f.reference.target) for f in entries)
    for found in entries:
        page = site.pages.get(found.where.path) if found.where.way is Way.FILE else None
        if times[found.file, found.reference.target] > 1:
            times[found.file, found.reference.target] = 1
            yield site.fault(found, "wrong_sitemap", "stands there more than once", "Remove one of them.")
        if found.where.way is Way.AWAY and site.home.host:
            yield site.fault(found, "wrong_sitemap", f"is not on this site, {site.home}", "Remove it, or correct it.")
        elif page is not None and (page.alias or page.unlisted):
            why = "only sends the reader on" if page.alias else "asks search engines to leave it out"
            yield site.fault(found, "wrong_sitemap", f"leads to {page.path}, which {why}", "Remove it.")


def not_in_sitemap(site: Built) -> Iterator[Fault]:
    """Where there is a sitemap, it names every page that is there to be read and does not ask to be left out."""
    listed = {f.where.path for f in site.named if f.reference.tag == "loc" and _is_sitemap(site, f)}
    pages = [page for page in site.content() if not page.unlisted]
    if not (listed or (site.sitemaps and site.home.host)):
        return
    for page in pages:
        if page.path not in listed and not _canonical_elsewhere(site, page.path):
            says = f"the page is not in {', '.join(site.sitemaps)}"
            yield site.page_fault(page, "not_in_sitemap", says, "Add it, or mark the page noindex.")


def _is_sitemap(site: Built, found: Found) -> bool:
    document = site.documents.get(found.file)
    return document is not None and document.kind in ("sitemap", "packed")


def _canonical_elsewhere(site: Built, path: str) -> bool:
    return path in site.elsewhere


def redirect_loop(site: Built) -> Iterator[Fault]:
    """Pages that send the reader on do not send them round in a circle."""
    for start, found in site.aliases.items():
        path, seen = found.where.path, [start]
        while path in site.aliases and path not in seen:
            seen.append(path)
            path = site.aliases[path].where.path
        if path == start:
            says = f"sends the reader round in a circle: {' → '.join([*seen, start])}"
            yield site.fault(found, "redirect_loop", says, "Send to a page with text.", f"circle {sorted(seen)}")


def redirect_chain(site: Built) -> Iterator[Fault]:
    """A page that sends the reader on sends to a page with text, not to another that sends on."""
    looped = {fault.place.file for fault in redirect_loop(site)}
    for start, found in site.aliases.items():
        onward = site.aliases.get(found.where.path)
        if onward is not None and not looped & {start, found.where.path}:
            says = f"sends to {found.where.path}, which sends on to {onward.where.path or onward.reference.target}"
            yield site.fault(found, "redirect_chain", says, "Send to the last page at once.")


def redirect_outside(site: Built) -> Iterator[Fault]:
    """A page sends the reader on to a page of this site only."""
    for found in site.aliases.values():
        if found.where.way is Way.AWAY:
            yield site.fault(found, "redirect_outside", "sends the reader to another site", "Link to it instead.")

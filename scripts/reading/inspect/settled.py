"""Addresses of which no rule has anything to say, which are nearly all: what they lead to is there, or away by https.

Of a link to a page of the site only its end is kept, of others nothing. As long as its page is the same and the pages
of the site have the same names, such a link need not be followed again; what may have changed is the page that it leads
to, so the ids that it names are looked up each time.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Mapping

from ..cache import Cache
from . import hosts
from .address import says_http_twice
from .page import MODULE, Page, Reference, Use
from .ways import Way, Where

QUIET = frozenset({Use.LOAD, Use.NAME, Use.ID})  # of what is there; which pages link to which is asked of all links
LASTING = frozenset({Use.FOLLOW, Use.NAME, Use.ID})  # of what is away, from where nothing may be loaded
# What rules ask for although nothing is wrong with it: who a page says it is, entries of a sitemap, where a page sends
# the reader, frames, and the scripts that may import others.
TOLD = re.compile(rf'loc|i?frame|link rel="[^"]*\bcanonical\b.*|meta .*|{MODULE.pattern}.*')


def leads_to(target: str, page: Page) -> bool:
    """Whether a link, as it is typed, leads to an element of its own page: soon seen, and true of many."""
    return target[:1] == "#" and "\\" not in target and target[1:] in page.anchors


def settle(
    page: Page, ends: Mapping[str, Where], pages: Mapping[str, Page], home: str, here: Collection[str] = ()
) -> None:
    """Settles the links of a page as far as they need no rule.

    `ends` are its links, and where they lead, but for those to the ids `here` on itself.
    """
    ids = {path: set(named) for path, named in page.settled.items()}
    if here:
        ids.setdefault(page.path, set()).update(here)
    page.links = []
    for target, end in ends.items():
        if not _is_plain(target, end, pages):
            page.links.append(target)
            continue
        named = ids.setdefault(end.path, set())
        if end.parts.fragment:
            named.add(end.parts.fragment)
    if len(page.links) < len(ends) or here:
        page.settled, page.home = {sys.intern(path): sorted(ids[path]) for path in sorted(ids)}, home


def _is_plain(target: str, end: Where, pages: Mapping[str, Page]) -> bool:
    """Whether a link leads by a relative address to a page and, where it names one, to an element of it."""
    if end.way is not Way.FILE or end.parts.host is not None or "\\" in target:
        return False
    page = pages.get(end.path)
    return page is not None and (not end.parts.fragment or end.parts.fragment in page.anchors)


def is_told(reference: Reference, end: Where, pages: Mapping[str, Page]) -> bool:
    """Whether a rule may ask for an address, or have something to say of it."""
    parts = end.parts
    if TOLD.fullmatch(reference.tag) or "{" in reference.target or "\\" in reference.target:
        return True
    if end.way is Way.AWAY:
        return not (
            reference.use in LASTING
            and parts.scheme == "https"
            and parts.host
            and not says_http_twice(parts)
            and not hosts.fault(parts.host)
            and not hosts.is_local(hosts.name(parts.host))
        )
    if end.way is not Way.FILE or reference.use not in QUIET or (parts.host is not None and parts.scheme != "https"):
        return True
    page = pages.get(end.path)
    return bool(parts.fragment) and (page is None or (parts.fragment or "") not in page.anchors)


def lighten(page: Page) -> None:
    """Takes from a page its addresses, which were followed; of its settled links it keeps to which pages they lead."""
    page.references, page.links, page.settled = [], [], dict.fromkeys(page.settled, ())


def names(pages: Iterable[str], cache: Cache) -> str:
    """A key of the names of a site's pages; "" where nothing is kept."""
    return cache.key("names of pages", *sorted(pages)) if cache.keeps else ""


def loosened(pages: Mapping[str, Page], home: str) -> list[str]:
    """The pages whose links must be followed after all, as an id that they name is gone, or the site's home another."""
    return [path for path, page in pages.items() if page.settled and not _holds(page, pages, home)]


def _holds(page: Page, pages: Mapping[str, Page], home: str) -> bool:
    return page.home == home and all(
        path in pages and pages[path].anchors.has_all(ids) for path, ids in page.settled.items()
    )

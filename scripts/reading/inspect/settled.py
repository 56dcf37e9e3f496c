"""Links that need not be followed again: on a page that is the same, in a site whose files have the same names.

Such a link led to a file before and does so again; what may have changed is the page that it leads to, and so the ids
that it names are looked up each time. Everything else that the rules look at is looked at as always.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ..cache import Cache
from . import facts
from .page import Page, Reference, Use
from .ways import Way

if TYPE_CHECKING:
    from .built import Built, Found


def names(files: Iterable[str], cache: Cache) -> str:
    """A key of the names of a site's files; "" where nothing is kept."""
    return cache.key("names of files", *sorted(files)) if cache.keeps else ""


def loosened(pages: Mapping[str, Page], home: str) -> list[str]:
    """The pages whose links must be followed after all, as an id that they name is gone, or the site's home another."""
    return [path for path, page in pages.items() if page.settled and not _holds(page, pages, home)]


def _holds(page: Page, pages: Mapping[str, Page], home: str) -> bool:
    return page.home == home and all(
        path in pages and pages[path].anchors.issuperset(ids) for path, ids in page.settled.items()
    )


def settle(site: Built, cache: Cache) -> None:
    """Keeps the links of a site without a fault, but for those of pages that were settled before."""
    key = names(site.files, cache)
    if not key:
        return
    found: dict[str, list[Found]] = defaultdict(list)
    for one in site.found:
        found[one.file].append(one)
    for path, page in site.pages.items():
        if not page.settled:
            facts.settle(_settled(page, found[path], site), site.files[path], cache, key)


def _settled(page: Page, found: Iterable[Found], site: Built) -> Page:
    links: dict[str, set[str]] = defaultdict(set)
    others: list[Reference] = []
    for one in found:
        if _is_plain(one, site):
            links[one.where.path].update(filter(None, [one.where.parts.fragment]))
        else:
            others.append(one.reference)
    settled = {path: sorted(links[path]) for path in sorted(links)}
    return dataclasses.replace(page, references=others, settled=settled, home=str(site.home))


def _is_plain(found: Found, site: Built) -> bool:
    """Whether a link leads from its page, by a relative address, to a page and to an element that is there."""
    reference, where = found.reference, found.where
    if reference.tag != "a" or reference.use is not Use.FOLLOW or reference.target[:1] == "/" or where.parts.scheme:
        return False
    page = site.pages.get(where.path) if where.way is Way.FILE else None
    return page is not None and (not where.parts.fragment or where.parts.fragment in page.anchors)

"""Links of which no rule has anything to say, which are nearly all: page and element that they lead to are there.

Of such a link only its end is kept. As long as its page is the same and the files of the site have the same names, it
need not be followed again; what may have changed is the page that it leads to, so the ids that it names are looked up
each time.
"""

from __future__ import annotations

import dataclasses
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping

from ..cache import Cache
from . import facts
from .page import Page
from .ways import Way, Where


def settle(page: Page, ends: Mapping[str, Where], pages: Mapping[str, Page], home: str) -> Page:
    """A page whose links are settled as far as they need no rule; `ends` are where its links lead."""
    plain = {target for target, end in ends.items() if _is_plain(target, end, pages)}
    if not plain:
        return page
    ids: dict[str, set[str]] = defaultdict(set, {path: set(ids) for path, ids in page.settled.items()})
    for target in plain:
        ids[ends[target].path].update(filter(None, [ends[target].parts.fragment]))
    settled = {sys.intern(path): [*map(sys.intern, sorted(ids[path]))] for path in sorted(ids)}
    links = [target for target in page.links if target not in plain]
    return dataclasses.replace(page, settled=settled, home=home, links=links)


def _is_plain(target: str, end: Where, pages: Mapping[str, Page]) -> bool:
    """Whether a link leads by a relative address to a page and, where it names one, to an element of it."""
    if end.way is not Way.FILE or end.parts.host is not None or "\\" in target:
        return False
    page = pages.get(end.path)
    return page is not None and (not end.parts.fragment or end.parts.fragment in page.anchors)


def names(files: Iterable[str], cache: Cache) -> str:
    """A key of the names of a site's files; "" where nothing is kept."""
    return cache.key("names of files", *sorted(files)) if cache.keeps else ""


def loosened(pages: Mapping[str, Page], home: str) -> list[str]:
    """The pages whose links must be followed after all, as an id that they name is gone, or the site's home another."""
    return [path for path, page in pages.items() if page.settled and not _holds(page, pages, home)]


def _holds(page: Page, pages: Mapping[str, Page], home: str) -> bool:
    return page.home == home and all(
        path in pages and pages[path].anchors.has_all(ids) for path, ids in page.settled.items()
    )


def keep(pages: Iterable[Page], files: Mapping[str, bytes], cache: Cache, names: str) -> None:
    """Keeps what was settled for the next inspection of a site whose files have the same `names`."""
    for page in pages if names else ():
        facts.keep(page, files[page.path], cache, names)

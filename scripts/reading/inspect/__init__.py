"""What can be wrong with a built site: one rule, one generator; its name is the rule, its docstring the rule's text.

Reads any folder of static HTML, whichever program made it. `inspect` is the door for folders, `examine` the pure one.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ..cache import Cache
from . import addresses, content, files, identity, ids, links, requests
from .built import NO_CACHE, PAGES, Built, Found, survey
from .facts import Known
from .fault import Cause, Fault, causes
from .folder import Folder
from .home import Home, given
from .page import Use
from .ways import Way
from .words import text

__all__ = [
    "PAGES",
    "RULES",
    "Cause",
    "Fault",
    "Folder",
    "Found",
    "Known",
    "NoPages",
    "Use",
    "Way",
    "causes",
    "examine",
    "given",
    "inspect",
    "opened",
    "survey",
    "text",
]  # fmt: skip

RULES: tuple[Callable[[Built], Iterator[Fault]], ...] = (
    links.dead_link,
    links.outside_root,
    links.dead_fragment,
    links.orphan_page,
    addresses.empty_address,
    addresses.script_address,
    addresses.local_address,
    addresses.insecure_address,
    addresses.malformed_address,
    ids.duplicate_id,
    ids.broken_id,
    ids.dead_reference,
    requests.foreign_request,
    requests.active_content,
    requests.no_policy,
    requests.weak_policy,
    content.cut_off,
    content.wrong_encoding,
    content.leftover_markup,
    content.no_title,
    content.no_language,
    content.no_description,
    content.shared_title,
    identity.wrong_canonical,
    identity.wrong_sitemap,
    identity.not_in_sitemap,
    identity.redirect_loop,
    identity.redirect_chain,
    identity.redirect_outside,
    files.empty_file,
    files.broken_file,
    files.misread_file,
)


class NoPages(ValueError):  # noqa: N818 - the words of the message are what counts
    """A folder without a single page."""


def inspect(
    site: Path,
    skip: Collection[str] = (),
    home: Home | None = None,
    cache: Cache = NO_CACHE,
    known: Known | None = None,
) -> tuple[Fault, ...]:
    """Every fault of the site in a folder, in the order of files and lines; see `examine` and `opened`."""
    return examine(opened(site), skip, home, cache, known)


def opened(site: Path) -> Folder:
    """The files of a site. Raises `NotADirectoryError` where there is no folder, `NoPages` where it holds no page."""
    if not site.is_dir():
        raise NotADirectoryError(site)
    files = Folder(site)
    if not any(path.endswith(PAGES) for path in files):
        raise NoPages(site)
    return files


def examine(
    files: Mapping[str, bytes],
    skip: Collection[str] = (),
    home: Home | None = None,
    cache: Cache = NO_CACHE,
    known: Known | None = None,
) -> tuple[Fault, ...]:
    """Every fault of a site given as its files by path, but for those of the rules named in `skip`.

    `home` is the site's address where its pages do not say it; for `cache` and `known` see `survey`.
    """
    with _no_collecting():
        site = survey(files, home, cache, known=known)
        return tuple(sorted(fault for rule in RULES if rule.__name__ not in skip for fault in rule(site)))


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Keeps Python from looking for cycles: a site is many small values and no cycle; looking takes a third more."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()

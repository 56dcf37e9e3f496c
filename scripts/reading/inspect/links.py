"""Rules: every address that stays on the site leads to a file and, where it names one, to an element of it."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from .address import targets
from .built import Built, Found
from .fault import Fault
from .page import Use
from .ways import INDEXES, Way

# Fragments that mean something in files without ids: pages of a PDF, times of a film, rows of a table, parts of JSON.
OWN_FRAGMENTS = (".pdf", ".csv", ".json", ".jsonld", ".mp3", ".mp4", ".ogg", ".webm", ".m4a", ".vtt", ".epub")
HOST = re.compile(
    r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:org|com|net|edu|gov|int|info|io|eu|uk|de|fr|kr|kp|jp|cn|ru)(?:/|$)"
)


def dead_link(site: Built) -> Iterator[Fault]:
    """An address within the site leads to a file that is there, written in the same letters."""
    for found in site.by_way[Way.MISSING]:
        if found.reference.use is not Use.HOST:
            says, advice = _missing(site, found.where.path, found.reference.target)
            yield site.fault(found, "dead_link", says, advice)


def _missing(site: Built, path: str, typed: str) -> tuple[str, str]:
    """What is wrong with a path that no file has, and what to type."""
    shown = path or "the site’s own address"
    if path.rstrip("/") in site.by_folder:
        return (
            f"leads to the folder {shown}, which has no index.html",
            "Link to a page in it, or give it an index.html.",
        )
    plain = path.rstrip("/")
    if plain in site.files:
        return f"leads to {path}, as if the file were a folder", "Leave out the / at the end."
    if "%2F" in path and path.replace("%2F", "/") in site.files:
        return f"leads to {path}, which is not there", "Write / in place of %2F."
    for form in (plain, f"{plain}/index.html", f"{plain}.html"):
        other = site.folded.get(form.casefold()) or site.composed.get(unicodedata.normalize("NFC", form))
        if other:
            return f"leads to {shown}, which is not there", f"The file is called {other}."
    if HOST.match(typed.strip()) or typed.strip().lower().startswith(("http//", "https//")):
        return f"leads to {shown}, which is not there", "An address of another site begins with https://"
    from rapidfuzz import fuzz, process  # only a fault needs it, and a good site has none

    likely = process.extractOne(
        path, site.by_folder.get(posixpath.dirname(path), ()), scorer=fuzz.ratio, score_cutoff=85
    )
    return f"leads to {shown}, which is not there", (
        f"Did you mean {likely[0]}?" if likely else "Correct the address, or put the file back."
    )


def outside_root(site: Built) -> Iterator[Fault]:
    """An address without a host stays below the site’s root."""
    root = site.home.root
    says = f"leads out of the site, whose root is {root}" if root != "/" else "climbs above the site’s root"
    for found in site.by_way[Way.OUTSIDE]:
        yield site.fault(found, "outside_root", says, "Correct the address.", f"{says}: {found.where.path}")


def dead_fragment(site: Built) -> Iterator[Fault]:
    """What stands after # in an address is the id of an element on the page that it leads to."""
    for found in site.by_way[Way.FILE]:
        fragment = found.where.parts.fragment
        if not fragment or found.reference.use in (Use.HOST, Use.ID):
            continue
        page = site.pages.get(found.where.path)
        if page is not None and fragment in page.anchors:
            continue
        path = _last(site, found.where.path)
        names = targets(fragment)
        if names and _has(site, found, path, names) is False:
            ids = site.pages[path].anchors if path in site.pages else ()
            says = f"leads to #{names[0]}, which {'this page' if path == found.file else path} does not have"
            cause = f"leads to {path}#{names[0]}, which is not there"
            yield site.fault(found, "dead_fragment", says, _advice(names[0], ids), cause)


def _last(site: Built, path: str) -> str:
    """The page that a reader ends on: the one that an alias sends to."""
    for _ in range(3 if path in site.aliases else 0):
        alias = site.aliases.get(path)
        if alias is None or alias.where.way is not Way.FILE:
            break
        path = alias.where.path
    return path


def _has(site: Built, found: Found, path: str, names: tuple[str, ...]) -> bool | None:
    """Whether a file has an element of one of these names; None where that cannot be said."""
    page = site.pages.get(path)
    if page is not None:
        return page.anchors.has_any(names)
    document = site.documents.get(path)
    if document is not None and document.kind == "picture":
        if found.reference.tag not in ("use", "a") or names[0].startswith(("svgView", "xywh=")):
            return None
        return not document.ids.isdisjoint(names)
    if found.reference.use is not Use.FOLLOW or path.endswith(OWN_FRAGMENTS) or "=" in names[0]:
        return None
    return False


def _advice(name: str, ids: Iterable[str]) -> str:
    """What to type in place of a name that no element has; a guess only where it is sure."""
    ids = sorted(ids)
    same = unicodedata.normalize("NFC", name).casefold()
    alike = [i for i in ids if unicodedata.normalize("NFC", i).casefold() == same]
    if alike:
        return f"The id is written {alike[0]}" + (
            ", in other letters (Unicode NFC or NFD) that look the same."
            if alike[0].casefold() == name.casefold()
            or unicodedata.normalize("NFC", alike[0]) == unicodedata.normalize("NFC", name)
            else "."
        )
    from rapidfuzz import fuzz, process  # only a fault needs it, and a good site has none

    likely = process.extractOne(name, ids, scorer=fuzz.ratio, score_cutoff=85) if ids else None
    return f"Did you mean #{likely[0]}?" if likely else "Correct the part after #, or give the target its id back."


def orphan_page(site: Built) -> Iterator[Fault]:
    """Links lead to every page from the first one, but to error pages."""
    told = _told(site)
    linked = set[str]()
    for path in site.pages:
        linked |= _ends(site, told, path)
    reached = _reached(site, told, linked) if site.pages.keys() & {*INDEXES} else linked
    for page in site.content():
        if page.path not in reached and page.path not in site.starts:
            says = "only pages that nothing leads to link" if page.path in linked else "no other page links"
            yield site.page_fault(page, "orphan_page", f"{says} to this one", "Link to it, or leave it out.")


def _reached(site: Built, told: Mapping[str, set[str]], linked: set[str]) -> set[str]:
    """The pages to which links lead, in any number, from where readers begin; also from error pages, and from pages
    that nothing links to: these are named themselves."""
    waiting = [
        *site.starts,
        *(site.pages.keys() - {page.path for page in site.content()}),
        *(site.pages.keys() - linked),
    ]
    reached: set[str] = set()
    while waiting:
        for path in _ends(site, told, waiting.pop()) - reached:
            reached.add(path)
            waiting.append(path)
    return reached


def _ends(site: Built, told: Mapping[str, set[str]], path: str) -> set[str]:
    """The other files that a page links to or shows in a frame; those of all pages would fill the memory."""
    page = site.pages.get(path)
    return (told.get(path, set()) | page.settled.keys()) - {path} if page is not None else set()


def _told(site: Built) -> dict[str, set[str]]:
    """The same by page, of those links that did not settle."""
    links: dict[str, set[str]] = {}
    for found in site.by_way[Way.FILE]:
        if found.reference.use is Use.FOLLOW or _is_frame(found):
            links.setdefault(found.file, set()).add(found.where.path)
    return links


def _is_frame(found: Found) -> bool:
    return found.reference.tag in ("iframe", "frame")

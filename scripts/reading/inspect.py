"""What can be wrong with a built site: links, ids, foreign requests, active content.

Reads any folder of static HTML, whichever program made it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .facts import Facts, Reference, facts
from .model import Place, Problem

ROOTS = frozenset({"index.html", "404.html"})


@dataclass(frozen=True, slots=True)
class Built:
    """A built site: its files, and the facts of its pages by path."""

    files: frozenset[str]
    pages: dict[str, Facts]


def inspect(site: Path) -> tuple[Problem, ...]:
    """Every fault of the site in a folder, in the order of pages. Raises `NotADirectoryError` where there is none."""
    if not site.is_dir():
        raise NotADirectoryError(site)
    files = frozenset(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())
    pages = {name: facts(name, (site / name).read_bytes()) for name in sorted(files) if name.endswith(".html")}
    built = Built(files, pages)
    return tuple(sorted(problem for rule in RULES for problem in rule(built)))


# ---- rules ----------------------------------------------------------------------------------------------------------


def _resolve(page: str, target: str) -> tuple[str, str] | None:
    """(file, fragment) that an internal address leads to; None where it leaves the site's root."""
    parts = urlsplit(target)
    path = unquote(parts.path)
    if not path:
        return page, unquote(parts.fragment)
    way = path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(page), path)
    clean = posixpath.normpath(way)
    if clean.startswith(".."):
        return None
    if path.endswith("/") or clean == ".":
        clean = posixpath.normpath(posixpath.join(clean, "index.html"))
    return clean, unquote(parts.fragment)


def _internal(built: Built) -> Iterator[tuple[Facts, Reference]]:
    for page in built.pages.values():
        for reference in page.references:
            parts = urlsplit(reference.target.strip())
            if not parts.scheme and not parts.netloc and reference.target.strip():
                yield page, reference


def _problem(page: Facts, rule: str, wrong: str, advice: str) -> Problem:
    return Problem(Place(page.path, 1), rule, wrong, advice)


def dead_link(built: Built) -> Iterator[Problem]:
    """A link, image, script or style sheet within the site leads to a file that is there, in the same case."""
    for page, reference in _internal(built):
        where = _resolve(page.path, reference.target.strip())
        if where is None:
            yield _problem(page, "dead_link", f"{reference.element} leaves the site.", "Correct the target.")
            continue
        path = where[0]
        if path in built.files:
            continue
        if f"{path}/index.html" in built.files:
            continue
        other = next((f for f in built.files if f.casefold() == path.casefold()), None)
        advice = f"The file is called {other}." if other else "Correct the target, or restore the file."
        yield _problem(page, "dead_link", f"{reference.element} leads to {path}, which is not there.", advice)


def dead_fragment(built: Built) -> Iterator[Problem]:
    """The part of a link after # is an id on the page it leads to."""
    for page, reference in _internal(built):
        where = _resolve(page.path, reference.target.strip())
        if where is None or not where[1] or where[1] == "top" or where[1].startswith(":~:"):
            continue
        path, fragment = where[0], where[1].split(":~:")[0]
        there = built.pages.get(path) or built.pages.get(f"{path}/index.html")
        if there is not None and fragment and fragment not in there.ids:
            yield _problem(
                page, "dead_fragment", f"{reference.element} leads to #{fragment}, which {path} does not have.",
                "Correct the part after #, or give the target its id back.",
            )  # fmt: skip


def duplicate_id(built: Built) -> Iterator[Problem]:
    """An id stands once on a page."""
    for page in built.pages.values():
        for identity in sorted({i for i in page.ids if page.ids.count(i) > 1}):
            yield _problem(page, "duplicate_id", f'id="{identity}" stands there more than once.', "Rename one of them.")


def dead_reference(built: Built) -> Iterator[Problem]:
    """ARIA attributes and labels name ids of their page."""
    for page in built.pages.values():
        for element, target in page.aria:
            if target not in page.ids:
                yield _problem(
                    page, "dead_reference", f"{element} names no element.", f'Give an element id="{target}".'
                )


def bad_address(built: Built) -> Iterator[Problem]:
    """No link is empty, runs a script, or leads to this machine."""
    for page in built.pages.values():
        for reference in page.references:
            target = re.sub(r"[\x00-\x20]", "", reference.target)
            parts = urlsplit(target)
            local = parts.scheme == "file" or (parts.hostname or "") in ("localhost", "127.0.0.1", "0.0.0.0", "::1")
            if not target or parts.scheme in ("javascript", "vbscript") or local:
                yield _problem(
                    page, "bad_address", f"{reference.element} leads nowhere a reader can go.", "Correct it."
                )


def foreign_request(built: Built) -> Iterator[Problem]:
    """A page loads nothing from another host."""
    for page in built.pages.values():
        for reference in page.references:
            parts = urlsplit(reference.target.strip())
            if reference.loaded and parts.netloc:
                yield _problem(
                    page, "foreign_request", f"{reference.element} makes the browser call {parts.netloc}.",
                    "Serve the file from this site.",
                )  # fmt: skip


def active_content(built: Built) -> Iterator[Problem]:
    """No frames, forms, plug-ins or event handlers, and no redirect by meta refresh."""
    for page in built.pages.values():
        for what in page.active:
            yield _problem(page, "active_content", f"{what} can run or send something.", "Remove it.")
        if page.redirect:
            yield _problem(page, "active_content", "the page sends the reader elsewhere by meta refresh.", "Remove it.")


def no_policy(built: Built) -> Iterator[Problem]:
    """Where one page has a content security policy, every page has."""
    if any(page.policy for page in built.pages.values()):
        for page in built.pages.values():
            if not page.policy:
                yield _problem(page, "no_policy", "the page has no content security policy.", "Run: notes finish SITE")


def leftover_markup(built: Built) -> Iterator[Problem]:
    """No reader sees [[mentions]], reference links or template tags that were not rendered."""
    for page in built.pages.values():
        for what in page.leftovers:
            yield _problem(page, "leftover_markup", f"“{what}” was not rendered.", "Correct the text it comes from.")


def empty_page(built: Built) -> Iterator[Problem]:
    """A page has content, a title and a language."""
    for page in built.pages.values():
        if page.size < 100:
            yield _problem(page, "empty_page", "the page is empty or cut off.", "Build the site again.")
        elif not page.title or not page.language:
            what = "title" if not page.title else "language"
            yield _problem(page, "empty_page", f"the page has no {what}.", "Look at its template.")


def orphan_page(built: Built) -> Iterator[Problem]:
    """Some other page links to every page."""
    linked = {
        where[0]
        for page, ref in _internal(built)
        if (where := _resolve(page.path, ref.target)) and where[0] != page.path
    }
    for page in built.pages.values():
        if page.path not in linked and page.path not in ROOTS and posixpath.dirname(page.path) not in linked:
            yield _problem(page, "orphan_page", "no other page links to this one.", "Link to it, or leave it out.")


RULES: tuple[Callable[[Built], Iterator[Problem]], ...] = (
    dead_link,
    dead_fragment,
    duplicate_id,
    dead_reference,
    bad_address,
    foreign_request,
    active_content,
    no_policy,
    leftover_markup,
    empty_page,
    orphan_page,
)

"""What can be wrong with a built site: links, ids, foreign requests, active content.

Reads any folder of static HTML. Each page is parsed once into the few facts that the rules need.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .model import Place, Problem

LINKS = {"a": ("href",), "area": ("href",)}
LOADED = {
    "img": ("src", "srcset"), "source": ("src", "srcset"), "script": ("src",), "iframe": ("src",),
    "video": ("src", "poster"), "audio": ("src",), "embed": ("src",), "object": ("data",), "track": ("src",),
    "input": ("src",), "image": ("href",),
    "use": ("href",),
}  # fmt: skip
LOADED_RELS = frozenset(
    {"stylesheet", "icon", "shortcut icon", "preload", "modulepreload", "manifest", "apple-touch-icon", "prefetch"}
)
HARMLESS = ("mailto:", "tel:", "data:", "sms:")
ROOTS = frozenset({"index.html", "404.html"})
ACTIVE = frozenset({"iframe", "object", "embed", "form", "base", "frame", "applet"})
ALLOWED_FORMS = frozenset({"md-search__form", "md-header__option"})
LEFTOVER = re.compile(r"\[\[[^\[\]\n]+\]\]|\]\[[\w -]*\]|\{\{.*?\}\}|\{%.*?%\}|\{:?\s*#[\w-]+\s*\}")


@dataclass(frozen=True, slots=True)
class Reference:
    """An address on a page: the element that holds it, as typed, and whether the browser loads it by itself."""

    element: str
    target: str
    loaded: bool


@dataclass(slots=True)
class Facts:
    """What the rules need to know of one page."""

    path: str
    size: int
    ids: list[str] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    aria: list[tuple[str, str]] = field(default_factory=list)
    active: list[str] = field(default_factory=list)
    leftovers: list[str] = field(default_factory=list)
    title: str = ""
    language: str = ""
    policy: bool = False
    redirect: bool = False


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


def facts(path: str, data: bytes) -> Facts:
    """The facts of a page from its bytes (UTF-8)."""
    found = Facts(path, len(data.strip()))
    tree = LexborHTMLParser(data.decode("utf-8", errors="replace"))
    title = tree.css_first("title")
    found.title = title.text().strip() if title else ""
    root = tree.root
    found.language = (root.attributes.get("lang") or "") if root else ""
    if tree.body is None or root is None:
        return found
    for node in root.traverse():
        if not _inside_template(node):
            _element(node, found)
    for node in tree.body.traverse(include_text=True):
        if node.tag == "-text" and not _is_code(node):
            found.leftovers += LEFTOVER.findall(node.text())
    return found


def _inside_template(node: LexborNode) -> bool:
    parent = node.parent
    return parent is not None and parent.tag in ("template", "noscript")


def _is_code(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag in ("code", "pre", "script", "style", "template", "noscript", "textarea"):
            return True
        parent = parent.parent
    return False


def _element(node: LexborNode, found: Facts) -> None:
    tag, attributes = node.tag or "", node.attributes
    identity = attributes.get("id")
    if identity:
        found.ids.append(identity)
    if tag == "a" and attributes.get("name") and attributes["name"] != identity:
        found.ids.append(attributes["name"] or "")
    for name in LINKS.get(tag, ()):
        if name in attributes:
            found.references.append(
                Reference(_shown(tag, name, attributes[name]), attributes[name] or "", loaded=False)
            )
    for name in LOADED.get(tag, ()):
        for target in _candidates(name, attributes.get(name)):
            found.references.append(Reference(_shown(tag, name, target), target, loaded=True))
    if tag == "link":
        _link(attributes, found)
    if tag == "meta":
        _meta(attributes, found)
    for name in ("aria-describedby", "aria-labelledby", "aria-details", "aria-controls", "for"):
        if attributes.get(name):
            found.aria += [(_shown(tag, name, attributes[name]), target) for target in (attributes[name] or "").split()]
    if tag in ACTIVE and not (tag == "form" and set((attributes.get("class") or "").split()) & ALLOWED_FORMS):
        found.active.append(f"<{tag}>")
    found.active += [f"<{tag} {name}=…>" for name in attributes if name.startswith("on")]


def _link(attributes: dict[str, str | None], found: Facts) -> None:
    rel, target = (attributes.get("rel") or "").lower(), attributes.get("href")
    if target is not None and rel not in ("canonical", "edit", "dns-prefetch", "preconnect"):
        found.references.append(Reference(_shown("link", "href", target), target, rel in LOADED_RELS))
    if rel in ("preconnect", "dns-prefetch") and target:
        found.references.append(Reference(_shown("link", "href", target), target, loaded=True))


def _meta(attributes: dict[str, str | None], found: Facts) -> None:
    kind, content = (attributes.get("http-equiv") or "").lower(), attributes.get("content") or ""
    if kind == "content-security-policy":
        found.policy = True
    if kind == "refresh":
        found.redirect = True
        _, _, target = content.partition("=")
        found.references.append(Reference(_shown("meta", "content", content), target.strip("'\" "), loaded=False))


def _candidates(name: str, value: str | None) -> list[str]:
    """The addresses of an attribute; `srcset` holds several with their widths."""
    if value is None:
        return []
    return [part.split()[0] for part in value.split(",") if part.split()] if name == "srcset" else [value]


def _shown(tag: str, name: str, value: str | None) -> str:
    return f'<{tag} {name}="{value or ""}">'


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

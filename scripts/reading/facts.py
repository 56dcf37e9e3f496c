"""The few facts of a built page that its inspection needs; each page is parsed once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

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

"""Walks a parsed page once and writes down what its elements hold: addresses, ids, pointers, active content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from selectolax.lexbor import LexborHTMLParser

from . import styles
from .page import Page, Pointer, Reference, Use, candidates

Attributes = Mapping[str, str | None]

# Attributes that hold an address, on whatever element they stand; `href`, `data`, `content` and `for` depend on it.
USES = {
    "src": Use.LOAD, "poster": Use.LOAD, "background": Use.LOAD, "lowsrc": Use.LOAD, "dynsrc": Use.LOAD,
    "action": Use.SEND, "formaction": Use.SEND, "cite": Use.NAME, "longdesc": Use.FOLLOW,
}  # fmt: skip
LISTS: dict[str, Callable[[str], Iterable[str]]] = {
    "srcset": candidates, "imagesrcset": candidates, "ping": str.split, "attributionsrc": str.split,
}  # fmt: skip
POINTERS = {
    "aria-describedby": "", "aria-labelledby": "", "aria-details": "", "aria-controls": "", "aria-owns": "",
    "aria-flowto": "", "aria-activedescendant": "", "aria-errormessage": "", "popovertarget": "", "commandfor": "",
    "itemref": "", "headers": "cell", "list": "datalist", "form": "form",
}  # fmt: skip
CAPTIONS = frozenset({"alt", "title", "aria-label", "placeholder"})
LOADED_RELS = frozenset(
    {"stylesheet", "icon", "apple-touch-icon", "apple-touch-icon-precomposed", "apple-touch-startup-image", "mask-icon",
     "fluid-icon", "preload", "modulepreload", "prefetch", "prerender", "manifest"}
)  # fmt: skip
HOST_RELS = frozenset({"preconnect", "dns-prefetch"})
NAMED_METAS = re.compile(
    r"(?:og|twitter|msapplication|citation)[:_-](?:.*[:_-])?(?:image|url|audio|video|secure_url|src|player"
    r"|tileimage|config|square\d+x\d+logo|wide\d+x\d+logo)|thumbnail"
)
SVG_USERS = frozenset(
    {"use", "image", "feimage", "script", "mpath", "textpath", "animate", "set", "animatemotion", "animatetransform",
     "lineargradient", "radialgradient", "pattern", "filter", "tref", "cursor", "discard"}
)  # fmt: skip
FRAMES = frozenset({"iframe", "frame", "frameset", "object", "embed", "applet", "portal", "fencedframe"})
# Forms of Material for MkDocs that send nothing (search and the two settings), and search forms by their role.
ALLOWED_FORMS = frozenset({"md-search__form", "md-header__option", "md-feedback", "md-consent__form"})
NO_HANDLERS = frozenset({"on", "once", "one", "only"})
DATA_SCRIPTS = frozenset({"application/ld+json", "application/json", "text/template", "text/html", "text/plain"})
SEEN = frozenset({"img", "svg", "picture", "video", "audio", "canvas", "iframe", "object", "embed", "script", "input"})


def walk(tree: LexborHTMLParser, page: Page) -> None:
    """Fills in the facts of a page from its tree. What stands in `<noscript>` and `<template>` is left out."""
    tree.strip_tags(["noscript"])
    root = tree.root
    if root is None:
        return
    page.language = root.attributes.get("lang")
    seen = False
    for node in root.traverse():
        tag, attributes = node.tag or "", node.attributes
        seen = seen or tag in SEEN
        special = SPECIAL.get(tag)
        if special:
            special(page, tag, attributes, node.text() if tag in ("script", "style") else "")
        for name, value in attributes.items():
            if name in KNOWN:
                _known(page, tag, name, value or "", attributes)
            elif name[:2] == "on" and name.isalpha() and name not in NO_HANDLERS:
                page.active.append(f'<{tag} {name}="{value or ""}">')
    page.shows = seen


def _known(page: Page, tag: str, name: str, value: str, attributes: Attributes) -> None:
    """One attribute whose name says what it holds."""
    if name == "id":
        page.ids.append(value)
        page.kinds.setdefault(tag, set()).add(value)
    elif name in ("href", "xlink:href"):
        _href(page, tag, name, value, attributes)
    elif name in CAPTIONS:
        page.captions.append(value)
    elif name in USES:
        module = tag == "script" and attributes.get("type") == "module"
        page.references.append(Reference('script type="module"' if module else tag, name, value, USES[name]))
    elif name in LISTS:
        use = Use.SEND if name in ("ping", "attributionsrc") else Use.LOAD
        page.references.extend(Reference(tag, name, part, use) for part in LISTS[name](value))
    elif name == "style":
        page.references.extend(r for r in styles.references(value, f"{tag} style") if not r.target.startswith("#"))
    elif name in ("to", "from", "by", "values", "srcdoc"):
        if name == "srcdoc" or "script:" in value.lower():
            page.active.append(f'<{tag} {name}="{value}">')
    else:
        _pointer(page, tag, name, value, attributes)


def _href(page: Page, tag: str, name: str, value: str, attributes: Attributes) -> None:
    if tag == "link":
        rels = (attributes.get("rel") or "").lower().split()
        use = Use.LOAD if LOADED_RELS.intersection(rels) else Use.HOST if HOST_RELS.intersection(rels) else Use.NAME
        page.references.append(Reference(f'link rel="{" ".join(rels)}"', name, value, use))
    elif tag in SVG_USERS:
        page.references.append(Reference(tag, name, value, Use.LOAD))
    elif tag == "base":
        page.base = page.base or value
    else:
        page.references.append(Reference(tag, name, value, Use.FOLLOW, "data-as-seen" in attributes))


def _pointer(page: Page, tag: str, name: str, value: str, attributes: Attributes) -> None:
    """An attribute that names elements of the page by their ids."""
    del attributes
    if name == "for":
        if tag in ("label", "output"):
            wanted = "labelled" if tag == "label" else ""
            page.pointers.extend(Pointer(tag, name, value, part, wanted) for part in value.split())
    elif name == "usemap":
        page.pointers.append(Pointer(tag, name, value, value.partition("#")[2], "map"))
    elif name == "name":
        if tag in ("a", "map"):
            page.kinds.setdefault(f"{tag} name", set()).add(value)
    elif name not in ("list", "form") or tag not in ("meta", "svg"):
        page.pointers.extend(Pointer(tag, name, value, part, POINTERS[name]) for part in value.split())


# ---- elements that mean something by themselves ---------------------------------------------------------------------


def _script(page: Page, tag: str, attributes: Attributes, text: str) -> None:
    kind = (attributes.get("type") or "").strip().lower()
    if kind in ("application/ld+json",):
        page.data.append(text)
    elif "src" not in attributes and "href" not in attributes and kind not in DATA_SCRIPTS and text.strip():
        page.scripts.append(text)
    if kind == "module" and "src" not in attributes:
        page.references.extend(styles.imports(text, tag))


def _style(page: Page, tag: str, attributes: Attributes, text: str) -> None:
    del tag, attributes
    page.references.extend(r for r in styles.references(text, "style") if not r.target.startswith("#"))


def _meta(page: Page, tag: str, attributes: Attributes, text: str) -> None:
    del tag, text
    content = attributes.get("content") or ""
    kind = (attributes.get("http-equiv") or "").strip().lower()
    name = (attributes.get("name") or attributes.get("property") or "").strip().lower()
    if kind == "content-security-policy":
        page.policies.append(content)
    elif kind == "refresh":
        page.refreshes += 1
        found = re.match(r"\s*[\d.]*\s*[;,\s]\s*(?:url\s*=\s*)?[\"']?\s*(.*?)[\"']?\s*$", content, re.I | re.S)
        page.refresh = Reference('meta http-equiv="refresh"', "content", found[1] if found else "", Use.FOLLOW)
    elif name:
        page.metas.setdefault(name, []).append(content)
        if NAMED_METAS.fullmatch(name) and content not in ("", "none"):
            holder = "property" if attributes.get("property") else "name"
            page.references.append(Reference(f'meta {holder}="{name}"', "content", content, Use.NAME))


def _frame(page: Page, tag: str, attributes: Attributes, text: str) -> None:
    del text
    target = attributes.get("src") or attributes.get("data")
    page.active.append(f'<{tag} src="{target}">' if target else f"<{tag}>")
    if tag == "object" and attributes.get("data") is not None:
        page.references.append(Reference(tag, "data", attributes["data"] or "", Use.LOAD))


def _form(page: Page, tag: str, attributes: Attributes, text: str) -> None:
    del text
    ours = ALLOWED_FORMS.intersection((attributes.get("class") or "").split()) and not attributes.get("action")
    search = attributes.get("role") == "search" and (attributes.get("method") or "get").lower() == "get"
    if not (ours or search):
        page.active.append(f'<{tag} action="{attributes["action"]}">' if attributes.get("action") else f"<{tag}>")


def _html(page: Page, tag: str, attributes: Attributes, text: str) -> None:
    del text
    if attributes.get("manifest"):
        page.references.append(Reference(tag, "manifest", attributes["manifest"] or "", Use.LOAD))


SPECIAL: dict[str, Callable[[Page, str, Attributes, str], None]] = {
    "script": _script,
    "style": _style,
    "meta": _meta,
    "form": _form,
    "html": _html,
    **dict.fromkeys(FRAMES, _frame),
}
KNOWN = frozenset(
    {"id", "href", "xlink:href", "style", "for", "usemap", "name", "to", "from", "by", "values", "srcdoc",
     *CAPTIONS, *USES, *LISTS, *POINTERS}
)  # fmt: skip

"""Walks a parsed page once and writes down what its elements hold: addresses, ids, pointers, active content."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser

from . import jsonfiles, styles
from .attributes import HANDLERS, Attributes, Handlers
from .page import Page, Reference, Use

NAMED_METAS = re.compile(
    r"(?:og|twitter|msapplication|citation)[:_-](?:.*[:_-])?(?:image|url|audio|video|secure_url|src|player"
    r"|tileimage|config|square\d+x\d+logo|wide\d+x\d+logo)|thumbnail"
)
ITEM_ADDRESSES = frozenset({"image", "url", "logo", "thumbnailurl", "contenturl", "embedurl"})
FRAMES = frozenset({"iframe", "frame", "frameset", "object", "embed", "applet", "portal", "fencedframe"})
# Forms of Material for MkDocs that send nothing (search and the two settings). Besides: search forms by their role, and
# forms with method="dialog", which is for fields that only scripts read.
ALLOWED_FORMS = frozenset({"md-search__form", "md-header__option", "md-feedback", "md-consent__form"})
DATA_SCRIPTS = frozenset({"application/ld+json", "application/json", "text/template", "text/html", "text/plain"})


def walk(tree: LexborHTMLParser, page: Page) -> set[str]:
    """Fills in the facts of a page from its tree, without what stands in `<noscript>` and `<template>`.

    Returns which of the `ELEMENTS` stand there.
    """
    tree.strip_tags(["noscript"])
    root, there = tree.root, set[str]()
    if root is None:
        return there
    page.language = root.attributes.get("lang")
    elements, handlers = ELEMENTS.get, Handlers(HANDLERS)
    for node in root.traverse():
        attributes = node.attributes
        tag = node.tag or ""
        element = elements(tag)
        if element is not None:
            there.add(tag)
            element(page, tag, attributes, node.text() if tag in ("script", "style") else "")
        for name in attributes:
            handler = handlers[name]
            if handler is not None:
                handler(page, tag, name, attributes[name] or "", attributes)
    return there


@lru_cache(maxsize=64)
def _calls(script: str, tag: str) -> tuple[Reference, ...]:
    """The same few scripts stand on every page."""
    return tuple(styles.calls(script, tag))


def _script(page: Page, tag: str, attributes: Attributes, text: str) -> None:
    kind = (attributes.get("type") or "").strip().lower()
    if kind in ("application/ld+json",):
        linked, sound = jsonfiles.linked(text)
        page.references.extend(linked)
        page.malformed = page.malformed or not sound
    elif "src" not in attributes and "href" not in attributes and kind not in DATA_SCRIPTS and text.strip():
        page.scripts.append(sys.intern(text))  # the same few stand on every page
        page.references.extend(_calls(text, tag))
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
        page.policies.append(sys.intern(content))
    elif kind == "refresh":
        page.refreshes += 1
        found = re.match(r"\s*[\d.]*\s*[;,\s]\s*(?:url\s*=\s*)?[\"']?\s*(.*?)[\"']?\s*$", content, re.I | re.S)
        page.refresh = Reference('meta http-equiv="refresh"', "content", found[1] if found else "", Use.FOLLOW)
    elif name:
        page.metas.setdefault(name, []).append(content)
        if NAMED_METAS.fullmatch(name) and content not in ("", "none"):
            holder = "property" if attributes.get("property") else "name"
            page.references.append(Reference(f'meta {holder}="{name}"', "content", content, Use.NAME))
    elif (attributes.get("itemprop") or "").lower() in ITEM_ADDRESSES and content:
        page.references.append(Reference(f'meta itemprop="{attributes["itemprop"]}"', "content", content, Use.NAME))


def _frame(page: Page, tag: str, attributes: Attributes, text: str) -> None:
    del text
    target = attributes.get("src") or attributes.get("data")
    page.active.append(f'<{tag} src="{target}">' if target else f"<{tag}>")
    if tag == "object" and attributes.get("data") is not None:
        page.references.append(Reference(tag, "data", attributes["data"] or "", Use.LOAD))


def _form(page: Page, tag: str, attributes: Attributes, text: str) -> None:
    del text
    method = (attributes.get("method") or "get").lower()
    known = method == "dialog" or ALLOWED_FORMS.intersection((attributes.get("class") or "").split())
    search = attributes.get("role") == "search" and method == "get"
    if not ((known and not attributes.get("action")) or search):
        page.active.append(f'<{tag} action="{attributes["action"]}">' if attributes.get("action") else f"<{tag}>")


def _html(page: Page, tag: str, attributes: Attributes, text: str) -> None:
    del text
    if attributes.get("manifest"):
        page.references.append(Reference(tag, "manifest", attributes["manifest"] or "", Use.LOAD))


def _nothing(page: Page, tag: str, attributes: Attributes, text: str) -> None:
    """Of some elements it only counts that they are there."""


ELEMENTS: dict[str, Callable[[Page, str, Attributes, str], None]] = {
    "script": _script,
    "style": _style,
    "meta": _meta,
    "form": _form,
    "html": _html,
    "template": _nothing,
    **dict.fromkeys(FRAMES, _frame),
}

"""What an attribute says about a page by its name: an address, an id, a pointer to another element, words."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping

from . import styles
from .page import Page, Pointer, Reference, Use, candidates

Attributes = Mapping[str, str | None]
Handler = Callable[[Page, str, str, str, Attributes], None]

# Attributes that hold an address, on whatever element they stand; `href` depends on the element.
USES = {
    "src": Use.LOAD, "poster": Use.LOAD, "background": Use.LOAD, "lowsrc": Use.LOAD, "dynsrc": Use.LOAD,
    "action": Use.SEND, "formaction": Use.SEND, "cite": Use.NAME, "longdesc": Use.FOLLOW,
}  # fmt: skip
LISTS: dict[str, Callable[[str], Iterable[str]]] = {
    "srcset": candidates, "imagesrcset": candidates, "ping": str.split, "attributionsrc": str.split,
}  # fmt: skip
# SVG: properties that can be written as attributes and take url(…); https://svgwg.org/svg2-draft/styling.html#PresentationAttributes
DRAWN = (
    "fill",
    "stroke",
    "filter",
    "mask",
    "clip-path",
    "marker",
    "marker-start",
    "marker-mid",
    "marker-end",
    "cursor",
)
POINTERS = {
    "aria-describedby": "", "aria-labelledby": "", "aria-details": "", "aria-controls": "", "aria-owns": "",
    "aria-flowto": "", "aria-activedescendant": "", "aria-errormessage": "", "popovertarget": "", "commandfor": "",
    "itemref": "", "headers": "cell", "list": "datalist", "form": "form",
}  # fmt: skip
CAPTIONS = ("alt", "title", "aria-label", "placeholder")
LOADED_RELS = frozenset(
    {"stylesheet", "icon", "apple-touch-icon", "apple-touch-icon-precomposed", "apple-touch-startup-image", "mask-icon",
     "fluid-icon", "preload", "modulepreload", "prefetch", "prerender", "manifest"}
)  # fmt: skip
NO_EVENTS = frozenset({"on", "once", "one", "only"})
HOST_RELS = frozenset({"preconnect", "dns-prefetch"})
SVG_USERS = frozenset(
    {"use", "image", "feimage", "script", "mpath", "textpath", "animate", "set", "animatemotion", "animatetransform",
     "lineargradient", "radialgradient", "pattern", "filter", "tref", "cursor", "discard"}
)  # fmt: skip


def _id(page: Page, tag: str, name: str, value: str, attributes: Attributes) -> None:
    del name
    value = sys.intern(value)  # links elsewhere name it too
    page.ids.append(value)
    hidden = tag == "input" and (attributes.get("type") or "").lower() == "hidden"
    page.kinds.setdefault("hidden" if hidden else tag, set()).add(value)


def _href(page: Page, tag: str, name: str, value: str, attributes: Attributes) -> None:
    if tag == "a" and name == "href" and value[:1] != "/" and "data-as-seen" not in attributes:
        page.links.append(value)
    elif tag == "a":
        page.references.append(Reference(tag, name, value, Use.FOLLOW, "data-as-seen" in attributes))
    elif tag == "link":
        rels = (attributes.get("rel") or "").lower().split()
        use = Use.LOAD if LOADED_RELS.intersection(rels) else Use.HOST if HOST_RELS.intersection(rels) else Use.NAME
        page.references.append(Reference(f'link rel="{" ".join(rels)}"', name, value, use))
    elif tag == "base":
        page.base = page.base or value
    else:
        page.references.append(Reference(tag, name, value, Use.LOAD if tag in SVG_USERS else Use.FOLLOW))


def _address(page: Page, tag: str, name: str, value: str, attributes: Attributes) -> None:
    module = tag == "script" and attributes.get("type") == "module"
    page.references.append(Reference('script type="module"' if module else tag, name, value, USES[name]))


def _addresses(page: Page, tag: str, name: str, value: str, attributes: Attributes) -> None:
    del attributes
    use = Use.SEND if name in ("ping", "attributionsrc") else Use.LOAD
    page.references.extend(Reference(tag, name, part, use) for part in LISTS[name](value))


def _style(page: Page, tag: str, name: str, value: str, attributes: Attributes) -> None:
    del attributes
    page.references.extend(r for r in styles.references(value, f"{tag} {name}") if not r.target.startswith("#"))


def _caption(page: Page, tag: str, name: str, value: str, attributes: Attributes) -> None:
    del tag, name, attributes
    page.captions.append(value)


def _for(page: Page, tag: str, name: str, value: str, attributes: Attributes) -> None:
    del attributes
    if tag in ("label", "output"):
        wanted = "labelled" if tag == "label" else ""
        page.pointers.extend(Pointer(tag, name, value, part, wanted) for part in value.split())


def _usemap(page: Page, tag: str, name: str, value: str, attributes: Attributes) -> None:
    del attributes
    page.pointers.append(Pointer(tag, name, value, value.partition("#")[2], "map"))


def _name(page: Page, tag: str, name: str, value: str, attributes: Attributes) -> None:
    del name, attributes
    if tag in ("a", "map"):
        page.kinds.setdefault(f"{tag} name", set()).add(value)


def _pointer(page: Page, tag: str, name: str, value: str, attributes: Attributes) -> None:
    del attributes
    page.pointers.extend(Pointer(tag, name, value, part, POINTERS[name]) for part in value.split())


def _runs(page: Page, tag: str, name: str, value: str, attributes: Attributes) -> None:
    """A page within the page, or an animation that makes an address run a script."""
    del attributes
    if name == "srcdoc" or re.search("script\\s*:", value, re.I):
        page.active.append(f'<{tag} {name}="{value}">')


def _event(page: Page, tag: str, name: str, value: str, attributes: Attributes) -> None:
    """A script that runs when something happens."""
    del attributes
    page.active.append(f'<{tag} {name}="{value}">')


class Handlers(dict[str, Handler | None]):
    """What handles an attribute, by its name; None where nothing does, as for most, which are then asked for once."""

    def __missing__(self, name: str) -> Handler | None:
        is_event = name[:2] == "on" and name.isalpha() and name not in NO_EVENTS
        self[name] = found = _event if is_event else None
        return found


HANDLERS: dict[str, Handler] = {
    "id": _id,
    "href": _href,
    "xlink:href": _href,
    "style": _style,
    **dict.fromkeys(DRAWN, _style),
    "for": _for,
    "usemap": _usemap,
    "name": _name,
    **dict.fromkeys(USES, _address),
    **dict.fromkeys(LISTS, _addresses),
    **dict.fromkeys(POINTERS, _pointer),
    **dict.fromkeys(CAPTIONS, _caption),
    **dict.fromkeys(("srcdoc", "to", "from", "by", "values"), _runs),
}

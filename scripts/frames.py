"""Renders the theme's template once for pages that differ in a few places only, and fills in these places.

The template takes five milliseconds a page, most of them for what is the same on every page. A frame is the template
rendered with marks in the places of a page's own text; pages have one frame if everything else that the template could
see of them is the same. A template that does more with a page's own text than print it cannot have a frame: the marks
let nobody look into them. And the first pages of a frame are rendered both ways, which must come to the same.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, Template
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

NAME = "framed"  # the template's name for pages that may have a frame
TEMPLATE, ENTRY, HEADING = "main.html", "partials/nav-item.html", "partials/toc-item.html"
OWN = ("title", "description", "edit_url", "head")  # what a page says of itself, and the template prints as it is
TWICE = 2  # so many pages of a frame are rendered both ways
# Characters for private use, which no text of ours has (see `characters`); a sign that would be escaped; and so long
# that a template which cuts texts would cut it. A mark that something was done to is no mark any more.
MARK = "\ue000&{}" + 400 * "." + "\ue001"
MARKED = re.compile(re.escape(MARK).replace(r"\{\}", "([a-z_]+)"))


class LookedInsideError(Exception):
    """A template does more with the text of a page than print it."""


class Mark(str):
    """A text that can be printed and is there, but whose letters nobody may look at."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return True

    def _look(self, *_: object) -> Any:
        raise LookedInsideError

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __getitem__ = __iter__ = __len__ = _look
    __add__ = __mod__ = __mul__ = __hash__ = _look


class Content(Mark):
    """The mark of a page's content, in which there is a heading: `_key` has seen to it."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:  # type: ignore[override]
        if part != "<h1":
            raise LookedInsideError
        return True


class Entries(list[Any]):
    """A list that can be gone through, but of which nobody may ask how long it is."""

    def __bool__(self) -> bool:
        return True

    def __len__(self) -> int:
        raise LookedInsideError


@dataclass(frozen=True, slots=True)
class Frame:
    """A rendered template: what stands before each mark, the names of the marks, and what stands after the last.

    `between` is what the template puts between two entries of a list.
    """

    parts: tuple[str, ...]
    marks: tuple[str, ...]
    between: Mapping[str, str]

    def filled(self, values: Mapping[str, str]) -> str:
        """The page that has these values in the places of the marks."""
        pieces = [
            piece for pair in zip(self.parts, (values[mark] for mark in self.marks), strict=False) for piece in pair
        ]
        return "".join((*pieces, self.parts[-1]))


class Framed:
    """What MkDocs takes for the template of a page."""

    def __init__(self, env: Environment) -> None:
        self._env = env
        self._frames: dict[str, Frame | None] = {}
        self._tried: Counter[str] = Counter()
        self._folder, self._entries = "", dict[tuple[object, ...], str]()
        self._small: dict[str, tuple[Template, dict[str, Any]]] = {}

    def render(self, context: Mapping[str, Any]) -> str:
        """The page of a context, in its frame if it has one."""
        page = context["page"]
        key = _key(page, context)
        if key is None:
            return self._template.render(context)
        if self._tried[key] == TWICE:
            frame = self._frames[key]
            return frame.filled(self._values(page, frame, context)) if frame else self._template.render(context)
        whole = self._template.render(context)
        frame = self._frames[key] if self._tried[key] else self._frame(context)
        same = frame is not None and frame.filled(self._values(page, frame, context)) == whole
        self._frames[key] = frame if same else None
        self._tried[key] = self._tried[key] + 1 if same else TWICE
        return whole

    @property
    def _template(self) -> Template:
        return self._env.get_template(TEMPLATE)

    def _frame(self, context: Mapping[str, Any]) -> Frame | None:
        """The frame of a page; None where the template looks closer, or where a list is not to be found in it."""
        marked = _marked(context["page"])
        try:
            text = self._template.render({**context, "page": marked})
        except LookedInsideError:
            return None
        between = {}
        for name, entries in self._lists_of(marked, context).items():
            if entries:
                start, end = text.find(entries[0]), text.find(entries[1])
                if start < 0 or end < 0:
                    return None
                between[name] = text[start + len(entries[0]) : end]
                text = text[:start] + MARK.format(name) + text[end + len(entries[1]) :]
        parts = MARKED.split(text)
        return Frame(tuple(parts[::2]), tuple(parts[1::2]), between)

    def _values(self, page: Page, frame: Frame, context: Mapping[str, Any]) -> dict[str, str]:
        values = {name: str(page.meta.get(name, "")) for name in OWN}
        values |= {"content": str(page.content), "canonical": page.canonical_url or "", "skip": next(iter(page.toc)).id}
        lists = self._lists_of(page, context)
        return values | {name: between.join(lists[name]) for name, between in frame.between.items()}

    def _lists_of(self, page: Page, context: Mapping[str, Any]) -> dict[str, list[str]]:
        """The entries of the pages beside a page, and of its headings, each as the theme prints it."""
        return {
            "beside": [self._entry(one["title"], one["address"], page, context) for one in page.meta.get("beside", ())],
            "toc": [self._rendered(HEADING, {"toc_item": item}) for item in _headings(page)],
        }

    def _entry(self, title: str, address: str, page: Page, context: Mapping[str, Any]) -> str:
        """An entry of the navigation; the pages of an article, which is a folder, share nearly all of theirs."""
        folder = page.url.rpartition("/")[0]
        if folder != self._folder:
            self._folder, self._entries = folder, {}
        key = (context["base_url"], title, address, here := address == page.url)
        if key not in self._entries:
            of = {"page": page, "base_url": context["base_url"], "title": title, "address": address, "here": here}
            self._entries[key] = self._rendered(ENTRY, of)
        return self._entries[key]

    def _rendered(self, name: str, values: Mapping[str, Any]) -> str:
        """A small template with values; what all templates see is a chain, which it would copy link by link."""
        if name not in self._small:
            template = self._env.get_template(name)
            self._small[name] = template, dict(template.globals)
        template, seen = self._small[name]
        return "".join(template.root_render_func(template.new_context({**seen, **values}, shared=True)))


def _key(page: Page, context: Mapping[str, Any]) -> str | None:
    """What the template may look at but for the page's own text; None for a page that is not like the others."""
    top = list(page.toc)
    if len(top) != 1 or top[0].level != 1 or "<h1" not in (page.content or ""):
        return None
    there = [name for name in (*OWN, "beside") if page.meta.get(name)]
    others = sorted((name, value) for name, value in page.meta.items() if name not in (*OWN, "beside"))
    depth = [bool(top[0].children), any(item.children for item in top[0].children)]
    return repr((context["base_url"], there, others, depth, bool(page.canonical_url), page.is_homepage))


def _headings(page: Page) -> list[AnchorLink]:
    """The headings below the title of a page."""
    return next(iter(page.toc)).children


def _marked(page: Page) -> Page:
    """A page with marks in the place of its own text, and two entries in each list."""
    marked = copy.copy(page)
    marked.meta = dict(page.meta) | {name: _mark(name) for name in OWN if page.meta.get(name)}
    if page.meta.get("beside"):
        marked.meta["beside"] = Entries({"title": f"\ue002{n}", "address": f"\ue002{n}.html"} for n in "ab")
    top = AnchorLink("", _mark("skip"), 1)
    top.children = Entries(AnchorLink(f"\ue003{n}", f"\ue003{n}", 2) for n in "ab") if _headings(page) else []
    marked.toc = TableOfContents([top])
    marked.content = Content(_mark("content"))
    marked.canonical_url = _mark("canonical") if page.canonical_url else page.canonical_url
    return marked


def _mark(name: str) -> Mark:
    return Mark(MARK.format(name))

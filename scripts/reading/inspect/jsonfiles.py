"""Addresses in JSON: search indexes, web manifests, JSON feeds, JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import orjson

from .page import Reference, Use

# Keys of schema.org, a JSON feed and a web manifest whose plain text is an address even when it is relative.
RELATIVE = frozenset(
    {"url", "image", "logo", "contentUrl", "thumbnailUrl", "embedUrl", "downloadUrl", "mainEntityOfPage", "item"}
)
FEED = frozenset({"url", "home_page_url", "feed_url", "next_url", "icon", "favicon", "image", "banner_image"})
NAMES = frozenset({"@context", "@vocab", "@type", "type", "@base", "schemaVersion", "propertyID", "conformsTo"})
NAMING = RELATIVE | {"@id", "id"}
SEARCH = "search_index.json"  # of Material and of MkDocs
ABSOLUTE = re.compile(r"https?:\S+")
NO_ADDRESS = re.compile(r"[{\s]")  # a template, or words


def loads(text: str) -> object:
    """The value of a text in JSON. Raises `ValueError` or `RecursionError` where it has none."""
    try:
        return orjson.loads(text)
    except ValueError:  # the library also takes what this one refuses (NaN, half a letter), and says where a fault is
        return json.loads(text)


def read(name: str, content: object) -> tuple[str, tuple[Reference, ...]]:
    """The kind of a JSON file, by its name and its content, and its addresses."""
    if not isinstance(content, dict):
        return "data", tuple(_linked(content, "")) if name.endswith(".jsonld") else ()
    if isinstance(content.get("docs"), list) and name == SEARCH:
        return "search", tuple(locations(content["docs"]))
    if name.endswith(".webmanifest") or _is_manifest(name, content):
        return "manifest", tuple(_manifest(content))
    if str(content.get("version", "")).startswith("https://jsonfeed.org/"):
        return "feed", tuple(_keyed(content, FEED))
    if name.endswith(".jsonld") or "@context" in content:
        return "data", tuple(reference for reference in _linked(content, "") if reference.use is not Use.ID)
    return "data", ()


def linked(text: str) -> tuple[tuple[Reference, ...], bool]:
    """The addresses in the JSON-LD of a page, and whether it could be read."""
    try:
        return tuple(_linked(loads(text), "")), True
    except (ValueError, RecursionError):
        return (), False


def _is_manifest(name: str, content: dict[str, object]) -> bool:
    """Whether a file with the ending of any data is a web manifest."""
    icons = content.get("icons")
    shown = isinstance(icons, list) and bool(icons) and all(isinstance(i, dict) and "src" in i for i in icons)
    return (shown and bool({"name", "short_name", "start_url"} & content.keys())) or (
        name == "manifest.json" and bool({"icons", "start_url"} & content.keys())
    )


def locations(entries: list[object]) -> Iterator[Reference]:
    """Where the entries of a search index lead."""
    for entry in entries:
        location = entry.get("location") if isinstance(entry, dict) else None
        if isinstance(location, str):
            yield Reference("", "location", location or "./", Use.NAME)


def _manifest(content: dict[str, object]) -> Iterator[Reference]:
    shortcuts = content.get("shortcuts")
    for holder in (content, *(shortcuts if isinstance(shortcuts, list) else ())):
        if not isinstance(holder, dict):
            continue
        for key in ("start_url", "scope", "url"):
            if isinstance(holder.get(key), str):
                yield Reference("", key, holder[key] or "./", Use.NAME)
        for key in ("icons", "screenshots"):
            for icon in holder.get(key) or ():
                if isinstance(icon, dict) and isinstance(icon.get("src"), str):
                    yield Reference("", "src", icon["src"], Use.LOAD)


def _keyed(content: object, keys: frozenset[str]) -> Iterator[Reference]:
    for key, text in _texts(content, "", keys):
        if key in keys and text:
            yield Reference("", key, text, Use.NAME)


def _linked(content: object, key: str) -> Iterator[Reference]:
    """Every text that is an address, but for names of vocabularies; templates and identifiers as such."""
    for name, text in dict.fromkeys(_texts(content, key, NAMING)):  # a licence stands in each of many parts
        if name in NAMES or NO_ADDRESS.search(text):
            continue
        if name in ("@id", "id"):
            yield Reference("", name, text, Use.ID)
        elif ABSOLUTE.fullmatch(text) or (name in RELATIVE and text and ":" not in text):
            yield Reference("", name, text, Use.NAME)


def _texts(content: object, key: str, keys: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Every text that stands under one of some keys or begins like an address, with its key, depth first."""
    waiting = [(key, content)]
    while waiting:
        name, part = waiting.pop()
        if isinstance(part, str):
            if name in keys or part[:4] == "http":
                yield name, part
        elif isinstance(part, list):
            waiting.extend((name, inner) for inner in reversed(part))
        elif isinstance(part, dict):
            for name, inner in reversed(part.items()):  # nearly all texts are words
                if (inner.__class__ is not str or name in keys or inner[:4] == "http") and name != "@context":
                    waiting.append((name, inner))

"""The required fields of W3C Web Annotations, written out from the Recommendation of 23 February 2017.

https://www.w3.org/TR/annotation-model/ ; each rule names its section. Only what the Recommendation requires (MUST) or
forbids is a fault, for the classes that this project writes; and every id is an IRI or a reference to one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = frozenset({
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
})  # fmt: skip
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
REFERENCE = re.compile(r"[^\s<>\"{}|\\^`]+")  # RFC 3987 leaves these out


def faults(collection: Node) -> Iterator[str]:
    """What is wrong with a collection and everything in it; nothing where it follows the Recommendation."""
    contexts = _list(collection.get("@context"))
    yield from _unless("5.1 @context", CONTEXT in contexts)
    yield from _iri("5.1 id", collection.get("id"))
    yield from _unless("5.1 type", "AnnotationCollection" in _list(collection.get("type")))
    yield from _unless("5.1 label is text", isinstance(collection.get("label", ""), str))
    total = collection.get("total")
    yield from _unless("5.1 total is a number from 0", isinstance(total, int) and total >= 0)
    if total:
        page = collection.get("first")
        yield from _unless("5.1 first", isinstance(page, dict))
        yield from _page(page or {}, total)
    else:
        yield from _unless("5.1 nothing in an empty collection", "first" not in collection)


def _page(page: Node, total: int) -> Iterator[str]:
    yield from _unless("5.2 an embedded page has no @context", "@context" not in page)
    yield from _iri("5.2 id", page.get("id"))
    yield from _unless("5.2 type", "AnnotationPage" in _list(page.get("type")))
    items = page.get("items")
    yield from _unless("5.2 items", isinstance(items, list) and len(items) > 0)
    yield from _unless("5.2 next on every page but the last", "next" in page or len(items or ()) == total)
    start = page.get("startIndex", 0)
    yield from _unless("5.2 startIndex", isinstance(start, int) and start >= 0)
    for item in items or ():
        yield from (f"{item.get('id')}: {fault}" for fault in _annotation(item))
    ids = [item.get("id") for item in items or ()]
    yield from _unless("3.1 an id names one annotation", len(ids) == len(set(ids)))


def _annotation(item: Node) -> Iterator[str]:
    yield from _iri("3.1 id", item.get("id"))
    yield from _unless("3.1 type", "Annotation" in _list(item.get("type")))
    yield from _unless("3.1 target", len(_list(item.get("target"))) > 0)
    yield from _unless(
        "3.3.1 created is a moment in UTC", bool(MOMENT.fullmatch(item.get("created", "0001-01-01T00:00:00Z")))
    )
    yield from _unless(
        "3.3.1 one creator has a name or an id", all({"name", "id"} & set(c) for c in _list(item.get("creator")))
    )
    yield from _unless("3.3.5 motivation", set(_list(item.get("motivation"))) <= MOTIVATIONS)
    for name in ("rights", "canonical", "via"):
        for value in _list(item.get(name)):
            yield from _iri(f"3.3.6, 3.3.7 {name}", value)
    yield from _unless("3.3.7 one canonical", isinstance(item.get("canonical", ""), str))
    for body in _list(item.get("body")):
        yield from _body(body)
    for target in _list(item.get("target")):
        yield from _target(target)


def _body(body: Node) -> Iterator[str]:
    yield from _unless("3.2.4 type", "TextualBody" in _list(body.get("type")))
    yield from _unless("3.2.4 value", isinstance(body.get("value"), str))
    yield from _unless("3.3.5 purpose", set(_list(body.get("purpose"))) <= MOTIVATIONS)


def _target(target: Node) -> Iterator[str]:
    yield from _unless("4 type", "SpecificResource" in _list(target.get("type", "SpecificResource")))
    yield from _iri("4 source", target.get("source"))
    for selector in _list(target.get("selector")):
        yield from _selector(selector)
    for state in _list(target.get("state")):
        yield from _unless("4.3.2 type", state.get("type") == "HttpRequestState")
        yield from _unless("4.3.2 value", isinstance(state.get("value"), str))


def _selector(selector: Node) -> Iterator[str]:
    kind = selector.get("type")
    if kind == "FragmentSelector":
        yield from _unless("4.2.1 value", isinstance(selector.get("value"), str))
        yield from _iri("4.2.1 conformsTo", selector.get("conformsTo", "x"))
    elif kind == "TextQuoteSelector":
        yield from _unless("4.2.4 exact", isinstance(selector.get("exact"), str) and bool(selector["exact"]))
    elif kind == "TextPositionSelector":
        start, end = selector.get("start"), selector.get("end")
        numbers = isinstance(start, int) and isinstance(end, int)
        yield from _unless("4.2.5 start and end", numbers and 0 <= int(start or 0) <= int(end or 0))
    elif kind == "RangeSelector":
        for name in ("startSelector", "endSelector"):
            yield from _unless(f"4.2.8 {name}", isinstance(selector.get(name), dict))
            yield from _selector(selector.get(name) or {})
    else:
        yield f"4.2 no such selector: {kind}"
    for finer in _list(selector.get("refinedBy")):
        yield from _selector(finer)


def _iri(rule: str, value: object) -> Iterator[str]:
    yield from _unless(rule, isinstance(value, str) and bool(REFERENCE.fullmatch(value)))


def _unless(rule: str, right: bool) -> Iterator[str]:
    if not right:
        yield rule


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]

"""Addresses in XML: sitemaps, Atom and RSS feeds, OpenSearch descriptions, tile configurations, SVG."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from . import styles
from .page import Reference, Use

KINDS = {
    "urlset": "sitemap", "sitemapindex": "sitemap", "rss": "feed", "feed": "feed", "RDF": "feed", "svg": "picture",
    "OpenSearchDescription": "opensearch", "browserconfig": "tiles",
}  # fmt: skip
# Elements whose text is an address, and elements with an attribute that is one, by the sort of file.
TEXTS = {
    "sitemap": {"loc"},
    "feed": {"link", "icon", "logo", "url", "comments", "docs"},
    "opensearch": {"Image", "SearchForm"},
}
PROSE = {"content", "summary", "description", "encoded"}  # elements of a feed that hold HTML as text
WRITTEN = re.compile(r"""(href|src)\s*=\s*["'](https?://[^"'\s]+)""")
ATTRIBUTES = {
    "sitemap": {"link": "href"},
    "feed": {"link": "href", "enclosure": "url", "content": "url", "thumbnail": "url"},
    "tiles": {f"{shape}logo": "src" for shape in ("square70x70", "square150x150", "wide310x150", "square310x310")},
}
BASE = "{http://www.w3.org/XML/1998/namespace}base"


class Found(NamedTuple):
    """What an XML file holds."""

    kind: str
    references: tuple[Reference, ...]
    ids: frozenset[str]
    active: tuple[str, ...]


def read(root: Element) -> Found:
    """The kind of a file, by its root element, and its addresses."""
    kind = KINDS.get(_local(root.tag), "xml")
    if kind == "picture":
        return _picture(root)
    base = root.get(BASE, "")
    references = (r._replace(target=urljoin(base, r.target)) if base else r for r in _addresses(root, kind))
    return Found(kind, tuple(references), frozenset(), ())


def _addresses(root: Element, kind: str) -> Iterator[Reference]:
    texts, attributes = TEXTS.get(kind, set()), ATTRIBUTES.get(kind, {})
    for element in root.iter():
        name, text = _local(element.tag), (element.text or "").strip()
        if name in texts and text:
            yield Reference(name, "", text, Use.NAME)
        if kind == "feed" and name in PROSE and "<" in text:
            yield from (Reference(name, m[1], unescape(m[2]), Use.NAME) for m in WRITTEN.finditer(text))
        if name == "guid" and element.get("isPermaLink", "true") == "true" and text.startswith("http"):
            yield Reference(name, "", text, Use.NAME)
        if name in attributes and element.get(attributes[name]) is not None:
            yield Reference(name, attributes[name], element.get(attributes[name], ""), Use.NAME)
        template = element.get("template", "") if kind == "opensearch" and name == "Url" else ""
        if template and "{" not in template.partition("?")[0]:
            yield Reference(name, "template", template.partition("?")[0], Use.NAME)


def _picture(root: Element) -> Found:
    references: list[Reference] = []
    active: list[str] = []
    for element in root.iter():
        name = _local(element.tag)
        if name == "script":
            active.append("<script>")
        if name == "style":
            references.extend(styles.references(element.text or "", "style"))
        for attribute, value in element.attrib.items():
            if _local(attribute) == "href":
                use = Use.FOLLOW if name == "a" else Use.LOAD
                references.append(Reference(name, "href", value, use))
            elif _local(attribute).startswith("on"):
                active.append(f'<{name} {_local(attribute)}="{value}">')
    ids = frozenset(filter(None, (element.get("id") for element in root.iter())))
    return Found("picture", tuple(references), ids, tuple(active))


def _local(name: object) -> str:
    return name.rpartition("}")[2] if isinstance(name, str) else ""

"""The articles and all sources as CSL-JSON (CSL 1.0.2, `csl-data.json`), which Zotero, pandoc and citeproc read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..dates import span
from ..model import Article, Export, Reading, Source
from .desk import FOLDER, Desk, line, lines

PARTS = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?")


def file(reading: Reading) -> Export:
    """One file: the articles first, then the sources in the order of their names."""
    desk = Desk(reading, f"{FOLDER}sources.csl.json")
    items = [
        *(_item(article.slug, _article(desk, article)) for article in reading.library.articles),
        *(_item(source.slug, _source(desk, source)) for source in reading.library.sources),
    ]
    content = b"[\n%b\n]\n" % lines(items)
    about = "The articles and all sources as CSL-JSON for Zotero, pandoc or a citation processor."
    return Export(desk.path, (content,), "application/vnd.citationstyles.csl+json", about, len(items))


def _item(key: str, fields: Iterator[tuple[str, Any]]) -> dict[str, Any]:
    return {"id": key, "type": "webpage"} | {name: value for name, value in fields if value}


def _article(desk: Desk, article: Article) -> Iterator[tuple[str, Any]]:
    yield "title", line(article.title)
    yield "author", [{"literal": desk.name(article.author)}]
    yield "container-title", line(article.publisher)
    yield "issued", _date("" if article.date.text == "unknown" else article.date.text)
    yield "URL", article.url.text
    yield "language", article.language.text
    yield "note", desk.plain(article.date_note)


def _source(desk: Desk, source: Source) -> Iterator[tuple[str, Any]]:
    yield "title", line(source.title)
    yield "author", [{"literal": line(source.author)}] if source.author else None
    yield "container-title", line(source.publisher)
    yield "issued", _date(line(source.date))
    yield "URL", source.url.text
    yield "archive_location", line(source.archived)
    yield "language", source.language.text
    yield "keyword", source.kind.text
    yield "annote", desk.plain(source.body)


def _date(edtf: str) -> dict[str, Any]:
    """A date in CSL's two forms: `edtf` as it is typed, and the parts that older processors read.

    Parts say only what is known: `2019-03` has two. A date that has none (`201X`, an open end) is its words.
    """
    days = span(edtf)
    if days is None:
        return {}
    found = [PARTS.fullmatch(end) for end in edtf.split("/")]
    if not all(found):
        return {"edtf": edtf, "literal": edtf}
    parts = [[int(part) for part in match.groups() if part] for match in found if match]
    return {"edtf": edtf, "date-parts": parts} | ({"circa": True} if days.about else {})

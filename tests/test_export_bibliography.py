"""The bibliographies come back whole from the libraries that others read them with: pybtex and citeproc-py."""

from __future__ import annotations

import dataclasses
import json
import warnings
from typing import Any

import pybtex.errors  # type: ignore[import-untyped]
import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter  # type: ignore[import-untyped]
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]
from exported import HOSTILE, data, flat, library, published, real, spoiled
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import BibliographyData, parse_string  # type: ignore[import-untyped]
from pylatexenc.latex2text import (  # type: ignore[import-untyped]
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

from reading.exports.bibtex import tex
from reading.exports.csl import _date
from reading.model import Library, Source, Text

# The fields of CSL 1.0.2 (csl-data.json) that this project writes; the schema admits no others than its own.
CSL_TEXT = {
    "id",
    "type",
    "title",
    "container-title",
    "URL",
    "archive_location",
    "language",
    "keyword",
    "annote",
    "note",
}
CSL_DATE = {"date-parts", "circa", "literal", "edtf"}


def decoded(latex: str) -> str:
    """What LaTeX prints. pylatexenc lacks the names of the braces and shows the caret as an accent."""
    signs = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    names = get_default_latex_context_db()
    names.add_context_category("ours", macros=[MacroTextSpec(n, s) for n, s in signs.items()], prepend=True)
    return str(LatexNodes2Text(latex_context=names, strict_latex_spaces=True).latex_to_text(latex))


def entries(of: Library | None = None) -> BibliographyData:
    pybtex.errors.set_strict_mode(True)  # a doubled key or a stray sign raises
    return parse_string(data(of)["data/sources.bib"].content, "bibtex")


def items(of: Library | None = None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(data(of)["data/sources.csl.json"].content)
    return found


def rendered(csl: list[dict[str, Any]]) -> list[str]:
    """The references as a style prints them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc-py has no `archive_location` and says so
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(csl), formatter.plain)
        for item in csl:
            bibliography.register(Citation([CitationItem(item["id"])]))
        return [str(entry) for entry in bibliography.bibliography()]


def with_source(**changes: str) -> Library:
    of = library()
    texts: dict[str, Any] = {name: Text(value, 1) for name, value in changes.items()}
    first = dataclasses.replace(of.sources[0], **texts)
    return dataclasses.replace(of, sources=(first, *of.sources[1:]))


def test_every_record_comes_back_from_bibtex() -> None:
    library = real().library
    found = parse_string(published()["data/sources.bib"].content, "bibtex")
    assert list(found.entries) == [a.slug for a in library.articles] + [s.slug for s in library.sources]
    for source in library.sources:
        fields = found.entries[source.slug].fields
        assert found.entries[source.slug].type == "online"
        assert decoded(fields["title"]) == flat(source.title.text)
        assert decoded(fields["organization"]) == flat(source.publisher.text)
        assert fields["url"] == source.url.text
        assert fields.get("date", "") == (source.date.text if source.date else "")
        authors = found.entries[source.slug].persons.get("author", [])
        assert [decoded(str(author)) for author in authors] == ([source.author.text] if source.author else [])


def test_every_record_comes_back_from_csl() -> None:
    library = real().library
    found = {item["id"]: item for item in json.loads(published()["data/sources.csl.json"].content)}
    assert list(found) == [a.slug for a in library.articles] + [s.slug for s in library.sources]
    for source in library.sources:
        item = found[source.slug]
        assert item["title"] == source.title.text and item["URL"] == source.url.text
        assert item.get("author") == ([{"literal": source.author.text}] if source.author else None)
        assert item.get("issued", {}).get("edtf") == (source.date.text if source.date else None)
    printed = rendered(list(found.values()))
    assert len(printed) == len(found)
    assert all(item["title"].split()[0] in text for item, text in zip(found.values(), printed, strict=True))


def test_csl_has_only_fields_that_its_schema_admits() -> None:
    for item in json.loads(published()["data/sources.csl.json"].content):
        assert {"id", "type"} <= set(item) <= CSL_TEXT | {"author", "issued"}
        assert all(isinstance(item[name], str) for name in CSL_TEXT & set(item))
        assert set(item.get("issued", {})) <= CSL_DATE


def test_the_article_has_no_date_where_none_is_known() -> None:
    found = parse_string(published()["data/sources.bib"].content, "bibtex").entries["hanoi-2-0"]
    assert "date" not in found.fields and found.fields["note"].startswith("No dated copy was found.")
    assert str(found.persons["author"][0]) == "{Andrei Lankov}"


@pytest.mark.parametrize(
    ("typed", "csl"),
    [
        ("2019-02-28", {"edtf": "2019-02-28", "date-parts": [[2019, 2, 28]]}),
        ("2022-05", {"edtf": "2022-05", "date-parts": [[2022, 5]]}),
        ("2025", {"edtf": "2025", "date-parts": [[2025]]}),
        ("2025~", {"edtf": "2025~", "date-parts": [[2025]], "circa": True}),
        ("2019-02-27/2019-02-28", {"edtf": "2019-02-27/2019-02-28", "date-parts": [[2019, 2, 27], [2019, 2, 28]]}),
        ("2024-11~/2024-12~", {"edtf": "2024-11~/2024-12~", "date-parts": [[2024, 11], [2024, 12]], "circa": True}),
        ("201X", {"edtf": "201X", "literal": "201X"}),
        ("2025-06/..", {"edtf": "2025-06/..", "literal": "2025-06/.."}),
        ("", {}),
    ],
)
def test_dates_keep_what_is_known_and_nothing_more(typed: str, csl: dict[str, Any]) -> None:
    assert _date(typed) == csl
    if typed:
        of = with_source(date=typed)
        assert entries(of).entries["gazette"].fields["date"] == typed
        rendered(items(of))


@pytest.mark.parametrize(
    "name", ["Lankov, Andrei", "Lee Chi-dong, Lee Haye-ah", "Yonhap", "김정은", "Ørsted and Sons, Jr."]
)
def test_a_name_stays_one_name(name: str) -> None:
    of = with_source(author=name)
    persons = entries(of).entries["gazette"].persons["author"]
    assert [decoded(str(person)) for person in persons] == [name]
    assert next(i for i in items(of) if i["id"] == "gazette")["author"] == [{"literal": name}]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_as_it_was_typed(text: str) -> None:
    of = spoiled(library(), text)
    found = entries(of)
    assert list(found.entries) == ["harbour", "gazette", "minutes", "small-review"]
    for source in of.sources:
        assert isinstance(source, Source)
        fields = found.entries[source.slug].fields
        assert decoded(fields["title"]) == decoded(fields["organization"]) == flat(text)
        assert set(fields) <= {"title", "organization", "date", "url", "note", "langid", "keywords", "annotation"}
        assert [decoded(str(person)) for person in found.entries[source.slug].persons["author"]] == [flat(text)]
    assert {item["title"] for item in items(of)} == {flat(text)}
    rendered(items(of))


@given(st.text(alphabet="\\{}~^&%$#_ aé김,@\"'-`?!<>", max_size=20))
def test_tex_prints_what_was_typed_with_balanced_braces(text: str) -> None:
    latex = tex(text)
    assert decoded(latex) == text
    depth = 0
    for sign in latex:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0


def test_an_address_cannot_leave_its_field() -> None:
    of = with_source(url="https://a.example/x}{y\\z^w", archived="https://b.example/}\\end{document}")
    fields = entries(of).entries["gazette"].fields
    assert fields["url"] == "https://a.example/x%7D%7By%5Cz%5Ew"
    assert fields["note"] == "Archived at \\url{https://b.example/%7D%5Cend%7Bdocument%7D}"

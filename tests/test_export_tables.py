"""Tables of data: what is in them, what their dictionary says, and that no cell runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from exported import HOME, HOSTILE, data, flat, library, published, real, spoiled, written
from hypothesis import given
from hypothesis import strategies as st

from reading.dates import span
from reading.exports import TABLES, exports, tables
from reading.exports.desk import line
from reading.exports.tables import _cell, _row, as_written, harmless
from reading.model import Export
from reading.weave import weave

NAMES = sorted(table.name for table in TABLES)
SIGNS = tuple("=+-@＝＋－＠\t\r")


def cells(export: Export) -> list[list[str]]:
    return list(csv.reader(io.StringIO(export.content, newline=""), strict=True))


def records(of: dict[str, Export], table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(of[f"data/{table}.json"].content)
    return found


def schema(of: dict[str, Export]) -> dict[str, dict[str, Any]]:
    """The fields of each table as the data dictionary has them."""
    package = json.loads(of["data/dictionary.json"].content)
    return {
        r["name"]: {field["name"]: field for field in r["schema"]["fields"]}
        for r in package["resources"]
        if "schema" in r
    }


def test_a_row_of_each_table_of_the_small_library() -> None:
    of = data()
    assert records(of, "notes")[0] == {
        "note": "dark-lamps",
        "article": "harbour",
        "passage": "a-treaty-soon",
        "sentence": None,
        "kind": "comment",
        "title": "Dark lamps",
        "by": "The editors",
        "date": "2020-06-01",
        "quote": "will remain dark",
        "quote_proved": True,
        "text": "A remark on ¶3, with a look at Ada Holm.",
        "sources": ["gazette"],
        "address": "../articles/harbour/index.html#dark-lamps",
    }
    assert [(r["date"], r["stance"], r["latest"], r["passage"]) for r in records(of, "positions")] == [
        ("2019-11", "The gate stays shut.", False, None),
        ("2020-03-21", "The gate will be opened.", True, "the-gate"),
    ]
    assert [(r["who"], r["actor"], r["date"], r["offered_by"]) for r in records(of, "provisions")] == [
        ("Ada Holm", "ada-holm", "2020-04-02", ["alba"]),
        ("Council of Brin", None, "2020-04-03", ["alba"]),
    ]
    assert [(r["passage"], r["formerly"], r["notes"]) for r in records(of, "passages")] == [
        ("thirty-years", [], 1), ("the-gate", ["gate"], 1), ("a-treaty-soon", [], 1),
    ]  # fmt: skip
    assert records(of, "sources")[0]["cited_by"][:2] == ["dark-lamps", "old-quarrel"]


def test_addresses_are_whole_where_that_of_the_site_is_known() -> None:
    of = data(home=HOME)
    assert records(of, "notes")[0]["address"] == f"{HOME}articles/harbour/index.html#dark-lamps"
    assert json.loads(of["data/dictionary.json"].content)["homepage"] == HOME


@pytest.mark.parametrize("name", NAMES)
def test_csv_and_json_say_the_same(name: str) -> None:
    of = data()
    header, *rows = cells(of[f"data/{name}.csv"])
    assert len(rows) == of[f"data/{name}.csv"].count
    for row, record in zip(rows, records(of, name), strict=True):
        assert header == list(record)
        for cell, value in zip(row, record.values(), strict=True):
            expected = "; ".join(value) if isinstance(value, list) else value
            expected = str(value).lower() if isinstance(value, bool) else expected
            assert as_written(cell) == ("" if value is None else str(expected))


def test_csv_is_rfc_4180() -> None:
    for path, export in data().items():
        if path.endswith(".csv"):
            assert export.content.endswith("\r\n") and "\n" not in export.content.replace("\r\n", "")
            assert len({len(row) for row in cells(export)}) == 1


@pytest.mark.parametrize("name", NAMES)
def test_every_column_is_in_the_dictionary_and_every_entry_is_a_column(name: str) -> None:
    of = data()
    header = cells(of[f"data/{name}.csv"])[0]
    assert list(schema(of)[name]) == header
    page = {page.path: page.body for page in written().pages}["data/index.md"]
    listed = page.partition(f"{{ #columns-of-{name} }}")[2].partition("\n### ")[0]
    assert [line.split("`")[1] for line in listed.splitlines() if line.startswith("| `")] == header
    for field in schema(of)[name].values():
        assert field["description"].endswith(".") and field["description"] in " ".join(listed.replace("\\", "").split())


def test_the_dictionary_knows_every_file_of_data() -> None:
    of = data()
    package = json.loads(of["data/dictionary.json"].content)
    known = {f"data/{r['path']}" for r in package["resources"]} | {
        f"data/{r['json']}" for r in package["resources"] if "json" in r
    }
    assert known == set(of) - {"data/dictionary.json", "llms.txt"}


@pytest.mark.parametrize("files", [data, published], ids=["small", "real"])
def test_cells_hold_what_the_dictionary_promises(files: Callable[[], dict[str, Export]]) -> None:
    of = files()
    fields = schema(of)
    keys = {name: {next(iter(record.values())) for record in records(of, name)} for name in NAMES}
    for name in NAMES:
        for record in records(of, name):
            for column, value in record.items():
                field = fields[name][column]
                values = value if isinstance(value, list) else [] if value is None else [value]
                assert isinstance(value, list) == (field["type"] == "list"), (name, column)
                if field["type"] in ("boolean", "integer") and value is not None:
                    assert type(value).__name__ == {"boolean": "bool", "integer": "int"}[field["type"]]
                if "enum" in field.get("constraints", {}):
                    assert set(values) <= set(field["constraints"]["enum"]), (name, column, value)
                if "table" in field:
                    assert set(values) <= keys[field["table"]], (name, column, value)
                if "rdfType" in field:
                    assert all(span(v) for v in values), (name, column, value)
                if field.get("constraints", {}).get("unique"):
                    assert len(keys[name]) == len(records(of, name))


def test_dates_stay_as_they_were_typed() -> None:
    typed = [source.date.text for source in real().library.sources if source.date]
    exported = [r["date"] for r in json.loads(published()["data/sources.json"].content)]
    assert [date for date in exported if date] == typed
    assert "2024-11~/2024-12~" in typed  # so that this test sees more than whole days


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_a_spreadsheet(text: str) -> None:
    of = data(spoiled(library(), text))
    for path, export in of.items():
        if path.endswith(".csv"):
            for row in cells(export):
                for cell in row:
                    assert not cell.startswith(SIGNS), (path, cell)
                    assert "\n" not in cell
    events = {r["event"]: r for r in csv.DictReader(io.StringIO(of["data/events.csv"].content, newline=""))}
    assert as_written(events["2020-03-21-speech"]["title"]) == flat(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_cannot_leave_the_json_that_holds_it(text: str) -> None:
    for path, export in data(spoiled(library(), text)).items():
        if path.endswith(("json", "jsonld")):
            assert not set("<>&\u2028\u2029") & set(export.content), path
            json.loads(export.content)
    assert records(data(spoiled(library(), text)), "events")[0]["title"] == flat(text)


@given(st.text(alphabet="=+-@＝＋－＠'\";, ab1", max_size=30))
def test_harmless_can_be_taken_back_and_leaves_no_formula(text: str) -> None:
    cell = harmless(text)
    assert as_written(cell) == text
    for part in cell.split(";"):  # as a spreadsheet reads it where the semicolon separates cells
        assert not part.strip(' "').startswith(SIGNS[:8])


ODD = st.text(alphabet="=+-@＝＋－＠'\";, ab1\n\t\x1c\x85\xa0\u2028\u3000é", max_size=12)


@given(ODD | st.text(max_size=8))
def test_a_plain_text_is_the_cell_that_a_closer_look_makes_of_it(text: str) -> None:
    assert _cell(text) == harmless(line(text))


@given(st.lists(ODD, max_size=3).map(tuple))
def test_a_list_is_the_cell_that_its_items_make_together(items: tuple[str, ...]) -> None:
    assert _cell(items) == harmless(line("; ".join(items)))


@given(st.lists(ODD.map(_cell), min_size=2, max_size=4))
def test_a_row_is_what_the_csv_module_writes(row: list[str]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(row)
    assert _row(row) == out.getvalue()


def test_a_file_is_made_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(tables, "_row")
    with pytest.raises(NameError):
        next(exports(weave(library()), (), ()))
    monkeypatch.undo()
    files = exports(weave(library()), (), ())
    first = next(files)
    monkeypatch.delattr(tables, "_row")
    assert first.path == "data/articles.csv" and next(files).path == "data/articles.json"
    with pytest.raises(NameError):
        next(files)

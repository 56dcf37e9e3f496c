"""Notes and quotations as W3C Web Annotations: they follow the Recommendation and select only what was proved."""

from __future__ import annotations

import copy
import dataclasses
import json
import re
import uuid
from typing import Any

import pytest
from conftest import SMALL
from exported import HOME, HOSTILE, data, library, published, real, spoiled
from hypothesis import given
from hypothesis import strategies as st
from test_prose import active
from web_annotation import faults

from reading.exports import web_annotations
from reading.exports.web_annotations import _span
from reading.model import Library, Text

PATH = "data/annotations/harbour.jsonld"
ARTICLE = "https://review.example/harbour"


def collection(of: Library | None = None, home: str = "") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(data(of, home)[PATH].content)
    return found


def annotation(slug: str, of: Library | None = None, home: str = "") -> dict[str, Any]:
    items = collection(of, home)["first"]["items"]
    return next(item for item in items if item["id"].endswith(f"#{slug}"))


def with_note(**changes: Text | None) -> Library:
    """The small library with one note changed."""
    of = library()
    notes = tuple(dataclasses.replace(n, **changes) if n.slug == "dark-lamps" else n for n in of.notes)  # type: ignore[arg-type]
    return dataclasses.replace(of, notes=notes)


def without_text(of: Library) -> Library:
    """A library as the public build has it: without the author's words, with the quotations that were proved."""
    return dataclasses.replace(of, originals=())


@pytest.mark.parametrize("home", ["", HOME])
def test_the_small_collection_follows_the_recommendation(home: str) -> None:
    assert list(faults(collection(home=home))) == []


def test_the_real_collection_follows_the_recommendation() -> None:
    site = real()
    of = published()["data/annotations/hanoi-2-0.jsonld"]
    found = json.loads(of.content)
    assert list(faults(found)) == []
    own = [t for t in (*site.library.notes, *site.library.claims) if t.parent == "hanoi-2-0"]
    assert found["total"] == of.count == len(own)


BROKEN: dict[str, tuple[str, Any, str]] = {
    "no context": ("@context", None, "5.1 @context"),
    "no id": ("id", None, "5.1 id"),
    "a blank in an id": ("id", "a b", "5.1 id"),
    "negative total": ("total", -1, "5.1 total"),
    "no first page": ("first", None, "5.1 first"),
    "page without annotations": ("first.items", [], "5.2 items"),
    "page with a context": ("first.@context", "x", "5.2 an embedded"),
    "annotation without type": ("first.items.0.type", "Note", "3.1 type"),
    "annotation without target": ("first.items.0.target", [], "3.1 target"),
    "two of one id": ("first.items.1.id", "harbour.jsonld#dark-lamps", "3.1 an id"),
    "a day, not a moment": ("first.items.0.created", "2020-06-01", "3.3.1 created"),
    "a nameless creator": ("first.items.0.creator", {"type": "Person"}, "3.3.1 one creator"),
    "unknown motivation": ("first.items.0.motivation", "musing", "3.3.5 motivation"),
    "body without text": ("first.items.0.body.0.value", None, "3.2.4 value"),
    "target without source": ("first.items.0.target.0.source", None, "4 source"),
    "unknown selector": ("first.items.0.target.0.selector.type", "Fuzzy", "4.2 no such"),
    "quote without words": ("first.items.0.target.0.selector.exact", "", "4.2.4 exact"),
    "position backwards": ("first.items.0.target.1.selector.start", 9999, "4.2.5 start"),
    "fragment without value": ("first.items.0.target.2.selector.value", None, "4.2.1 value"),
}


@pytest.mark.parametrize("case", sorted(BROKEN))
def test_the_checks_see_what_is_wrong(case: str) -> None:
    way, value, rule = BROKEN[case]
    broken = copy.deepcopy(collection())
    *path, last = way.split(".")
    node: Any = broken
    for step in path:
        node = node[int(step)] if isinstance(node, list) else node[step]
    node[int(last) if isinstance(node, list) else last] = value
    assert [fault for fault in faults(broken) if rule in fault], list(faults(broken))


def test_a_note_with_a_proved_quotation() -> None:
    found = annotation("dark-lamps")
    assert found["motivation"] == "commenting"
    assert (found["creator"], found["created"]) == ({"name": "The editors"}, "2020-06-01T00:00:00Z")
    assert found["body"][0]["format"] == "text/html"
    assert '<a href="../../actors/ada-holm.html">Ada Holm</a>' in found["body"][0]["value"]
    words, passage = found["target"][0], found["target"][-1]
    assert words["source"] == ARTICLE
    assert words["selector"] == {"type": "TextQuoteSelector", "exact": "will remain dark"}
    assert passage["source"] == "../../articles/harbour/index.html"
    assert passage["selector"]["value"] == "a-treaty-soon"


def test_a_quotation_without_a_proof_selects_nothing() -> None:
    prints = tuple(dataclasses.replace(p, proofs=frozenset()) for p in library().fingerprints)
    for unproved in (
        dataclasses.replace(without_text(library()), fingerprints=prints),
        with_note(quote=Text("will always be dark", 1)),
    ):
        targets = annotation("dark-lamps", unproved)["target"]
        assert [t.get("selector", {}).get("type") for t in targets] == [None, "FragmentSelector"]
        assert "dark" not in json.dumps(targets)


@pytest.mark.parametrize("kind", ["comment", "context", "question", "dispute", "link"])
def test_each_kind_of_note_has_its_motivation(kind: str) -> None:
    motivations = {
        "comment": "commenting", "context": "describing", "question": "questioning",
        "dispute": "assessing", "link": "linking",
    }  # fmt: skip
    assert annotation("dark-lamps", with_note(kind=Text(kind, 1)))["motivation"] == motivations[kind]


def test_a_claim_is_an_assessment_with_voice_and_verdict() -> None:
    found = annotation("treaty-within-a-year")
    assert found["motivation"] == "assessing" and "creator" not in found
    assert [(b["purpose"], b["value"]) for b in found["body"] if b["format"] == "text/plain"] == [
        ("describing", "Alba and Brin will have a treaty soon."), ("tagging", "forecasts"), ("tagging", "open"),
    ]  # fmt: skip


def test_positions_are_those_of_the_text_at_hand_and_nowhere_without_it() -> None:
    text = (SMALL / "texts" / "harbour.txt").read_text(encoding="utf-8").strip()
    for item in collection()["first"]["items"]:
        quotes = [
            t["selector"]["exact"] for t in item["target"] if t.get("selector", {}).get("type") == "TextQuoteSelector"
        ]
        places = [t["selector"] for t in item["target"] if t.get("selector", {}).get("type") == "TextPositionSelector"]
        assert [text[place["start"] : place["end"]] for place in places] == quotes
    assert "TextPositionSelector" in data()[PATH].content
    assert "TextPositionSelector" not in data(without_text(library()))[PATH].content
    assert "HttpRequestState" not in data(without_text(library()))[PATH].content


@pytest.mark.parametrize(
    ("quote", "passage", "found"),
    [
        ("pay", "Who will pay the bill?", "pay"),
        ("pay", "Pay or not, the payment is due.", None),  # proved at “Pay”; “payment” is another place
        ("pay", "pay and pay", None),
        ("pay … due", "They pay what is due.", "pay what is due"),
        ("pay … due", "It was due, they pay.", None),
        ("pay … gone", "They pay what is due.", None),
    ],
)
def test_a_position_is_that_of_whole_words_that_stand_there_once(quote: str, passage: str, found: str | None) -> None:
    span = _span(Text(quote, 1), passage)
    assert (passage[span[0] : span[1]] if span else None) == found


def test_a_stretch_is_a_range_that_ends_after_its_last_words() -> None:
    targets = annotation("dark-lamps", with_note(quote=Text("the towns … remain dark", 1)))["target"]
    selector = targets[0]["selector"]
    assert selector["type"] == "RangeSelector"
    assert selector["startSelector"] == {"type": "TextQuoteSelector", "exact": "the towns"}
    end = selector["endSelector"]
    assert end["exact"] == "remain dark"
    assert end["refinedBy"]["start"] == end["refinedBy"]["end"] == len("remain dark")
    text = (SMALL / "texts" / "harbour.txt").read_text(encoding="utf-8").strip()
    place = targets[1]["selector"]
    assert re.fullmatch(r"the towns .* remain dark", text[place["start"] : place["end"]])


def test_an_uncertain_date_is_no_moment() -> None:
    assert "created" not in annotation("dark-lamps", with_note(date=Text("2020-06", 1)))


def test_ids_outlive_a_move_of_the_site() -> None:
    here, there = annotation("dark-lamps", home=HOME), annotation("dark-lamps", home="https://elsewhere.example/")
    assert here["id"] == f"{HOME}{PATH}#dark-lamps"
    assert here["id"] != there["id"] and here["canonical"] == there["canonical"]
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", here["canonical"])
    assert len({item["canonical"] for item in collection()["first"]["items"]}) == collection()["total"]


def test_a_collection_of_nothing_has_no_page() -> None:
    empty = collection(dataclasses.replace(library(), notes=(), claims=()))
    assert empty["total"] == 0 and "first" not in empty
    assert list(faults(empty)) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_notes_come_out_harmless(text: str) -> None:
    found = collection(spoiled(library(), text))
    assert list(faults(found)) == []
    for item in found["first"]["items"]:
        for body in item["body"]:
            if body["format"] == "text/html":
                harmless = re.sub(r'href="(?:\.\./)+[\w/.#-]+"', 'href="https://ok.example"', body["value"])
                assert active(harmless) == []


def test_the_word_limit_holds_in_what_is_exported() -> None:
    for item in json.loads(published()["data/annotations/hanoi-2-0.jsonld"].content)["first"]["items"]:
        for words in re.findall(r'"exact": "([^"]*)"', json.dumps(item["target"], ensure_ascii=False)):
            assert len(words.split()) <= 15


def test_every_note_and_claim_is_there_once_in_the_order_of_the_library() -> None:
    of = library()
    slugs = [*(note.slug for note in of.notes), *(claim.slug for claim in of.claims)]
    assert [item["id"].partition("#")[2] for item in collection()["first"]["items"]] == slugs


@given(st.text(max_size=30))
def test_an_identity_is_a_name_based_uuid(name: str) -> None:
    (article,) = library().articles
    assert web_annotations.identity(article, name) == uuid.uuid5(uuid.NAMESPACE_URL, f"{article.url}#{name}").urn

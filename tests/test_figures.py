"""The figures: well-formed, named, escaped, the same for the same input, and saying what the list beside them says."""

from __future__ import annotations

import gzip
import re
import xml.etree.ElementTree as ElementTree

import pytest
from conftest import ROOT, SMALL, run
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from reading.dates import span
from reading.figures.argument import argument, outline, targets
from reading.figures.lanes import SIGNS, Lane, Point, key, lanes
from reading.figures.svg import shortened, words, wrapped
from reading.figures.years import Moment, years
from reading.model import Claim, Page, Position, Stance, Text
from reading.shifts import RULES, days, held, steps

EVIL = "</svg></title><script>alert(1)</script><!--\"'&amp;]]>\x00\x0b\ud800"
DATES = st.sampled_from(
    ["2019", "2019-02", "2019-02-28", "2019-02-27/2019-03-01", "2025~", "202X", "1994-10", "2025-06/..", "2016-02-29"]
)
WORDS = st.text(min_size=1, max_size=120).filter(words)


def text(typed: str) -> Text:
    return Text(typed, 1)


def claim(slug: str, verdict: str = "open", role: str = "", by: str = "", title: str = "", **bears: str) -> Claim:
    named = {how: tuple(map(text, slugs.split())) for how, slugs in bears.items()}
    return Claim(
        slug=slug, file=f"{slug}.md", parent="a", body=text("."), title=text(title or f"Title of {slug}."),
        passage=text("p"), voice=text("asserts"), verdict=text(verdict), role=text(role) if role else None,
        by=text(by) if by else None, supports=named.get("supports", ()), attacks=named.get("attacks", ()),
        undercuts=named.get("undercuts", ()),
    )  # fmt: skip


def stance(date: str, change: str = "", contradicts: str = "") -> Stance:
    return Stance(
        date=text(date), stance=text(f"Words of {date}."), sources=(text("s"),),
        change=text(change) if change else None, contradicts=tuple(map(text, contradicts.split())),
    )  # fmt: skip


def position(slug: str, *stances: Stance) -> Position:
    actor, _, topic = slug.partition("-on-")
    return Position(
        slug=slug, file=f"{slug}.md", parent="", body=text("."), actor=text(actor), topic=text(topic), stances=stances
    )


def tree(figure: str) -> ElementTree.Element:
    """The figure as XML; raises where it is none."""
    return ElementTree.fromstring(figure)


def labels(figure: str) -> list[str]:
    """The names of the links of a figure, in order."""
    return [link.findtext("title") or "" for link in tree(figure).iter("a")]


def check(figure: str) -> None:
    """What holds for every figure."""
    root = tree(figure)
    ids = {e.get("id") for e in root.iter() if e.get("id")}
    assert root.get("role") == "group"
    assert {root.get("aria-labelledby"), root.get("aria-describedby")} <= ids
    assert [child.tag for child in root][:2] == ["title", "desc"] and all(child.text for child in root[:2])
    assert all(link.get("href") and link.findtext("title") for link in root.iter("a"))
    assert not {"script", "style", "foreignObject", "image", "use"} & {e.tag for e in root.iter()}
    assert not {name for e in root.iter() for name in e.attrib if name.startswith("on") or name == "style"}
    assert "\n" not in figure


# ---- every figure, whatever people write ----------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, st.lists(st.tuples(DATES, WORDS, st.sampled_from([*SIGNS])), min_size=1)), min_size=1))
def test_lanes_hold_whatever_is_written(rows: list[tuple[str, list[tuple[str, str, str]]]]) -> None:
    given = [Lane(name, "#x", tuple(Point(*p, contradicts=EVIL) for p in points)) for name, points in rows]
    check(lanes(EVIL, given))
    assert lanes(EVIL, given) == lanes(EVIL, given)
    tree(f"<ul>{key(given)}</ul>")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(DATES, WORDS), min_size=1))
def test_years_hold_whatever_is_written(events: list[tuple[str, str]]) -> None:
    ordered = sorted(events, key=lambda event: str(span(event[0])))
    figure = years(EVIL, [Moment(date, title, "#e", (EVIL,), (EVIL,)) for date, title in ordered])
    check(figure)
    assert len(labels(figure)) == len(events)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([*"abcdefgh"]), st.sampled_from([*"abcdefgh"]), WORDS), max_size=20))
def test_the_map_names_every_related_claim_once_and_again_where_it_bears_twice(
    edges: list[tuple[str, str, str]],
) -> None:
    """Also with circles, and with claims that bear on themselves."""
    bears = {slug: " ".join(sorted({to for start, to, _ in edges if start == slug})) for slug in "abcdefgh"}
    titles = {start: title for start, _, title in edges}
    claims = [claim(slug, supports=to, title=titles.get(slug, ""), by=EVIL) for slug, to in bears.items()]
    trees = outline(claims)
    branches = [branch for tree in trees for branch in tree]
    first = [branch.claim.slug for branch in branches if not branch.again]
    real = {(c.slug, to) for c in claims for _, to in targets(c) if to != c.slug}
    assert len(first) == len(set(first)) and set(first) == {slug for edge in real for slug in edge}
    assert sum(branch.depth > 0 for branch in branches) == len(real)
    if branches:
        check(argument(EVIL, trees, {}))
        assert len(labels(argument(EVIL, trees, {}))) == len(branches)


def test_hostile_words_stay_words() -> None:
    evil = EVIL.encode("utf-8", "surrogatepass").decode("utf-8", "ignore")
    for figure in (
        lanes("T", [Lane(evil, 'x"onload="', (Point("2019", evil, "", evil),))]),
        years("T", [Moment("2019", evil, 'x"onload="', (evil,), (evil,))]),
        argument("T", outline([claim("a", supports="b", title=evil, by=evil), claim("b", verdict=evil)]), {}),
    ):
        check(figure)
        assert "<script" not in figure and "<!--" not in figure


# ---- what the figures say -------------------------------------------------------------------------------------------


def test_a_stance_has_the_sign_of_its_change_and_says_it() -> None:
    points = (Point("2019-11", "Shut."), Point("2020-03-21", "Open.", "reversed", "Brin on gates"))
    figure = lanes("Gates", [Lane("Ada Holm", "gates.html#ada-holm-on-gates", points)])
    assert labels(figure) == [
        "Ada Holm",
        "Ada Holm, November 2019: Shut.",
        "Ada Holm, 21 March 2020 (reversed): Open. Contradicts Brin on gates.",
    ]
    assert SIGNS["reversed"] in figure and SIGNS["hardened"] not in figure


def test_a_wide_figure_scrolls_instead_of_crowding() -> None:
    def width(count: int) -> str | None:
        return tree(lanes("T", [Lane("A", "#a", tuple(Point(str(2000 + n), "x") for n in range(count)))])).get("width")

    assert width(5) == "100%" and int(width(40) or 0) >= 40 * 20


def heights(figure: str, kind: str) -> list[float]:
    return [float(e.get("height") or 0) for e in tree(figure).iter("rect") if e.get("class") == kind]


def test_a_date_of_a_month_is_a_hollow_span_and_one_of_a_day_is_none() -> None:
    figure = years("T", [Moment("2022-05", "a", "#a"), Moment("2022-09-09", "b", "#b"), Moment("2022~", "c", "#c")])
    (month, year), (day,) = heights(figure, "rough"), heights(figure, "mark")
    assert day <= month < year


def test_a_span_over_years_ends_where_the_picture_ends() -> None:
    figure = years("T", [Moment("1994-10/..", "a", "#a"), Moment("2003", "b", "#b")])
    assert max(heights(figure, "mark")) <= float(tree(figure).get("height") or 0)


def test_boxes_of_the_map_do_not_overlap() -> None:
    site = run(ROOT)
    claims = [c for c in site.library.claims if c.parent == "hanoi-2-0"]
    figure = argument("T", outline(claims), {})
    boxes = [
        tuple(float(r.get(name) or 0) for name in ("x", "y", "width", "height")) for r in tree(figure).iter("rect")
    ]
    for at, (x, y, _, height) in enumerate(boxes):
        for other_x, other_y, _, other_height in boxes[at + 1 :]:
            assert x != other_x or y + height <= other_y or other_y + other_height <= y


def test_a_chain_longer_than_pythons_stack_is_drawn() -> None:
    chain = [claim(f"c{n}", supports=f"c{n - 1}") for n in range(3000)]
    assert len(labels(argument("T", outline(chain), {}))) == 3000


def test_lines_are_cut_at_words_and_nothing_is_lost_on_a_wide_screen() -> None:
    assert wrapped("one two three", 7, 1) == ["one…"]
    assert wrapped("x" * 20, 8, 2) == ["xxxxxxxx", "xxxxxxx…"]
    shown = tree(f"<text>{shortened('North & South talk of many things', 12, 90)}</text>")
    narrow = [part for part in (shown.text, shown[0].text) if part]
    assert "".join(narrow) == "North &…"
    assert (shown.text or "") + (shown[1].text or "") == "North & South talk of many things"


# ---- the rules ------------------------------------------------------------------------------------------------------


def test_marks_name_their_rule() -> None:
    offer = position("ri-on-relief", stance("2019-03-01"))
    refusal = position("kim-on-relief", stance("2018"), stance("2020-07", "hardened", "ri-on-relief"), stance("2025"))
    found = steps(refusal, {"ri-on-relief": offer, "kim-on-relief": refusal})
    assert [[(m.rule, m.word, m.beside.date.text) for m in step.marks] for step in found] == [
        [],
        [("declared_change", "hardened", "2018"), ("declared_contradiction", "contradicts", "2019-03-01")],
        [("later_words", "later words", "2020-07")],
    ]
    assert [(step.since, step.until) for step in found] == [
        ("2018-01-01", "2020-07-01"), ("2020-07-01", "2025-01-01"), ("2025-01-01", ""),
    ]  # fmt: skip


def test_a_stance_is_held_from_its_first_possible_day_until_the_next() -> None:
    gates = position("ada-on-gates", stance("2019-11"), stance("2020-03-21"))
    told = [held(gates, day) for day in ("2019-10-31", "2019-11-01", "2020-03-20", "2020-03-21", "2030-01-01")]
    assert [s and s.date.text for s in told] == [None, "2019-11", "2019-11", "2020-03-21", "2020-03-21"]
    assert days([gates, position("b-on-gates", stance("2019-11-01"))]) == {
        "2019-11-01": "2019-11-01", "2020-03-21": "2020-03-21",
    }  # fmt: skip


# ---- the pages ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return {page.path: page for page in run(ROOT).pages}


def text_of(node: LexborNode, selector: str) -> str:
    found = node.css_first(selector)
    assert found is not None
    return found.text()


def parsed(page: Page) -> LexborHTMLParser:
    return LexborHTMLParser(page.body)


def test_every_rule_is_explained_on_the_page_of_positions(pages: dict[str, Page]) -> None:
    shown = parsed(pages["positions/index.md"])
    for rule in RULES:
        name = shown.css_first(f"#rule_{rule.__name__}")
        assert name is not None and rule.__doc__ and len(rule.__doc__.split()) > 5


def test_row_column_and_cell_have_an_address(pages: dict[str, Page]) -> None:
    library, shown = run(ROOT).library, parsed(pages["positions/index.md"])
    wanted = {t.slug for t in library.topics} | {p.actor.text for p in library.positions}
    wanted |= {p.slug for p in library.positions}
    ids = [node.attributes["id"] for node in shown.css("[id]")]
    assert wanted <= set(ids) and len(ids) == len(set(ids))


def test_table_list_and_page_of_dates_hold_the_same_stances(pages: dict[str, Page]) -> None:
    library = run(ROOT).library
    said = sorted(s.stance.text for p in library.positions for s in p.stances)
    matrix = parsed(pages["positions/index.md"])
    for part in (".matrix", ".by-topic"):
        items = [n.text().strip() for n in matrix.css(f"{part} .held > li")]
        assert len(items) == len(said) and all(any(i.startswith(s) for i in items) for s in said)
    states = parsed(pages["positions/as-of/index.md"])
    for day in days(library.positions):
        there = states.css(f'[id="as-of-{day}"] > li')
        assert len(there) == sum(held(p, day) is not None for p in library.positions)


def test_list_and_figure_have_the_same_events(pages: dict[str, Page]) -> None:
    shown = parsed(pages["timeline.md"])
    listed = [f"#{node.attributes['id']}" for node in shown.css("ol.timeline > li")]
    assert [node.attributes["href"] for node in shown.css("svg.years a")] == listed
    assert all(node.css_first("time") for node in shown.css("ol.timeline > li:not(.rough)"))


def test_list_and_map_have_the_same_relations(pages: dict[str, Page]) -> None:
    page = pages["articles/hanoi-2-0/claims.md"]
    above = page.body.split("### The same as a map")[0]
    listed = re.findall(r'<li>(?:<em>(\w+)</em> )?<a [^>]*href="[^"#]*#([\w-]+)"', above)
    drawn = []
    for node in parsed(page).css("svg.argument > a"):
        label = text_of(node, "title")
        how = re.search(r"(Supports|Attacks|Undercuts) “", label)
        drawn.append((how[1].lower() if how else "", (node.attributes["href"] or "")[1:]))
    assert drawn == listed and len(drawn) > 40


def test_list_and_figure_have_the_same_stances(pages: dict[str, Page]) -> None:
    for topic in run(ROOT).library.topics:
        shown = parsed(pages[f"positions/{topic.slug}.md"])
        listed = sorted(node.text().partition(": ")[2][:20] for node in shown.css(".position .stances > li"))
        names = [node.text() for node in shown.css("svg.lanes a:not(.name) > title")]
        assert len(names) == len(listed) and all(any(words in name for name in names) for words in listed)


def test_accounts_stand_in_the_column_of_their_side() -> None:
    page = next(page for page in run(SMALL).pages if page.path == "agreements/harbour-draft.md")
    columns = {
        text_of(column, ".name"): [node.text() for node in column.css(".who")]
        for column in LexborHTMLParser(page.body).css(".side")
    }
    assert columns == {"Alba": ["Ada Holm, 2 April 2020"], "Brin": ["Council of Brin, 3 April 2020"]}


def test_every_figure_is_one_line_so_that_every_engine_leaves_it_alone(pages: dict[str, Page]) -> None:
    figures = [line for page in pages.values() for line in page.body.split("\n") if "<figure" in line]
    assert len(figures) > 10 and all(line.startswith("<figure") and line.endswith("</figure>") for line in figures)


def test_the_script_of_the_figures_stays_small() -> None:
    assert len(gzip.compress((ROOT / "docs/assets/figures.js").read_bytes(), 9, mtime=0)) <= 1536

"""Headers as strangers write them: nothing raises, nothing is silently changed, every field keeps its line."""

from __future__ import annotations

import json
import re

from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import header, plainheader
from reading.frontmatter import split
from reading.header import CONTROL, UNSEEN, Record, quoted
from reading.model import Text


def values(content: str) -> dict[str, object]:
    found = split("f.md", content).header
    assert isinstance(found, Record)
    return {e.name.text: e.value.text if isinstance(e.value, Text) else e.value for e in found.entries}


def test_what_yaml_would_change_stays_text() -> None:
    typed = {"a": "no", "b": "0777", "c": "12:30:45", "d": "2019-02-28", "e": "1.10", "f": "null", "on": "yes"}
    assert values("---\n" + "".join(f"{k}: {v}\n" for k, v in typed.items()) + "---\n") == typed


def test_every_field_keeps_its_line() -> None:
    found = split("f.md", "---\na: one\n\nb:\n  - c: two\n    d: [x,\n      y]\n---\n\n\nBody.\n")
    assert found.header is not None
    assert [e.name.line for e in found.header.entries] == [2, 4]
    assert found.body == Text("Body.", 11)


SIGNS = st.lists(st.sampled_from([*"---\n:[]{},&*!|>'\"#%@`?~ \t\\", "a", "b: c", "\n- ", "\n  ", "\n---\n", "\u2028"]))


@given(st.text() | SIGNS.map("".join))
def test_no_text_raises_and_each_problem_is_on_a_line_of_it(anything: str) -> None:
    for content in (anything, f"---\n{anything}\n---\nbody\n"):
        found = split("f.md", content)
        assert (found.header is None) == bool(found.problems)
        assert all(1 <= p.place.line <= content.count("\n") + 1 and p.wrong and p.advice for p in found.problems)


@given(st.lists(st.tuples(st.text(), st.integers(0, 3)), min_size=1, max_size=6))
def test_every_value_is_on_the_line_where_it_was_typed_or_its_problem_is(typed: list[tuple[str, int]]) -> None:
    lines, at = ["---"], {}
    for number, (value, blank_lines) in enumerate(typed):
        escaped = CONTROL.sub(lambda odd: f"\\u{ord(odd[0]):04x}", json.dumps(value, ensure_ascii=False))
        lines += [""] * blank_lines + [f"f{number}: {escaped}"]  # as it is, `reader` refuses it before
        at[f"f{number}"] = len(lines)
    found = split("f.md", "\n".join([*lines, "---", "Body.", ""]))
    if isinstance(found.header, Record):
        assert {e.name.text: e.name.line for e in found.header.entries} == at
        assert [e.value.text for e in found.header.entries if isinstance(e.value, Text)] == [
            " ".join(value.split()) for value, _ in typed
        ]
    else:
        first = next(n for n, (value, _) in enumerate(typed) if UNSEEN.search(value))
        assert found.problems[0].place.line == at[f"f{first}"]
    assert found.body.line == len(lines) + 2


def seen(text: str) -> bool:
    """What cannot be seen in a value is a problem of its own, and the line to paste has it too."""
    return text == text.strip() and not UNSEEN.search(text)


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1).filter(seen))
def test_the_line_to_paste_can_be_read(value: str) -> None:
    better = quoted(f"title: {value}: more")
    if better is not None:
        assert isinstance(values(f"---\n{better}\n---\n")["title"], str)


def test_deep_nesting_is_a_problem_and_no_crash() -> None:
    assert split("f.md", "---\na: " + "[" * 4000 + "\n---\n").problems


def test_a_second_block_and_a_note_line_stay_in_the_body() -> None:
    body = split("f.md", "---\na: b\n---\nNote: eaten?\n---\ntemplate: evil.html\n---\n").body.text
    assert body == "Note: eaten?\n---\ntemplate: evil.html\n---"


VALUE = st.text(st.sampled_from("ab Zé1“”’'\"(-:#[],&*!|>{}%@`?.~/é\u00a0\u2028\t김"), max_size=12)


BEGUN = ["a: ", "b: ", "c:", "a:  ", "- ", " d: ", "e: [", 'f: "', ""]
ENDS = {"[": "]", '"': '"'}
IN_LISTS = ["  - a: ", "  - b: ", "    b: ", "    c: ", "    d: [", '    e: "', "  - ", "     f: ", "   g: ", "      "]


def line(begun: str, value: str) -> str:
    return begun + value + ENDS.get(begun[-1:], "")


LINES = st.builds(line, st.sampled_from(BEGUN), VALUE)
ITEMS = st.builds(line, st.sampled_from(IN_LISTS), VALUE)
SOUND = st.builds(line, st.sampled_from(IN_LISTS[:7]), st.sampled_from(["one", "two words", "“said”"]))


@settings(max_examples=2000)
@given(st.lists(LINES | st.just("r:") | st.just("s: ") | ITEMS | SOUND, max_size=7))
def test_a_header_that_needs_no_yaml_is_read_as_yaml_would(lines: list[str]) -> None:
    typed = "\n".join(lines)
    short = plainheader.read(typed, 2)
    if short is not None and not re.search(r"\[.*\?", typed):  # in a list PyYAML stumbles over a question mark
        assert short == header.read(typed, 2)


def test_nearly_every_header_of_the_library_needs_no_yaml() -> None:
    headers = [file.read_text(encoding="utf-8").split("---\n")[1] for file in sorted((ROOT / "docs").rglob("*.md"))]
    assert sum(plainheader.read(header, 2) is not None for header in headers) > 0.98 * len(headers)

"""How the inspection stays small: tables are read line by line, names are one text."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.inspect import jsonfiles, rows
from reading.inspect.page import LARGE, Names
from reading.inspect.rows import LISTS

ROWS = st.lists(
    st.recursive(st.text(max_size=5) | st.integers(), lambda inner: st.lists(inner, max_size=3)), max_size=5
)


@given(values=ROWS, first=st.sampled_from(sorted(LISTS)))
def test_a_list_with_a_value_on_each_line_is_read_line_by_line(values: list[object], first: bytes) -> None:
    written = first + b",\n".join(json.dumps(value).encode() for value in values) + b"\n" + LISTS[first]
    if values:
        assert list(rows.values(io.BytesIO(written))) == values


@given(values=ROWS.filter(len), first=st.sampled_from(sorted(LISTS)), at=st.integers(0, 99), sign=st.binary(max_size=1))
def test_a_list_that_is_damaged_is_never_read_as_another(
    values: list[object], first: bytes, at: int, sign: bytes
) -> None:
    """Either it says what any reader of JSON says, or it is left to one."""
    written = first + b",\n".join(json.dumps(value).encode() for value in values) + b"\n" + LISTS[first]
    at %= len(written)
    damaged = written[:at] + sign + written[at + 1 :]
    try:
        found = list(rows.values(io.BytesIO(damaged)))
    except (ValueError, RecursionError):
        return
    whole = json.loads(damaged)
    assert found == (whole["docs"] if isinstance(whole, dict) else whole)


@pytest.mark.parametrize(
    ("sheet", "sound"),
    [(b"a,b\r\n1,2\r\n", True), ("a\n–".encode(), True), (b"", False), (b" \n\n", False), (b"a\n\xff", False)],
)
def test_a_table_is_text_with_something_in_it(sheet: bytes, sound: bool) -> None:
    assert rows.is_sheet(io.BytesIO(sheet)) is sound
    assert not rows.is_sheet(io.BytesIO(sheet + b"\0"))


@pytest.mark.parametrize(
    ("text", "value"), [('["\\ud83d"]', ["\ud83d"]), ("[1e999]", [float("inf")]), ('{"a": 1}', {"a": 1})]
)
def test_what_one_reader_of_json_refuses_another_may_take(text: str, value: object) -> None:
    assert jsonfiles.loads(text) == value


@pytest.mark.parametrize(("text", "line"), [('{\n"a": 1,\n}', 3), ("[1]\n[2]", 2), ("", 1)])
def test_where_json_breaks_is_told(text: str, line: int) -> None:
    with pytest.raises(json.JSONDecodeError) as told:
        jsonfiles.loads(text)
    assert told.value.lineno == line


@pytest.mark.parametrize("large", [False, True])
@given(names=st.lists(st.text(max_size=4)), other=st.text(max_size=4))
def test_names_are_a_set(large: bool, names: list[str], other: str) -> None:
    names = [name.replace("\0", "") for name in names] + large * [f"source-{n}" for n in range(LARGE // 8)]
    found = Names(names)
    assert list(found) == sorted(set(names)) and found.has_all(names)
    assert (other in found) is (other in names) and found.has_any([other]) is (other in names)
    assert found == Names(reversed(names)) and hash(found) == hash(Names(names))

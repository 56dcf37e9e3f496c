"""Annotations from Hypothes.is become drafts: proved or left to a person, never markup, never over a file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL, laid_over
from hypothesis import given
from hypothesis import strategies as st

from reading import door, frontmatter, hypothes_is
from reading.commands_contribute import problems_of
from reading.header import CONTROL
from reading.load import load

LIBRARY = load(SMALL, door.originals(SMALL, {})).library
WITHOUT_TEXT = load(SMALL).library
LONG = "Last spring the mayor of Alba promised to open the northern gate. “The gate will stay open,” she said"
FENCE = "</script><img src=x onerror=alert(1)>\n---\ntitle: x\n---\n{{ x }} [a](javascript:alert(1))"


def row(exact: str = "the northern gate", **more: Any) -> dict[str, Any]:
    """One annotation as the API gives it."""
    selectors = [
        {"type": "RangeSelector", "startOffset": 3},
        {"type": "TextQuoteSelector", "exact": exact, "prefix": "promised to open ", "suffix": ". “The gate"},
    ]
    return {
        "id": "J0eCxPVcEe6x-A_b",
        "created": "2026-02-01T10:11:12.131415+00:00",
        "user": "acct:anna@hypothes.is",
        "text": "One thought.",
        "tags": ["dispute", "lamps"],
        "target": [{"source": "https://review.example/harbour", "selector": selectors}],
        "links": {"html": "https://hypothes.is/a/J0eCxPVcEe6x-A_b"},
    } | more


def made(given: Any, library: Any = LIBRARY) -> hypothes_is.Draft:
    [draft] = hypothes_is.drafts([given], library, "harbour")
    return draft


def header(draft: hypothes_is.Draft) -> dict[str, Any]:
    found = frontmatter.split("note.md", draft.text).header
    assert found is not None, draft.text
    return {e.name.text: str(e.value) if not isinstance(e.value, tuple) else e.value for e in found.entries}


def test_words_that_stand_in_one_passage_name_it() -> None:
    draft = made(row())
    assert draft.file == "docs/articles/harbour/notes/the-gate-j0ecxpvcee6x-a-b.md" and draft.todo == ""
    assert header(draft) == {
        "by": "anna", "passage": "the-gate", "quote": "the northern gate", "kind": "dispute", "date": "2026-02-01",
        "sources": (), "draft": "yes",
    }  # fmt: skip
    body = "One thought.\n\nTags: dispute, lamps\n\nFrom https://hypothes.is/a/J0eCxPVcEe6x-A_b\n"
    assert draft.text.endswith(f"---\n{body}")


@pytest.mark.parametrize(
    ("exact", "library"),
    [
        ("the northern gates", LIBRARY),  # nearly is not enough
        ("lamps", LIBRARY),  # in two passages
        ("… gate", LIBRARY),
        ("", LIBRARY),
        ("the northern gate", WITHOUT_TEXT),
    ],
)
def test_what_is_not_proved_is_left_to_a_person(exact: str, library: Any) -> None:
    draft = made(row(exact), library)
    assert header(draft)["passage"] == "" and "passage" in draft.todo


def test_a_long_quotation_is_cut_to_a_range_that_is_found_once() -> None:
    draft = made(row(LONG))
    assert header(draft)["passage"] == "the-gate"
    assert header(draft)["quote"] == "Last spring the … open,” she said"
    assert LONG[:60] not in draft.text and "promised to open" not in draft.text


def test_what_strangers_wrote_is_only_text(tmp_path: Path) -> None:
    hostile = row(
        "a: b\n---\ndraft: no", text=FENCE, user="acct:x: [y\u202e]@h", tags=["a\nb: c", "<b>", 7], id="../../../etc/x",
        created="yesterday", links={"html": "javascript:alert(1)"},
    )  # fmt: skip
    draft = made(hostile)
    assert draft.file == "docs/articles/harbour/notes/annotation-etc-x.md"
    assert header(draft)["draft"] == "yes" and header(draft)["date"] == "" and "javascript:alert(1)\n" not in draft.text
    root = laid_over(tmp_path, SMALL)
    (root / draft.file).write_text(draft.text, encoding="utf-8")
    assert [p for p in problems_of(root) if p.place.file == draft.file and not p.notice] == []


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(row())), inner, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*sorted(row()), "user_info"]), anything), st.text(), st.text())
def test_whatever_comes_is_a_draft_that_can_be_read(more: dict[str, Any], exact: str, text: str) -> None:
    for draft in hypothes_is.drafts(
        [row(exact, text=text), row(**more) if "exact" not in more else 7], LIBRARY, "harbour"
    ):
        content = draft.text.replace("\x85", " ").replace("\u2028", " ").replace("\u2029", " ")
        assert header(hypothes_is.Draft(draft.file, content, ""))["draft"] == "yes"
        assert not CONTROL.search(draft.text) and len(draft.text.encode()) < 64 * 1024
        assert draft.file.count("/") == 4 and ".." not in draft.file


@pytest.mark.parametrize("content", ["", "7", "null", '{"rows": 3}', "[" * 100_000, '{"total": 0}', "\x00"])
def test_a_file_of_something_else_is_refused_in_words(content: str) -> None:
    with pytest.raises(ValueError, match="no file of annotations"):
        hypothes_is.rows(content)


def test_the_command_writes_drafts_once(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Small\n")
    root = laid_over(tmp_path, SMALL)
    (tmp_path / "found.json").write_text(json.dumps({"total": 2, "rows": [row(), row("no such words", id="b")]}))
    command = [str(Path(sys.executable).with_name("notes")), "import-hypothesis", "found.json"]

    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=root, env=os.environ | {"ARTICLE_TEXT": ""}, capture_output=True, text=True)

    first = run()
    assert first.returncode == 0 and "2 drafts written, 0 already there." in first.stdout
    note = root / "docs/articles/harbour/notes/the-gate-j0ecxpvcee6x-a-b.md"
    note.write_text("mine", encoding="utf-8")
    assert "0 drafts written, 2 already there." in run().stdout
    assert note.read_text(encoding="utf-8") == "mine"
    (tmp_path / "found.json").write_bytes(b"\xff\xfe")
    broken = run()
    assert broken.returncode == 1 and "no file of annotations" in broken.stderr and "Traceback" not in broken.stderr

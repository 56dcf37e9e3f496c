"""The schemas for editors say what the checks say, and lie in the repository as they are made."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import CASES, ROOT
from jsonschema import Draft7Validator

from reading import frontmatter, load, refs
from reading.header import Record, Value
from reading.model import Place, Problem
from reading.report import github
from reading.schemas import schemas, words
from reading.templates import TEMPLATES, started

KINDS = {pattern: cls.__name__.lower() for pattern, cls, _ in load.FOLDERS}
MADE = schemas()


def plain(value: Value) -> Any:
    """A header as JSON has it."""
    if isinstance(value, Record):
        return {entry.name.text: plain(entry.value) for entry in value.entries}
    return [plain(item) for item in value] if isinstance(value, tuple) else value.text


def faults(kind: str, text: str) -> list[str]:
    header = frontmatter.split("file.md", text).header
    assert header is not None
    return [error.message for error in Draft7Validator(MADE[kind]).iter_errors(plain(header))]


def kind_of(file: Path) -> str:
    name = file.relative_to(ROOT / "docs").as_posix()
    return next(kind for pattern, kind in KINDS.items() if re.fullmatch(pattern, name))


@pytest.mark.parametrize("kind", sorted(MADE))
def test_a_schema_is_one_and_lies_in_the_repository_as_it_is_made(kind: str) -> None:
    Draft7Validator.check_schema(MADE[kind])
    kept = (ROOT / ".vscode" / "schemas" / f"{kind}.json").read_text(encoding="utf-8")
    assert kept == json.dumps(MADE[kind], indent=1) + "\n", "run: notes schemas"


def test_every_header_of_the_library_conforms() -> None:
    files = sorted((ROOT / "docs").rglob("*.md"))
    assert len(files) > 300
    assert {f.name: wrong for f in files if (wrong := faults(kind_of(f), f.read_text(encoding="utf-8")))} == {}


@pytest.mark.parametrize("kind", sorted(TEMPLATES))
def test_every_template_conforms(kind: str) -> None:
    assert faults(kind, TEMPLATES[kind].text) == []


def test_an_unfinished_file_does_not_conform() -> None:
    assert "'' should be non-empty" in faults("note", started("note", "hanoi-2-0", {"passage": "the-draft"})[1])


@pytest.mark.parametrize("case", ["unknown-word", "unknown-field", "missing-field", "wrong-shape"])
def test_what_the_check_refuses_of_a_header_alone_does_not_conform(case: str) -> None:
    file = next((CASES / case / "docs").rglob("*.md"))
    name = file.relative_to(CASES / case / "docs").as_posix()
    kind = next(kind for pattern, kind in KINDS.items() if re.fullmatch(pattern, name))
    assert faults(kind, file.read_text(encoding="utf-8"))


def shapes(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The shape of every field of a record, and of the records in it."""
    for shape in record["properties"].values():
        yield shape
        inner = shape.get("items", {})
        if "properties" in inner:
            yield from shapes(inner)


def test_the_fixed_words_are_those_of_the_checks() -> None:
    library = load.load(ROOT).library
    kinds = {thing.file: type(thing).__name__.lower() for thing in refs.things(library)}
    seen = set()
    for file, value, vocabulary in refs.vocabularies(library):
        assert any(value.text in shape.get("enum", ()) for shape in shapes(MADE[kinds[file]])), (file, value)
        seen.add(vocabulary)
    assert {"note kind", "voice", "verdict", "status", "signed", "actor kind", "source kind"} <= seen
    assert words("note", "kind") != words("actor", "kind") and words("note", "by") == ()


# ---- editor set-up --------------------------------------------------------------------------------------------------


def jsonc(path: Path) -> Any:
    """A file of JSON with comments on lines of their own, as editors read it."""
    return json.loads(re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.M))


@pytest.mark.parametrize("name", ["settings.json", "extensions.json", "tasks.json"])
def test_the_editor_can_read_its_files(name: str) -> None:
    assert jsonc(ROOT / ".vscode" / name)


def test_the_editor_finds_the_line_of_a_problem() -> None:
    [task] = jsonc(ROOT / ".vscode" / "tasks.json")["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    place = Place("docs/articles/hanoi-2-0/notes/scope.md", 4)
    found = re.fullmatch(pattern["regexp"], github([Problem(place, "unknown_word", "`coment` is: not.", "a\nb")]))
    assert found is not None
    assert (found[pattern["file"]], found[pattern["line"]], found[pattern["code"]]) == (place.file, "4", "unknown_word")


def test_the_dev_container_is_pinned() -> None:
    image = jsonc(ROOT / ".devcontainer" / "devcontainer.json")["image"]
    assert re.fullmatch(r"[a-z./]+@sha256:[0-9a-f]{64}", image)

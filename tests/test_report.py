"""How problems are shown: on a terminal, in a pull request, to programs; and nothing in them can take control."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import CASES, ROOT, SMALL, laid_over
from hypothesis import given
from hypothesis import strategies as st

from reading import report
from reading.changes import changes, in_words
from reading.load import load
from reading.model import Place, Problem

NOTES = str(Path(sys.executable).with_name("notes"))
PROBLEM = Problem(Place("docs/terms/quay.md", 4), "unknown_word", "`a` is not a word.", "Did you mean `b`?\nOr `c`?")
NOTICE = Problem(Place("docs/terms/quay.md", 9), "unused_source", "nothing cites it.", "Cite it.", notice=True)
problems = st.builds(
    Problem, st.builds(Place, st.text(min_size=1), st.integers(1, 9)), st.just("rule"), st.text(), st.text()
)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: Small\n")
    return laid_over(tmp_path, SMALL, CASES / "unknown-word")


def run(here: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"ARTICLE_TEXT": ""}
    return subprocess.run([NOTES, *words], cwd=here, env=environment, capture_output=True, text=True)


# ---- in a pull request ----------------------------------------------------------------------------------------------


def test_a_problem_is_an_annotation_on_its_line() -> None:
    assert report.github([PROBLEM, NOTICE]).split("\n") == [
        "::error file=docs/terms/quay.md,line=4,title=unknown_word::`a` is not a word.%0ADid you mean `b`?%0AOr `c`?",
        "::notice file=docs/terms/quay.md,line=9,title=unused_source::nothing cites it.%0ACite it.",
    ]


def test_hostile_names_and_texts_stay_in_their_annotation() -> None:
    hostile = Problem(
        Place("docs/a,line=1::set-output name=x::y\n::stop-commands::z%0A.md", 1), "rule", "a\r\n::error::b%", "c"
    )
    assert report.github([hostile]) == (
        "::error file=docs/a%2Cline=1%3A%3Aset-output name=x%3A%3Ay%0A%3A%3Astop-commands%3A%3Az%250A.md,"
        "line=1,title=rule::a%0D%0A::error::b%25%0Ac"
    )


@given(problems)
def test_one_problem_is_one_command(problem: Problem) -> None:
    [line] = report.github([problem]).splitlines()
    properties, _, message = line.removeprefix("::error ").partition("::")
    assert re.fullmatch(r"file=[^,:\n]*,line=\d,title=rule", properties)
    back = message.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
    assert [c for c in f"{problem.wrong}\n{problem.advice}" if c.isprintable()] == [
        c for c in back if c.isprintable()
    ] or "\\u" in message


# ---- on a terminal --------------------------------------------------------------------------------------------------


def test_a_place_can_be_clicked_and_the_words_are_the_same() -> None:
    shown = report.coloured([PROBLEM, NOTICE], Path("/home/a b"))
    assert "\x1b]8;;file:///home/a%20b/docs/terms/quay.md\x1b\\" in shown
    assert re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;;[^\x1b]*\x1b\\", "", shown) == report.lines([PROBLEM, NOTICE])


@given(problems)
def test_nothing_typed_reaches_the_terminal_as_a_command(problem: Problem) -> None:
    shown = report.coloured([problem], Path("/home"))
    ours = re.sub(r"\x1b\[(?:1;31|1;33|36|2|0)m|\x1b\]8;;[^\x1b]*\x1b\\", "", shown)
    assert all(c.isprintable() or c == "\n" for c in ours)


@pytest.mark.parametrize(("environment", "colour"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colour_is_for_terminals_that_want_it(here: Path, environment: dict[str, str], colour: bool) -> None:
    assert "\x1b" not in run(here, "check").stdout
    master, slave = pty.openpty()
    env = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm", "ARTICLE_TEXT": ""} | environment
    process = subprocess.Popen([NOTES, "check"], cwd=here, env=env, stdout=slave, stderr=slave)
    os.close(slave)
    told = b""
    try:
        while chunk := os.read(master, 4096):
            told += chunk
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(master)
    assert process.wait(timeout=30) == 1
    assert (b"\x1b]8;;file://" in told) == colour and b"Did you mean `comment`?" in told


# ---- for programs ---------------------------------------------------------------------------------------------------


def test_json_holds_every_part_of_a_problem(here: Path) -> None:
    done = run(here, "check", "--format", "json")
    found = next(p for p in json.loads(done.stdout) if p["file"].endswith("dark-lamps.md"))
    assert done.returncode == 1 and found["rule"] == "unknown_word" and found["line"] == 5 and not found["notice"]
    assert json.loads(report.as_json([])) == []


def test_sarif_has_what_the_standard_requires(here: Path) -> None:
    """The required properties of SARIF 2.1.0 (OASIS): sarifLog, run, tool, toolComponent, result, message, location."""
    log: Any = json.loads(run(here, "check", "--format", "sarif").stdout)
    assert log["version"] == "2.1.0" and set(log) == {"$schema", "version", "runs"}
    [run_] = log["runs"]
    driver = run_["tool"]["driver"]
    assert driver["name"] and run_["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    assert all(rule["id"] and rule["shortDescription"]["text"] for rule in driver["rules"])
    result = next(r for r in run_["results"] if r["level"] == "error")
    assert result["message"]["text"] and result["level"] in {"none", "note", "warning", "error"}
    assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "unknown_word"
    [place] = [location["physicalLocation"] for location in result["locations"]]
    assert place["region"]["startLine"] == 5
    assert (here / place["artifactLocation"]["uri"]).is_file()


@given(problems)
def test_hostile_names_are_addresses_in_sarif(problem: Problem) -> None:
    log = json.loads(report.sarif([problem], {}))
    uri = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii() and not set(uri) & set(' <>"\\\n\r')


# ---- single files ---------------------------------------------------------------------------------------------------


def test_only_the_problems_of_named_files_are_told(here: Path) -> None:
    bad = next((here / "docs").rglob("dark-lamps.md"))
    assert run(here, "check", "docs/terms/quay.md").returncode == 0
    assert run(here, "check", "docs/terms/quay.md", str(bad)).returncode == 1
    for wrong in ("docs/terms/no.md", "/etc/passwd"):
        done = run(here, "check", wrong)
        assert done.returncode == 1 and wrong in done.stderr and "Traceback" not in done.stderr


# ---- what changed ---------------------------------------------------------------------------------------------------


def test_changes_are_told_in_words(tmp_path: Path) -> None:
    before = load(SMALL).library
    root = laid_over(tmp_path, SMALL)
    assert in_words(changes(before, load(root).library)) == "Nothing that the site shows has changed."
    docs = root / "docs"
    note = next((docs / "articles/harbour/notes").glob("*.md"))
    (docs / "articles/harbour/notes/new-note.md").write_text(
        re.sub(r"passage: .*", "passage: the-gate", note.read_text(encoding="utf-8")), encoding="utf-8"
    )
    quay = (docs / "terms/quay.md").read_text(encoding="utf-8")
    (docs / "terms/quay.md").write_text(
        quay.replace("---\n", "---\n# a comment moves every line\n", 1), encoding="utf-8"
    )
    (docs / "sources/gazette.md").unlink()
    article = docs / "articles/harbour/article.md"
    text = article.read_text(encoding="utf-8").replace("### thirty-years\n\n", "### thirty-years\n\nIn short: ")
    article.write_text(text, encoding="utf-8")
    assert in_words(changes(before, load(root).library)).split("\n") == [
        "- 1 note added on the-gate: `new-note`",
        "- 1 passage changed on harbour: `thirty-years`",
        "- 1 source removed: `gazette`",
    ]


def test_changes_since_a_commit(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        identity = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
        subprocess.run(["git", *identity, *words], cwd=tmp_path, check=True, capture_output=True)

    (tmp_path / "mkdocs.yml").write_text("site_name: Small\n")
    laid_over(tmp_path, SMALL)
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    (tmp_path / "docs/terms/quay.md").unlink()
    assert run(tmp_path, "changes", "--base", "HEAD").stdout == "- 1 term removed: `quay`\n"
    for odd in ("nowhere", "--output=x"):
        done = run(tmp_path, "changes", "--base", odd)
        assert done.returncode == 1 and odd in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "x").exists()


def test_this_project_can_say_what_changed() -> None:
    assert run(ROOT, "changes", "--base", "HEAD").returncode == 0

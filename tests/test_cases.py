"""Each folder in `cases/` is something that happens: files laid over the small library, and what people are told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import CASES, SMALL, laid_over, run, told

from reading import checks, fields, frontmatter, load

NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())
WITHOUT_A_FOLDER = {"symbolic_link", "too_big", "header_too_long", "missing_lead"}  # below, since no file can show them
RULES = {rule.__name__ for rule in checks.RULES} | set(load.RULES) | set(fields.RULES) | set(frontmatter.RULES)


@pytest.mark.parametrize("name", NAMES)
def test_a_case_is_told_to_the_letter(name: str, tmp_path: Path, accept: bool) -> None:
    case = CASES / name
    site = run(laid_over(tmp_path, SMALL, case), text_at_hand=not (case / "no-text").exists())
    expected = case / "expected" / "problems.txt"
    if accept and not expected.exists():
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(told(site), encoding="utf-8")
    assert told(site) == expected.read_text(encoding="utf-8")


def test_the_small_library_has_no_problem() -> None:
    assert run(SMALL).problems == ()


def test_every_rule_has_a_case() -> None:
    told_rules = set()
    for path in CASES.glob("*/expected/problems.txt"):
        told_rules |= set(re.findall(r"^    \[(\w+)\]$", path.read_text(encoding="utf-8"), re.M))
    assert told_rules | WITHOUT_A_FOLDER == RULES


def rules_of(root: Path) -> list[str]:
    return [problem.rule for problem in run(root).problems]


def test_a_link_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    root = laid_over(tmp_path, SMALL)
    (root / "docs" / "terms" / "leak.md").symlink_to("/etc/passwd")
    assert "symbolic_link" in rules_of(root)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    root = laid_over(tmp_path, SMALL)
    (root / "docs" / "terms" / "huge.md").write_text("x" * (5 * 1024 * 1024))
    assert "too_big" in rules_of(root)


def test_a_missing_lead_is_named(tmp_path: Path) -> None:
    root = laid_over(tmp_path, SMALL)
    (root / "docs" / "timeline.md").unlink()
    assert [(p.rule, p.place.file) for p in run(root).problems] == [("missing_lead", "docs/timeline.md")]


def test_a_header_of_thirty_thousand_brackets_is_refused(tmp_path: Path) -> None:
    root = laid_over(tmp_path, SMALL)
    (root / "docs" / "terms" / "deep.md").write_text("---\ntitle: " + "[" * 30_000 + "\n---\nx\n")
    assert "header_too_long" in rules_of(root)


def test_all_problems_come_in_one_run_in_the_order_of_files(tmp_path: Path) -> None:
    root = laid_over(tmp_path, SMALL, CASES / "unknown-mention", CASES / "impossible-date")
    problems = run(root).problems
    assert {problem.rule for problem in problems} == {"unknown_mention", "impossible_date"}
    assert [problem.place for problem in problems] == sorted(problem.place for problem in problems)


def test_the_record_of_a_partial_article_says_what_is_covered(tmp_path: Path) -> None:
    root = laid_over(tmp_path, SMALL)
    article = root / "docs" / "articles" / "harbour" / "article.md"
    header, body = article.read_text(encoding="utf-8").split("language: en\n")
    article.write_text(f"{header}language: en\npartial: The *first half* only.\n{body}", encoding="utf-8")
    site = run(root)
    assert site.problems == ()
    page = next(page for page in site.pages if page.path == "articles/harbour/index.md")
    assert "<dt>What is covered</dt><dd>The <em>first half</em> only.</dd>" in page.body

"""The rule book: every rule in CONTRIBUTING.md has an example that breaks it and one that does not, and both are run.

A block is ```` ```text KIND ````: some fields of a header, or a text, laid over a correct file of that kind in the
small library; ```` ```text name KIND ````: such a file under another name; ```` ```text file PATH ````: a whole file.
What cannot be typed is said in brackets: (nothing), (deleted), (U+202E), (and 300 words more). “, too” keeps what was
wrong. To add a rule, write its heading, its sentence and two such blocks.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT, SMALL, laid_over, run

from reading import checks, fields, frontmatter, load

RULES = {rule.__name__ for rule in checks.RULES} | set(load.RULES) | set(fields.RULES) | set(frontmatter.RULES)
BOOK = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("\n## The rules\n")[2]
SECTIONS = dict(re.findall(r"^### (\w+)\n(.*?)(?=^### \w+\n|\Z)", BOOK, re.M | re.S))
BLOCK = re.compile(r"^```text ([^\n]+)\n(.*?)\n```$", re.M | re.S)
GROUP = re.compile(r"^[a-z_]+:.*(?:\n[ -].*)*", re.M)
SEEN_WITHOUT_THE_TEXT = {"quote_not_proved"}
BASES = {
    "note": "articles/harbour/notes/who-pays.md",
    "claim": "articles/harbour/claims/gate-promised.md",
    "term": "terms/quay.md",
    "source": "sources/gazette.md",
    "event": "events/2020-03-21-speech.md",
    "position": "positions/ada-holm-on-gates.md",
}
WEAK = {"a-repost": "repost", "a-digest": "digest"}


def spelled_out(text: str) -> str:
    """What stands in brackets as what it stands for."""
    text = re.sub(r" \(and ([\d,]+) words more\)", lambda m: " word" * int(m[1].replace(",", "")), text)
    text = re.sub(r" \(and (\d+) brackets more\)", lambda m: "[" * int(m[1]), text)
    return re.sub(r"\(U\+([0-9A-F]{4})\)", lambda m: chr(int(m[1], 16)), text)


def over(base: str, fragment: str) -> str:
    """A file with the fields of a fragment in place of its own; a fragment without fields is its text."""
    _, header, body = base.split("---\n", 2)
    groups = GROUP.findall(fragment)
    if not groups:
        return f"---\n{header}---\n{fragment}\n"
    names = {group.partition(":")[0] for group in groups}
    kept = [group for group in GROUP.findall(header) if group.partition(":")[0] not in names]
    return "\n".join(["---", *kept, *groups, "---", body])


def put(root: Path, info: str, block: str) -> None:
    """Writes what a block shows into a library."""
    info, block = info.removesuffix(", too"), spelled_out(block)
    how, _, what = info.partition(" ")
    if how == "file":
        whole(root / what, block)
    elif how == "name":
        name, _, target = block.partition(" → ")
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if target:
            path.symlink_to(target)
        else:
            path.write_bytes((SMALL / "docs" / BASES[what]).read_bytes())
    elif how == "article":
        base = (SMALL / "docs/articles/harbour/article.md").read_text(encoding="utf-8")
        whole(root / "docs/articles/second/article.md", over(base, block))
    else:
        path = root / "docs" / BASES[info]
        changed = over((SMALL / "docs" / BASES[info]).read_text(encoding="utf-8"), block)
        path.write_bytes(changed.encode().replace("\ufffd".encode(), b"\xe9"))


def whole(path: Path, block: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if block != "(deleted)":
        path.write_text("" if block == "(nothing)" else block + "\n", encoding="utf-8")


def library(root: Path, rule: str) -> Path:
    """A correct library for the examples of a rule, with weak sources where they are wanted."""
    laid_over(root, SMALL)
    for name, kind in WEAK.items() if rule == "weak_source_alone" else ():
        whole(root / f"docs/sources/{name}.md", over((SMALL / "docs/sources/gazette.md").read_text(), f"kind: {kind}"))
    return root


def broken(root: Path, rule: str, text_at_hand: bool) -> set[str]:
    """The rules that a library breaks; of the notices only the one in question."""
    return {p.rule for p in run(root, text_at_hand).problems if not p.notice or p.rule == rule}


def test_every_rule_has_a_heading_a_sentence_and_two_examples() -> None:
    lacking = {rule for rule in RULES if len(BLOCK.findall(SECTIONS.get(rule, ""))) != 2}
    assert lacking == set(), (
        "these rules want a heading in CONTRIBUTING.md with something wrong above and corrected below"
    )
    assert set(SECTIONS) - RULES == set(), "these headings are of no rule"
    assert not [rule for rule, said in SECTIONS.items() if not said.strip().split("```")[0].strip()]


@pytest.mark.parametrize("rule", sorted(RULES & set(SECTIONS)))
def test_what_is_wrong_breaks_that_rule_alone_and_what_is_corrected_none(rule: str, tmp_path: Path) -> None:
    (wrong_info, wrong), (right_info, right) = BLOCK.findall(SECTIONS[rule])
    first = library(tmp_path / "wrong", rule)
    put(first, wrong_info, wrong)
    assert broken(first, rule, rule not in SEEN_WITHOUT_THE_TEXT) == {rule}
    second = first if right_info.endswith(", too") else library(tmp_path / "right", rule)
    put(second, right_info, right)
    assert broken(second, rule, text_at_hand=True) == set()


def test_the_rule_book_stays_short() -> None:
    """A stranger who is no programmer reads this page."""
    for rule, said in SECTIONS.items():
        assert len(said.split("```")[0].split()) <= 30, rule
        assert len(said) < 900, rule

"""Words a problem for a person, for a pull request, and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from .model import Problem

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"  # a name for editors; nothing is fetched


def lines(problems: Sequence[Problem]) -> str:
    """All problems as text: place and sentence, then what to type, indented, then the rule in brackets."""
    return "\n\n".join(_one(problem) for problem in problems)


def _one(problem: Problem) -> str:
    notice = "(a notice) " if problem.notice else ""
    return f"{_where(problem)}: {notice}{problem.wrong}\n{_advice(problem)}\n    [{problem.rule}]"


def _where(problem: Problem) -> str:
    return f"{problem.place.file}, line {problem.place.line}"


def _advice(problem: Problem) -> str:
    return "\n".join(f"    {line}" for line in problem.advice.split("\n"))


def summary(problems: Sequence[Problem]) -> str:
    """How many problems and notices there are, in one line."""
    notices = sum(problem.notice for problem in problems)
    wrong = len(problems) - notices
    files = len({problem.place.file for problem in problems if not problem.notice})
    first = f"{_count(wrong, 'problem')} in {_count(files, 'file')}" if wrong else "No problems"
    return f"{first}; {_count(notices, 'notice')}." if notices else f"{first}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


# ---- on a terminal --------------------------------------------------------------------------------------------------


def coloured(problems: Sequence[Problem], root: Path) -> str:
    """The same text with colour, and places that open the file when clicked (OSC 8).

    `root` is the project's absolute path. Control characters in what people wrote are shown as `\\x1b` and the like, so
    that no file name or value can move the cursor or recolour the screen.
    """
    return "\n\n".join(_coloured(problem, root) for problem in problems)


def _coloured(problem: Problem, root: Path) -> str:
    colour = "33" if problem.notice else "31"
    target = (root / problem.place.file).as_uri() if root.is_absolute() else quote(problem.place.file)
    place = f"\x1b]8;;{target}\x1b\\\x1b[1;{colour}m{_tame(_where(problem))}\x1b[0m\x1b]8;;\x1b\\"
    notice = "(a notice) " if problem.notice else ""
    advice = f"\x1b[36m{_tame(_advice(problem))}\x1b[0m"
    return f"{place}: {notice}{_tame(problem.wrong)}\n{advice}\n    \x1b[2m[{problem.rule}]\x1b[0m"


def _tame(text: str) -> str:
    return "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in text)


# ---- in a pull request ----------------------------------------------------------------------------------------------


def github(problems: Sequence[Problem]) -> str:
    """Workflow commands, which GitHub shows as annotations on the lines.

    Escaped as GitHub's own toolkit does (actions/toolkit, packages/core/src/command.ts): `%`, CR and LF everywhere, and
    `:` and `,` in properties too, so that nothing in a file can end one command and begin another.
    """
    return "\n".join(_command(problem) for problem in problems)


def _command(problem: Problem) -> str:
    level = "notice" if problem.notice else "error"
    place = f"file={_property(problem.place.file)},line={problem.place.line},title={_property(problem.rule)}"
    return f"::{level} {place}::{_data(f'{problem.wrong}{chr(10)}{problem.advice}')}"


def _data(text: str) -> str:
    safe = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return "".join(c if c == "\t" or c.isprintable() else f"\\u{ord(c):04x}" for c in safe)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


# ---- for programs ---------------------------------------------------------------------------------------------------


def as_json(problems: Sequence[Problem]) -> str:
    """A list of objects: file, line, rule, wrong, advice, notice."""
    listed = [
        {"file": p.place.file, "line": p.place.line, "rule": p.rule, "wrong": p.wrong, "advice": p.advice}
        | {"notice": p.notice}
        for p in problems
    ]
    return json.dumps(listed, ensure_ascii=False, indent=1)


def sarif(problems: Sequence[Problem], rules: Mapping[str, str]) -> str:
    """SARIF 2.1.0 (OASIS), which code hosts and editors read; `rules` gives a text for each rule."""
    names = sorted({*rules, *(problem.rule for problem in problems)})
    driver = {
        "name": "reading-notes",
        "rules": [{"id": name, "shortDescription": {"text": rules.get(name) or name}} for name in names],
    }
    run = {"tool": {"driver": driver}, "results": [_result(p, names.index(p.rule)) for p in problems]}
    run["columnKind"] = "unicodeCodePoints"
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _result(problem: Problem, index: int) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": quote(problem.place.file)}, "region": {"startLine": problem.place.line}}
    return {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": "note" if problem.notice else "error",
        "message": {"text": f"{problem.wrong}\n{problem.advice}"},
        "locations": [{"physicalLocation": place}],
    }


FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {"text": lines, "github": github, "json": as_json}

"""Words a problem for a person."""

from __future__ import annotations

from collections.abc import Sequence

from .model import Problem


def lines(problems: Sequence[Problem]) -> str:
    """All problems as text: place and sentence, then what to type, indented, then the rule in brackets."""
    return "\n\n".join(_one(problem) for problem in problems)


def _one(problem: Problem) -> str:
    notice = "(a notice) " if problem.notice else ""
    advice = "\n".join(f"    {line}" for line in problem.advice.split("\n"))
    where = f"{problem.place.file}, line {problem.place.line}"
    return f"{where}: {notice}{problem.wrong}\n{advice}\n    [{problem.rule}]"


def summary(problems: Sequence[Problem]) -> str:
    """How many problems and notices there are, in one line."""
    notices = sum(problem.notice for problem in problems)
    wrong = len(problems) - notices
    files = len({problem.place.file for problem in problems if not problem.notice})
    first = f"{_count(wrong, 'problem')} in {_count(files, 'file')}" if wrong else "No problems"
    return f"{first}; {_count(notices, 'notice')}." if notices else f"{first}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

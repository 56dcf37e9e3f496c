"""Fuzzes `notes realign`: random revisions of many texts, each anchor's answer held against the truth.

    .venv/bin/python bench/realign.py --runs 10000 --seed 1 [--old-text] [--text FILE] [--show 3]

Prints one row for each kind of edit that a sequence was built around (every sequence has one to six edits). `wrong` is
what must never be: exact or same, on another place or on words that were changed. `twin` is the same on a copy that
stands there letter for letter, in whatever spelling, while the first is gone or changed: no reader could tell.
`found` are, of the anchors
that still exist, those placed exactly, or as same or check at the right passage. `misplaced` are all that are shown at
a paragraph that is not what became of the passage, nearly all of them as check.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import texts
from judge import answers, case, judged
from revisions import Ledger, anchors, truth

from reading import text

COLUMNS = ("anchors", "exist", "found", "exact", "same", "check", "orphan", "misplaced", "twin", "wrong")


def run(
    seeds: tuple[str, ...], source: Path | None, with_old: bool, quotes: int
) -> tuple[dict[str, Counter[str]], list[str]]:
    """The counts of many sequences by kind, and the sure answers that are wrong, in words."""
    prose = None if source else texts.own_prose()
    rows: dict[str, Counter[str]] = {}
    shown = []
    for seed in seeds:
        made = case(seed, source, prose)
        if any(len(text.sentences(" ".join(p))) != len(p) for p in made.article):
            rows.setdefault("(left out)", Counter())["anchors"] += 1
            continue
        asked = anchors(random.Random(f"{seed} anchors"), made.article, quotes)
        row = rows.setdefault(made.kind, Counter())
        ledger = Ledger(made.old, made.new)
        for anchor, answer in zip(asked, answers(made, asked, with_old), strict=True):
            columns = list(judged(answer, true := truth(ledger, anchor), anchor, made.article))
            row.update(columns)
            if "wrong" in columns:
                shown.append(f"{seed} {made.edits}\n  {anchor}\n  {answer}\n  {true}")
    return rows, shown


def main() -> None:
    """Runs the sequences on all processors and prints the table; exit 1 where anything is wrong."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=1000)
    options.add_argument("--seed", default="1")
    options.add_argument("--quotes", type=int, default=2, help="quotations asked for in each paragraph")
    options.add_argument("--old-text", action="store_true", help="with the old text at hand")
    options.add_argument("--text", type=Path, help="revise this text instead of made-up ones")
    options.add_argument("--show", type=int, default=3, help="how many wrong answers to print")
    given = options.parse_args()
    seeds = [f"{given.seed}/{n}" for n in range(given.runs)]
    chunks = [tuple(seeds[n::50]) for n in range(min(50, len(seeds)))]
    rows: dict[str, Counter[str]] = {}
    wrong: list[str] = []
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        jobs = [pool.submit(run, chunk, given.text, given.old_text, given.quotes) for chunk in chunks]
        for number, job in enumerate(jobs, 1):
            counts, shown = job.result()
            wrong += shown
            for kind, row in counts.items():
                rows.setdefault(kind, Counter()).update(row)
            print(f"\r{100 * number // len(jobs)} %", end="", file=sys.stderr)
    print("\r", end="", file=sys.stderr)
    print(table(rows))
    print("\n\n".join(wrong[: given.show]))
    sys.exit(1 if wrong else 0)


def table(rows: dict[str, Counter[str]]) -> str:
    """The rows by kind and their sum, as aligned columns."""
    total: Counter[str] = Counter()
    for row in rows.values():
        total.update(row)
    lines = [f"{'edit':20}" + "".join(f"{name:>10}" for name in COLUMNS) + f"{'found %':>10}"]
    for kind, row in [*sorted(rows.items()), ("all", total)]:
        share = f"{100 * row['found'] / row['exist']:.2f}" if row["exist"] else "-"
        lines.append(f"{kind:20}" + "".join(f"{row[name]:>10}" for name in COLUMNS) + f"{share:>10}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()

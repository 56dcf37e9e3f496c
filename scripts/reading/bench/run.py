"""Builds made-up libraries of several sizes, ours and others', and says what each took."""

from __future__ import annotations

import compileall
import filecmp
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from statistics import median

from . import library, measure, others
from .measure import Cost, Program
from .results import Result, Row, exponent

OURS = "Reading notes, cold"
WARM = "Reading notes, one note edited"
STEPS = ".steps.json"
EPOCH = {"SOURCE_DATE_EPOCH": "1700000000"}
EDITED = "articles/article-0/notes/note-0-7.md"
LOADED = re.compile(r"<(?:link|script)\b[^>]*\s(?:href|src)=\"([^\":]+\.(?:css|js|png|svg|ico))\"")
TIMES = 3  # that a note is edited; the median counts
PAGES_A_TURN = 2000  # of ours in a second's turn
BEHIND = 200  # pages at which Material takes twice as long as we, and so on: its turns are as much longer
MOVED = ("assets/move.js", "assets/select.js")  # what find.js loads with a first move; a browser test compares
Say = Callable[[str], None]


def bench(root: Path, sizes: Sequence[int], scratch: Path, say: Say, ours_alone: bool = False) -> Result:
    """Measures libraries of about so many pages each, in a folder of ours; `say` is told what is at work.

    Raises `RuntimeError` with what a program said where one fails.

    What goals compare is built in turns (see `measure.in_turns`), long enough that all end at about the same time: ours
    and Material, at all sizes; then each of three edits, and the cold build of a second project with the same edit.
    Nothing is deleted before the edits: for minutes after many files were deleted ext4 takes several times as long to
    make new ones, as it passes over each of their inodes, and would charge that to whoever is next.
    """
    projects = {size: _project(root, scratch / str(size), size) for size in sizes}
    doubles = {size: _project(root, scratch / f"{size}-again", size) for size in sizes}
    beside = {} if ours_alone else {size: scratch / str(size) / "written" for size in sizes}
    for size, written in beside.items():
        say(f"{size} pages: written for other engines")
        others.write(projects[size], written)
    say("all sizes: ours, cold" if ours_alone else "all sizes: ours, cold, and Material in turns with it")
    rows = _side_by_side(projects, beside)
    for size, written in beside.items():
        rows[size] += _others(projects[size], written, rows[size][0], say)
    view = measure.wire(first_view(projects[sizes[-1]] / "site", "articles/article-0/index.html"))
    ratios: dict[int, float] = {}
    same: list[bool] = []
    for size, project in projects.items():
        say(f"{size} pages: ours, one note edited, and cold in turns with it")
        pairs = [_pair(project, doubles[size], size, number) for number in range(1 if ours_alone else TIMES)]
        edited = _median([edited for edited, _, _ in pairs])
        ratios[edited.pages] = median(edited.cpu / cold.cpu for edited, cold, _ in pairs)
        same += [equal for _, _, equal in pairs]
        rows[size].insert(1, edited)
    flat = [row for of_size in rows.values() for row in of_size]
    return Result(tuple(flat), tuple(others.missing()), _summary(flat, ratios, all(same), view))


def _side_by_side(projects: Mapping[int, Path], beside: Mapping[int, Path]) -> dict[int, list[Row]]:
    """The rows of our cold builds and of Material's, by size, all of them built in turns."""
    ours = [_without_cache(project, "site", size / PAGES_A_TURN) for size, project in projects.items()]
    turns = {size: size / PAGES_A_TURN * (1 + size / BEHIND) for size in beside}
    theirs = [others.engine(others.STOCK, written, turns[size]) for size, written in beside.items()]
    costs = measure.in_turns([*ours, *theirs])
    rows = {size: [_row(project, size, "site", costs.pop(0))] for size, project in projects.items()}
    for size, written in beside.items():
        rows[size].append(
            _of(rows[size][0], others.STOCK, cost := costs.pop(0), others.built(others.STOCK, cost, written))
        )
    return rows


def _median(rows: Sequence[Row]) -> Row:
    """The row in the middle, by its seconds."""
    return sorted(rows, key=attrgetter("cpu"))[len(rows) // 2]


def _project(root: Path, folder: Path, pages: int) -> Path:
    """A project with this one's scripts and looks over a made-up library."""
    shutil.rmtree(folder, ignore_errors=True)
    project = folder / "project"
    library.write(project, library.articles_for(pages))
    ignore = shutil.ignore_patterns("*.egg-info", "__pycache__")
    shutil.copytree(root / "scripts", project / "scripts", ignore=ignore)
    shutil.copytree(root / "docs" / "assets", project / "docs" / "assets")
    shutil.copy(root / "mkdocs.yml", project)
    compileall.compile_dir(project / "scripts", quiet=1)  # as what pip installs is, so that no build compiles programs
    return project


def _program(project: Path, target: str, turn: float = 1.0) -> Program:
    """Ours about to build a project."""
    measure.read(project / "docs")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(project / target)]
    return Program(command, project, EPOCH | {"READING_STEPS": str(project / STEPS), "READING_QUIET": "1"}, turn)


def _without_cache(project: Path, target: str, turn: float = 1.0) -> Program:
    shutil.rmtree(project / ".cache", ignore_errors=True)
    return _program(project, target, turn)


def _row(project: Path, size: int, target: str, cost: Cost) -> Row:
    """What a build of ours cost. Raises `RuntimeError` with what it said where it failed."""
    if cost.status:
        raise RuntimeError(cost.said)
    pages = sum(1 for _ in (project / target).rglob("*.html")) - 1  # but for 404.html
    times = json.loads((project / STEPS).read_text(encoding="utf-8"))
    steps = {step: round(seconds, 3) for step, seconds in times.items()}
    made = measure.size(project / target)
    return Row(OURS, library.articles_for(size), pages, round(cost.cpu, 2), round(cost.peak_mib), made, steps)


def _of(ours: Row, program: str, cost: Cost, size: int) -> Row:
    """What another program cost on the same pages."""
    return Row(program, ours.articles, ours.pages, round(cost.cpu, 2), round(cost.peak_mib), size)


def _pair(project: Path, second: Path, size: int, number: int) -> tuple[Row, Row, bool]:
    """A build after a note was edited, a cold build of a second project with the same edit, whether they are the same.

    They are built in turns, of which the first gets a quarter as long.
    """
    for each in (project, second):
        note = each / "docs" / EDITED
        text = note.read_text(encoding="utf-8").replace("\n---\n", f"\n---\nEdit {number}. ", 1)
        note.write_text(text, encoding="utf-8")
    turn, target = size / PAGES_A_TURN, f"site-{number}"
    costs = measure.in_turns([_program(project, "site", turn / 4), _without_cache(second, target, turn)])
    edited, cold = _row(project, size, "site", costs[0]), _row(second, size, target, costs[1])
    return replace(edited, program=WARM), cold, _same(project / "site", second / target)


def _same(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files with the same bytes."""
    names = [{p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} for folder in (one, other)]
    return names[0] == names[1] and not any(filecmp.cmpfiles(one, other, names[0], shallow=False)[1:])


def first_view(site: Path, name: str) -> list[Path]:
    """A page and every file that a browser loads with it, and with its reader's first move."""
    page = site / name
    loaded = {(page.parent / target).resolve() for target in LOADED.findall(page.read_text(encoding="utf-8"))}
    return [page, *sorted(loaded), *(site / target for target in MOVED)]


def _others(project: Path, written: Path, ours: Row, say: Say) -> Iterator[Row]:
    """What goals do not compare: the other engines, and link checkers on our site."""
    say(f"{ours.pages} pages: other engines")
    for name in [name for name in others.ENGINES if name not in (others.STOCK, *others.missing())]:
        cost = measure.run(others.engine(name, written))
        yield _of(ours, name, cost, others.built(name, cost, written))
    say(f"{ours.pages} pages: link checkers")
    for name, cost in others.checkers(project / "site"):
        yield _of(ours, name, cost, 0)


def _summary(
    rows: Sequence[Row], rebuilds: Mapping[int, float], same: bool, view: int
) -> dict[str, float | bool | None]:
    """The figures of the goals; None for what was not measured."""
    of = {name: [row for row in rows if row.program == name] for name in {row.program for row in rows}}
    ours, stock = of[OURS], of.get(others.STOCK, [])
    ratios = {row.pages: mine.cpu / row.cpu for mine, row in zip(ours, stock, strict=False)}

    def near(pages: int) -> float | None:
        return next((round(ratio, 3) for at, ratio in ratios.items() if abs(at - pages) < pages / 5), None)

    at_500 = [ratio for pages, ratio in rebuilds.items() if abs(pages - 500) < 100]
    return {
        "exponent_cpu": exponent(ours, "cpu"),
        "exponent_bytes": exponent(ours, "size"),
        "ratio_to_material_500": near(500),
        "ratio_to_material_2000": near(2000),
        "rebuild_ratio": round((at_500 or list(rebuilds.values()))[-1], 3),
        "rebuild_identical": same,
        "peak_mib_2000": next((o.peak_mib for o in ours if abs(o.pages - 2000) < 400), None),
        "first_view_kb": round(view / 1000, 1),
    }

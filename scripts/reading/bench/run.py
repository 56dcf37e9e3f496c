"""Builds made-up libraries of several sizes, ours and others', and says what each took."""

from __future__ import annotations

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
from .measure import Cost
from .results import Result, Row, exponent

OURS = "Reading notes, cold"
WARM = "Reading notes, one note edited"
EPOCH = {"SOURCE_DATE_EPOCH": "1700000000"}
EDITED = "articles/article-0/notes/note-0-7.md"
LOADED = re.compile(r"<(?:link|script)\b[^>]*\s(?:href|src)=\"([^\":]+\.(?:css|js|png|svg|ico))\"")
TIMES = 3  # that ours is built, and a note edited; the median counts
MOVED = ("assets/move.js", "assets/select.js")  # what find.js loads with a first move; a browser test compares
Say = Callable[[str], None]


def bench(root: Path, sizes: Sequence[int], scratch: Path, say: Say, ours_alone: bool = False) -> Result:
    """Measures libraries of about so many pages each, in a folder of ours; `say` is told what is at work.

    Raises `RuntimeError` with what a program said where one fails.

    Ours takes a tenth of the others' time, in which a shared machine may be at its best or its worst: so it is built
    before, between and after them, and the median counts. Each of three edits is followed by the cold build that it is
    compared with. Edits come last, and nothing is deleted before them: for minutes after many files were deleted ext4
    takes several times as long to make new ones, as it passes over each of their inodes, and would charge that to
    whoever is next.
    """
    rows: list[list[Row]] = []
    rebuilt: list[bool] = []
    view = 0
    projects = [_project(root, scratch / str(size), size) for size in sizes]
    for size, project in zip(sizes, projects, strict=True):
        cold, beside = [_cold(project, size, "site", say)], []
        view = measure.wire(first_view(project / "site", "articles/article-0/index.html"))
        for row in () if ours_alone else _others(project, cold[0], say):
            beside.append(row)
            if len(cold) < TIMES:
                cold.append(_cold(project, size, f"site-{len(cold)}", say))
        rows.append([_median(cold), *beside])
    ratios: dict[int, float] = {}
    for size, project, of_size in zip(sizes, projects, rows, strict=True):
        pairs = [_pair(project, size, of_size[0], number, say) for number in range(1 if ours_alone else TIMES)]
        edited = _median([edited for edited, _, _ in pairs])
        ratios[edited.pages] = median(edited.cpu / cold.cpu for edited, cold, _ in pairs)
        rebuilt += [same for _, _, same in pairs]
        of_size.insert(1, edited)
    flat = [row for of_size in rows for row in of_size]
    return Result(tuple(flat), tuple(others.missing()), _summary(flat, ratios, all(rebuilt), view))


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
    return project


def _cold(project: Path, size: int, target: str, say: Say) -> Row:
    """A build of a project without a cache."""
    say(f"{size} pages: ours, cold")
    shutil.rmtree(project / ".cache", ignore_errors=True)
    cost, steps = _build(project, project / target)
    pages = sum(1 for _ in (project / target).rglob("*.html")) - 1  # but for 404.html
    made = measure.size(project / target)
    return Row(OURS, library.articles_for(size), pages, round(cost.cpu, 2), round(cost.peak_mib), made, steps)


def _pair(project: Path, size: int, first: Row, number: int, say: Say) -> tuple[Row, Row, bool]:
    """A build after a note was edited, a cold build of the same, and whether they gave the same."""
    note = project / "docs" / EDITED
    note.write_text(note.read_text(encoding="utf-8").replace("\n---\n", f"\n---\nEdit {number}. ", 1), encoding="utf-8")
    say(f"{size} pages: ours, one note edited")
    cost, steps = _build(project, project / "site")
    edited = replace(first, program=WARM, cpu=round(cost.cpu, 2), peak_mib=round(cost.peak_mib), steps=steps)
    cold = _cold(project, size, f"again-{number}", say)
    return edited, cold, _same(project / "site", project / f"again-{number}")


def _build(project: Path, target: Path) -> tuple[Cost, dict[str, float]]:
    measure.read(project / "docs")
    times = project / ".steps.json"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    cost = measure.run(command, project, EPOCH | {"READING_STEPS": str(times), "READING_QUIET": "1"})
    if cost.status:
        raise RuntimeError(cost.said)
    return cost, {step: round(seconds, 3) for step, seconds in json.loads(times.read_text(encoding="utf-8")).items()}


def _same(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files with the same bytes."""
    names = [{p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} for folder in (one, other)]
    return names[0] == names[1] and not any(filecmp.cmpfiles(one, other, names[0], shallow=False)[1:])


def first_view(site: Path, name: str) -> list[Path]:
    """A page and every file that a browser loads with it, and with its reader's first move."""
    page = site / name
    loaded = {(page.parent / target).resolve() for target in LOADED.findall(page.read_text(encoding="utf-8"))}
    return [page, *sorted(loaded), *(site / target for target in MOVED)]


def _others(project: Path, ours: Row, say: Say) -> Iterator[Row]:
    say(f"{ours.pages} pages: other engines")
    for name, cost, made in others.engines(project, project.parent / "written"):
        yield Row(name, ours.articles, ours.pages, round(cost.cpu, 2), round(cost.peak_mib), made)
    say(f"{ours.pages} pages: link checkers")
    for name, cost in others.checkers(project / "site"):
        yield Row(name, ours.articles, ours.pages, round(cost.cpu, 2), round(cost.peak_mib), 0)


def _summary(
    rows: Sequence[Row], rebuilds: Mapping[int, float], same: bool, view: int
) -> dict[str, float | bool | None]:
    """The figures of the goals; None for what was not measured."""
    of = {name: [row for row in rows if row.program == name] for name in {row.program for row in rows}}
    ours, stock = of[OURS], of.get("Material, stock", [])
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

"""What the maintainers' guide says of the cost of a build is what the last benchmark found."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT, SMALL, project

from reading.bench import measure, others, results
from reading.commands_bench import bench


def test_the_table_in_the_guide_is_made_from_the_results() -> None:
    found = results.from_json((ROOT / "scripts" / "reading" / "bench" / "results.json").read_text(encoding="utf-8"))
    guide = (ROOT / "docs" / "contributing" / "maintainers.md").read_text(encoding="utf-8")
    assert results.brief(found) in guide
    assert results.from_json(results.as_json(found)) == found


def test_every_engine_that_is_here_builds_the_same_pages(tmp_path: Path) -> None:
    written = tmp_path / "written"
    others.write(project(tmp_path / "project", SMALL), written)
    for name in others.ENGINES.keys() - set(others.missing()):
        assert others.built(name, measure.run(others.engine(name, written)), written) > 100_000, name


def test_programs_take_turns_and_are_ended_with_the_benchmark(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    took = """import time
gap, last = 0, time.monotonic()
while time.process_time() < {}:
    gap, last = max(gap, time.monotonic() - last), time.monotonic()
print("halted", round(gap, 2))"""
    programs = [
        measure.Program([sys.executable, "-c", took.format(seconds)], folder, turn=0.05)
        for folder, seconds in zip(folders, (0.4, 0.2), strict=True)
    ]
    long, short = measure.in_turns(programs)
    assert (long.status, short.status) == (0, 0) and long.cpu >= 0.4 and short.cpu >= 0.2
    assert all(cost.said.startswith("halted") and float(cost.said.split()[1]) >= 0.04 for cost in (long, short))
    with pytest.raises(FileNotFoundError):
        measure.in_turns([*programs, measure.Program(["no-such-program"], tmp_path)])
    number = tmp_path / "number"
    sleeps = f"import os, pathlib, time; pathlib.Path({str(number)!r}).write_text(str(os.getpid())); time.sleep(60)"
    fails = measure.Program([sys.executable, "-c", "raise SystemExit('it failed')"], tmp_path)
    with pytest.raises(RuntimeError, match="it failed"):
        measure.in_turns([measure.Program([sys.executable, "-c", sleeps], folders[0], turn=2), fails])
    with pytest.raises(ProcessLookupError):
        os.kill(int(number.read_text()), 0)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["--sizes", "50,x"], "--sizes 50,500,2000"),
        (["--sizes", "0"], "--sizes 50,500,2000"),
        (["--sizes", ""], "--sizes 50,500,2000"),
        (["--sizes", "50", "--json", "no-such-folder/x.json"], "--json bench.json"),
    ],
)
def test_what_cannot_be_measured_or_written_is_said_at_once(typed: list[str], told: str) -> None:
    done = CliRunner().invoke(bench, typed)
    assert done.exit_code == 1 and told in done.output and "pages: ours" not in done.output

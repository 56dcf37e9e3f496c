"""What the maintainers' guide says of the cost of a build is what the last benchmark found."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT, SMALL, project

from reading.bench import others, results
from reading.commands_bench import bench


def test_the_table_in_the_guide_is_made_from_the_results() -> None:
    found = results.from_json((ROOT / "scripts" / "reading" / "bench" / "results.json").read_text(encoding="utf-8"))
    guide = (ROOT / "docs" / "contributing" / "maintainers.md").read_text(encoding="utf-8")
    assert results.brief(found) in guide
    assert results.from_json(results.as_json(found)) == found


def test_every_engine_that_is_here_builds_the_same_pages(tmp_path: Path) -> None:
    found = list(others.engines(project(tmp_path / "project", SMALL), tmp_path / "written"))
    assert [name for name, _, _ in found] == [name for name in others.ENGINES if name not in others.missing()]
    assert all(size > 100_000 for _, _, size in found)


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

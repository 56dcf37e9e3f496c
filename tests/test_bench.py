"""What the maintainers' guide says of the cost of a build is what the last benchmark found."""

from __future__ import annotations

from pathlib import Path

from conftest import ROOT, SMALL, project

from reading.bench import others, results


def test_the_table_in_the_guide_is_made_from_the_results() -> None:
    found = results.from_json((ROOT / "scripts" / "reading" / "bench" / "results.json").read_text(encoding="utf-8"))
    guide = (ROOT / "docs" / "contributing" / "maintainers.md").read_text(encoding="utf-8")
    assert results.brief(found) in guide
    assert results.from_json(results.as_json(found)) == found


def test_every_engine_that_is_here_builds_the_same_pages(tmp_path: Path) -> None:
    found = list(others.engines(project(tmp_path / "project", SMALL), tmp_path / "written"))
    assert [name for name, _, _ in found] == [name for name in others.ENGINES if name not in others.missing()]
    assert all(size > 100_000 for _, _, size in found)

"""What the maintainers' guide says of the cost of a build is what the last benchmark found."""

from __future__ import annotations

from conftest import ROOT

from reading.bench import results


def test_the_table_in_the_guide_is_made_from_the_results() -> None:
    found = results.from_json((ROOT / "scripts" / "reading" / "bench" / "results.json").read_text(encoding="utf-8"))
    guide = (ROOT / "docs" / "contributing" / "maintainers.md").read_text(encoding="utf-8")
    assert results.brief(found) in guide
    assert results.from_json(results.as_json(found)) == found

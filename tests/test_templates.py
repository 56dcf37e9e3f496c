"""What `notes new` writes: the templates of CONTRIBUTING.md, never over a file that is there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, SMALL, laid_over

from reading.templates import TEMPLATES


def notes(here: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The `notes` command in a folder."""
    command = [str(Path(sys.executable).with_name("notes")), *words]
    return subprocess.run(command, cwd=here, env=os.environ | {"ARTICLE_TEXT": ""}, capture_output=True, text=True)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: Small\n")
    return laid_over(tmp_path, SMALL)


@pytest.mark.parametrize("kind", sorted(TEMPLATES))
def test_contributing_shows_the_template(kind: str) -> None:
    shown = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").replace("[un-1718-list]", "[]")
    template = TEMPLATES[kind][1].replace("draft: yes\n", "").format(today="2026-03-02")
    assert f"```markdown\n{template}```" in shown


@pytest.mark.parametrize("kind", sorted(TEMPLATES))
def test_a_new_file_is_a_draft_and_breaks_nothing(kind: str, here: Path) -> None:
    assert notes(here, "new", kind, "brand-new", "--article", "harbour").returncode == 0
    checked = notes(here, "check")
    assert checked.returncode == 0, checked.stdout


def test_nothing_is_ever_overwritten(here: Path) -> None:
    file = here / "docs" / "terms" / "quay.md"
    before = file.read_text(encoding="utf-8")
    done = notes(here, "new", "term", "quay")
    assert (done.returncode, file.read_text(encoding="utf-8")) == (1, before)
    assert "already there" in done.stderr and "Traceback" not in done.stderr

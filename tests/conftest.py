"""Shared by all tests: where things are, the small library, and one built site for every test that reads it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from reading import door, report
from reading.site import Site, journey

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "small"
CASES = ROOT / "tests" / "cases"
settings.register_profile("unhurried", deadline=None)  # a busy machine is no failure
settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write expectations that are missing; then read them")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept"))


def laid_over(target: Path, *libraries: Path) -> Path:
    """The files of several libraries, each laid over the ones before."""
    for library in libraries:
        shutil.copytree(library, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected"))
    return target


def run(root: Path, text_at_hand: bool = True) -> Site:
    """The journey over a folder, with the author's texts in its `texts/` or without."""
    return journey(root, door.originals(root, {}) if text_at_hand else {})


def told(site: Site) -> str:
    """The problems of a journey as a person sees them."""
    return report.lines(site.problems) + "\n"


def author_text() -> Path | None:
    """The author's text of the article, where it is at hand."""
    given = os.environ.get("ARTICLE_TEXT")
    path = Path(given.partition("=")[2] or given) if given else ROOT.parent / "shared" / "article" / "hanoi-2-0.txt"
    return path if path.is_file() else None


def build(
    project: Path, target: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """`mkdocs build --strict` of a project into a folder."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1"} | dict(environment or {})
    return subprocess.run(command, cwd=project, env=env, capture_output=True, text=True)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The real site, built once."""
    target = tmp_path_factory.mktemp("built") / "site"
    done = build(ROOT, target, {"EDIT_URI": "https://forge.example/edit/main/docs/"})
    assert done.returncode == 0, done.stdout + done.stderr
    yield target


def project(folder: Path, library: Path) -> Path:
    """A whole project in a folder: this project's scripts and configuration over another library."""
    shutil.copytree(library, folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "scripts", folder / "scripts", ignore=shutil.ignore_patterns("*.egg-info", "__pycache__"))
    shutil.copytree(ROOT / "docs" / "assets", folder / "docs" / "assets", dirs_exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder

"""What others take for the same pages: engines on what `notes write` wrote, link checkers on the built site."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from . import measure
from .measure import Cost, Program

SETTINGS = "site_name: The same pages\nsite_url: ''\nuse_directory_urls: false\ntheme: {name: material}\n"
TEMPLATE = re.compile(r"^template: .*\n", re.M)
STOCK = "Material, stock"
ENGINES = {
    STOCK: ("mkdocs", ["-m", "mkdocs", "build", "--quiet"]),
    "Zensical, stock": ("zensical", ["-m", "zensical", "build", "--config-file", "mkdocs.yml"]),
}
CHECKERS = {
    "lychee": ["--offline", "--no-progress", "--include-fragments", "--root-dir", ".", "."],
    "linkinator": [".", "--recurse", "--silent", "--skip", "^https?://(?!localhost)"],
}


def missing() -> list[str]:
    """The programs that are not installed here."""
    engines = [name for name, (module, _) in ENGINES.items() if find_spec(module) is None]
    return engines + [name for name in CHECKERS if _checker(name) is None]


def write(project: Path, written: Path) -> None:
    """Writes the pages of a project, with a configuration that any of the engines builds them by."""
    shutil.rmtree(written, ignore_errors=True)
    done = measure.run(
        Program([sys.executable, "-c", "from reading.cli import main; main()", "write", str(written)], project)
    )
    if done.status:
        raise RuntimeError(done.said)
    shutil.rmtree(written / "theme")
    for page in (written / "docs").rglob("*.md"):  # pages that name a template of the theme's get the usual one
        text = page.read_text(encoding="utf-8")
        page.write_text(TEMPLATE.sub("", text, count=1), encoding="utf-8")
    (written / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")


def engine(name: str, written: Path, turn: float = 1.0) -> Program:
    """An engine about to build what `write` wrote."""
    measure.read(written / "docs")
    return Program([sys.executable, *ENGINES[name][1]], written, turn=turn)


def built(name: str, cost: Cost, written: Path) -> int:
    """The bytes of the site that an engine built; the site goes out of the next one's way.

    Raises `RuntimeError` with what the engine said where it failed.
    """
    if cost.status:
        raise RuntimeError(f"{name}: {cost.said[-1000:]}")
    # Deleting would slow down who is next, see `run.bench`.
    return measure.size((written / "site").rename(written / ENGINES[name][0]))


def checkers(site: Path) -> Iterator[tuple[str, Cost]]:
    """(name, cost) of each link checker on a built site; what they find is theirs to say."""
    for name, arguments in CHECKERS.items():
        program = _checker(name)
        if program:
            yield name, measure.run(Program([program, *arguments], site))


def _checker(name: str) -> str | None:
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.is_file() else shutil.which(name)

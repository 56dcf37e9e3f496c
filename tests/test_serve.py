"""`mkdocs serve` shows what was edited, content and scripts, and outlives a slip."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import SMALL, project
from test_build import tree
from test_cache import DEEDS, leave_an_article, show_the_words, two_articles

PATIENCE = 60.0  # seconds until an edit must be seen; a busy machine may need many


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A project being served: its folder and its address."""
    here = project(tmp_path / "project", SMALL)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    env = os.environ | {"PYTHONPATH": str(here / "scripts"), "NO_MKDOCS_2_WARNING": "1"}
    with (tmp_path / "log").open("w") as log:
        running = subprocess.Popen(command, cwd=here, env=env, stdout=log, stderr=log)
        try:
            yield here, f"http://127.0.0.1:{port}"
        finally:
            running.terminate()
            running.wait(timeout=20)


def seen(address: str, words: str) -> Callable[[], bool]:
    def there() -> bool:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return words in answer.read().decode()
        except OSError:
            return False

    return there


def eventually(true: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.2)
    return False


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_edits_are_shown_and_a_slip_does_not_stop_the_server(server: tuple[Path, str]) -> None:
    here, address = server
    term = here / "docs" / "terms" / "quay.md"
    assert eventually(seen(f"{address}/terms.html", "A wall at which ships land"))
    edit(term, "ships land", "boats land")
    assert eventually(seen(f"{address}/terms.html", "boats land"))
    edit(term, "title: Quay", "titel: Quay")
    time.sleep(2)
    assert eventually(seen(f"{address}/terms.html", "boats land"))
    edit(term, "titel: Quay", "title: Quayside")
    assert eventually(seen(f"{address}/terms.html", "Quayside"))
    edit(here / "scripts" / "reading" / "pages" / "parts.py", "Sources: {", "Known from: {")
    assert eventually(seen(f"{address}/terms.html", "Known from: "))


# What `mkdocs serve` does at each edit, without a server: a line on standard input asks for a build.
BUILDS = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
first = load_config(config_file="mkdocs.yml", site_dir=sys.argv[1])
first.plugins.on_startup(command="serve", dirty=False)
for line in sys.stdin:
    config = load_config(config_file="mkdocs.yml", site_dir=sys.argv[1])
    config.site_url = "http://127.0.0.1:8000/"
    build(config, serve_url=config.site_url)
    print("built", flush=True)
"""


def restyle(docs: Path, dice: random.Random) -> None:
    """A look, which no page is made from."""
    style = docs / "assets" / "reading.css"
    style.write_text(style.read_text(encoding="utf-8") + f"\n.a {{ order: {dice.randrange(99)}; }}\n", encoding="utf-8")


def reword(docs: Path, dice: random.Random) -> None:
    """A template, of which the server keeps what it was compiled to."""
    page = docs.parent / "scripts" / "theme" / "404.html"
    page.write_text(
        page.read_text(encoding="utf-8").replace("There is no", f"Nr {dice.random()}: no"), encoding="utf-8"
    )


# A private copy is another command's; the rest is what somebody does while a server runs.
EDITS = (*(deed for deed in DEEDS if deed is not show_the_words), restyle, reword)
IGNORED = shutil.ignore_patterns(".cache", "site")


class Served:
    """A project that is built again and again by one process, into a folder."""

    def __init__(self, here: Path, site: Path) -> None:
        env = os.environ | {"PYTHONPATH": str(here / "scripts"), "NO_MKDOCS_2_WARNING": "1"}
        self.site = site
        pipe = subprocess.PIPE
        command = [sys.executable, "-c", BUILDS, str(site)]
        self._process = subprocess.Popen(command, cwd=here, env=env, stdin=pipe, stdout=pipe, stderr=pipe, text=True)

    def build(self) -> dict[str, str]:
        """The files that are served after an edit."""
        assert self._process.stdin and self._process.stdout and self._process.stderr
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        if self._process.stdout.readline() != "built\n":
            raise AssertionError(self._process.stderr.read())
        return tree(self.site)

    def end(self) -> None:
        """Ends the process."""
        self._process.communicate()


def test_what_is_served_is_what_a_new_server_would_show(tmp_path: Path) -> None:
    here = two_articles(tmp_path / "here")
    dice = random.Random(2)
    served = Served(here, tmp_path / "served")
    shown = [served.build()]
    for deed in (*dice.sample(EDITS, len(EDITS)), leave_an_article):
        deed(here / "docs", dice)
        shown.append(served.build())
        for folder in ("cold", "other"):
            shutil.rmtree(tmp_path / folder, ignore_errors=True)
        cold = Served(shutil.copytree(here, tmp_path / "cold", ignore=IGNORED), tmp_path / "other")
        assert shown[-1] == cold.build(), deed.__name__
        cold.end()
    served.end()
    changed = [one != other for one, other in itertools.pairwise(shown)]
    assert changed.count(False) <= 2  # there may have been nothing to rename or to delete


def test_a_note_is_all_that_is_rendered_again(tmp_path: Path) -> None:
    """Otherwise the test above would pass with a server that makes everything anew."""
    here = two_articles(tmp_path / "here")
    served = Served(here, tmp_path / "served")
    served.build()
    times = {path: path.stat().st_mtime_ns for path in served.site.rglob("*") if path.is_file()}
    edit(here / "docs" / "articles" / "later" / "notes" / "an-answer.md", "This answers", "That answers")
    served.build()
    served.end()
    new = {path.relative_to(served.site).as_posix() for path in times if path.stat().st_mtime_ns != times[path]}
    pages = {name for name in new if name.endswith(".html")}
    assert "articles/later/index.html" in pages and "articles/harbour/index.html" not in pages
    assert "terms.html" not in pages and not any(name.startswith("assets/") for name in new)

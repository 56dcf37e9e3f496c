"""`mkdocs serve` shows what was edited, content and scripts, and outlives a slip."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import SMALL, project

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

"""A build that a person stops, that finds no room or may not write: the last good site stays, and one line says why."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import SMALL, build, project
from test_build import tree

from reading import door

NOTES = str(Path(sys.executable).with_name("notes"))


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a good site, and a text that has changed since."""
    folder = project(tmp_path_factory.mktemp("interrupted"), SMALL)
    done = build(folder, folder / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    quay = folder / "docs" / "terms" / "quay.md"
    quay.write_text(quay.read_text(encoding="utf-8") + "\nAnother sentence.\n", encoding="utf-8")
    return folder


def stoppable() -> None:
    """Ctrl-C is heard, also where the tests run in the background of a shell, whose commands are told to ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def litter(here: Path) -> list[str]:
    """What a build left beside the site."""
    return [path.name for path in here.iterdir() if path.name.startswith(".site")]


@pytest.mark.parametrize("seconds", [0.0, 0.1, 0.2])
def test_a_build_that_a_person_stops_leaves_the_last_site_and_no_litter(here: Path, seconds: float) -> None:
    before = tree(here / "site")
    started = subprocess.Popen(
        [NOTES, "build"],
        cwd=here,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=stoppable,
    )
    assert started.stdout
    while "Building documentation" not in started.stdout.readline():
        assert started.poll() is None
    time.sleep(seconds)
    os.killpg(started.pid, signal.SIGINT)  # as Ctrl-C does: the command and MkDocs below it
    told, _ = started.communicate(timeout=120)
    if seconds and "Documentation built" in told:
        pytest.skip("the build was over before it could be stopped")
    assert started.returncode == 1, told
    assert told.rstrip().endswith("Stopped. The last site stays as it was.") and "Traceback" not in told
    assert tree(here / "site") == before and litter(here) == []


def no_room() -> None:
    """What a full disk does to a process: no file can grow beyond 20 kB."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_a_build_without_room_leaves_the_last_site(here: Path) -> None:
    before = tree(here / "site")
    done = subprocess.run([NOTES, "build"], cwd=here, capture_output=True, text=True, preexec_fn=no_room)
    assert done.returncode == 1 and "Traceback" not in done.stdout + done.stderr
    [line] = [line for line in (done.stdout + done.stderr).split("\n") if "The last site stays as it was." in line]
    assert "too large" in line
    assert tree(here / "site") == before and litter(here) == []


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="only Linux has a folder that not even root may write to")
def test_a_folder_that_may_not_be_written_to_is_named(here: Path) -> None:
    done = build(here, Path("/sys/kernel/site"))
    assert done.returncode == 1 and "Traceback" not in done.stderr
    [line] = [line for line in (done.stdout + done.stderr).split("\n") if "The last site stays as it was." in line]
    assert line.startswith("/sys/kernel/.site.building: ")


def test_a_swap_that_a_person_stops_brings_the_last_site_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, built = tmp_path / "site", tmp_path / "built"
    for folder, words in ((site, "old"), (built, "new")):
        folder.mkdir()
        (folder / "index.html").write_text(words)
    rename = Path.rename

    def stopped(self: Path, target: Path) -> Path:
        if self == built:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stopped)
    with pytest.raises(KeyboardInterrupt):
        door.swap(built, site)
    assert (site / "index.html").read_text() == "old"

"""What tells `mkdocs serve` of edits: the system at once, else a look now and then, and each edit one time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from watchdog.events import FileModifiedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

import watcher

HOURS = 3600.0
PATIENCE = 30.0


class Told(FileSystemEventHandler):
    """Keeps the files that it is told of."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    def on_any_event(self, event: FileSystemEvent) -> None:
        self.paths.append(Path(str(event.src_path)).name)

    def hears_of(self, name: str) -> bool:
        """Whether it is told of a file before long."""
        end = time.monotonic() + PATIENCE
        while name not in self.paths and time.monotonic() < end:
            time.sleep(0.02)
        return name in self.paths


@contextmanager
def watching(folder: Path) -> Iterator[Told]:
    told, here = Told(), watcher.Watcher()
    here.schedule(told, str(folder))
    here.start()
    try:
        yield told
    finally:
        here.stop()
        here.join()


def refuse(*_: object) -> None:
    raise OSError("inotify watch limit reached")


def test_the_system_tells_of_an_edit_long_before_anybody_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watcher, "LOOKS", HOURS)
    (tmp_path / "inner").mkdir()
    with watching(tmp_path) as told:
        (tmp_path / "inner" / "note.md").write_text("new", encoding="utf-8")
        assert told.hears_of("note.md")


@pytest.mark.parametrize(
    "deed",
    [
        lambda file: file.write_text("longer than it was", encoding="utf-8"),
        lambda file: file.replace(file.with_name("other.md")),
        lambda file: file.unlink(),
    ],
    ids=["edited", "renamed", "deleted"],
)
def test_where_the_system_tells_nothing_somebody_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deed: Callable[[Path], None]
) -> None:
    monkeypatch.setattr(watcher, "LOOKS", 0.1)
    monkeypatch.setattr(Observer, "start", refuse)
    note = tmp_path / "note.md"
    note.write_text("old", encoding="utf-8")
    with watching(tmp_path) as told:
        time.sleep(0.3)  # it has looked once
        deed(note)
        assert told.hears_of("note.md")


def test_a_single_file_is_watched_until_it_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As MkDocs watches its configuration."""
    monkeypatch.setattr(watcher, "LOOKS", 0.1)
    here = {name: tmp_path / name for name in ("kept", "left")}
    told, watched = Told(), watcher.Watcher()
    for file in here.values():
        file.write_text("old", encoding="utf-8")
    watches = {name: watched.schedule(told, str(file)) for name, file in here.items()}
    watches["folder"] = watched.schedule(told, str(tmp_path))
    watched.unschedule(watches["folder"])
    watched.unschedule(watches["left"])
    watched.start()
    time.sleep(0.3)
    here["left"].write_text("newer", encoding="utf-8")
    here["kept"].write_text("newer", encoding="utf-8")
    assert told.hears_of("kept")
    watched.stop()
    watched.join()
    assert "left" not in told.paths


def test_reading_a_file_is_no_news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a build, which reads every file, would call for the next one."""
    monkeypatch.setattr(watcher, "LOOKS", 0.1)
    (tmp_path / "note.md").write_text("old", encoding="utf-8")
    with watching(tmp_path) as told:
        (tmp_path / "note.md").read_text(encoding="utf-8")
        (tmp_path / "last.md").write_text("new", encoding="utf-8")
        assert told.hears_of("last.md")
        assert "note.md" not in told.paths


def test_what_was_told_is_not_told_again(tmp_path: Path) -> None:
    note, told = tmp_path / "note.md", Told()
    news = watcher.News(told)
    note.write_text("one", encoding="utf-8")
    for _ in range(2):  # the system says it, then it is seen
        news.dispatch(FileModifiedEvent(str(note)))
    assert told.paths == ["note.md"]
    note.write_text("three", encoding="utf-8")
    news.dispatch(FileModifiedEvent(str(note)))
    note.unlink()
    for _ in range(2):
        news.dispatch(FileModifiedEvent(str(note)))
    assert told.paths == ["note.md"] * 3

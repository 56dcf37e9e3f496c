"""Tells a server of edits as soon as the system does, instead of looking at every file twice a second."""

from __future__ import annotations

from pathlib import Path

from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch
from watchdog.observers.polling import PollingObserver

EDITS: list[type[FileSystemEvent]] = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
LOOKS = 2.0  # seconds between two looks; a library of 50 articles has four thousand files to look at


class Watcher:
    """What the server takes for a watchdog observer: the system's, and behind it one that looks itself now and then.

    A disk of another machine, or of the host of a container, may tell nothing. What the system told first is not told
    again when it is seen.
    """

    def __init__(self) -> None:
        self._told = Observer()
        self._looking = PollingObserver(timeout=LOOKS)
        self._watches: dict[ObservedWatch, ObservedWatch] = {}

    def schedule(self, handler: FileSystemEventHandler, path: str, recursive: bool = True) -> ObservedWatch:
        """Watches a file or a folder from the start on; not every system tells of single files."""
        news = News(handler)
        watch = self._looking.schedule(news, path, recursive=recursive, event_filter=EDITS)
        if Path(path).is_dir():
            self._watches[watch] = self._told.schedule(news, path, recursive=recursive, event_filter=EDITS)
        return watch

    def unschedule(self, watch: ObservedWatch) -> None:
        """Lets go of a file or folder."""
        self._looking.unschedule(watch)
        if watch in self._watches:
            self._told.unschedule(self._watches.pop(watch))

    def start(self) -> None:
        """Begins; a system that can watch no more files leaves it to the looking."""
        self._looking.start()
        try:
            self._told.start()
        except OSError:
            self._told.stop()

    def stop(self) -> None:
        """Ends both."""
        self._looking.stop()
        self._told.stop()

    def join(self) -> None:
        """Waits until both have ended."""
        for observer in (self._looking, self._told):
            if observer.is_alive():
                observer.join()


class News(FileSystemEventHandler):
    """Passes on what was not told before."""

    def __init__(self, handler: FileSystemEventHandler) -> None:
        self._handler = handler
        self._known: dict[str, tuple[int, int] | None] = {}

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Compares the files of an event with what they were when they were last told of."""
        now = {str(path): _state(str(path)) for path in (event.src_path, event.dest_path) if path}
        if any(path not in self._known or self._known[path] != state for path, state in now.items()):
            self._known |= now
            self._handler.dispatch(event)


def _state(path: str) -> tuple[int, int] | None:
    """The time and size of a file; None where there is none."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size

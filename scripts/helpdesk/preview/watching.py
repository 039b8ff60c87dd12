"""Says that some file was saved: a wake-up call, which need not be right about which one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Final

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from helpdesk.preview.inputs import FILES, FOLDERS

_TOLD: Final[list[type[FileSystemEvent]]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
"""Not that a file was opened: looking at the files would then never end."""

_QUIET: Final = 0.015
"""Seconds. Editors save in several steps; between them a file may be empty or gone."""


class Watcher(FileSystemEventHandler):
    """Waits until something was saved."""

    def __init__(self) -> None:
        self._saved = Event()

    def on_any_event(self, event: FileSystemEvent) -> None:  # noqa: ARG002 - any will do
        """Take note."""
        self._saved.set()

    def wait(self, seconds: float) -> None:
        """Return when something was saved and nothing more for a moment, or after a while."""
        self._saved.wait(seconds)
        self._saved.clear()
        while self._saved.wait(_QUIET):
            self._saved.clear()


@contextmanager
def watching(root: Path) -> Iterator[Watcher]:
    """Watch what pages depend on; where the system cannot, the watcher only waits."""
    observer, watcher = Observer(), Watcher()
    try:
        folders = {(root / file).parent: False for file in FILES}
        folders |= {root / folder: True for folder in FOLDERS}
        for folder, is_deep in folders.items():
            if folder.is_dir():
                observer.schedule(watcher, str(folder), recursive=is_deep, event_filter=_TOLD)
        observer.start()
    except OSError:  # the system's number of watches is used up
        yield watcher
        return
    try:
        yield watcher
    finally:
        observer.stop()
        observer.join()

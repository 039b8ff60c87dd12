"""The finished folder: only what changed is written, what does not belong there goes.

A file counts as written when the folder holds it with the size and the time that it had then, under
the same key. A file is replaced in one step; its compressed twins go with the old one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from helpdesk.cache import digest
from helpdesk.cache.store import Entry, Store

_TWINS: Final = (".gz", ".br")


class Stamp(NamedTuple):
    """What tells a file from a changed one."""

    size: int
    time: int


class Written(NamedTuple):
    """A file of the folder: what it depends on, what it is, its packed size where that counts."""

    key: str
    stamp: Stamp
    packed: int = 0


class Output:
    """One finished folder, and what earlier builds wrote into it."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.folder = folder
        self._store = store
        self._kind = f"written {folder.resolve()}"
        self._found = dict(_walk(folder))
        self._before = {entry.name: _read(entry) for entry in store.entries(self._kind)}
        self._now: dict[str, Written] = {}

    def has(self, name: str, key: str) -> bool:
        """Say whether a file is already as it should be, and keep it then."""
        before = self._before.get(name)
        if before is None or before.key != key or self._found.get(name) != before.stamp:
            return False
        self._now[name] = before
        return True

    def put(self, name: str, content: bytes) -> None:
        """Make a file be this."""
        key = digest(content)
        if not self.has(name, key):
            self._now[name] = Written(key, write_file(self.folder, name, content))

    def note(self, name: str, written: Written) -> None:
        """Note a file that another process wrote."""
        self._now[name] = written

    def packed(self, name: str) -> int:
        """Return the packed size of a page."""
        return self._now[name].packed

    @property
    def names(self) -> set[str]:
        """Every file that belongs into the folder."""
        return set(self._now)

    def finish(self) -> None:
        """Remove what does not belong there, and remember what does."""
        for name in self._found.keys() - self._now.keys():
            base, ending = os.path.splitext(name)  # noqa: PTH122 - thousands of names
            if not (ending in _TWINS and base in self._now):
                _remove(self.folder, name)
        changed = {name: each for name, each in self._now.items() if each != self._before.get(name)}
        self._store.keep_only(self._kind, self._now)
        self._store.put(
            self._kind,
            (Entry(name, each.key, json.dumps(each).encode()) for name, each in changed.items()),
        )


def write_file(folder: Path, name: str, content: bytes) -> Stamp:
    """Replace a file in one step, without its compressed twins; return what it is now."""
    file = folder / name
    temporary = file.with_name(f".{file.name}.new")
    try:
        temporary.write_bytes(content)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
    for ending in _TWINS:
        file.with_name(file.name + ending).unlink(missing_ok=True)
    temporary.replace(file)
    status = file.stat()
    return Stamp(status.st_size, status.st_mtime_ns)


def _read(entry: Entry) -> Written:
    key, stamp, packed = json.loads(entry.content)
    return Written(key, Stamp(*stamp), packed)


def _walk(folder: Path) -> Iterator[tuple[str, Stamp]]:
    """Yield every file; what is hidden at the top is not ours, but for `.well-known`."""
    folders = [(str(folder), "")] if folder.exists() else []
    while folders:
        at, prefix = folders.pop()
        for entry in os.scandir(at):
            if not prefix and entry.name.startswith(".") and entry.name != ".well-known":
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append((entry.path, f"{prefix}{entry.name}/"))
            else:
                status = entry.stat(follow_symlinks=False)
                yield f"{prefix}{entry.name}", Stamp(status.st_size, status.st_mtime_ns)


def _remove(folder: Path, name: str) -> None:
    """Remove a file, and the folders that are empty without it."""
    file = folder / name
    file.unlink(missing_ok=True)
    for parent in file.parents:
        if parent == folder or any(parent.iterdir()):
            return
        parent.rmdir()

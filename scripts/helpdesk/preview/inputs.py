"""Which files the pages of a help centre depend on, and which of them changed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from helpdesk.cache import digest
from helpdesk.project import CONFIG_FILE, FACTS_FILE

FOLDERS: Final = ("docs", "overrides", "scripts/helpdesk")
FILES: Final = (
    FACTS_FILE,
    CONFIG_FILE,
    "scripts/mkdocs_hook.py",
    "scripts/mkdocs_pages.py",
    ".git/logs/HEAD",  # pages show the day of their last commit
)
_IGNORED: Final = (".pyc", "~", ".swp", ".swx", ".tmp")
"""What Python and editors leave beside a file."""
_COARSE: Final = 50_000_000
"""Nanoseconds. Two changes within one tick of the file system's clock leave the same time."""

Contents = Mapping[str, str]
"""The files of a help centre: path below its root -> digest of what it holds."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The files that differ between two looks, by path below the root of the help centre."""

    edited: frozenset[str]
    came: frozenset[str]
    went: frozenset[str]

    @property
    def paths(self) -> frozenset[str]:
        """Every file that is not what it was."""
        return self.edited | self.came | self.went


def changes(before: Contents, after: Contents) -> Changes:
    """Return what changed between two looks."""
    edited = frozenset(path for path in before.keys() & after if before[path] != after[path])
    return Changes(edited, frozenset(after.keys() - before), frozenset(before.keys() - after))


_Stamp = tuple[int, int, int]
"""Size, time and inode: they tell a file from a changed one, unless it changed a moment ago."""


class Inputs:
    """The files of one help centre; a file is read again only when it may have changed."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: dict[str, tuple[_Stamp, str]] = {}
        self._looked_at = 0

    def look(self) -> Contents:
        """Return what the files hold now."""
        before, fresh = self._known, self._looked_at - _COARSE
        self._looked_at, self._known = time.time_ns(), {}
        for path, stamp in self._found():
            known = before.get(path)
            if known is None or known[0] != stamp or stamp[1] >= fresh:
                try:
                    known = stamp, digest((self._root / path).read_bytes())
                except OSError:
                    continue  # gone since
            self._known[path] = known
        return {path: content for path, (_, content) in self._known.items()}

    def _found(self) -> Iterator[tuple[str, _Stamp]]:
        for folder in FOLDERS:
            yield from _walk(f"{self._root}/{folder}", folder)
        for path in FILES:
            try:
                status = (self._root / path).stat()
            except OSError:
                continue
            yield path, _stamp(status)


def _walk(folder: str, shown: str) -> Iterator[tuple[str, _Stamp]]:
    """Yield the files of a folder and those below it: thousands of them, at every request."""
    folders = [(folder, shown)]
    while folders:
        folder, shown = folders.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:
            continue
        for entry in entries:
            path = f"{shown}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                folders.append((entry.path, path))
            elif not entry.name.endswith(_IGNORED) and not entry.name.startswith(".#"):
                try:
                    yield path, _stamp(entry.stat())
                except OSError:
                    continue  # gone since, or a link to nowhere


def _stamp(status: os.stat_result) -> _Stamp:
    return status.st_size, status.st_mtime_ns, status.st_ino

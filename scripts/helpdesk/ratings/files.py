"""Files that are never half written, and a lock that dies with its process."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_NEW: Final = ".new"
"""A fixed name: what a killed run left behind is overwritten, and never outlives its time."""


def write(file: Path, content: bytes, mode: int = 0o644) -> bool:
    """Replace a file in one step, on disk before it is seen; return whether it changed.

    A file that is there keeps its mode. Only one process at a time may write: see `locked`.
    """
    target = file.resolve()
    new = target.with_name(f".{target.name}{_NEW}")
    new.unlink(missing_ok=True)
    if target.exists():
        if target.read_bytes() == content:
            return False
        mode = stat.S_IMODE(target.stat().st_mode)
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        os.fchmod(handle, mode)
        stream.write(content)
        stream.flush()
        os.fsync(handle)
    new.replace(target)
    _sync(target.parent)
    return True


@contextmanager
def locked(file: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold a lock while the block runs; call `waiting` before waiting for another process.

    The kernel gives the lock back when its holder dies, however it dies (flock(2)).
    """
    with file.open("ab") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _sync(folder: Path) -> None:
    """Make a new name in a folder last through a power cut (fsync(2))."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

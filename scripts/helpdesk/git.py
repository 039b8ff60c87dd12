"""What git knows about files; its absence is no error."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Final

_TIMEOUT: Final = 20.0
"""Seconds. A repository on a network drive may be slow, but nobody waits longer."""


def git(folder: Path, *arguments: str) -> bytes | None:
    """Return what git prints when run in a folder; None without git, a repository or success."""
    command = ["git", "-C", str(folder), *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=True, timeout=_TIMEOUT).stdout  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return None

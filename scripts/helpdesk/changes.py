"""When each page was last changed, as git knows it."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path
from typing import Final

_LOG: Final = (
    *("git", "-c", "core.quotePath=off"),
    *("log", "--format=%x00%cs", "--name-only", "--relative"),
)


def last_changes(root: Path) -> dict[Path, date]:
    """Return the day of the last commit that touched each page; empty without git or history.

    The same commit gives the same days, so that builds can be repeated. In a shallow clone every
    page has the day of its only commit: fetch the whole history where pages are published.
    """
    try:
        log = subprocess.run(  # noqa: S603 - fixed words
            (*_LOG, "--", "docs"), cwd=root, check=True, capture_output=True, text=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return {}
    days: dict[Path, date] = {}
    for commit in log.split("\0")[1:]:
        day, *names = commit.split("\n")
        for name in filter(None, names):
            days.setdefault(root / name, date.fromisoformat(day))
    return days

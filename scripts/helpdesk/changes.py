"""When each page was last changed, as git knows it; and the day of the build."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from datetime import UTC, date, datetime
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
            (*_LOG, "--", "docs"), cwd=root, check=True, capture_output=True, encoding="utf-8"
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return {}
    days: dict[Path, date] = {}
    for commit in log.split("\0")[1:]:
        day, *names = commit.split("\n")
        for name in filter(None, names):
            days.setdefault(root / name, date.fromisoformat(day))
    return days


def build_day(environ: Mapping[str, str] = os.environ) -> date:
    """Return today in UTC; the day of SOURCE_DATE_EPOCH where it is set.

    Only whether the last probe is still recent depends on it. With the variable (specification of
    reproducible-builds.org) a build of last year can be repeated to the byte.
    """
    said = environ.get("SOURCE_DATE_EPOCH", "")
    if said.isascii() and said.isdigit():
        return datetime.fromtimestamp(int(said), UTC).date()
    return datetime.now(UTC).date()

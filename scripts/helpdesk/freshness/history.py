"""Earlier versions of a page, from git: what a source section said when it was translated."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from helpdesk.freshness.digest import digest, source_sections


@dataclass(frozen=True, slots=True)
class PastSection:
    """What a section said, and the commit (abbreviated) and day (ISO 8601) that wrote it so."""

    text: str
    commit: str
    day: str


def stamped_version(source: Path, section: str, stamp: str) -> PastSection | None:
    """Return the newest committed version of a section whose digest is the stamp.

    Renames of the file are followed. None without git, outside a repository, or when no committed
    version has that digest.
    """
    for commit, day, name in _commits(source):
        page = _git(source.parent, "show", f"{commit}:{name}")
        text = source_sections(page).get(section) if page is not None else None
        if text is not None and digest(text) == stamp:
            return PastSection(text, commit[:10], day)
    return None


def _commits(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield commit, day and the file's name at that time (from the repository's root)."""
    log = _git(
        path.parent, "log", "--follow", "--name-only", "--format=%x01%H %cs", "-z", "--", path.name
    )
    for entry in (log or "").split("\x01")[1:]:
        head, _, names = entry.partition("\0")
        commit, day = head.split()
        name = names.strip("\0\n")
        if name:
            yield commit, day, name


def _git(folder: Path, *arguments: str) -> str | None:
    """Return what git prints, or None when it fails or does not exist."""
    try:
        answer = subprocess.run(  # noqa: S603 - no shell, and the arguments are ours
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - the git of the user's PATH
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    return answer.stdout.decode("utf-8", errors="replace") if answer.returncode == 0 else None

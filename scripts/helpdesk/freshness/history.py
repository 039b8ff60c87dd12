"""Earlier versions of a page, from git: what a source section said when it was translated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from helpdesk.freshness.digest import digest, source_sections
from helpdesk.git import git


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
        page = git(source.parent, "show", f"{commit}:{name}")
        if page is None:
            continue
        text = source_sections(page.decode("utf-8", "replace")).get(section)
        if text is not None and digest(text) == stamp:
            return PastSection(text, commit[:10], day)
    return None


def _commits(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield commit, day and the file's name at that time (from the repository's root)."""
    wanted = ("--follow", "--name-only", "--format=%x01%H %cs", "-z", "--", path.name)
    log = git(path.parent, "log", *wanted) or b""
    for entry in log.decode("utf-8", "surrogateescape").split("\x01")[1:]:
        head, _, names = entry.partition("\0")
        name = names.strip("\0\n")
        if name:
            commit, day = head.split()
            yield commit, day, name

"""The facts before the last change, from Git."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from helpdesk.facts import Facts, FactsError, parse_facts


@dataclass(frozen=True, slots=True)
class Earlier:
    """The facts before a change, and whether the change is committed already."""

    facts: Facts
    is_committed: bool = False


def earlier_facts(file: Path, current: Facts) -> Earlier | None:
    """Return the committed facts, or those before if the change is committed already.

    None when there is no Git, no commit with the file, or nothing usable in it.
    """
    for number, commit in enumerate(_commits(file)):
        raw = _git(file, "show", f"{commit}:./{file.name}")
        if raw is None:
            continue
        try:
            facts = parse_facts(raw, path=file.name).facts
        except FactsError:
            continue
        if facts.mail != current.mail:
            return Earlier(facts, is_committed=number > 0)
    return None


def _commits(file: Path) -> list[str]:
    """Return the last two commits that touched the file, the newest first."""
    listed = _git(file, "log", "-2", "--format=%H", "--", file.name)
    return listed.decode("ascii", "replace").split() if listed else []


def _git(file: Path, *arguments: str) -> bytes | None:
    command = ["git", "-C", str(file.resolve().parent), *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=True, timeout=20).stdout  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return None

"""What a translator has to look at: how a source section changed since it was translated."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

from helpdesk.freshness.digest import source_sections
from helpdesk.freshness.history import stamped_version


@dataclass(frozen=True, slots=True)
class Change:
    """How one section of the source changed.

    `lines` is a unified diff when `since` (`2026-11-23, commit 0123456789`) is known, else the
    whole present text.
    """

    section: str
    lines: tuple[str, ...]
    since: str | None = None


def source_change(source: Path, section: str, stamp: str | None) -> Change:
    """Compare a section of the source, as it is on disk, with the version that was stamped.

    Without a stamp, without git, or when no committed version has the stamp's digest, the present
    text is returned.
    """
    present = source_sections(source.read_text(encoding="utf-8")).get(section, "")
    past = stamped_version(source, section, stamp) if stamp else None
    if past is None:
        return Change(section, tuple(present.splitlines()))
    since = f"{past.day}, commit {past.commit}"
    diff = difflib.unified_diff(
        past.text.splitlines(),
        present.splitlines(),
        fromfile=f"{source.name} ({since})",
        tofile=f"{source.name} (now)",
        lineterm="",
    )
    return Change(section, tuple(diff), since)

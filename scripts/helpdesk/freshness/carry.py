"""Stamps after a change that was made in every language at once."""

from __future__ import annotations

from collections.abc import Mapping

from helpdesk.freshness.digest import digests


def carried(before: str, after: str, stamps: Mapping[str, str]) -> dict[str, str]:
    """Return a translation's stamps once `helpdesk fix` mended its source and the translation.

    A section that reflected the source before reflects it now: the same values were put into both.
    Every other stamp stays, so that what was behind remains so.
    """
    old, new = digests(before), digests(after)
    return {
        section: new.get(section, stamp) if stamp == old.get(section) else stamp
        for section, stamp in stamps.items()
    }

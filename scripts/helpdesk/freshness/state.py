"""How each section of a translation stands to its source."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from helpdesk.freshness.digest import digests


class State(StrEnum):
    """Whether a translated section reflects its source."""

    CURRENT = "current"
    OUTDATED = "outdated"
    MISSING = "missing"
    """The source has the section, the translation has no stamp for it."""
    ORPHAN = "orphan"
    """The translation has a stamp for a section that the source no longer has."""


def compare(source_text: str, stamps: Mapping[str, str]) -> dict[str, State]:
    """Return the state of every section: those of the source in its order, then the orphans."""
    truth = digests(source_text)
    states = {section: _state(stamps.get(section), expected) for section, expected in truth.items()}
    return states | {section: State.ORPHAN for section in stamps if section not in truth}


def restamped(
    source_text: str, stamps: Mapping[str, str], reflected: Collection[str]
) -> dict[str, str]:
    """Return the stamps once the translation reflects the named sections as they are now.

    Other sections keep the stamp that they have, orphans go, the order is that of the source.
    """
    new = {
        section: present if section in reflected else stamps.get(section)
        for section, present in digests(source_text).items()
    }
    return {section: stamp for section, stamp in new.items() if stamp is not None}


def _state(stamp: str | None, expected: str) -> State:
    if stamp is None:
        return State.MISSING
    return State.CURRENT if stamp == expected else State.OUTDATED

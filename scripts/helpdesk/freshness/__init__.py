"""Freshness: whether a translation still reflects its source, by content and never by date."""

from helpdesk.freshness.digest import FRONT_MATTER, digest, digests, source_sections
from helpdesk.freshness.normalise import normalise
from helpdesk.freshness.stamps import STAMPS, StampError, read_stamps, with_stamps
from helpdesk.freshness.state import State, compare, restamped

__all__ = [
    "FRONT_MATTER",
    "STAMPS",
    "StampError",
    "State",
    "compare",
    "digest",
    "digests",
    "normalise",
    "read_stamps",
    "restamped",
    "source_sections",
    "with_stamps",
]

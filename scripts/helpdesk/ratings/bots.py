"""Which user agents are programs: the list of crawler-user-agents, which others keep.

It is released about every month, under the MIT licence, without dependencies, and holds patterns
only. It is locked like everything else: `scripts/lock --upgrade-package crawler-user-agents`
renews it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

LONGEST: Final = 1_000
"""Characters of an agent that are looked at: 1,500 patterns take their time on 8 KiB."""


def is_bot(agent: str) -> bool:
    """Say whether a user agent is a known robot, library or monitor."""
    return _is_listed(agent[:LONGEST])


@lru_cache(maxsize=4_096)
def _is_listed(agent: str) -> bool:
    # Builds import this package, too, and have no agent to look at.
    from crawleruseragents import is_crawler  # type: ignore[import-untyped]  # noqa: PLC0415

    return bool(is_crawler(agent))

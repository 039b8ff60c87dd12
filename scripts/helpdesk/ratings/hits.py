"""What a line of an access log says, whatever wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True, slots=True)
class Hit:
    """One answered request. `at` is in seconds since 1970 (UTC)."""

    at: int
    address: str
    method: str
    target: str
    """Path and query, as they were asked for."""
    status: int
    referer: str = ""
    """The page that led here; empty where there is none, or the format has no such field."""
    agent: str | None = ""
    """None: the format has no such field."""
    host: str = ""
    """The name that was asked for, where the format has it."""
    is_prefetch: bool = False
    """Whether a browser says that nobody asked for it yet (few formats tell)."""

    @property
    def path(self) -> str:
        """The target up to its query."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """What follows the question mark; empty where there is none."""
        return self.target.partition("?")[2]

    @property
    def day(self) -> date:
        """The day in UTC: the same in every format."""
        return day_of(self.at)


def day_of(seconds: int) -> date:
    """Return the day of a time, in UTC."""
    return datetime.fromtimestamp(seconds, UTC).date()

"""The count: who voted on the days that are open, and totals of the days that are closed.

A day is open for a while (`site.remember_voters` of the facts), so that logs may come late, twice,
or in pieces. Until it closes it has a random key, and a keyed hash (BLAKE2b, RFC 7693) for each
voter and article. Then key and hashes go: what stays are totals per week, and what comes later for
that day is too late.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from hashlib import blake2b
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from helpdesk.ratings.hits import day_of
from helpdesk.ratings.votes import ANSWERS, Ballot, Verdict

_HASH: Final = 16
"""Bytes of a voter's hash: two voters of one day never meet by chance."""

Totals = dict[str, dict[str, int]]
"""How often each choice (`yes`, `no`, a reason's id) was made, by article."""


class Day(BaseModel):
    """An open day: the key of its hashes, and each voter's last word on each article."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    key: str
    votes: dict[str, tuple[str, str, int]] = Field(default_factory=dict)
    """By hash: article, choice, and when (seconds since 1970)."""


class Ledger(BaseModel):
    """All that is remembered between two counts; it stays on the machine that counts."""

    # What is wrong with a ledger is said without its keys and hashes.
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    version: Literal[1] = 1
    counted_on: date | None = None
    """The newest day of any line that was read."""
    closed_until: date | None = None
    before: Totals = Field(default_factory=dict)
    """What was counted before this ledger was begun."""
    weeks: dict[date, Totals] = Field(default_factory=dict)
    """The totals of closed days, by the Monday of their week."""
    days: dict[date, Day] = Field(default_factory=dict)

    def cast(self, ballot: Ballot, today: date) -> Verdict:
        """Count a vote, unless it was counted before; a voter's last word of the day stays.

        The outcome is the same in whatever order the votes of a day come.
        """
        day = day_of(ballot.at)
        if self.closed_until and day <= self.closed_until:
            return Verdict.TOO_LATE
        if day > today + timedelta(days=1):
            return Verdict.FUTURE
        one = self.days.setdefault(day, Day(key=secrets.token_hex(32)))
        voter = _voter(bytes.fromhex(one.key), ballot)
        known = one.votes.get(voter)
        if known is None or (known[2], known[1]) < (ballot.at, ballot.choice):
            one.votes[voter] = (ballot.article, ballot.choice, ballot.at)
        if known is not None:
            return Verdict.AGAIN
        self.counted_on = max(self.counted_on or day, day)
        return Verdict.VOTE if ballot.choice in ANSWERS else Verdict.REASON

    def close(self, until: date) -> None:
        """Close every day up to this one: its key and its hashes go, its totals stay."""
        self.closed_until = max(self.closed_until or until, until)
        for day in [day for day in self.days if day <= self.closed_until]:
            _add(self.weeks.setdefault(monday(day), {}), _totals(self.days.pop(day)))

    def by_week(self) -> dict[date, Totals]:
        """Return the totals of every week, open days included, by its Monday."""
        weeks = {week: merged([totals]) for week, totals in self.weeks.items()}
        for day, one in self.days.items():
            _add(weeks.setdefault(monday(day), {}), _totals(one))
        return dict(sorted(weeks.items()))

    def totals(self) -> Totals:
        """Return all that was ever counted."""
        return merged((self.before, *self.by_week().values()))


def merged(parts: Iterable[Totals]) -> Totals:
    """Return the sum of totals."""
    result: Totals = {}
    for part in parts:
        _add(result, part)
    return result


def monday(day: date) -> date:
    """Return the first day of a day's week (ISO 8601)."""
    return day - timedelta(days=day.weekday())


def _voter(key: bytes, ballot: Ballot) -> str:
    """Return the keyed hash of who voted on what; votes and reasons are told apart."""
    kind = "vote" if ballot.choice in ANSWERS else "reason"
    # No part but the last can hold a line break: the joined text can be read in one way only.
    text = f"{kind}\n{ballot.article}\n{ballot.network}\n{ballot.agent}"
    return blake2b(text.encode("utf-8", "replace"), key=key, digest_size=_HASH).hexdigest()


def _totals(day: Day) -> Totals:
    result: Totals = {}
    for (article, choice), count in Counter(vote[:2] for vote in day.votes.values()).items():
        result.setdefault(article, {})[choice] = count
    return result


def _add(into: Totals, more: Mapping[str, Mapping[str, int]]) -> None:
    for article, choices in more.items():
        counts = into.setdefault(article, {})
        for choice, count in choices.items():
            counts[choice] = counts.get(choice, 0) + count

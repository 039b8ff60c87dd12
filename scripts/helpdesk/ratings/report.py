"""The editors' report: which articles help, how sure that is, and why they do not.

Source of the interval: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical
Inference", Journal of the American Statistical Association 22 (1927).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import sqrt
from typing import Final

from helpdesk.ratings.data import Ratings
from helpdesk.ratings.ledger import Ledger, Totals, merged, monday
from helpdesk.ratings.votes import ANSWERS, NO, YES

CONFIDENCE: Final = 1.959964
"""Standard deviations: 95 of 100 such intervals hold the true share."""

RECENT: Final = 4
"""Weeks that are compared with the same number of weeks before them."""


class Trend(StrEnum):
    """How the last weeks compare with those before: only what is more than chance is one."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "no difference"
    UNKNOWN = "too few votes"


@dataclass(frozen=True, slots=True)
class Share:
    """A share of votes, and the interval that its true value is likely in (0 to 1)."""

    yes: int
    no: int

    @property
    def votes(self) -> int:
        """How many voted."""
        return self.yes + self.no

    @property
    def value(self) -> float | None:
        """The share of "yes", None without votes."""
        return self.yes / self.votes if self.votes else None

    @property
    def interval(self) -> tuple[float, float]:
        """The Wilson score interval; without votes it is everything."""
        n, z = self.votes, CONFIDENCE
        if not n:
            return 0.0, 1.0
        share = self.yes / n
        centre = (share + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        return max(0.0, centre - half), min(1.0, centre + half)


@dataclass(frozen=True, slots=True)
class Row:
    """One article."""

    article: str
    title: str
    useful: int
    """What the page shows."""
    share: Share
    reasons: Mapping[str, int]
    """Reasons after a "no", the most frequent first."""
    recent: Share
    earlier: Share

    @property
    def trend(self) -> Trend:
        """How the article changed."""
        if not (self.recent.votes and self.earlier.votes):
            return Trend.UNKNOWN
        (low, high), (old_low, old_high) = self.recent.interval, self.earlier.interval
        if low > old_high:
            return Trend.BETTER
        return Trend.WORSE if high < old_low else Trend.SAME


def rows(titles: Mapping[str, str], ratings: Ratings, ledger: Ledger) -> list[Row]:
    """Return a row for every article of the site, those most in need of work first.

    First what surely helps least (the upper end of the interval is low), last what nobody votes on.
    """
    totals, weeks = ledger.totals(), ledger.by_week()
    recent, earlier = _recent(weeks, ledger.counted_on)
    found = [
        Row(
            article=article,
            title=title,
            useful=ratings.of(article).useful,
            share=_share(totals, article),
            reasons=_reasons(totals.get(article, {})),
            recent=_share(recent, article),
            earlier=_share(earlier, article),
        )
        for article, title in titles.items()
    ]
    return sorted(found, key=lambda row: (not row.share.votes, row.share.interval[1], row.article))


def as_data(found: Iterable[Row], counted_on: date | None) -> dict[str, object]:
    """Return the report for programs: shares and intervals as numbers from 0 to 1."""
    return {
        "counted_on": counted_on.isoformat() if counted_on else None,
        "articles": [
            {
                "article": row.article,
                "title": row.title,
                "useful": row.useful,
                "yes": row.share.yes,
                "no": row.share.no,
                "share": row.share.value,
                "interval": list(row.share.interval),
                "reasons": dict(row.reasons),
                "recent": {"weeks": RECENT, "yes": row.recent.yes, "no": row.recent.no},
                "earlier": {"weeks": RECENT, "yes": row.earlier.yes, "no": row.earlier.no},
                "trend": row.trend.value,
            }
            for row in found
        ],
    }


def _recent(weeks: Mapping[date, Totals], counted_on: date | None) -> tuple[Totals, Totals]:
    """Return the totals of the last weeks, and of as many before them."""
    if counted_on is None:
        return {}, {}
    begin = monday(counted_on) - timedelta(weeks=RECENT - 1)
    before = begin - timedelta(weeks=RECENT)
    recent = merged(totals for week, totals in weeks.items() if week >= begin)
    return recent, merged(totals for week, totals in weeks.items() if before <= week < begin)


def _share(totals: Totals, article: str) -> Share:
    choices = totals.get(article, {})
    return Share(choices.get(YES, 0), choices.get(NO, 0))


def _reasons(choices: Mapping[str, int]) -> dict[str, int]:
    given = [(name, count) for name, count in choices.items() if name not in ANSWERS]
    return dict(sorted(given, key=lambda one: (-one[1], one[0])))

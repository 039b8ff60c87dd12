from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.ratings import Rating, Ratings
from helpdesk.ratings.ledger import Ledger
from helpdesk.ratings.report import Share, Trend, as_data, rows

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("yes", "no", "low", "high"),
    [
        (5, 0, 0.5655, 1.0),  # n / (n + z²)
        (5, 495, 0.0043, 0.0232),
        (81, 182, 0.2553, 0.3662),  # Newcombe, Statistics in Medicine 17 (1998), method 3
        (0, 0, 0.0, 1.0),
    ],
)
def test_the_interval_is_that_of_wilson(yes, no, low, high):
    assert Share(yes, no).interval == pytest.approx((low, high), abs=5e-4)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_an_interval_holds_its_share_and_stays_within_everything(yes, no):
    low, high = Share(yes, no).interval
    assert 0 <= low <= high <= 1
    if yes + no:
        assert low - 1e-9 <= Share(yes, no).value <= high + 1e-9


def ledger(*weeks: tuple[int, int, int]) -> Ledger:
    """Weeks ago, yes and no of article "a"."""
    return Ledger(
        counted_on=MONDAY,
        weeks={MONDAY - timedelta(weeks=ago): {"a": {"yes": y, "no": n}} for ago, y, n in weeks},
    )


@pytest.mark.parametrize(
    ("weeks", "trend"),
    [
        ([(0, 90, 10), (4, 10, 90)], Trend.BETTER),
        ([(3, 10, 90), (7, 90, 10)], Trend.WORSE),
        ([(0, 2, 1), (4, 1, 2)], Trend.SAME),
        ([(0, 90, 10), (8, 10, 90)], Trend.UNKNOWN),
    ],
)
def test_a_trend_is_only_what_is_more_than_chance(weeks, trend):
    (row,) = rows({"a": "A"}, Ratings(), ledger(*weeks))
    assert row.trend is trend


def test_what_surely_helps_least_comes_first_and_what_nobody_votes_on_last():
    votes = {"good": (50, 1), "unsure": (0, 2), "bad": (20, 200)}
    counted = Ledger(weeks={MONDAY: {k: {"yes": y, "no": n} for k, (y, n) in votes.items()}})
    titles = {key: key.upper() for key in ("silent", "good", "unsure", "bad")}
    assert [row.article for row in rows(titles, Ratings(), counted)] == [
        "bad", "unsure", "good", "silent",
    ]  # fmt: skip


def test_reasons_stand_by_their_number_and_the_share_is_of_counted_votes_only():
    counted = Ledger(weeks={MONDAY: {"a": {"yes": 1, "no": 3, "unclear": 1, "outdated": 2}}})
    shown = Ratings(articles={"a": Rating(useful=6, counted={"yes": 1})})
    (row,) = rows({"a": "A"}, shown, counted)
    assert list(row.reasons.items()) == [("outdated", 2), ("unclear", 1)]
    assert (row.useful, row.share.value) == (6, 0.25)


def test_programs_get_numbers():
    data = as_data(rows({"a": "Ä"}, Ratings(), ledger((0, 3, 1))), MONDAY)
    assert data["counted_on"] == "2026-11-23"
    assert data["articles"][0]["share"] == 0.75
    assert data["articles"][0]["trend"] == "too few votes"

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.ratings.ledger import Ledger, monday
from helpdesk.ratings.votes import Ballot, Verdict
from ratings.lines import ARTICLE, DAY, FIREFOX, NOON, OTHER, TODAY


def ballot(choice="yes", *, at=NOON, article=ARTICLE, network="192.0.2.0/24", agent=FIREFOX):
    return Ballot(article, choice, at, network, agent)


def cast(*ballots, ledger=None):
    ledger = ledger or Ledger()
    return ledger, [ledger.cast(one, TODAY) for one in ballots]


def test_a_voter_counts_once_per_article_and_day():
    ledger, verdicts = cast(
        ballot(), ballot(at=NOON + 9), ballot(article=OTHER), ballot(at=NOON - DAY),
        ballot(network="198.51.100.0/24"), ballot(agent="Mozilla/5.0 (other)"),
    )  # fmt: skip
    assert verdicts == [Verdict.VOTE, Verdict.AGAIN, *[Verdict.VOTE] * 4]
    assert ledger.totals() == {ARTICLE: {"yes": 4}, OTHER: {"yes": 1}}


def test_the_last_word_of_the_day_counts_in_whatever_order_the_log_comes():
    words = [ballot("yes"), ballot("no", at=NOON + 1), ballot("yes", at=NOON - 1)]
    for order in permutations(words):
        ledger, _ = cast(*order)
        assert ledger.totals() == {ARTICLE: {"no": 1}}


def test_a_reason_is_counted_beside_the_vote():
    ledger, verdicts = cast(ballot("no"), ballot("unclear"), ballot("outdated", at=NOON + 1))
    assert verdicts == [Verdict.VOTE, Verdict.REASON, Verdict.AGAIN]
    assert ledger.totals() == {ARTICLE: {"no": 1, "outdated": 1}}


BALLOTS = st.builds(
    ballot,
    st.sampled_from(["yes", "no", "unclear"]),
    at=st.integers(NOON - 3 * DAY, NOON),
    article=st.sampled_from([ARTICLE, OTHER]),
    network=st.sampled_from(["192.0.2.0/24", "198.51.100.0/24"]),
)


@given(st.lists(BALLOTS, max_size=12), st.randoms(use_true_random=False), st.data())
def test_order_pieces_and_repeats_change_nothing(ballots, random, data):
    whole, _ = cast(*ballots)
    again = ballots + data.draw(st.lists(st.sampled_from(ballots)) if ballots else st.just([]))
    random.shuffle(again)
    cut = data.draw(st.integers(0, len(again)))
    first, _ = cast(*again[:cut])
    second, _ = cast(*again[cut:], ledger=Ledger.model_validate_json(first.model_dump_json()))
    assert second.totals() == whole.totals()


def test_what_comes_after_a_day_was_closed_is_too_late():
    ledger, _ = cast(ballot())
    ledger.close(TODAY)
    assert cast(ballot(), ballot(network="::/48"), ledger=ledger)[1] == [Verdict.TOO_LATE] * 2
    assert ledger.totals() == {ARTICLE: {"yes": 1}}


def test_closing_forgets_who_voted_and_keeps_how_many():
    ledger, _ = cast(ballot(), ballot(at=NOON - DAY), ballot("unclear"))
    keys = {one.key for one in ledger.days.values()}
    hashes = {voter for one in ledger.days.values() for voter in one.votes}
    before = ledger.totals()
    assert len(keys) == 2
    assert len(hashes) == 3
    ledger.close(TODAY)
    text = ledger.model_dump_json()
    assert not [secret for secret in keys | hashes if secret in text]
    assert ledger.totals() == before
    assert ledger.weeks == {monday(TODAY): {ARTICLE: {"yes": 1, "unclear": 1}},
                            monday(TODAY - timedelta(1)): {ARTICLE: {"yes": 1}}}  # fmt: skip


def test_a_day_once_closed_stays_closed_when_the_setting_grows():
    ledger, _ = cast(ballot())
    ledger.close(TODAY)
    ledger.close(TODAY - timedelta(days=100))
    assert ledger.closed_until == TODAY


def test_the_same_voter_has_another_hash_every_day_and_in_every_count():
    ledger, _ = cast(ballot(), ballot(at=NOON - DAY))
    other, _ = cast(ballot(), ballot(at=NOON - DAY))
    hashes = [voter for one in (ledger, other) for day in one.days.values() for voter in day.votes]
    assert len(set(hashes)) == 4


@pytest.mark.parametrize(("days", "verdict"), [(1, Verdict.VOTE), (2, Verdict.FUTURE)])
def test_a_clock_may_be_ahead_of_ours_by_its_time_zone_and_no_more(days, verdict):
    assert cast(ballot(at=NOON + days * DAY))[1] == [verdict]


def test_a_week_begins_on_monday():
    assert monday(date(2026, 11, 22)) == date(2026, 11, 16)
    assert monday(date(2026, 11, 23)) == date(2026, 11, 23)

from __future__ import annotations

import stat
import threading
from datetime import timedelta

import pytest

from helpdesk.ratings import RatingsError
from helpdesk.ratings.counting import LOCK, Count
from helpdesk.ratings.files import locked
from helpdesk.ratings.votes import Verdict
from ratings.counts import BASELINE, KEEP, Site
from ratings.lines import ARTICLE, DAY, NOON, OTHER, TODAY, caddy, cloudfront, combined, target


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path)


LOG = b"".join(
    [
        combined(),
        combined(address="198.51.100.9"),
        combined(target("no"), address="203.0.113.1"),
        combined(
            "/thanks/reason/?reason=unclear",
            address="203.0.113.1",
            referer=f"https://help.example{target('no')}",
        ),
        combined(target(article=OTHER), at=NOON - DAY),
        combined("/en/email/mailboxes/"),
    ]
)
COUNTED = """\
# What the old knowledge base showed.
counted_on: 2026-11-23
articles:
  databases/mysql-password: {useful: 1, total: 1, counted: {'yes': 1}}
  email/mail-protocols: {useful: 7, total: null, counted: {'no': 1, unclear: 1, 'yes': 2}}
"""


def test_what_was_shown_before_stays_and_votes_are_added(site):
    site.run(LOG)
    assert site.file.read_text() == COUNTED
    assert site.ratings.of(ARTICLE).useful == 7
    assert site.ratings.of(OTHER).total == 1


def test_the_same_log_twice_changes_no_byte(site):
    site.run(LOG)
    before = site.on_disk
    written = site.file.stat().st_mtime_ns
    outcome = site.run(LOG)
    assert outcome.verdicts[Verdict.VOTE] == 0
    assert site.on_disk == before
    assert site.file.stat().st_mtime_ns == written


def test_a_log_cut_anywhere_and_delivered_whole_later_counts_once(tmp_path):
    log = combined() + combined(target("no"), address="198.51.100.9")
    for cut in range(0, len(log), 7):
        site = Site(tmp_path / str(cut))
        site.run(log[:cut])
        site.run(log)
        assert site.ratings.of(ARTICLE).counted == {"yes": 1, "no": 1}


def test_rotated_logs_count_the_same_in_any_order_and_in_any_number_of_runs(tmp_path):
    lines = LOG.splitlines(keepends=True)
    one, two, three = b"".join(lines[:2]), b"".join(lines[2:4]), b"".join(lines[4:])
    ways = [[[one, two, three]], [[three, one], [two]], [[two], [three, one], [two]]]
    for number, runs in enumerate(ways):
        site = Site(tmp_path / str(number))
        for logs in runs:
            site.run(*logs)
        assert site.file.read_text() == COUNTED


def test_one_reader_in_the_logs_of_three_servers_is_one(site):
    site.run(combined(), caddy(), cloudfront())
    assert site.ratings.of(ARTICLE).counted == {"yes": 1}


def test_days_close_after_their_time_and_their_totals_stay(site):
    site.run(LOG)
    later = TODAY + timedelta(days=14)
    outcome = site.run(LOG, combined(address="192.0.99.1"), today=later)
    assert outcome.verdicts[Verdict.TOO_LATE] == 6
    assert site.file.read_text() == COUNTED
    assert site.ledger.days == {}


def test_a_day_is_open_until_its_time_is_over(site):
    site.run(LOG)
    site.run(combined(address="192.0.99.1"), today=TODAY + timedelta(days=13))
    assert site.ratings.of(ARTICLE).counted["yes"] == 3


def test_no_address_reaches_the_disk(site):
    site.run(combined(address="192.0.2.7"), combined(address="2001:db8:77::5"))
    site.run(combined(agent="Mozilla/5.0 (Very Special)"))
    kept = b"".join(site.on_disk.values())
    for text in (b"192.0", b"2001:db8", b"Very Special", b"Mozilla"):
        assert text not in kept


def test_the_count_is_for_its_owner_only_and_git_ignores_it(site):
    site.run(LOG)
    assert stat.S_IMODE(site.ledger_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(site.count.state.stat().st_mode) == 0o700
    assert (site.count.state / ".gitignore").read_text() == "*\n"


def test_what_a_killed_run_left_behind_goes_with_the_next(site):
    site.run(LOG)
    left = site.count.state / ".ledger.json.new"
    left.write_text("half a ledger, with a key")
    site.run(LOG)
    assert not left.exists()


def test_without_its_ledger_a_count_goes_on_from_the_file_and_doubles_nothing(site):
    site.run(LOG)
    site.ledger_file.unlink()
    outcome = site.run(LOG, combined(at=NOON + DAY), today=TODAY + timedelta(days=1))
    assert outcome.verdicts[Verdict.TOO_LATE] == 5
    assert site.ratings.of(ARTICLE).counted == {"yes": 3, "no": 1, "unclear": 1}
    assert site.ratings.of(ARTICLE).useful == 8


def test_an_older_ratings_file_is_brought_up_to_the_ledger(site):
    site.run(LOG)
    site.file.write_text(BASELINE)
    site.run()
    assert site.file.read_text() == COUNTED


def test_a_ratings_file_that_was_counted_elsewhere_is_not_overwritten(site):
    site.run(LOG)
    site.file.write_text(
        COUNTED.replace("7, total: null", "9, total: null").replace("'yes': 2", "'yes': 4")
    )
    with pytest.raises(RatingsError, match="counted elsewhere"):
        site.run(LOG)


@pytest.mark.parametrize("content", [b"", b"{}x", b'{"version": 2}', b"\xff"])
def test_a_damaged_ledger_is_said_and_left_alone(site, content):
    site.run(LOG)
    site.ledger_file.write_bytes(content)
    with pytest.raises(RatingsError, match=r"ledger\.json"):
        site.run(LOG)
    assert site.ledger_file.read_bytes() == content


def test_the_counting_date_is_the_newest_day_of_any_line(site):
    site.run(combined("/", at=NOON - 3 * DAY))
    assert site.ratings.counted_on == TODAY - timedelta(days=3)
    site.run(combined("/", at=NOON - 5 * DAY), combined("/", at=NOON + 40 * DAY))
    assert site.ratings.counted_on == TODAY - timedelta(days=3)


def test_without_a_log_there_is_no_date(site):
    site.run()
    assert site.ratings.counted_on is None


def test_a_second_run_waits_for_the_first_and_both_count(site):
    waiting = threading.Event()
    second = Count(site.count.overrides, site.count.state, KEEP, waiting=waiting.set)
    other = Site.__new__(Site)
    other.count, other.file = second, site.file
    site.run()
    with locked(site.count.state / LOCK, waiting=lambda: None):
        thread = threading.Thread(target=other.run, args=(combined(),))
        thread.start()
        assert waiting.wait(10)
        assert site.ratings.of(ARTICLE).useful == 5
    thread.join(10)
    site.run(combined(address="198.51.100.9"))
    assert site.ratings.of(ARTICLE).useful == 7


def test_votes_of_a_format_without_agents_are_told(site):
    line = combined().partition(b' "https')[0] + b"\n"
    assert site.run(line).without_agent_field == 1

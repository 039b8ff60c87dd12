"""The day of a probe is shown as long as it is true, and not a day longer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from helpdesk.probing.outcome import Fault, Result
from helpdesk.probing.record import (
    FILE,
    LONGEST,
    RecordError,
    judged_record,
    record_of,
    valid_record,
    write_record,
)
from probe.conftest import HOST, facts_of

FACTS = facts_of("imap 993 tls", "smtp 465 tls")
DAY = date(2026, 11, 23)


def results(*faults: Fault | None) -> list[Result]:
    servers = FACTS.mail.servers
    return [
        Result("", "192.0.2.1", fault, server=server)
        for server, fault in zip(servers, faults, strict=True)
    ]


@pytest.fixture
def overrides(tmp_path):
    """A folder with the record of a probe that every server passed."""
    write_record(tmp_path, record_of(results(None, None), FACTS, DAY))
    return tmp_path


def test_a_record_names_the_day_the_servers_and_what_they_did(overrides):
    assert "date: 2026-11-23" in (overrides / FILE).read_text()
    record = record_of(results(None, Fault.EXPIRED), FACTS, DAY)
    assert record.servers == {f"imap {HOST}:993 tls": True, f"smtp {HOST}:465 tls": False}


@pytest.mark.parametrize("age", [timedelta(0), timedelta(1), LONGEST])
def test_a_fresh_record_is_shown(overrides, age):
    assert valid_record(overrides, FACTS, DAY + age) == DAY


@pytest.mark.parametrize("age", [LONGEST + timedelta(1), timedelta(-1)])
def test_an_old_record_and_one_from_the_future_are_not_shown(overrides, age):
    assert valid_record(overrides, FACTS, DAY + age) is None
    with pytest.raises(RecordError, match="2026-11-23"):
        judged_record(overrides, FACTS, DAY + age)


@pytest.mark.parametrize("changed", ["imap 994 tls", "imap 993 starttls", "pop3 993 tls"])
def test_a_record_about_other_facts_is_not_shown(overrides, changed):
    assert valid_record(overrides, facts_of(changed, "smtp 465 tls"), DAY) is None


def test_what_no_probe_asks_about_may_change(overrides):
    entries = [server.model_copy(update={"reason": "new"}) for server in FACTS.mail.servers]
    mail = FACTS.mail.model_copy(update={"servers": tuple(entries)})
    assert valid_record(overrides, FACTS.model_copy(update={"mail": mail}), DAY) == DAY


def test_a_record_of_a_failure_is_not_shown(overrides):
    write_record(overrides, record_of(results(None, Fault.REFUSED), FACTS, DAY))
    assert valid_record(overrides, FACTS, DAY) is None
    with pytest.raises(RecordError, match=f"smtp {HOST}:465 tls"):
        judged_record(overrides, FACTS, DAY)


@pytest.mark.parametrize("text", ["", "date: [", "date: today\nfacts: x\nservers: {}", "- 1"])
def test_a_record_that_cannot_be_read_is_not_shown(overrides, text):
    (overrides / FILE).write_text(text)
    assert valid_record(overrides, FACTS, DAY) is None


def test_without_a_record_nothing_is_shown_and_nothing_is_wrong(tmp_path):
    assert valid_record(tmp_path, FACTS, DAY) is None
    assert judged_record(tmp_path, FACTS, DAY) is None

"""What real servers wrote for the same requests is counted the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from helpdesk.ratings.formats import formats, parse
from helpdesk.ratings.missing import collect, listed
from helpdesk.ratings.votes import Verdict
from ratings.counts import Site
from ratings.lines import ARTICLE, FORMS, stream

GOLDEN = Path(__file__).parent / "golden"
MADE_ON = date(2026, 11, 23)
WITH_AGENTS = ("nginx-combined", "apache-combined", "caddy")
ODD = 'Mozilla/5.0 ("quoted" \\ back\\slash é \ufffd\ufffd) Gecko/1'


def read(name: str) -> bytes:
    return (GOLDEN / f"{name}.log").read_bytes()


def counted(folder, *names):
    site = Site(folder)
    return site, site.count.run([stream(read(name)) for name in names], FORMS, MADE_ON)


@pytest.mark.parametrize("name", WITH_AGENTS)
def test_readers_count_and_nobody_else(tmp_path, name):
    site, outcome = counted(tmp_path, name)
    assert site.ratings.of(ARTICLE).counted == {"yes": 3, "no": 1, "unclear": 1}
    assert outcome.verdicts[Verdict.AGAIN] == 2
    assert outcome.verdicts[Verdict.METHOD] == 1
    assert outcome.verdicts[Verdict.BOT] == 2
    assert outcome.verdicts[Verdict.FOREIGN] == 1
    assert outcome.verdicts[Verdict.UNKNOWN] == 2
    assert outcome.notes.malformed == 0


def test_the_logs_of_all_servers_together_hold_the_same_readers(tmp_path):
    site, _ = counted(tmp_path, *WITH_AGENTS)
    assert site.ratings.of(ARTICLE).counted["no"] == 1


def test_in_the_common_format_a_network_is_one_voter_robots_included_and_the_run_says_so(tmp_path):
    site, outcome = counted(tmp_path, "apache-common")
    assert site.ratings.of(ARTICLE).counted == {"yes": 2}
    assert outcome.without_agent_field == 2
    assert outcome.notes.malformed == 0


@pytest.mark.parametrize("name", WITH_AGENTS)
def test_an_agent_is_read_as_it_was_sent(name):
    hits = [parse(line, formats()) for line in read(name).splitlines()]
    assert ODD in {hit.agent for hit in hits if hit}


@pytest.mark.parametrize("name", WITH_AGENTS)
def test_missing_pages_are_the_same_in_every_log(name):
    found = list(listed(collect([stream(read(name))]), ["/email/mail-protocols/"]))
    assert [(one.address, one.nearest) for one in found] == [
        ("/email/mail-protocol/", "/email/mail-protocols/"),
        ("/index.php?rp=/knowledgebase/5/mail-protocols.html", "/email/mail-protocols/"),
        ("/thanks/never/", None),
    ]

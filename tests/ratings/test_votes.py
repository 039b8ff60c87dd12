from __future__ import annotations

from dataclasses import replace

import pytest

from helpdesk.ratings.formats import formats, parse
from helpdesk.ratings.votes import Ballot, Verdict, truncated
from ratings.lines import ARTICLE, FIREFOX, FORMS, OTHER, PAGE, combined, target

SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1"
)
GOOGLE = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
FROM_NO = f"https://help.example{target('no')}"


def judged(*given, **more):
    return FORMS.judge(parse(combined(*given, **more), formats()))


@pytest.mark.parametrize("prefix", ["", "en/", "nl/", "de/", "az/"])
@pytest.mark.parametrize("answer", ["yes", "no"])
def test_an_answer_counts_in_every_language(prefix, answer):
    ballot = judged(target(answer, OTHER, prefix))
    assert (ballot.article, ballot.choice) == (OTHER, answer)


def test_a_reason_belongs_to_the_article_of_the_page_it_was_given_on():
    ballot = judged("/thanks/reason/?reason=unclear", referer=FROM_NO)
    assert (ballot.article, ballot.choice) == (ARTICLE, "unclear")


@pytest.mark.parametrize("agent", [FIREFOX, SAFARI])
@pytest.mark.parametrize("referer", [PAGE, "-", "", "http://help.example:8080/"])
def test_readers_count_with_any_browser_and_with_or_without_a_referer(agent, referer):
    assert isinstance(judged(agent=agent, referer=referer), Ballot)


@pytest.mark.parametrize(
    ("verdict", "given"),
    [
        (Verdict.METHOD, {"method": "HEAD"}),
        (Verdict.METHOD, {"method": "POST"}),
        (Verdict.STATUS, {"status": 304}),
        (Verdict.STATUS, {"status": 404}),
        (Verdict.FOREIGN, {"referer": "https://elsewhere.example/"}),
        (Verdict.FOREIGN, {"referer": "https://help.example.evil.example/"}),
        (Verdict.FOREIGN, {"referer": "https://[broken/"}),
        (Verdict.NO_AGENT, {"agent": "-"}),
        (Verdict.NO_AGENT, {"agent": " "}),
        (Verdict.NO_AGENT, {"agent": r"Mozilla/5.0 \x1b[2J"}),
        (Verdict.BOT, {"agent": GOOGLE}),
        (Verdict.BOT, {"agent": "curl/8.15.0"}),
        (Verdict.BOT, {"agent": "python-requests/2.32"}),
        (Verdict.NO_ADDRESS, {"address": "reader.example"}),
    ],
)
def test_what_no_reader_did_is_no_vote(verdict, given):
    assert judged(**given) is verdict


@pytest.mark.parametrize(
    "asked",
    [
        "/thanks/yes/",
        "/thanks/yes/?article=",
        "/thanks/yes/?article=no/such",
        "/thanks/yes/?article=../../../etc/passwd",
        f"/thanks/yes/?article={ARTICLE}&article={OTHER}",
        "/thanks/yes/?" + "&".join("x" * 20),
        "/thanks/reason/?reason=unclear",
        "/thanks/reason/?reason=<script>",
    ],
)
def test_a_forged_vote_is_none(asked):
    assert judged(asked) is Verdict.UNKNOWN


@pytest.mark.parametrize("referer", [PAGE, "https://help.example/thanks/yes/?article=x", "-"])
def test_a_reason_from_anywhere_but_the_page_of_no_is_none(referer):
    assert judged("/thanks/reason/?reason=unclear", referer=referer) is Verdict.UNKNOWN


def test_an_unknown_reason_is_none():
    assert judged("/thanks/reason/?reason=other", referer=FROM_NO) is Verdict.UNKNOWN


def test_other_pages_are_no_business_of_the_count():
    assert judged("/en/thanks/never/?article=x") is None
    assert judged("/assets/site.css", referer=FROM_NO) is None


def test_a_request_for_another_site_of_the_same_server_is_not_ours():
    hit = parse(combined(), formats())
    assert FORMS.judge(replace(hit, host="other.example")) is Verdict.FOREIGN
    assert isinstance(FORMS.judge(replace(hit, host="HELP.example:443")), Ballot)


def test_a_prefetch_is_no_vote():
    hit = parse(combined(), formats())
    assert FORMS.judge(replace(hit, is_prefetch=True)) is Verdict.PREFETCH


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.0/24"),
        ("::ffff:192.0.2.7", "192.0.2.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("::1", "::/48"),
        ("fe80::1%eth0", "fe80::/48"),
        ("192.0.2", None),
        ("", None),
    ],
)
def test_an_address_is_cut_to_its_network(address, network):
    assert truncated(address) == network

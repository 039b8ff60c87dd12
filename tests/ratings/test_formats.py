from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.ratings.formats import LONGEST, CloudFront, formats, parse
from helpdesk.ratings.hits import Hit
from helpdesk.ratings.votes import Ballot
from ratings.lines import (
    ARTICLE,
    CLOUDFRONT_HEADER,
    FIREFOX,
    FORMS,
    NOON,
    PAGE,
    caddy,
    cloudfront,
    combined,
    common,
    target,
)

WRITERS = {"combined": combined, "caddy": caddy, "cloudfront": cloudfront}


def read(line: bytes) -> Hit | None:
    return parse(line, formats())


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_every_format_says_the_same(write):
    hit = read(write())
    assert (hit.at, hit.address, hit.method, hit.status) == (NOON, "192.0.2.7", "GET", 200)
    assert (hit.path, hit.referer, hit.agent) == ("/thanks/yes/", PAGE, FIREFOX)
    assert isinstance(FORMS.judge(hit), Ballot)
    assert FORMS.judge(hit) == FORMS.judge(read(combined()))


def test_the_common_format_has_no_agent_and_no_referer():
    hit = read(common())
    assert (hit.agent, hit.referer) == (None, "")


# The same request as nginx and as Apache escape it.
NGINX_QUOTE = (
    rb'192.0.2.7 - - [23/Nov/2026:05:07:52 +0000] "GET /merci/?a=mail&v=oui HTTP/1.1" 200 3 '
    rb'"https://h.example/fr/a/" "Mozilla/5.0 \x22x\x22 \x5C \xC3\xA9"'
)
APACHE_QUOTE = (
    rb'192.0.2.7 - frank [23/Nov/2026:05:07:52 +0000] "GET /merci/?a=mail&v=oui HTTP/1.1" 200 - '
    rb'"https://h.example/fr/a/" "Mozilla/5.0 \"x\" \\ \xc3\xa9"'
)


@pytest.mark.parametrize("line", [NGINX_QUOTE, APACHE_QUOTE], ids=["nginx", "apache"])
def test_what_servers_escape_is_read_as_it_was_sent(line):
    hit = read(line)
    assert hit.agent == 'Mozilla/5.0 "x" \\ é'
    assert hit.target == "/merci/?a=mail&v=oui"


def test_more_fields_after_the_combined_ones_do_no_harm():
    assert read(combined()[:-1] + b' "203.0.113.9" 0.001 help.example') == read(combined())


@pytest.mark.parametrize(
    ("stamp", "ahead"),
    [("23/Nov/2026:13:00:00 +0100", 0), ("23/Nov/2026:06:30:00 -0530", 0),
     ("24/Nov/2026:00:30:00 +1230", 0), ("31/Dec/2026:23:59:60 +0000", None)],
)  # fmt: skip
def test_a_time_is_the_same_moment_in_every_zone(stamp, ahead):
    line = combined().replace(b"23/Nov/2026:12:00:00 +0000", stamp.encode())
    assert read(line) is not None
    if ahead is not None:
        assert read(line).at == NOON + ahead


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b'192.0.2.7 - - [32/Nov/2026:05:07:52 +0000] "GET / HTTP/1.1" 200 3 "-" "-"',
        b'192.0.2.7 - - [23/Nov/2026:05:07:52 +9959] "GET / HTTP/1.1" 200 3 "-" "-"',
        combined()[:-9],
        combined(agent="x" * LONGEST),
        b'{"ts": 1e999, "request": {}}',
        b'{"ts": true, "status": 200, "request": []}',
        b"[" * 5_000,
        b'{"a":' * 5_000,
        b"2026-11-23\t12:00:00",
    ],
)
def test_what_is_malformed_is_nothing(line):
    assert read(line) is None


def test_a_cloudfront_log_is_read_by_its_own_header():
    log = CloudFront()
    assert log.parse(b"#Fields: time c-ip date cs-uri-stem sc-status cs-method") is None
    hit = log.parse(b"12:00:00\t2001:db8::1\t2026-11-23\t/thanks/yes/\t200\tGET")
    assert (hit.at, hit.address, hit.path, hit.agent) == (NOON, "2001:db8::1", "/thanks/yes/", None)
    assert CloudFront().parse(cloudfront()[:-1]).host == "help.example"
    assert CLOUDFRONT_HEADER.count(b"\n") == 2


def test_a_form_s_slash_may_be_encoded_twice():
    line = cloudfront(target())
    assert b"%252F" in line
    assert FORMS.judge(read(line)).article == ARTICLE


def test_caddy_tells_a_prefetch():
    assert read(caddy(**{"Sec-Purpose": ["prefetch;prerender"]})).is_prefetch
    assert not read(caddy()).is_prefetch


def test_a_caddy_time_may_be_written_out():
    entry = json.loads(caddy())
    entry["ts"] = "2026-11-23T12:00:00.250Z"
    assert read(json.dumps(entry).encode()).at == NOON


@given(st.binary(max_size=300))
def test_no_bytes_crash_a_parser(line):
    for one in formats():
        one.parse(line)
        list(one.days(b"\n" + line + b"\n"))


PIECES = st.sampled_from(
    [combined(), caddy(), cloudfront(), common(), CLOUDFRONT_HEADER, b"\x1b[2J", b"\xff\xfe",
     b'"', b"\\", b"\\x", b"[", b"{", b"\t", b"-", b"%", b"://[", b"?article=", b"\n", b"\0"]
)  # fmt: skip


@given(st.lists(st.one_of(PIECES, st.binary(max_size=8)), max_size=6), st.integers(0, 400))
def test_no_mix_of_lines_and_bytes_crashes_what_reads_and_judges(parts, cut):
    for line in b"".join(parts)[cut:].split(b"\n"):
        hit = read(line)
        if hit:
            FORMS.judge(hit)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda some: (
    st.lists(some, max_size=3) | st.dictionaries(
        st.sampled_from(["ts", "request", "status", "uri", "headers", "User-Agent", "remote_ip"]),
        some, max_size=5))))  # fmt: skip
def test_no_json_crashes_the_parser_of_caddy(value):
    read(b"{" + json.dumps(value).encode()[1:])

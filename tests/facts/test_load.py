"""Reading facts.yml: every problem at once, with its place, and never a traceback."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk.facts import FactsError, Protocol, Security, load_facts, parse_facts, read_facts

SMALLEST = "mail:\n  servers:\n    - {protocol: imap, port: 993}\n"


def problems(text: str | bytes, **environ: str) -> list[str]:
    raw = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(FactsError) as caught:
        parse_facts(raw, path="facts.yml", environ=environ)
    return [str(problem) for problem in caught.value.problems]


def server(entry: str) -> str:
    return f"mail:\n  servers:\n    - {{{entry}}}\n"


def test_the_smallest_facts_are_enough():
    facts = parse_facts(SMALLEST.encode(), path="facts.yml", environ={}).facts
    assert facts.mail.servers[0].protocol is Protocol.IMAP
    assert facts.mail.servers[0].host is None
    assert facts.hosts == ()


def test_the_sites_own_facts_load_without_a_warning():
    loaded = read_facts(Path(__file__).parents[2] / "facts.yml", environ={})
    assert loaded.warnings == ()
    assert {server.security for server in loaded.facts.mail.servers} == {
        Security.TLS,
        Security.NONE,
    }


def test_every_problem_is_reported_in_one_run_in_the_order_of_the_file():
    text = """\
provider: {nam: BeHostings}
mail:
  servers:
    - {protocol: imapp, port: 99999, security: tls}
    - {port: 993}
sitte: {url: x}
"""
    assert problems(text) == [
        'facts.yml:1:11: "name" is missing in provider',
        (
            'facts.yml:1:12: unknown key "nam", did you mean "name"? '
            "Known here: name, id, short_name, domains, url, support_url"
        ),
        (
            'facts.yml:4:18: protocol: "imapp" is unknown, did you mean "imap"? '
            "Allowed: imap, pop3, smtp, sieve, jmap, caldav, carddav"
        ),
        'facts.yml:4:31: port: "99999" is wrong, wanted: a whole number from 1 to 65535',
        'facts.yml:5:7: "protocol" is missing in mail.servers',
        (
            'facts.yml:6:1: unknown key "sitte", did you mean "site"? '
            "Known here: mail, provider, services, site"
        ),
    ]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("protocol: imap, port: 0", "a whole number from 1 to 65535"),
        ("protocol: imap, port: 993.5", "a whole number from 1 to 65535"),
        ("protocol: imap, port: '993'", "write 993 without quotes"),
        ("protocol: imap, port: 993, host: 'https://mail.example.net'", "without https://"),
        ("protocol: imap, port: 993, host: mail_1.example.net", "a server name such as"),
        ("protocol: imap, port: 993, security: ssl", "Allowed: tls, starttls, none"),
        ("protocol: imap, port: 993, recommended: perhaps", "true or false"),
        ("protocol: imap, port: 993, aliases: mx.example.net", "server names such as"),
        ("protocol: imap, port: 993, authentication: plain", "a list, such as [a, b]"),
        ("protocol: imap, port: 993, reason: 5", "text"),
        ("protocol: imap, port: 993, applies_to: Shared Hosting", "shared-hosting"),
    ],
)
def test_a_wrong_value_is_answered_with_what_is_allowed(entry, words):
    assert words in problems(server(entry))[0]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("", "the file is empty"),
        ("# only a comment\n", "the file is empty"),
        ("- a\n- b\n", "does not hold keys"),
        ("mail\n", "does not hold keys"),
        ("mail: {}\n", '"servers" is missing in mail'),
        ("mail: {servers: []}\n", "the list is empty"),
        ("mail: 7\n", "a block of keys"),
        ("mail:\n\tservers: []\n", "not readable as YAML"),
        ("mail: [1\n", "not readable as YAML"),
        ("mail: *nobody\n", "not readable as YAML"),
        ("a: 1\n---\nb: 2\n", "not readable as YAML"),
        ("? [a, b]\n: c\n", "a key must be a word"),
        ("mail: &loop\n  servers: [*loop]\n", "an anchor (&) that contains itself"),
        (b"mail:\n  caf\xe9: 1\n", "facts.yml:2:6: the file is not UTF-8"),
        (b"\x00\x01", "not readable as YAML"),
        ("[" * 5000, "not readable as YAML"),
    ],
)
def test_a_file_of_the_wrong_shape_is_a_problem_not_a_traceback(raw, words):
    assert any(words in problem for problem in problems(raw))


def test_a_file_that_is_not_there_is_a_problem(tmp_path):
    with pytest.raises(FactsError, match="cannot be read: No such file"):
        load_facts(tmp_path / "facts.yml")
    with pytest.raises(FactsError, match="cannot be read: Is a directory"):
        load_facts(tmp_path)


def test_an_anchor_that_unfolds_without_measure_is_refused():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert "unfolds to more than 20,000 values" in problems("\n".join(lines))[0]


def test_anchors_and_merges_may_be_used():
    text = """\
mail:
  servers:
    - &one {protocol: imap, port: 993, host: mail.example.net, security: tls}
    - {<<: *one, protocol: smtp, port: 465}
"""
    servers = parse_facts(text.encode(), path="facts.yml", environ={}).facts.mail.servers
    assert servers[1].host == "mail.example.net"
    assert servers[1].port == 465


def test_a_key_that_stands_twice_is_reported_with_both_lines():
    text = "mail:\n  servers:\n    - protocol: imap\n      port: 993\n      port: 994\n"
    assert problems(text) == ['facts.yml:5:7: "port" stands here twice (first on line 4): keep one']


def test_the_same_server_twice_is_reported_with_both_lines():
    entry = "    - {protocol: imap, port: 993, host: Mail.example.net, security: tls}\n"
    text = f"mail:\n  servers:\n{entry}{entry.lower()}"
    assert problems(text) == [
        "facts.yml:4:7: the same entry as on line 3 (protocol, host, port and security): keep one"
    ]


def test_several_hosts_and_several_entries_per_protocol_are_usual():
    text = """\
mail:
  servers:
    - {protocol: imap, port: 993, host: one.example.net, security: tls}
    - {protocol: imap, port: 993, host: two.example.net, security: tls}
    - {protocol: imap, port: 143, host: two.example.net, security: starttls}
"""
    facts = parse_facts(text.encode(), path="facts.yml", environ={}).facts
    assert facts.hosts == ("one.example.net", "two.example.net")


def test_a_key_without_a_value_counts_as_left_out():
    text = f"{SMALLEST}services:\nprovider:\n"
    facts = parse_facts(text.encode(), path="facts.yml", environ={}).facts
    assert facts.provider is None
    assert facts.services == {}


def test_a_byte_order_mark_and_windows_line_ends_are_read():
    raw = b"\xef\xbb\xbf" + SMALLEST.replace("\n", "\r\n").encode()
    assert parse_facts(raw, path="facts.yml", environ={}).facts.mail.servers[0].port == 993


def test_the_environment_wins_over_the_address_in_the_file():
    text = f"site: {{url: 'https://help.example.org/'}}\n{SMALLEST}"
    loaded = parse_facts(
        text.encode(), path="facts.yml", environ={"SITE_URL": "https://example.com/help/"}
    )
    assert str(loaded.facts.site.url) == "https://example.com/help/"


def test_a_wrong_address_in_the_environment_is_named_as_such():
    assert problems(SMALLEST, SITE_URL="help.example.com") == [
        (
            'environment variable SITE_URL: "help.example.com" is not a web address: '
            "write https://help.example.com/"
        )
    ]


def test_an_empty_address_in_the_environment_counts_as_none():
    parse_facts(SMALLEST.encode(), path="facts.yml", environ={"SITE_URL": " "})


@settings(deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_no_bytes_lead_to_a_traceback(raw):
    try:
        parse_facts(raw, path="facts.yml", environ={})
    except FactsError as error:
        assert error.problems  # noqa: PT017 - either outcome is fine, another error is not


_yaml = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=9)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["mail", "servers", "port", "protocol", "host", "site", "url", "x"]),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["mail", "site", "services", "provider"]), _yaml))
def test_no_data_leads_to_a_traceback(data):
    import json  # noqa: PLC0415 - JSON is YAML

    try:
        parse_facts(json.dumps(data).encode(), path="facts.yml", environ={})
    except FactsError as error:
        assert error.problems  # noqa: PT017

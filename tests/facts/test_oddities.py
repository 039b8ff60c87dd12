"""Warnings: possible, but hardly meant."""

import pytest

from helpdesk.facts import parse_facts


def warnings(entry: str) -> list[str]:
    text = f"mail:\n  servers:\n    - {{{entry}}}\n"
    return [str(warning) for warning in parse_facts(text.encode(), path="f", environ={}).warnings]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("protocol: pop3, port: 993, security: tls", "993 is IMAP"),
        ("protocol: imap, port: 995, security: tls", "995 is POP3"),
        ("protocol: smtp, port: 587, security: tls", "usual there is STARTTLS"),
        ("protocol: smtp, port: 465, security: starttls", "usual there is TLS"),
        ("protocol: imap, port: 993, security: starttls", "STARTTLS is usual on 143"),
        ("protocol: pop3, port: 995, security: none", "usual there is TLS"),
        ("protocol: imap, port: 587", "587 is SMTP"),
        ("protocol: smtp, port: 586", "usual is 25 or 465 or 587"),
        ("protocol: imap, port: 143, security: tls", "usual on 993"),
        ("protocol: imap, port: 143, security: none, recommended: true", "has no encryption"),
        ("protocol: imap, port: 143, recommended: true", "encryption (security) is not stated"),
    ],
)
def test_an_odd_entry_is_a_warning(entry, words):
    assert len(warnings(entry)) == 1
    assert words in warnings(entry)[0]


@pytest.mark.parametrize(
    "entry",
    [
        "protocol: imap, port: 993, security: tls, recommended: true",
        "protocol: imap, port: 993",
        "protocol: imap, port: 143, security: starttls",
        "protocol: imap, port: 143, security: none, recommended: false",
        "protocol: smtp, port: 587, security: starttls",
        "protocol: smtp, port: 2525, security: tls",
        "protocol: imap, port: 10993, security: tls",
        "protocol: sieve, port: 4190, security: starttls",
        "protocol: jmap, port: 443, security: tls",
    ],
)
def test_a_usual_entry_or_a_free_port_is_none(entry):
    assert warnings(entry) == []


def test_a_reason_silences_it():
    assert warnings("protocol: imap, port: 443, security: tls, odd: passes every firewall") == []


def test_the_warning_stands_at_the_value():
    assert warnings("protocol: pop3, port: 993, security: tls")[0].startswith("f:3:30: ")

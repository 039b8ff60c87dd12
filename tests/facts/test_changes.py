"""What became of each server between two versions of the facts."""

from helpdesk.facts import Facts, Protocol, Security
from helpdesk.facts.changes import Changes

IMAP, POP3, SMTP = Protocol.IMAP, Protocol.POP3, Protocol.SMTP


def facts(*servers: tuple) -> Facts:
    keys = ("protocol", "port", "security", "host")
    return Facts.model_validate(
        {"mail": {"servers": [dict(zip(keys, server, strict=False)) for server in servers]}}
    )


BEFORE = facts(
    ("imap", 993, "tls", "mail.example.net"),
    ("smtp", 465, "tls", "mail.example.net"),
    ("imap", 143, "none", "mail.example.net"),
)


def changed(**new: tuple) -> Changes:
    servers = {
        "imap": ("imap", 993, "tls", "mail.example.net"),
        "smtp": ("smtp", 465, "tls", "mail.example.net"),
        "plain": ("imap", 143, "none", "mail.example.net"),
    }
    return Changes.between(BEFORE, facts(*(servers | new).values()))


def test_a_port_that_moved_is_followed():
    changes = changed(imap=("imap", 1993, "tls", "mail.example.net"))
    assert changes.port(993, {IMAP}) == 1993
    assert changes.port(143, {IMAP}) == 143
    assert changes.port(465, {SMTP}) == 465


def test_a_port_of_another_service_did_not_become_anything():
    assert changed().port(993, {SMTP}) is None


def test_two_services_that_swap_their_ports_are_told_apart():
    before = facts(("imap", 1000, "tls"), ("pop3", 2000, "tls"))
    after = facts(("imap", 2000, "tls"), ("pop3", 1000, "tls"))
    changes = Changes.between(before, after)
    assert changes.port(1000, {IMAP}) == 2000
    assert changes.port(2000, {POP3}) == 1000
    assert changes.port(1000, {IMAP, POP3}) == 2000


def test_a_renamed_host_is_followed_in_any_case():
    new = {
        name: (*entry, "mx.example.org")
        for name, entry in {
            "imap": ("imap", 993, "tls"),
            "smtp": ("smtp", 465, "tls"),
            "plain": ("imap", 143, "none"),
        }.items()
    }
    assert changed(**new).host("Mail.Example.NET", {IMAP}) == "mx.example.org"
    assert changed(**new).host("mail.example.net", ()) == "mx.example.org"


def test_a_host_that_became_two_is_uncertain():
    changes = changed(smtp=("smtp", 465, "tls", "out.example.net"))
    assert changes.host("mail.example.net", ()) is None
    assert changes.host("mail.example.net", {SMTP}) == "out.example.net"


def test_an_encryption_that_changed_is_followed_at_its_port():
    changes = changed(imap=("imap", 993, "starttls", "mail.example.net"))
    assert changes.security({Security.TLS}, {IMAP}, 993) is Security.STARTTLS
    assert changes.security({Security.TLS}, {SMTP}, 465) is Security.TLS


def test_port_and_encryption_that_changed_together_are_followed():
    before = facts(("smtp", 465, "tls", "mail.example.net"))
    after = facts(("smtp", 587, "starttls", "mail.example.net"))
    changes = Changes.between(before, after)
    assert changes.port(465, {SMTP}, {Security.TLS}) == 587
    assert changes.security({Security.TLS}, {SMTP}, 587) is Security.STARTTLS


def test_a_server_that_is_gone_became_nothing():
    after = facts(("imap", 993, "tls", "mail.example.net"), ("smtp", 465, "tls", "x.example.net"))
    assert Changes.between(BEFORE, after).port(143, {IMAP}) is None

"""Dovecot and Postfix as they should be, and with every fault that a set-up can have."""

from __future__ import annotations

import asyncio
import socket
import threading

import pytest

from helpdesk.probing.options import Options
from helpdesk.probing.outcome import Fault, Verdict
from helpdesk.probing.servers import probe_servers
from probe import faulty
from probe.conftest import HOST, facts_of
from probe.daemons import free_port
from probe.dovecot import EXPIRED, GOOD, OTHER_NAME, PLAIN_LOGIN, SELF_SIGNED, WITHOUT_TLS

INCOMING = [
    ("imap 993 tls", "imaps"),
    ("imap 143 starttls", "imap"),
    ("pop3 995 tls", "pop3s"),
    ("pop3 110 starttls", "pop3"),
]
ENCRYPTED_OUTGOING = [("smtp 465 tls", "smtps"), ("smtp 587 starttls", "smtp")]


@pytest.mark.parametrize(("entry", "port"), INCOMING)
def test_a_server_for_incoming_mail_is_as_stated(incoming, look, entry, port):
    result = look(entry, GOOD, getattr(incoming, port))
    assert (result.verdict, result.fault) == (Verdict.AS_STATED, None), result.detail
    assert (result.address, result.session.tls) == (GOOD, "TLSv1.3")
    assert result.session.days_left in (89, 90)
    assert result.session.capabilities
    assert result.session.notes == ()


@pytest.mark.parametrize(("entry", "port"), ENCRYPTED_OUTGOING)
def test_a_server_for_outgoing_mail_is_as_stated(outgoing, look, entry, port):
    result = look(entry, GOOD, getattr(outgoing, port))
    assert (result.verdict, result.fault) == (Verdict.AS_STATED, None), result.detail
    assert "AUTH PLAIN" in " ".join(result.session.capabilities)


@pytest.mark.parametrize(("entry", "port"), [("imap 143 none", "imap"), ("pop3 110 none", "pop3")])
def test_an_unencrypted_server_is_as_stated_but_not_recommended(incoming, look, entry, port):
    result = look(entry, PLAIN_LOGIN, getattr(incoming, port))
    assert result.fault is None, result.detail
    assert result.session.tls is None
    assert "plain login as stated, not recommended" in result.session.notes


@pytest.mark.parametrize(("entry", "port"), [("imap 143 none", "imap"), ("pop3 110 none", "pop3")])
def test_an_unencrypted_server_that_takes_no_password_is_none(incoming, look, entry, port):
    assert look(entry, GOOD, getattr(incoming, port)).fault is Fault.LOGIN_MISSING


@pytest.mark.parametrize(
    ("entry", "port"), [("imap 143 starttls", "imap"), ("pop3 110 starttls", "pop3")]
)
def test_a_password_taken_before_starttls_is_found(incoming, look, entry, port):
    assert look(entry, PLAIN_LOGIN, getattr(incoming, port)).fault is Fault.PLAINTEXT_LOGIN


def test_a_password_taken_before_starttls_is_found_when_sending(outgoing, look):
    result = look("smtp 587 starttls", PLAIN_LOGIN, outgoing.smtp)
    assert result.fault is Fault.PLAINTEXT_LOGIN
    assert look("smtp 25 none", PLAIN_LOGIN, outgoing.smtp).fault is None


@pytest.mark.parametrize(
    ("entry", "port"), [("imap 143 starttls", "imap"), ("pop3 110 starttls", "pop3")]
)
def test_starttls_that_somebody_stripped_is_missed(incoming, look, entry, port):
    assert look(entry, WITHOUT_TLS, getattr(incoming, port)).fault is Fault.STARTTLS_MISSING


def test_starttls_that_somebody_stripped_is_missed_when_sending(outgoing, look):
    result = look("smtp 587 starttls", GOOD, outgoing.without_tls)
    assert result.fault is Fault.STARTTLS_MISSING


@pytest.mark.parametrize(("entry", "port"), INCOMING)
@pytest.mark.parametrize(
    "bad",
    [
        (EXPIRED, Fault.EXPIRED),
        (OTHER_NAME, Fault.OTHER_NAME),
        (SELF_SIGNED, Fault.UNTRUSTED),
    ],
)
def test_a_certificate_that_apps_refuse_is_named(incoming, look, entry, port, bad):
    address, fault = bad
    result = look(entry, address, getattr(incoming, port))
    assert result.fault is fault
    if fault is Fault.OTHER_NAME:
        assert result.detail == f"it is not for {HOST}, but for one.example.test, two.example.test"


def test_a_port_where_nobody_listens_is_refused(look):
    assert look("imap 993 tls", GOOD, free_port(GOOD)).fault is Fault.REFUSED


@pytest.mark.parametrize(
    ("entry", "port", "words"),
    [
        ("pop3 995 tls", "imaps", "POP3 was expected, it speaks IMAP"),
        ("imap 993 tls", "pop3s", "IMAP was expected, it speaks POP3"),
        ("pop3 110 starttls", "imap", "POP3 was expected, it speaks IMAP"),
        ("smtp 587 starttls", "pop3", "SMTP was expected, it speaks POP3"),
    ],
)
def test_another_protocol_behind_the_port_is_named(incoming, look, entry, port, words):
    result = look(entry, GOOD, getattr(incoming, port))
    assert (result.fault, result.detail) == (Fault.WRONG_PROTOCOL, words)


def test_a_server_without_tls_from_the_first_byte_is_named(incoming, look):
    result = look("imap 993 tls", GOOD, incoming.imap)
    assert (result.fault, result.detail) == (Fault.NOT_ENCRYPTED, "it speaks IMAP without TLS")


@pytest.mark.parametrize("security", ["starttls", "none"])
def test_a_server_that_waits_for_tls_is_not_just_silent(incoming, look, security):
    assert look(f"imap 143 {security}", GOOD, incoming.imaps, 0.5).fault is Fault.ENCRYPTED


@pytest.mark.parametrize(
    ("behaviour", "fault"),
    [
        (faulty.silent, Fault.SILENT),
        (faulty.slow, Fault.TIMED_OUT),
        (faulty.resetting, Fault.RESET),
        (faulty.hanging_up, Fault.RESET),
        (faulty.turning_away, Fault.TURNED_AWAY),
        (faulty.endless, Fault.WRONG_PROTOCOL),
    ],
)
def test_a_server_that_misbehaves_is_named(look, behaviour, fault):
    with faulty.server(behaviour) as port:
        assert look("imap 143 none", "127.0.0.1", port, 0.5).fault is fault


@pytest.mark.parametrize(
    ("behaviour", "fault"),
    [(faulty.silent, Fault.SILENT), (faulty.hanging_up, Fault.NOT_ENCRYPTED)],
)
def test_a_server_that_answers_no_handshake_is_named(look, behaviour, fault):
    with faulty.server(behaviour) as port:
        assert look("imap 993 tls", "127.0.0.1", port, 0.5).fault is fault


def test_old_tls_is_a_warning(look, certificate):
    with faulty.server(faulty.of_the_past(certificate)) as port:
        result = look("imap 993 tls", "127.0.0.1", port)
    assert (result.fault, result.session.tls) == (None, "TLSv1.1"), result.detail
    assert any("RFC 8997" in note for note in result.session.notes)


def test_a_certificate_about_to_expire_is_a_warning(look, authority):
    soon = authority.issue("soon", HOST, days=5)
    with faulty.server(faulty.of_the_past(soon)) as port:
        notes = look("imap 993 tls", "127.0.0.1", port).session.notes
    assert any(note.startswith("the certificate expires in") for note in notes)


def test_all_servers_are_asked_at_once():
    """Neither server answers before both are connected."""
    both = threading.Barrier(2, timeout=5)

    def behave(client: socket.socket) -> None:
        both.wait()
        client.sendall(b"* BYE not now\r\n")

    with faulty.server(behave) as port:
        here = ("127.0.0.1", port)
        options = Options(5, connect={(HOST, 143): (here,), (HOST, 144): (here,)})
        facts = facts_of("imap 143 none", "imap 144 none")
        found = asyncio.run(probe_servers(facts, options))
    assert [result.fault for result in found] == [Fault.TURNED_AWAY] * 2

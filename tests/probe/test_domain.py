"""What apps find in the DNS and at the autoconfig addresses is held against the facts."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable

import pytest

from helpdesk.clients.autoconfig import autoconfig
from helpdesk.clients.dns import zone
from helpdesk.probing.options import Options, connections, endpoint
from helpdesk.probing.outcome import Fault, Verdict
from helpdesk.probing.settings_file import probe_files
from helpdesk.probing.srv import probe_records
from probe import faulty
from probe.conftest import DOMAIN, HOST, facts_of
from probe.nameserver import nameserver

FACTS = facts_of("imap 993 tls", "pop3 995 tls", "smtp 465 tls", "imap 143 none")


def records(lines: str):
    with nameserver(DOMAIN, lines) as address:
        options = Options(timeout=2, nameserver=endpoint(address))
        return asyncio.run(probe_records(DOMAIN, FACTS, options))


def test_the_published_records_are_as_stated():
    found = records(zone(FACTS))
    assert [result.verdict for result in found] == [Verdict.AS_STATED] * 3
    assert found[0].subject == f"SRV _imaps._tcp.{DOMAIN}"


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("993", "994", Fault.RECORD_DIFFERS),
        (HOST, "old.example.test", Fault.RECORD_DIFFERS),
        ("_imaps", "_imapz", Fault.RECORD_MISSING),
    ],
)
def test_a_record_that_is_wrong_or_missing_is_named(right, wrong, fault):
    imaps, *others = zone(FACTS).splitlines()
    found = records("\n".join([imaps.replace(right, wrong), *others]))
    assert [result.fault for result in found] == [fault, None, None]
    assert f"993 {HOST}." in found[0].detail


def test_a_name_server_that_is_silent_is_named():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        options = Options(timeout=0.3, nameserver=("127.0.0.1", silent.getsockname()[1]))
        found = asyncio.run(probe_records(DOMAIN, FACTS, options))
    assert {result.fault for result in found} == {Fault.TIMED_OUT}


@pytest.fixture
def files(authority, certificate) -> Callable[..., list[tuple[Verdict, Fault | None]]]:
    """Probe both addresses of the file; a server answers at each with some bytes, or not at all."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)

    def web(answer: bytes) -> faulty.Behaviour:
        def behave(client: socket.socket) -> None:
            with context.wrap_socket(client, server_side=True) as secured:
                secured.recv(4096)
                secured.sendall(answer)

        return behave

    def probe(of_autoconfig: bytes, well_known: bytes):
        with faulty.server(web(of_autoconfig)) as one, faulty.server(web(well_known)) as two:
            leads = connections(
                (
                    f"autoconfig.{DOMAIN}:443=127.0.0.1:{one}",
                    f"{DOMAIN}:443=127.0.0.1:{two}",
                )
            )
            options = Options(5, str(authority.file), leads)
            found = asyncio.run(probe_files(DOMAIN, FACTS, options))
        return [(result.verdict, result.fault) for result in found]

    return probe


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n"
RIGHT = OK + autoconfig(FACTS)
ABSENT = b"HTTP/1.1 404 Not Found\r\n\r\n"
AS_STATED = (Verdict.AS_STATED, None)


def test_the_published_file_is_as_stated(files):
    assert files(RIGHT, RIGHT) == [AS_STATED, AS_STATED]


def test_one_address_of_the_file_is_enough(files):
    assert files(ABSENT, RIGHT) == [(Verdict.UNTESTED, None), AS_STATED]


def test_no_file_at_all_is_a_mismatch(files):
    assert files(ABSENT, ABSENT) == [(Verdict.MISMATCH, Fault.FILE_MISSING)] * 2


@pytest.mark.parametrize("wrong", [RIGHT.replace(b">993<", b">143<"), OK + b"<html/>", OK])
def test_a_file_that_says_something_else_is_a_mismatch(files, wrong):
    assert files(RIGHT, wrong) == [AS_STATED, (Verdict.MISMATCH, Fault.FILE_DIFFERS)]

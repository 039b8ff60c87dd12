"""A name server of the tests' own: a few SRV records, over UDP on the loopback."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset
import dns.zone

ZONE_HEAD = "@ 60 IN SOA ns hostmaster 1 60 60 60 60\n@ 60 IN NS ns\n"


@contextmanager
def nameserver(domain: str, lines: str) -> Iterator[str]:
    """Answer for a domain with the records of a zone file; yield `ADDRESS:PORT`."""
    zone = dns.zone.from_text(
        ZONE_HEAD + lines, origin=domain, check_origin=False, relativize=False
    )
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(0.1)
        over = threading.Event()
        thread = threading.Thread(target=_serve, args=(server, zone, over))
        thread.start()
        try:
            yield f"127.0.0.1:{server.getsockname()[1]}"
        finally:
            over.set()
            thread.join()


def _serve(server: socket.socket, zone: dns.zone.Zone, over: threading.Event) -> None:
    while not over.is_set():
        with suppress(TimeoutError):
            asked, client = server.recvfrom(4096)
            server.sendto(_answer(asked, zone).to_wire(), client)


def _answer(asked: bytes, zone: dns.zone.Zone) -> dns.message.Message:
    query = dns.message.from_wire(asked)
    answer = dns.message.make_response(query)
    (question,) = query.question
    found = zone.get_rrset(question.name, question.rdtype)
    if found is None:
        answer.set_rcode(dns.rcode.NXDOMAIN)
    else:
        answer.answer.append(found)
    return answer

"""What is possible in `facts.yml` but hardly meant: combinations that no standard port list has.

The rule is a table, protocol x port x security, not a list of cases: what stands in it is usual,
and a well-known port that stands in it for something else is odd. Sources: RFC 8314 §3 and §7,
RFC 6409 (587), RFC 5804 (ManageSieve), RFC 6764 (CalDAV, CardDAV), RFC 8620 (JMAP), and the
services file of Debian's netbase.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from helpdesk.facts.model import Facts, MailServer, Protocol, Security

_WELL_KNOWN: Final = 1023
"""Ports up to here are assigned by IANA (RFC 6335 §6): a free choice starts above."""

_TLS: Final = frozenset({Security.TLS})
_UPGRADE: Final = frozenset({Security.NONE, Security.STARTTLS})
_ANY: Final = frozenset(Security)


class Usual(NamedTuple):
    """One row of the table: a protocol on a port with the kinds of security that it has there."""

    protocol: Protocol
    port: int
    security: frozenset[Security]
    assigned: bool = True


class Oddity(NamedTuple):
    """One odd thing: the index of the server entry, the key that it is about, and the words."""

    server: int
    key: str
    message: str


USUAL: Final = (
    Usual(Protocol.IMAP, 143, _UPGRADE),
    Usual(Protocol.IMAP, 993, _TLS),
    Usual(Protocol.POP3, 110, _UPGRADE),
    Usual(Protocol.POP3, 995, _TLS),
    Usual(Protocol.SMTP, 25, _UPGRADE),
    Usual(Protocol.SMTP, 465, _TLS),
    Usual(Protocol.SMTP, 587, _UPGRADE),
    Usual(Protocol.SMTP, 2525, _ANY, assigned=False),  # offered by many hosts beside 587
    Usual(Protocol.SIEVE, 4190, _UPGRADE),
    *(
        Usual(protocol, port, security)
        for protocol in (Protocol.JMAP, Protocol.CALDAV, Protocol.CARDDAV)
        for port, security in ((443, _TLS), (80, frozenset({Security.NONE})))
    ),
)

_WORDS: Final = {
    Security.TLS: "TLS from the first byte (tls)",
    Security.STARTTLS: "STARTTLS",
    Security.NONE: "no encryption",
}


def oddities(facts: Facts) -> Iterator[Oddity]:
    """Yield what is odd, in file order; an entry that says why (`odd:`) is left alone."""
    for index, server in enumerate(facts.mail.servers):
        if server.odd:
            continue
        for key, message in (*_port(server), *_recommendation(server)):
            yield Oddity(index, key, message)


def _port(server: MailServer) -> Iterator[tuple[str, str]]:
    here = [usual for usual in USUAL if usual.port == server.port]
    own = next((usual for usual in here if usual.protocol is server.protocol), None)
    if own is None:
        if here or server.port <= _WELL_KNOWN:
            yield "port", _strange_port(server, here)
    elif server.security and server.security not in own.security:
        wanted = " or ".join(_WORDS[security] for security in Security if security in own.security)
        elsewhere = _ports(server.protocol, server.security)
        also = f"; {_WORDS[server.security]} is usual on {elsewhere}" if elsewhere else ""
        yield (
            "security",
            (
                f"{server.protocol.label} on port {server.port} with {_WORDS[server.security]}: "
                f"usual there is {wanted}{also}"
            ),
        )


def _strange_port(server: MailServer, here: list[Usual]) -> str:
    owners = " and ".join(dict.fromkeys(usual.protocol.label for usual in here))
    belongs = f" ({server.port} is {owners})" if owners else ""
    usual = _ports(server.protocol, server.security) or _ports(server.protocol, None)
    how = f" with {_WORDS[server.security]}" if server.security else ""
    return f"{server.protocol.label} on port {server.port}{belongs}: usual{how} is {usual}"


def _ports(protocol: Protocol, security: Security | None) -> str:
    ports = (
        str(usual.port)
        for usual in USUAL
        if usual.protocol is protocol
        and usual.assigned
        and (security is None or security in usual.security)
    )
    return " or ".join(ports)


def _recommendation(server: MailServer) -> Iterator[tuple[str, str]]:
    if not server.recommended or server.encrypted:
        return
    name = f"{server.protocol.label} on port {server.port}"
    if server.security is Security.NONE:
        yield "recommended", f"{name} is recommended although it has no encryption"
    else:
        yield "recommended", f"{name} is recommended, but its encryption (security) is not stated"

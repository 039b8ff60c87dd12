"""One conversation with one server: as far as a mail app gets before it sends a password."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from typing import Final

from helpdesk.facts import Authentication, MailServer, Protocol, Security
from helpdesk.probing.dialogues import DIALOGUES, Offer
from helpdesk.probing.encryption import session_notes
from helpdesk.probing.outcome import Fault, ProbeError, Session
from helpdesk.probing.wire import Wire

# RFC 8314 section 3: on these ports TLS starts with the first byte.
_TLS_PORTS: Final = frozenset({993, 995, 465})

_MECHANISMS: Final = {
    Authentication.PASSWORD_ENCRYPTED: ("CRAM-MD5", "DIGEST-MD5", "SCRAM-"),
    Authentication.OAUTH2: ("OAUTHBEARER", "XOAUTH2"),
    Authentication.NTLM: ("NTLM",),
    Authentication.GSSAPI: ("GSSAPI",),
    Authentication.TLS_CLIENT_CERT: ("EXTERNAL",),
}
"""SASL mechanisms by login method (IANA's registry); a name that ends with `-` is a family."""


def starts_encrypted(server: MailServer) -> bool:
    """Say whether TLS comes first; where the facts don't say, the port's assignment does."""
    if server.security is None:
        return server.port in _TLS_PORTS
    return server.security is Security.TLS


async def talk(
    wire: Wire,
    server: MailServer,
    methods: tuple[Authentication, ...],
    context: ssl.SSLContext,
) -> Session:
    """Go through a connection on an open wire; `methods` are the stated ways to log in.

    Raises:
        ProbeError: the server differs from the facts.
    """
    if starts_encrypted(server):
        await wire.encrypt(context)
    make = DIALOGUES.get(server.protocol)
    if make is None:
        return _session(wire, Offer(), [f"{server.protocol.label} itself was not asked"])
    dialogue = make()
    await dialogue.greeting(wire)
    offer = await dialogue.offer(wire)
    if server.security is Security.STARTTLS:
        if not offer.starttls:
            raise ProbeError(Fault.STARTTLS_MISSING, "the server does not offer the upgrade")
        exposed = offer.password
        await dialogue.start_tls(wire)
        await wire.encrypt(context)
        offer = await dialogue.offer(wire)
        if exposed:
            raise ProbeError(Fault.PLAINTEXT_LOGIN, "it takes a password before STARTTLS as well")
    _check_login(server, methods, offer)
    return _session(wire, offer, list(_remarks(server, offer)))


def _check_login(server: MailServer, methods: tuple[Authentication, ...], offer: Offer) -> None:
    """Hold the stated login methods against the offer: one of them has to be there."""
    if not methods or offer.password is None or any(_offered(each, offer) for each in methods):
        return
    wanted = " or ".join(method.value for method in methods)
    how = "without encryption" if server.unencrypted else "here"
    offered = ", ".join(sorted(offer.mechanisms)) or "no login"
    raise ProbeError(Fault.LOGIN_MISSING, f"{wanted} is not offered {how}: {offered}")


def _offered(method: Authentication, offer: Offer) -> bool:
    if method is Authentication.PASSWORD_CLEARTEXT:
        return bool(offer.password)
    if method not in _MECHANISMS:
        return True  # by IP address or not at all: nothing to list
    return any(
        name.startswith(known) if known.endswith("-") else name == known
        for name in offer.mechanisms
        for known in _MECHANISMS[method]
    )


def _remarks(server: MailServer, offer: Offer) -> Iterator[str]:
    if server.unencrypted:
        yield "plain login as stated, not recommended"
        if offer.starttls:
            yield "STARTTLS is offered as well"
    if offer.password is None and server.protocol is Protocol.POP3:
        yield "the server does not list what it can do"


def _session(wire: Wire, offer: Offer, notes: list[str]) -> Session:
    version, days = wire.tls
    notes += session_notes(version, days)
    return Session(version, days, offer.words, tuple(notes))

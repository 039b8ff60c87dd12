"""What the facts have, by name: the conditions of `needs` markers and front matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from helpdesk.facts import Facts, Protocol, Security, UserName

IMPLICIT_TLS_PORTS: Final = MappingProxyType(
    {Protocol.IMAP: 993, Protocol.POP3: 995, Protocol.SMTP: 465}
)
"""RFC 8314 §7: the ports with TLS from the first byte."""

PLAIN_PORTS: Final = MappingProxyType({Protocol.IMAP: 143, Protocol.POP3: 110, Protocol.SMTP: 25})
"""RFC 3501, RFC 1939, RFC 5321: the ports that start without encryption."""


def _offers(protocol: Protocol) -> Callable[[Facts], bool]:
    return lambda facts: bool(facts.servers(protocol))


def _on(protocol: Protocol, port: int, security: Security) -> Callable[[Facts], bool]:
    return lambda facts: any(
        server.port == port and server.security is security for server in facts.servers(protocol)
    )


def _any_security(security: Security) -> Callable[[Facts], bool]:
    return lambda facts: any(server.security is security for server in facts.mail.servers)


def _named(facts: Facts) -> bool:
    """Whether a client file has anything to say: an encrypted server with a name."""
    return any(server.encrypted and server.host for server in facts.mail.servers)


def _encrypted_pair(facts: Facts) -> bool:
    """Whether an Apple profile is possible: encrypted incoming and outgoing servers, an owner."""
    encrypted = {
        server.protocol for server in facts.mail.servers if server.encrypted and server.host
    }
    incoming = encrypted & {Protocol.IMAP, Protocol.POP3}
    return bool(incoming and Protocol.SMTP in encrypted and facts.provider and facts.provider.id)


FEATURES: Final[Mapping[str, Callable[[Facts], bool]]] = MappingProxyType(
    {
        **{protocol.value: _offers(protocol) for protocol in Protocol},
        **{
            f"{protocol.value}-tls": _on(protocol, port, Security.TLS)
            for protocol, port in IMPLICIT_TLS_PORTS.items()
        },
        **{
            f"{protocol.value}-plain": _on(protocol, port, Security.NONE)
            for protocol, port in PLAIN_PORTS.items()
        },
        "unencrypted": _any_security(Security.NONE),
        "starttls": _any_security(Security.STARTTLS),
        "panel": lambda facts: "panel" in facts.services,
        "support": lambda facts: bool(facts.provider and facts.provider.support_url),
        "plan": lambda facts: any(server.applies_to for server in facts.mail.servers),
        "profiles": _encrypted_pair,
        "autoconfig": lambda facts: bool(facts.provider and facts.provider.id) and _named(facts),
        "dns": _named,
        "full-address": lambda facts: facts.mail.login.username == UserName.EMAIL_ADDRESS.value,
    }
)
"""Every condition that a page may name, each a pure question to the facts."""


def holds(condition: str, facts: Facts) -> bool:
    """Say whether one condition (`pop3`, `not support`) is true; an unknown name is false."""
    name, negated = split_condition(condition)
    question = FEATURES.get(name)
    return question is not None and question(facts) is not negated


def split_condition(condition: str) -> tuple[str, bool]:
    """Return a condition's feature name and whether it is negated by a leading `not`."""
    words = condition.split()
    if len(words) > 1 and words[0] == "not":
        return " ".join(words[1:]), True
    return " ".join(words), False

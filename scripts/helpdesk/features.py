"""What the facts have, by name: the conditions of `needs` markers and front matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from helpdesk.facts import Authentication, Facts, Protocol, Security, UserName

_MAIL: Final = (Protocol.IMAP, Protocol.POP3, Protocol.SMTP)


def _offers(protocol: Protocol) -> Callable[[Facts], bool]:
    return lambda facts: bool(facts.servers(protocol))


def _with(protocol: Protocol, security: Security) -> Callable[[Facts], bool]:
    # Whatever the port: when it changes, the sentence stays, and `check` and `fix` keep it true.
    return lambda facts: any(server.security is security for server in facts.servers(protocol))


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


def _normal_password(facts: Facts) -> bool:
    """Whether the method to choose in a mail app is the normal password, on every server."""
    return all(
        facts.authentication_of(server)[:1] == (Authentication.PASSWORD_CLEARTEXT,)
        for server in facts.mail.servers
    )


FEATURES: Final[Mapping[str, Callable[[Facts], bool]]] = MappingProxyType(
    {
        **{protocol.value: _offers(protocol) for protocol in Protocol},
        **{f"{protocol.value}-tls": _with(protocol, Security.TLS) for protocol in _MAIL},
        **{f"{protocol.value}-plain": _with(protocol, Security.NONE) for protocol in _MAIL},
        "unencrypted": _any_security(Security.NONE),
        "starttls": _any_security(Security.STARTTLS),
        "panel": lambda facts: "panel" in facts.services,
        "support": lambda facts: bool(facts.provider and facts.provider.support_url),
        "plan": lambda facts: any(server.applies_to for server in facts.mail.servers),
        "profiles": _encrypted_pair,
        "autoconfig": lambda facts: bool(facts.provider and facts.provider.id) and _named(facts),
        "dns": _named,
        "normal-password": _normal_password,
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

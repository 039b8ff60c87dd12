"""Whether what is mentioned together agrees: services, encryption words, server names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from helpdesk.claims.mentions import Mention
from helpdesk.claims.pieces import (
    EITHER,
    TLS,
    Encryption,
    Member,
    Subject,
)
from helpdesk.claims.tokens import Token
from helpdesk.facts import Protocol

HOST_NAMES: Final = {
    "imap": Protocol.IMAP,
    "imaps": Protocol.IMAP,
    "imap4": Protocol.IMAP,
    "pop": Protocol.POP3,
    "pop3": Protocol.POP3,
    "pops": Protocol.POP3,
    "pop3s": Protocol.POP3,
    "smtp": Protocol.SMTP,
    "smtps": Protocol.SMTP,
}


_WEB_NAMES: Final = frozenset(
    {"webmail", "www", "panel", "cpanel", "plesk", "directadmin", "my", "mijn", "account", "login",
     "portal", "help", "support", "status", "wiki", "docs", "faq", "spf", "_spf", "_dmarc"}
)  # fmt: skip
"""First labels of names that readers open in a browser, or that stand in DNS records."""


def is_web_name(name: str) -> bool:
    """Tell whether a name is one for a browser: no mail program asks for it."""
    return name.split(".", 1)[0].lower() in _WEB_NAMES


def loosened(word: Encryption) -> Encryption:
    """Return what a heading promises: "SSL settings" may list STARTTLS as well."""
    return word._replace(value=EITHER) if word.value == TLS else word


def agreeing(subjects: list[Subject]) -> list[Subject]:
    """Keep the most exact of subjects that mean the same: "the incoming server (IMAP)"."""
    if len(subjects) < 2:
        return subjects
    common = frozenset.intersection(*(subject.protocols for subject in subjects))
    exact = [subject for subject in subjects if subject.named and subject.protocols == common]
    return exact[:1] or subjects


def narrow_by_host(mention: Mention, host: Token) -> None:
    """Let "imap.example.net:993" say which protocol it is, where the words leave it open."""
    protocol = HOST_NAMES.get(host.text.split(".", 1)[0].lower())
    if protocol is None or (
        any(member.named for member in mention.members) and not _is_own(mention, protocol, host)
    ):
        return
    if mention.host is host:
        mention.members = (Member(frozenset({protocol}), host.start, host.end),)
        mention.local = True


def _is_own(mention: Mention, protocol: Protocol, host: Token) -> bool:
    """Tell "IMAP or POP3, the server is smtp.example.net, port 587": name and port agree."""
    between = all(member.end <= host.start < mention.token.start for member in mention.members)
    return mention.usual is protocol and between


def confirmed_by_port(protocol: Protocol, mentions: Sequence[Mention]) -> bool:
    """Tell whether a port beside a server's name is for what the name says: "smtp.x.net, 587"."""
    return any(mention.usual is protocol for mention in mentions)


def part_from_hosts(mentions: Sequence[Mention], text: str) -> None:
    """Note that a name above a blank line need not be the server of a port that names its service.

    A foreign name there excuses nothing: "not mail.green.org", and below it "IMAP 993".
    """
    for mention in mentions:
        host = mention.host
        if mention.local and host is not None and "\n\n" in text[host.end : mention.token.start]:
            mention.far_host = True

"""What pass 2 makes of tokens: encryptions and subjects; every other token stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from helpdesk.claims.model import Role
from helpdesk.claims.tokens import Shape, Token
from helpdesk.facts import Protocol, Security
from helpdesk.words import Kind

TLS: Final = frozenset({Security.TLS})
STARTTLS: Final = frozenset({Security.STARTTLS})
EITHER: Final = TLS | STARTTLS
NONE: Final = frozenset({Security.NONE})
# "Without SSL" says that the connection does not begin encrypted; STARTTLS may follow.
NO_SSL: Final = NONE | STARTTLS

FETCHING: Final = frozenset({Protocol.IMAP, Protocol.POP3})
HANDING: Final = frozenset({Protocol.SMTP})

JOINS: Final = frozenset({Kind.OR, Kind.AND})


@dataclass(frozen=True, slots=True)
class Encryption:
    """What an encryption word stands for; `parts` are the alternatives of "SSL or STARTTLS".

    `soft`: a word such as "none" or "secure", which speaks of encryption only in the right place.
    """

    value: frozenset[Security]
    start: int
    end: int
    parts: tuple[tuple[frozenset[Security], int, int], ...] = ()
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """One protocol or role: "SMTP", "incoming server", "outgoing (SMTP)"."""

    protocols: frozenset[Protocol]
    start: int
    end: int
    role: Role | None = None
    named: bool = True  # a protocol is named; else only a role is
    strong: bool = True  # not just a verb such as "send"
    tls: bool = False  # IMAPS, SMTPS: the name implies the encryption


@dataclass(frozen=True, slots=True)
class Subject:
    """Protocols or roles that are named together; no member: a service that is not mail."""

    members: tuple[Member, ...]
    start: int
    end: int

    @property
    def protocols(self) -> frozenset[Protocol]:
        """Every protocol that any member allows."""
        return protocols_of(self.members)

    @property
    def named(self) -> bool:
        """Whether any member names a protocol."""
        return any(member.named for member in self.members)

    @property
    def strong(self) -> bool:
        """Whether any member is more than a verb."""
        return any(member.strong for member in self.members)


Piece = Token | Encryption | Subject


def protocols_of(members: Sequence[Member]) -> frozenset[Protocol]:
    """Return every protocol that any of the members allows."""
    return frozenset().union(*(member.protocols for member in members))


def is_symbol(piece: Piece, symbols: str) -> bool:
    """Tell whether the piece is one of these symbols."""
    return isinstance(piece, Token) and piece.kind is Shape.SYMBOL and piece.text in symbols

"""What pass 2 makes of tokens: encryptions and subjects; every other token stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

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
# "STARTTLS: off" says the opposite: it begins encrypted, or never is.
NO_STARTTLS: Final = NONE | TLS

FETCHING: Final = frozenset({Protocol.IMAP, Protocol.POP3})
HANDING: Final = frozenset({Protocol.SMTP})

_new = tuple.__new__
# Names of a module are found ten times as quickly as members of an enumeration.
_SYMBOL: Final = Shape.SYMBOL
_NUMBER: Final = Shape.NUMBER
_PORT: Final = Kind.PORT
JOINS: Final = frozenset({Kind.OR, Kind.AND})


class Encryption(NamedTuple):
    """What an encryption word stands for; `parts` are the alternatives of "SSL or STARTTLS".

    `soft`: a word such as "none" or "secure", which speaks of encryption only in the right place.
    """

    value: frozenset[Security]
    start: int
    end: int
    parts: tuple[tuple[frozenset[Security], int, int], ...] = ()
    soft: bool = False


class Member(NamedTuple):
    """One protocol or role: "SMTP", "incoming server", "outgoing (SMTP)"."""

    protocols: frozenset[Protocol]
    start: int
    end: int
    role: Role | None = None
    named: bool = True  # a protocol is named; else only a role is
    strong: bool = True  # not just a verb such as "send"
    tls: bool = False  # IMAPS, SMTPS: the name implies the encryption


class Subject(NamedTuple):
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


def moved(pieces: Iterable[Piece], by: int) -> list[Piece]:
    """Return the pieces as they are that many characters further on."""
    return [
        _new(Token, (piece[0], piece[1] + by, piece[2] + by, piece[3]))
        if isinstance(piece, Token)
        else _moved(piece, by)
        for piece in pieces
    ]


def _moved(piece: Encryption | Subject, by: int) -> Piece:
    start, end = piece.start + by, piece.end + by
    if isinstance(piece, Subject):
        members = (m._replace(start=m.start + by, end=m.end + by) for m in piece.members)
        return Subject(tuple(members), start, end)
    parts = tuple((value, first + by, last + by) for value, first, last in piece.parts)
    return Encryption(piece.value, start, end, parts, piece.soft)


def protocols_of(members: Sequence[Member]) -> frozenset[Protocol]:
    """Return every protocol that any of the members allows."""
    return frozenset().union(*(member.protocols for member in members))


def is_symbol(piece: Piece, symbols: str) -> bool:
    """Tell whether the piece is one of these symbols."""
    return isinstance(piece, Token) and piece.kind is _SYMBOL and piece.text in symbols


def kind_of(piece: Piece) -> Kind | Shape | None:
    """Return the kind of a token; None of what pass 2 made."""
    return piece.kind if isinstance(piece, Token) else None


def is_kind(piece: Piece, kind: Kind | Shape) -> bool:
    """Tell whether the piece is a token of this kind."""
    return isinstance(piece, Token) and piece.kind is kind


def is_number(piece: Piece) -> bool:
    """Tell whether the piece is a number of the size of a port."""
    return isinstance(piece, Token) and piece.kind is _NUMBER


def is_port_word(piece: Piece) -> bool:
    """Tell whether the piece is the word "port"."""
    return isinstance(piece, Token) and piece.kind is _PORT

"""Pass 2: tokens to pieces. Words that mean one thing together become one piece.

"SSL / TLS" is one encryption, "without SSL" is one encryption (none), "Incoming mail server (IMAP)" is
one subject, "IMAP and POP" is one subject with two members. Everything else passes through as it is.
"""

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

_PROTOCOLS: Final = {
    Kind.IMAP: (Protocol.IMAP, False),
    Kind.POP3: (Protocol.POP3, False),
    Kind.SMTP: (Protocol.SMTP, False),
    Kind.SIEVE: (Protocol.SIEVE, False),
    Kind.IMAP_TLS: (Protocol.IMAP, True),
    Kind.POP3_TLS: (Protocol.POP3, True),
    Kind.SMTP_TLS: (Protocol.SMTP, True),
}
_ROLES: Final = {
    Kind.INCOMING: (Role.INCOMING, True),
    Kind.RECEIVING: (Role.INCOMING, False),
    Kind.OUTGOING: (Role.OUTGOING, True),
    Kind.SENDING: (Role.OUTGOING, False),
}
SUBJECT_KINDS: Final = frozenset({*_PROTOCOLS, *_ROLES, Kind.OTHER_SERVICE})
_NAMES: Final = frozenset({Kind.SSL, Kind.TLS, Kind.STARTTLS})
_ABSENCE: Final = frozenset({Kind.WITHOUT, Kind.NO, Kind.NOT, Kind.NONE})
_OFF: Final = frozenset({Kind.NO, Kind.NONE, Kind.WITHOUT, Kind.NOT, Kind.BLOCKED})
_OFF_BESIDE: Final = frozenset({Kind.NO, Kind.BLOCKED})
_FREE_VALUES: Final = {
    Kind.NONE: NONE,
    Kind.UNENCRYPTED: NONE,
    Kind.ENCRYPTED: EITHER,
    Kind.WITHOUT_SSL: NO_SSL,
}
_JOINS: Final = frozenset({Kind.OR, Kind.AND})
_SLASHES: Final = frozenset("/\\+,-–&|")
_MOST_WORDS_BETWEEN: Final = 3


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
        return frozenset().union(*(member.protocols for member in self.members))

    @property
    def named(self) -> bool:
        """Whether any member names a protocol."""
        return any(member.named for member in self.members)

    @property
    def strong(self) -> bool:
        """Whether any member is more than a verb."""
        return any(member.strong for member in self.members)


Piece = Token | Encryption | Subject


def to_pieces(tokens: Sequence[Token]) -> list[Piece]:
    """Return the tokens with encryption words and subjects merged."""
    return _merge_subjects(_merge_encryption(tokens))


def is_symbol(piece: Piece, symbols: str) -> bool:
    """Tell whether the piece is one of these symbols."""
    return isinstance(piece, Token) and piece.kind is Shape.SYMBOL and piece.text in symbols


def _merge_encryption(tokens: Sequence[Token]) -> list[Piece]:
    pieces: list[Piece] = []
    index = 0
    count = len(tokens)
    while index < count:
        token = tokens[index]
        kind = token.kind
        if kind in _ABSENCE and index + 1 < count and tokens[index + 1].kind in _NAMES:
            last = _end_of_names(tokens, index + 1)
            only_ssl = all(t.kind is not Kind.TLS for t in tokens[index + 1 : last + 1])
            value = NO_SSL if only_ssl else NONE
            pieces.append(Encryption(value, token.start, tokens[last].end))
            index = last + 1
        elif kind in _NAMES:
            last = _end_of_names(tokens, index)
            following = tokens[last + 1] if last + 1 < count else None
            before = pieces[-1] if pieces else None
            if (following is not None and following.kind is Kind.CERTIFICATE) or (
                isinstance(before, Token) and before.kind is Kind.CERTIFICATE
            ):
                pieces.append(Token(Shape.WORD, token.start, tokens[last].end, "certificate"))
            else:
                _drop_key(pieces)
                pieces.append(_encryption(tokens[index : last + 1]))
                last = _switch(tokens, last, pieces)
            index = last + 1
        else:
            if kind in _FREE_VALUES:
                _drop_key(pieces)
                soft = Encryption(_FREE_VALUES[kind], token.start, token.end, soft=True)  # type: ignore[index]
                pieces.append(soft)
            else:
                pieces.append(token)
            index += 1
    return pieces


def _drop_key(pieces: list[Piece]) -> None:
    """Forget the key of "SSL: STARTTLS" and "SSL/TLS → STARTTLS": the value says what is used."""
    if len(pieces) < 2:
        return
    key, between = pieces[-2:]
    parted = is_symbol(between, ":=→>") or (
        isinstance(between, Token) and between.kind is Shape.CELL
    )
    if isinstance(key, Encryption) and not key.soft and parted:
        del pieces[-2:]


def _end_of_names(tokens: Sequence[Token], index: int) -> int:
    """Return the index of the last token of "SSL/TLS", "TLS (STARTTLS)", "SSL or STARTTLS"."""
    last = index
    while True:
        gap = last + 1
        while gap < len(tokens) and gap - last <= 2 and _joins(tokens[gap]):
            gap += 1
        if gap < len(tokens) and tokens[gap].kind in _NAMES and gap - last <= 3:
            last = gap
            continue
        if last + 1 < len(tokens) and tokens[last + 1].kind is Shape.DOTTED:
            last += 1  # TLS 1.2
            continue
        if last > index and gap > last + 1 and tokens[last + 1].text == ")":
            return last + 1
        return last


def _joins(token: Token) -> bool:
    return token.kind in _JOINS or (
        token.kind is Shape.SYMBOL and (token.text in _SLASHES or token.text in "()")
    )


def _encryption(tokens: Sequence[Token]) -> Encryption:
    names = [token for token in tokens if token.kind in _NAMES]
    start, end = names[0].start, names[-1].end
    kinds = [token.kind for token in names]
    bracketed = any(token.text == "(" for token in tokens)
    either = any(token.kind in _JOINS for token in tokens)
    if Kind.STARTTLS not in kinds:
        if kinds == [Kind.TLS]:
            return Encryption(EITHER, start, end)
        return Encryption(EITHER if either and len(set(kinds)) > 1 else TLS, start, end)
    if len(set(kinds)) == 1:
        return Encryption(STARTTLS, start, end)
    if bracketed and not either and Kind.SSL not in kinds:
        word = next(token for token in names if token.kind is Kind.STARTTLS)
        return Encryption(STARTTLS, word.start, word.end)
    return Encryption(EITHER, start, end, _alternatives(names))


def _alternatives(names: Sequence[Token]) -> tuple[tuple[frozenset[Security], int, int], ...]:
    """Group "SSL/TLS or STARTTLS" into its two alternatives."""
    parts: list[tuple[frozenset[Security], int, int]] = []
    for token in names:
        value = STARTTLS if token.kind is Kind.STARTTLS else TLS
        if parts and parts[-1][0] == value:
            parts[-1] = (value, parts[-1][1], token.end)
        else:
            parts.append((value, token.start, token.end))
    return tuple(parts)


def _switch(tokens: Sequence[Token], last: int, pieces: list[Piece]) -> int:
    """Read "SSL: no" as no encryption, and step over "SSL: yes"; return the last index used."""
    follow = last + 1
    while follow < len(tokens) and (
        tokens[follow].kind is Shape.CELL or tokens[follow].text in (":", "=", "?", "-", "–", ")")
    ):
        follow += 1
    if follow >= len(tokens):
        return last
    value = tokens[follow]
    ends = follow + 1 >= len(tokens) or tokens[follow + 1].kind in (
        Shape.SYMBOL,
        Shape.BREAK,
        Shape.CELL,
    )
    beside = follow == last + 1
    if value.kind in (_OFF_BESIDE if beside else _OFF) and ends:
        word = pieces.pop()
        if isinstance(word, Encryption) and word.value in (TLS, EITHER) and not word.parts:
            pieces.append(Encryption(NONE, value.start, value.end))
        return follow
    return follow if value.kind is Kind.YES and ends and not beside else last


def _merge_subjects(pieces: Sequence[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        if not (isinstance(piece, Token) and piece.kind in SUBJECT_KINDS):
            merged.append(piece)
            index += 1
            continue
        members: list[Member] = []
        start, end = piece.start, piece.end
        while True:
            token = pieces[index]
            assert isinstance(token, Token)  # noqa: S101 - narrows the type
            if token.kind is not Kind.OTHER_SERVICE:
                _add_member(
                    members,
                    token,
                    pieces,
                    index,
                    joined=end != token.end and _is_joined(pieces, index),
                )
            end = token.end
            following = _next_in_group(pieces, index)
            if following is None:
                break
            index = following
        merged.append(Subject(tuple(members), start, end))
        index += 1
        if (
            index < len(pieces)
            and _opened(pieces, start, end, merged)
            and is_symbol(pieces[index], ")")
        ):
            index += 1
    return merged


def _opened(pieces: Sequence[Piece], start: int, end: int, merged: Sequence[Piece]) -> bool:
    """Tell whether a bracket was opened inside the subject and not closed in it."""
    depth = 0
    for piece in pieces:
        if piece.start >= end:
            break
        if piece.start > start:
            depth += is_symbol(piece, "([") - is_symbol(piece, ")]")
    del merged
    return depth > 0


def _is_joined(pieces: Sequence[Piece], index: int) -> bool:
    before = pieces[index - 1]
    return is_symbol(before, "/,&+|") or (isinstance(before, Token) and before.kind in _JOINS)


def _next_in_group(pieces: Sequence[Piece], index: int) -> int | None:
    """Return the index of the next protocol or role that belongs to the same subject."""
    words = 0
    position = index + 1
    joined = False
    while position < len(pieces):
        piece = pieces[position]
        if not isinstance(piece, Token):
            return None
        if piece.kind in SUBJECT_KINDS:
            beside = position == index + 1 and piece.kind in _PROTOCOLS
            if joined or beside or _compatible(pieces[index], piece):
                return position
            return None
        if piece.kind in _JOINS or is_symbol(piece, "/&+,"):
            joined = True
        elif piece.kind is Shape.WORD or piece.kind is Kind.SERVER:
            words += 1
        elif not is_symbol(piece, "()[]-–:"):
            return None
        if words > _MOST_WORDS_BETWEEN:
            return None
        position += 1
    return None


def _compatible(first: Piece, second: Piece) -> bool:
    """Tell whether a role and a protocol say the same: "incoming" and "IMAP"."""
    if not (isinstance(first, Token) and isinstance(second, Token)):
        return False
    one, two = _protocols_of(first), _protocols_of(second)
    role_and_name = (first.kind in _ROLES) != (second.kind in _ROLES)
    both_roles = first.kind in _ROLES and second.kind in _ROLES
    return (role_and_name or both_roles) and bool(one & two)


def _protocols_of(token: Token) -> frozenset[Protocol]:
    if token.kind in _ROLES:
        role, _ = _ROLES[token.kind]  # type: ignore[index]
        return FETCHING if role is Role.INCOMING else HANDING
    if token.kind in _PROTOCOLS:
        return frozenset({_PROTOCOLS[token.kind][0]})  # type: ignore[index]
    return frozenset()


def _add_member(
    members: list[Member], token: Token, pieces: Sequence[Piece], index: int, *, joined: bool
) -> None:
    protocols = _protocols_of(token)
    if token.kind in _ROLES:
        role, strong = _ROLES[token.kind]  # type: ignore[index]
        member = Member(protocols, token.start, token.end, role, named=False, strong=strong)
    else:
        _, tls = _PROTOCOLS[token.kind]  # type: ignore[index]
        member = Member(protocols, token.start, token.end, tls=tls)
    last = members[-1] if members else None
    if (
        last is not None
        and not joined
        and last.named != member.named
        and last.protocols & protocols
    ):
        members[-1] = _united(last, member)
    elif (
        last is not None
        and last.role is not None
        and last.named
        and member.named
        and protocols <= (FETCHING if last.role is Role.INCOMING else HANDING)
    ):
        members.append(
            Member(protocols, member.start, member.end, last.role, named=True, tls=member.tls)
        )
    elif (
        last is not None
        and not joined
        and not last.named
        and not member.named
        and last.role is member.role
    ):
        members[-1] = _united(last, member)
    else:
        members.append(member)


def _united(first: Member, second: Member) -> Member:
    named = first if first.named else second
    return Member(
        named.protocols,
        first.start,
        second.end,
        first.role or second.role,
        named=first.named or second.named,
        strong=True,
        tls=first.tls or second.tls,
    )

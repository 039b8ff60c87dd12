"""Pass 2b: protocols and roles that are named together become one subject.

"Incoming mail server (IMAP)" is one member, "IMAP and POP" is one subject with two members.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from helpdesk.claims.encryption import MERGED_KINDS, merge_encryption
from helpdesk.claims.model import Role
from helpdesk.claims.pieces import FETCHING, HANDING, JOINS, Member, Piece, Subject, is_symbol
from helpdesk.claims.tokens import Shape, Token
from helpdesk.facts import Protocol
from helpdesk.words import Kind

_PROTOCOLS: Final[dict[Kind | Shape, tuple[Protocol, bool]]] = {
    Kind.IMAP: (Protocol.IMAP, False),
    Kind.POP3: (Protocol.POP3, False),
    Kind.SMTP: (Protocol.SMTP, False),
    Kind.SIEVE: (Protocol.SIEVE, False),
    Kind.IMAP_TLS: (Protocol.IMAP, True),
    Kind.POP3_TLS: (Protocol.POP3, True),
    Kind.SMTP_TLS: (Protocol.SMTP, True),
}


_ROLES: Final[dict[Kind | Shape, tuple[Role, bool]]] = {
    Kind.INCOMING: (Role.INCOMING, True),
    Kind.RECEIVING: (Role.INCOMING, False),
    Kind.OUTGOING: (Role.OUTGOING, True),
    Kind.SENDING: (Role.OUTGOING, False),
}


PROTOCOL_KINDS: Final = frozenset(_PROTOCOLS)
ROLE_KINDS: Final = frozenset(_ROLES)
SUBJECT_KINDS: Final = PROTOCOL_KINDS | ROLE_KINDS | {Kind.OTHER_SERVICE}


_MOST_WORDS_BETWEEN: Final = 3
# Names of a module are found ten times as quickly as members of an enumeration.
_WORD: Final = Shape.WORD
_SERVER: Final = Kind.SERVER


def to_pieces(tokens: Sequence[Token]) -> list[Piece]:
    """Return the tokens with encryption words and subjects merged."""
    kinds = {token.kind for token in tokens}
    pieces = tokens if kinds.isdisjoint(MERGED_KINDS) else merge_encryption(tokens)
    return list(pieces) if kinds.isdisjoint(SUBJECT_KINDS) else merge_subjects(pieces)


def merge_subjects(pieces: Sequence[Piece]) -> list[Piece]:
    """Merge protocols and roles that are named together."""
    merged: list[Piece] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        if not isinstance(piece, Token) or piece.kind not in SUBJECT_KINDS:
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
                    joined=end != token.end and _is_joined(pieces, index, members),
                )
            end = token.end
            following = _next_in_group(pieces, start, index)
            if following is None:
                break
            index = following
        merged.append(Subject(tuple(members), start, end))
        index += 1
        if index < len(pieces) and _opened(pieces, start, end) and is_symbol(pieces[index], ")"):
            index += 1
    return merged


def _opened(pieces: Sequence[Piece], start: int, end: int) -> bool:
    """Tell whether a bracket was opened inside the subject and not closed in it."""
    depth = 0
    for piece in pieces:
        if piece.start >= end:
            break
        if piece.start > start:
            depth += is_symbol(piece, "([") - is_symbol(piece, ")]")
    return depth > 0


def _is_joined(pieces: Sequence[Piece], index: int, members: Sequence[Member]) -> bool:
    """Tell "IMAP and POP" from "IMAP, incoming", where a comma only explains a single name."""
    before = pieces[index - 1]
    role = pieces[index]
    if is_symbol(before, ",") and isinstance(role, Token) and role.kind in _ROLES:
        return not (len(members) == 1 and members[0].protocols <= _protocols_of(role))
    return is_symbol(before, "/,&+|") or (isinstance(before, Token) and before.kind in JOINS)


def _next_in_group(pieces: Sequence[Piece], start: int, index: int) -> int | None:
    """Return the index of the next protocol or role that belongs to the same subject."""
    words = 0
    position = index + 1
    joined = parted = False
    while position < len(pieces):
        piece = pieces[position]
        if not isinstance(piece, Token):
            return None
        if piece.kind in SUBJECT_KINDS:
            beside = position == index + 1 and piece.kind in _PROTOCOLS
            belongs = joined or beside or _compatible(pieces[index], piece)
            return position if belongs else None
        if piece.kind in JOINS or is_symbol(piece, "/&+,"):
            joined = True
            parted = is_symbol(piece, ",")
        elif piece.kind is _WORD or piece.kind is _SERVER:
            # As in "if you cannot send, go to SMTP".
            words += _MOST_WORDS_BETWEEN + 1 if parted and piece.kind is _WORD else 1
        elif not is_symbol(piece, "()[]-–:") or (
            is_symbol(piece, ")]") and not _opened(pieces, start, piece.start)
        ):
            return None  # "993 (IMAP), outgoing 465": the bracket is around one name
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
        role, _ = _ROLES[token.kind]
        return FETCHING if role is Role.INCOMING else HANDING
    if token.kind in _PROTOCOLS:
        protocol, _ = _PROTOCOLS[token.kind]
        return frozenset({protocol})
    return frozenset()


def _add_member(members: list[Member], token: Token, *, joined: bool) -> None:
    protocols = _protocols_of(token)
    if token.kind in _ROLES:
        role, strong = _ROLES[token.kind]
        member = Member(protocols, token.start, token.end, role, named=False, strong=strong)
    else:
        _, tls = _PROTOCOLS[token.kind]
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

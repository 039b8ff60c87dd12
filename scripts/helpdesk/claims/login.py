"""Pass 4b: what a sentence says about logging in, and roles that are given the wrong protocol.

Only settings are read ("User name: the full address"), because sentences about logging in compare
and warn more often than they tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from helpdesk.claims.pieces import Member, Piece, Subject, is_symbol
from helpdesk.claims.tokens import Shape, Token
from helpdesk.facts import Authentication, UserName
from helpdesk.words import Kind

_USER_NAMES: Final = {
    Kind.FULL_ADDRESS: UserName.EMAIL_ADDRESS,
    Kind.LOCAL_PART: UserName.LOCAL_PART,
}
_METHODS: Final = {
    Kind.NORMAL_PASSWORD: Authentication.PASSWORD_CLEARTEXT,
    Kind.ENCRYPTED_PASSWORD: Authentication.PASSWORD_ENCRYPTED,
    Kind.CRAM: Authentication.PASSWORD_ENCRYPTED,
    Kind.NTLM: Authentication.NTLM,
    Kind.OAUTH: Authentication.OAUTH2,
    Kind.KERBEROS: Authentication.GSSAPI,
}
LOGIN_KINDS: Final = frozenset({*_USER_NAMES, *_METHODS})
"""Without a word of one of these kinds nothing is said about logging in."""

_DOUBTS: Final = frozenset(
    {Kind.NOT, Kind.NO, Kind.WITHOUT, Kind.INSTEAD, Kind.OR, Kind.MISTAKE, Kind.HISTORY}
)
_MOST_KEY_PIECES: Final = 5


@dataclass(frozen=True, slots=True)
class LoginWord:
    """A user name form or a login method, with the token that says it."""

    value: UserName | Authentication
    token: Token


def login_words(sentence: Sequence[Piece]) -> Iterator[LoginWord]:
    """Return the login settings of a line: a key, a colon or cell border, one clear value."""
    tokens = [piece for piece in sentence if isinstance(piece, Token)]
    kinds = [token.kind for token in tokens]
    if not _DOUBTS.isdisjoint(kinds):
        return
    for key, values in ((Kind.USERNAME, _USER_NAMES), (Kind.AUTHENTICATION, _METHODS)):
        found = [token for token in tokens if token.kind in values]
        if len(found) == 1 and _is_value_of(tokens, key, found[0]):
            yield LoginWord(values[found[0].kind], found[0])  # type: ignore[index]


def _is_value_of(tokens: Sequence[Token], key: Kind, value: Token) -> bool:
    keys = [index for index, token in enumerate(tokens) if token.kind is key]
    place = tokens.index(value)
    if not keys or keys[0] >= place:
        return False
    between = tokens[keys[0] + 1 : place]
    parted = any(t.kind is Shape.CELL or t.text in (":", "=", "→") for t in between)
    return parted and len(between) <= _MOST_KEY_PIECES


def swapped_roles(sentence: Sequence[Piece]) -> Iterator[tuple[Member, Member]]:
    """Return each role with the protocol in brackets behind it that does the opposite."""
    for index, piece in enumerate(sentence):
        if not (isinstance(piece, Subject) and len(piece.members) == 1) or piece.named:
            continue
        opening = index + 1
        while opening < min(index + 4, len(sentence)) and not is_symbol(sentence[opening], "("):
            word = sentence[opening]
            if not (isinstance(word, Token) and word.kind in (Shape.WORD, Kind.SERVER)):
                break
            opening += 1
        if opening + 2 >= len(sentence) or not is_symbol(sentence[opening], "("):
            continue
        inner, closing = sentence[opening + 1], sentence[opening + 2]
        if not (isinstance(inner, Subject) and len(inner.members) == 1 and is_symbol(closing, ")")):
            continue
        role, name = piece.members[0], inner.members[0]
        if role.strong and name.named and not role.protocols & name.protocols:
            yield role, name

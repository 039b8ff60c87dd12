"""Pass 2a: words that mean one encryption together become one piece.

"SSL / TLS" is one encryption, "without SSL" is one (none), "SSL: no" too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from helpdesk.claims.encryption_remarks import (
    NAMES,
    is_no_value,
    is_unsupported,
    refuses_name,
)
from helpdesk.claims.encryption_switches import flag, is_box, switch
from helpdesk.claims.pieces import (
    EITHER,
    JOINS,
    NO_SSL,
    NONE,
    STARTTLS,
    TLS,
    Encryption,
    Piece,
    is_symbol,
)
from helpdesk.claims.tokens import Shape, Token
from helpdesk.facts import Security
from helpdesk.words import Kind

_ABSENCE: Final = frozenset({Kind.WITHOUT, Kind.NO, Kind.NOT, Kind.NONE})


_FREE_VALUES: Final = {
    Kind.NONE: NONE,
    Kind.UNENCRYPTED: NONE,
    Kind.ENCRYPTED: EITHER,
    Kind.TLS_COMMAND: TLS,
    Kind.WITHOUT_SSL: NO_SSL,
}


ENCRYPTION_KINDS: Final = frozenset({*NAMES, *_FREE_VALUES})
"""Kinds of words that say how a connection is encrypted."""

MERGED_KINDS: Final = ENCRYPTION_KINDS | {Kind.ENCRYPTION}
"""Without a word of one of these kinds no token is merged or changed."""

_FARTHEST: Final = 4
_SLASHES: Final = frozenset("/\\+,-–&|")


def merge_encryption(tokens: Sequence[Token]) -> list[Piece]:
    """Merge the words that name one encryption, with its negation or its yes or no."""
    pieces: list[Piece] = []
    index = 0
    count = len(tokens)
    while index < count:
        token = tokens[index]
        kind = token.kind
        if kind is Kind.NOT and refuses_name(tokens, index):
            last = _end_of_names(tokens, index + 1)
            pieces += [token, Token(Shape.WORD, tokens[index + 1].start, tokens[last].end, "SSL")]
            index = last + 1
        elif kind in _ABSENCE and index + 1 < count and tokens[index + 1].kind in NAMES:
            last = _end_of_names(tokens, index + 1)
            only_ssl = all(t.kind is not Kind.TLS for t in tokens[index + 1 : last + 1])
            value = NO_SSL if only_ssl else NONE
            pieces.append(Encryption(value, token.start, tokens[last].end))
            index = last + 1
        elif kind in NAMES:
            last = _end_of_names(tokens, index)
            following = tokens[last + 1] if last + 1 < count else None
            before = pieces[-1] if pieces else None
            if (
                (following is not None and following.kind is Kind.CERTIFICATE)
                or (isinstance(before, Token) and before.kind is Kind.CERTIFICATE)
                or is_unsupported(tokens, index, last)
            ):
                pieces.append(Token(Shape.WORD, token.start, tokens[last].end, "certificate"))
            else:
                _drop_key(pieces)
                word = _encryption(tokens[index : last + 1])
                pieces.append(_as_box(word) if is_box(tokens, index, last) else word)
                last = switch(tokens, last, pieces)
            index = last + 1
        elif kind is Kind.ENCRYPTION and (found := flag(tokens, index)) is not None:
            pieces.append(found[1])
            index = found[0] + 1
        else:
            if kind in _FREE_VALUES and not (kind is Kind.NONE and is_no_value(tokens, index)):
                _drop_key(pieces)
                soft = Encryption(_FREE_VALUES[kind], token.start, token.end, soft=True)
                pieces.append(soft)
            else:
                pieces.append(token)
            index += 1
    return pieces


def _as_box(word: Encryption) -> Encryption:
    """Return what such a box means: apps name it SSL and may use STARTTLS for it."""
    return Encryption(EITHER, word.start, word.end) if word.value == TLS else word


def _drop_key(pieces: list[Piece]) -> None:
    """Forget the key of "SSL: STARTTLS" and "SSL/TLS → STARTTLS": the value says what is used."""
    if len(pieces) < 2:
        return
    place = -3 if len(pieces) > 2 and is_symbol(pieces[-2], ")") else -2
    key, between = pieces[place], pieces[-1]
    parted = is_symbol(between, ":=→>") or (
        isinstance(between, Token) and between.kind is Shape.CELL
    )
    if isinstance(key, Encryption) and not key.soft and parted:
        del pieces[-1], pieces[place + 1]


def _end_of_names(tokens: Sequence[Token], index: int) -> int:
    """Return the index of the last token of "SSL/TLS", "TLS (STARTTLS)", "SSL or STARTTLS"."""
    last = index
    while True:
        gap = last + 1
        while gap < len(tokens) and gap - last <= 2 and _joins(tokens[gap]):
            gap += 1
        if gap == last + 2 and tokens[gap - 1].text == "(":
            gap += _explaining(tokens[gap : gap + 4])
        if gap < len(tokens) and tokens[gap].kind in NAMES and gap - last <= _FARTHEST:
            last = gap
            continue
        if last + 1 < len(tokens) and tokens[last + 1].kind is Shape.DOTTED:
            last += 1  # TLS 1.2
            continue
        opened = any(token.text == "(" for token in tokens[index:last])
        closes = opened and last + 1 < len(tokens) and tokens[last + 1].text == ")"
        return last + closes


def _explaining(inside: Sequence[Token]) -> int:
    """Return how many words of a bracket only lead to what is meant: "TLS (that is STARTTLS)"."""
    words = next((i for i, token in enumerate(inside) if token.kind is not Shape.WORD), 0)
    rest = inside[words : words + 2]
    closed = len(rest) == 2 and rest[0].kind is Kind.STARTTLS and rest[1].text == ")"
    return words if closed else 0


def _joins(token: Token) -> bool:
    return token.kind in JOINS or (
        token.kind is Shape.SYMBOL and (token.text in _SLASHES or token.text in "()")
    )


def _encryption(tokens: Sequence[Token]) -> Encryption:
    names = [token for token in tokens if token.kind in NAMES]
    start, end = names[0].start, names[-1].end
    kinds = [token.kind for token in names]
    bracketed = any(token.text == "(" for token in tokens)
    either = any(token.kind in JOINS for token in tokens)
    if Kind.STARTTLS not in kinds:
        if kinds == [Kind.TLS]:
            return Encryption(EITHER, start, end)
        keyed = kinds == [Kind.SSL, Kind.TLS] and len(tokens) == len(names)  # a field and its value
        return Encryption(EITHER if keyed or (either and len(set(kinds)) > 1) else TLS, start, end)
    if len(set(kinds)) == 1:
        return Encryption(STARTTLS, start, end)
    if names[-1].kind is Kind.STARTTLS and tokens.index(names[-1]) == tokens.index(names[-2]) + 1:
        return Encryption(STARTTLS, names[-1].start, end)  # a key and its value: "SSL STARTTLS"
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

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
from helpdesk.claims.pieces import (
    EITHER,
    JOINS,
    NO_SSL,
    NO_STARTTLS,
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
_OFF: Final = frozenset({Kind.NO, Kind.NONE, Kind.WITHOUT, Kind.NOT, Kind.BLOCKED})


_OFF_BESIDE: Final = frozenset({Kind.NO, Kind.NONE, Kind.BLOCKED})


_FREE_VALUES: Final = {
    Kind.NONE: NONE,
    Kind.UNENCRYPTED: NONE,
    Kind.ENCRYPTED: EITHER,
    Kind.TLS_COMMAND: TLS,
    Kind.WITHOUT_SSL: NO_SSL,
}


ENCRYPTION_KINDS: Final = frozenset({*NAMES, *_FREE_VALUES})
"""Without a word of one of these kinds no token is merged or changed."""

_FARTHEST: Final = 4
_VERB: Final = 2
_VERBS: Final = frozenset({Kind.USE, Kind.RECOMMENDED, Kind.YES})
_TICKS: Final = frozenset("☑✓✔☒")
_KEY_ENDS: Final = frozenset("):=")
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
                pieces.append(_as_box(word) if _is_box(tokens, index, last) else word)
                last = _switch(tokens, last, pieces)
            index = last + 1
        else:
            if kind in _FREE_VALUES and not (kind is Kind.NONE and is_no_value(tokens, index)):
                _drop_key(pieces)
                soft = Encryption(_FREE_VALUES[kind], token.start, token.end, soft=True)
                pieces.append(soft)
            else:
                pieces.append(token)
            index += 1
    return pieces


def _is_box(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether it is a box or switch that is on: "Use SSL: on", "SSL verwenden", "☑ SSL"."""
    before = tokens[max(0, first - 2) : first]
    after = tokens[last + 1 : last + 6]
    if before and before[-1].text in _TICKS:
        return True
    if before and before[-1].kind is Kind.USE and before[-1].end == tokens[first].start:
        return True  # `-UseSsl`
    if last == first and after and after[0].kind is Kind.USE:
        return True
    for index, token in enumerate(after):
        if token.kind is Kind.YES:
            rest = after[index + 1 : index + 2]
            return not rest or rest[0].kind in (Shape.SYMBOL, Kind.YES)
        if token.text not in _KEY_ENDS and token.kind is not Kind.RECOMMENDED:
            return index == 0 and last == first and _is_on(after[1:])
    return False


def _is_on(after: Sequence[Token]) -> bool:
    """Tell whether "on" is the next word, and the last: "SSL box ticked"."""
    on = bool(after) and after[0].kind is Kind.YES
    return on and (len(after) == 1 or after[1].kind is Shape.SYMBOL)


def _as_box(word: Encryption) -> Encryption:
    """Return what such a box means: apps name it SSL and may use STARTTLS for it."""
    return Encryption(EITHER, word.start, word.end) if word.value == TLS else word


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
        if gap == last + 2 and tokens[gap - 1].text == "(":
            gap += _explaining(tokens[gap : gap + 4])
        if gap < len(tokens) and tokens[gap].kind in NAMES and gap - last <= _FARTHEST:
            last = gap
            continue
        if last + 1 < len(tokens) and tokens[last + 1].kind is Shape.DOTTED:
            last += 1  # TLS 1.2
            continue
        if last > index and gap > last + 1 and tokens[last + 1].text == ")":
            return last + 1
        return last


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


def _is_box_off(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether "empty" or "off" ends the sentence here, or nearly so."""
    if index >= len(tokens) or tokens[index].kind is not Kind.NO:
        return False
    return any(token.kind is Shape.SYMBOL for token in tokens[index + 1 : index + 3])


def _is_one_name(tokens: Sequence[Token], last: int) -> bool:
    """Tell whether it ends the name of a setting: `tls_starttls off`."""
    return last > 0 and tokens[last - 1].end + 1 == tokens[last].start


def _end_of_key(tokens: Sequence[Token], last: int) -> int:
    """Return the last index of "SSL verwenden:", "SSL required:", whose name a verb ends."""
    end = last
    while end + 1 < len(tokens) and end - last < _VERB and _is_verb(tokens[end + 1]):
        end += 1
    after = tokens[end + 1] if end + 1 < len(tokens) else None
    keyed = after is not None and (after.kind is Shape.CELL or after.text in (":", "="))
    return end if keyed else last


def _is_verb(token: Token) -> bool:
    """Tell "verwenden" and "istifadə et" from other words: the short one goes with a verb."""
    return token.kind in _VERBS or (token.kind is Shape.WORD and len(token.text) <= _VERB)


def _switch(tokens: Sequence[Token], last: int, pieces: list[Piece]) -> int:
    """Read "SSL: no" as no encryption, and step over "SSL: yes"; return the last index used."""
    follow = _end_of_key(tokens, last) + 1
    while follow < len(tokens) and (
        tokens[follow].kind is Shape.CELL or tokens[follow].text in (":", "=", "?", "-", "–", ")")
    ):
        follow += 1
    if follow >= len(tokens):
        return last
    if tokens[last].kind is Kind.STARTTLS and tokens[follow - 1].text == ")":
        return last  # "weichen Sie auf 587 (mit STARTTLS) aus": a bracket is no key
    value = tokens[follow]
    ends = follow + 1 >= len(tokens) or tokens[follow + 1].kind in (
        Shape.SYMBOL,
        Shape.BREAK,
        Shape.CELL,
    )
    beside = follow == last + 1
    if beside and value.kind is Shape.WORD and _is_box_off(tokens, follow + 1):
        del pieces[-1]  # "the SSL box empty"
        return follow + 1
    if value.kind in (_OFF_BESIDE if beside else _OFF) and ends:
        word = pieces.pop()
        if isinstance(word, Encryption) and not word.parts:
            if word.value != STARTTLS:
                off = NO_SSL if tokens[last].kind is Kind.SSL else NONE
                pieces.append(Encryption(off, value.start, value.end))
            elif not beside or _is_one_name(tokens, last):
                pieces.append(Encryption(NO_STARTTLS, value.start, value.end))
        return follow
    return follow if value.kind is Kind.YES and ends and not beside else last

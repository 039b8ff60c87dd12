"""Pass 2a: an encryption's name as a switch of a program: "Use SSL: yes", "SSL verwenden: nein"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from helpdesk.claims.pieces import NO_SSL, NO_STARTTLS, NONE, STARTTLS, TLS, Encryption, Piece
from helpdesk.claims.tokens import Shape, Token
from helpdesk.words import Kind

_OFF: Final = frozenset({Kind.NO, Kind.NONE, Kind.WITHOUT, Kind.NOT, Kind.BLOCKED})
_OFF_BESIDE: Final = frozenset({Kind.NO, Kind.NONE, Kind.BLOCKED})
_VERB: Final = 2
_VERBS: Final = frozenset({Kind.USE, Kind.RECOMMENDED, Kind.YES})
_TICKS: Final = frozenset("☑✓✔☒")
_FLAGS: Final = {"true": TLS, "false": NO_SSL}
_FLAG_SIGNS: Final = frozenset(":=>'")
_KEY_ENDS: Final = frozenset("):=")


def is_box(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether it is a box or switch that is on: "Use SSL: on", "SSL verwenden", "☑ SSL"."""
    before = tokens[max(0, first - 2) : first]
    after = tokens[last + 1 : last + 6]
    if before and before[-1].text in _TICKS:
        return True
    if before and before[-1].kind is Kind.USE:
        joined = before[-1].end == tokens[first].start  # `-UseSsl`
        if joined or _is_said_to_be_on(tokens[last + 1 : last + 4]):
            return True  # "Use SSL should be on"
    if last == first and after and after[0].kind is Kind.USE:
        return True
    for index, token in enumerate(after):
        if token.kind is Kind.YES:
            rest = after[index + 1 : index + 2]
            return not rest or rest[0].kind in (Shape.SYMBOL, Kind.YES)
        if token.text not in _KEY_ENDS and token.kind is not Kind.RECOMMENDED:
            return index == 0 and last == first and _is_on(after[1:])
    return False


def flag(tokens: Sequence[Token], index: int) -> tuple[int, Encryption] | None:
    """Read Nodemailer's `secure: true`, which says how a connection begins; with its last index."""
    if tokens[index].text != "secure":
        return None
    value = index + 2
    while value < len(tokens) and tokens[value].text in _FLAG_SIGNS:
        value += 1
    if value >= len(tokens) or tokens[index + 1].text not in _FLAG_SIGNS:
        return None
    word = tokens[value]
    kind = _FLAGS.get(word.text.lower())
    return (value, Encryption(kind, word.start, word.end)) if kind is not None else None


def _is_on(after: Sequence[Token]) -> bool:
    """Tell whether "on" is the next word, and the last: "SSL box ticked"."""
    on = bool(after) and after[0].kind is Kind.YES
    return on and (len(after) == 1 or after[1].kind is Shape.SYMBOL)


def _is_said_to_be_on(after: Sequence[Token]) -> bool:
    """Tell "should be on": a few words, and then it."""
    words = sum(1 for _ in takewhile(lambda token: token.kind in (Shape.WORD, Kind.RIGHT), after))
    return 0 < words < len(after) and after[words].kind is Kind.YES


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
    end = last + (last + 1 < len(tokens) and tokens[last + 1].text == ")")
    while end + 1 < len(tokens) and end - last < _VERB and _is_verb(tokens[end + 1]):
        end += 1
    after = tokens[end + 1] if end + 1 < len(tokens) else None
    keyed = after is not None and (after.kind is Shape.CELL or after.text in (":", "="))
    return end if keyed else last


def _is_verb(token: Token) -> bool:
    """Tell "verwenden" and "istifadə et" from other words: the short one goes with a verb."""
    return token.kind in _VERBS or (token.kind is Shape.WORD and len(token.text) <= _VERB)


def switch(tokens: Sequence[Token], last: int, pieces: list[Piece]) -> int:
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
    if value.kind is not Kind.YES or beside or not ends:
        return last
    # The bracket of "the box (SSL): on" began before the name.
    pieces += [token for token in tokens[last + 1 : follow] if token.text == ")"]
    return follow

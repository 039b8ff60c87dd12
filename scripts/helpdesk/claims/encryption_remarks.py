"""Words of encryption that name no setting: "no password", "without support for SSL"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from helpdesk.claims.tokens import Shape, Token
from helpdesk.words import Kind

NAMES: Final = frozenset({Kind.SSL, Kind.TLS, Kind.STARTTLS})
"""Kinds of words that name an encryption."""

_THINGS: Final = frozenset(
    {Shape.WORD, Kind.SERVER, Kind.AUTHENTICATION, Kind.PASSWORD, Kind.USERNAME, Kind.CERTIFICATE,
     Kind.PROBLEM}
)  # fmt: skip
"""What a word for "none" may count instead of naming an encryption: "no password"."""
_SUPPORT: Final = frozenset({Shape.WORD, Kind.FOR, Kind.USE})
_SUPPORT_REACH: Final = 5


def is_no_value(tokens: Sequence[Token], index: int) -> bool:
    """Tell "no connection" and "port 2525: there is none" from the value "none"."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is not None and following.kind in _THINGS:
        return True
    near = [token.kind for token in tokens[max(0, index - 6) : index]]
    if near[-1:] == [Shape.WORD] and Kind.PORT in near and Kind.AFTER_FOR in near:
        return True  # "port için ayrı kutu yoktur": there is no box for it
    return Shape.NUMBER in near and Kind.PORT in near[near.index(Shape.NUMBER) :]


def is_unsupported(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Tell whether SSL is what an app does not support, or what a reader does not use."""
    place = index - 1
    while place > index - _SUPPORT_REACH and place > 0 and tokens[place].kind in _SUPPORT:
        place -= 1
    if 0 <= place < index - 1 and tokens[place].kind is Kind.WITHOUT:
        return True  # "devices without support for SSL"
    before = [token.kind for token in tokens[max(0, index - 2) : index]]
    if before[-1:] == [Kind.USE] or before[:1] in ([Kind.NOT], [Kind.NO]):
        return before[:1] in ([Kind.NOT], [Kind.NO]) and before[-1] in (Shape.WORD, Kind.USE)
    following = [token.kind for token in tokens[last + 1 : last + 4]]
    if following[:1] == [Shape.WORD]:
        del following[0]
    elif following[:1] == [Kind.LABEL]:
        return True  # "SSL error"
    return following[:1] == [Kind.NOT] and following[1:2] != [] and following[1] not in NAMES


def refuses_name(tokens: Sequence[Token], index: int) -> bool:
    """Tell "do not choose SSL with 587" from the remark "(not SSL)", which says without it."""
    if index == 0 or index + 1 >= len(tokens) or tokens[index + 1].kind not in NAMES:
        return False
    return tokens[index - 1].kind not in (Shape.SYMBOL, Shape.CELL, Shape.NUMBER, Kind.WITH)

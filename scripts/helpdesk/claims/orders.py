"""Pass 3e: which numbers a sentence tells to use: "use the 587", "587'yi yazın", "right is 993"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from helpdesk.claims.pieces import Encryption, Piece, is_number, is_symbol
from helpdesk.claims.tokens import Shape, Token
from helpdesk.words import Kind

ORDERS: Final = frozenset({Kind.USE, Kind.CHANGE, Kind.RIGHT})
_REFUSALS: Final = frozenset({Kind.NOT, Kind.NO})
_STOPS: Final = frozenset(
    {Kind.BLOCKED, Kind.HISTORY, Kind.BEFORE, Kind.MISTAKE, Kind.INSTEAD, Kind.CONTRAST, Kind.IF,
     Kind.IF_AFTER, Shape.CELL}
) | _REFUSALS  # fmt: skip
_BACK: Final = 7
_AHEAD: Final = 4


def is_ordered(sentence: Sequence[Piece], index: int) -> bool:
    """Tell whether an order to use it governs the number, in its clause."""
    first = max(0, index - _BACK)
    for position in range(index - 1, first - 1, -1):
        piece = sentence[position]
        if _ends(piece) and not _goes_on(sentence, position):
            break
        if _is_order(piece):
            return not any(
                isinstance(p, Token) and p.kind in _REFUSALS
                for p in sentence[max(0, position - 2) : position]
            )
    after = index + 1 + _bracketed_encryption(sentence[index + 1 : index + 4])
    for position in range(after, min(len(sentence), after + _AHEAD)):
        piece = sentence[position]
        if _ends(piece) or is_symbol(piece, ","):
            break
        if _is_order(piece):
            following = sentence[position + 1] if position + 1 < len(sentence) else None
            own = not any(is_number(piece) for piece in sentence[position + 1 : position + 3])
            return own and not (isinstance(following, Token) and following.kind in _REFUSALS)
    return False


def _bracketed_encryption(following: Sequence[Piece]) -> int:
    """Return how many pieces "(STARTTLS)" right behind a number takes."""
    bracketed = (
        len(following) > 2
        and is_symbol(following[0], "(")
        and isinstance(following[1], Encryption)
        and is_symbol(following[2], ")")
    )
    return len(following) if bracketed else 0


def _goes_on(sentence: Sequence[Piece], index: int) -> bool:
    """Tell "tragen Sie dann 587 ein" from "but": the order stands right before the word."""
    word = sentence[index]
    return (
        isinstance(word, Token)
        and word.kind is Kind.CONTRAST
        and any(map(_is_order, sentence[max(0, index - 2) : index]))
    )


def _is_order(piece: Piece) -> bool:
    return isinstance(piece, Token) and piece.kind in ORDERS


def _ends(piece: Piece) -> bool:
    return is_symbol(piece, ":;()→") or (isinstance(piece, Token) and piece.kind in _STOPS)

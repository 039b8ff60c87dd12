"""Pass 3d: what a "not" or "no" refuses: the ports right behind it, else those of its clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from helpdesk.claims.clauses import reaches
from helpdesk.claims.orders import ORDERS
from helpdesk.claims.pieces import Encryption, Piece, Subject, is_kind, is_number, is_symbol
from helpdesk.claims.tokens import Shape, Token
from helpdesk.words import Kind

_NEAR: Final = 3


def refused(
    sentence: Sequence[Piece],
    clauses: Sequence[int],
    index: int,
    numbers: Sequence[int],
) -> Iterable[int]:
    """Return the numbers that a "not" or "no" refuses: those right behind it, else its clause's."""
    if only_not_recommended(sentence, index) or (
        is_kind(sentence[index], Kind.NO) and not _refuses(sentence, index)
    ):
        return ()
    if index == 0 and len(sentence) > 1 and is_symbol(sentence[1], ":,.–—-"):
        return ()  # an answer: "No: 993"
    direct = [n for n in numbers if 0 < n - index < _NEAR and clauses[n] == clauses[index]]
    if direct:
        return run_of(sentence, direct[0], numbers)
    colon = next((i for i, p in enumerate(sentence) if i > index and is_symbol(p, ":")), None)
    supposed = any(isinstance(p, Token) and p.kind is Kind.IF for p in sentence[:index])
    # As in "if it does not know SSL: port 143" and "sending does not change: 587".
    unchanged = any(
        isinstance(p, Token) and p.kind is Kind.CHANGE
        for p in sentence[max(0, index - _NEAR) : colon]
    )
    if colon is not None and (colon - index >= _NEAR - supposed or unchanged):
        numbers = [n for n in numbers if n < colon]
    reached = [
        n
        for n in numbers
        if reaches(clauses, sentence, index, n) and not _is_told_since(sentence[index + 1 : n])
    ]
    return reached[:-1] + run_of(sentence, reached[-1], numbers) if reached else ()


def _is_told_since(gap: Sequence[Piece]) -> bool:
    """Tell "untick the box and set the port to 587": another order stands behind the refusal."""
    orders = [i for i, p in enumerate(gap) if isinstance(p, Token) and p.kind in ORDERS]
    return bool(orders) and any(
        isinstance(p, Encryption) or is_symbol(p, ",") or is_kind(p, Kind.AND)
        for p in gap[: orders[-1]]
    )


def _refuses(sentence: Sequence[Piece], index: int) -> bool:
    """Tell "no use el puerto 25" from the answer "No" and the value "no"."""
    following = sentence[index + 1] if index + 1 < len(sentence) else None
    if isinstance(following, Subject):
        return not following.strong
    if following is not None and is_number(following):  # "587, no 25"
        return index > 0 and is_symbol(sentence[index - 1], ",(–—-")
    return isinstance(following, Token) and following.kind in (Shape.WORD, Kind.USE, Kind.CHANGE)


def only_not_recommended(sentence: Sequence[Piece], index: int) -> bool:
    """Tell "not recommended" and "not encrypted" from a refusal."""
    for piece in sentence[index + 1 : index + 4]:
        if isinstance(piece, Encryption):
            return True
        if is_symbol(piece, ":,;()"):
            return False
        if isinstance(piece, Token) and piece.kind in (Kind.RECOMMENDED, Kind.ENCRYPTION):
            return True
        if is_number(piece):
            return False
    return False


def run_of(sentence: Sequence[Piece], first: int, numbers: Sequence[int]) -> list[int]:
    """Return the numbers that are listed together from this one on: "25, 110 or 143"."""
    run = [first]
    for number in numbers:
        if number <= first:
            continue
        gap = sentence[run[-1] + 1 : number]
        if len(gap) <= 2 and all(
            is_symbol(piece, ",/&")
            or (isinstance(piece, Token) and piece.kind in (Kind.OR, Kind.AND))
            for piece in gap
        ):
            run.append(number)
        else:
            break
    return run

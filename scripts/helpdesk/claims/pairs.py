"""Pass 3c: old and new ports of one sentence: "143 → 993", "from 143 to 993", "change it to"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile, pairwise
from typing import Final

from helpdesk.claims.clauses import FAR
from helpdesk.claims.mail_ports import MAIL_PORTS, looks_like_mail_port
from helpdesk.claims.mentions import Mention
from helpdesk.claims.pieces import Encryption, Piece, Subject, is_number, is_symbol
from helpdesk.claims.tokens import Shape, Token
from helpdesk.words import Kind

_FROM_CHANGE_TO_PORT: Final = 5
_LONGEST_TO: Final = 4
_AFTER_WORDS: Final = 2
_TURNS: Final = frozenset({Kind.CONTRAST, Kind.USE, Kind.CHANGE, Shape.CELL})
_ARROW: Final = "→⟶➜⇒➔»"
_SUCCESSORS: Final = {
    25: frozenset({465, 587, 2525}),
    110: frozenset({995}),
    143: frozenset({993}),
}
"""The ports without encryption, and what pages say to use for them."""


def stepped_from(sentence: Sequence[Piece], numbers: Sequence[int]) -> set[int]:
    """Return the old ports: what an arrow, "to" or mere words lead from to its successor."""
    old: set[int] = set()
    for first, second in pairwise(numbers):
        if _port(sentence[first]) and _port(sentence[second]):
            gap = sentence[first + 1 : second]
            words = any(
                is_way(sentence[first], sentence[second], gap)
                for is_way in (_is_step, _is_inflected)
            )
            if words or _is_arrow(gap) or _is_succession(sentence, first, second):
                old.add(first)
    return old


def spread(sentence: Sequence[Piece], numbers: Sequence[int], denied: set[int]) -> set[int]:
    """Return the old ports beside denied old ones: "POP3 on 110 and IMAP on 143 are outdated"."""
    old = [n for n in numbers if _port(sentence[n]) in _SUCCESSORS] if denied else []
    also: set[int] = set()
    for first, second in [*pairwise(old), *pairwise(old[::-1])]:
        low, high = sorted((first, second))
        if first in denied | also and second not in denied:
            gap = [p for p in sentence[low + 1 : high] if isinstance(p, Token)]
            joined = any(p.kind in (Kind.AND, Kind.OR) or is_symbol(p, "/") for p in gap)
            if joined and not any(p.kind in _TURNS for p in gap):
                also.add(second)
    return also


def _port(piece: Piece) -> int:
    if not isinstance(piece, Token) or len(piece.text) > 5:
        return 0
    number = int(piece.text)
    return number if number > 9 and looks_like_mail_port(number) else 0


def _is_arrow(gap: Sequence[Piece]) -> bool:
    if len(gap) > FAR or any(isinstance(piece, Subject) for piece in gap):
        return False
    return any(
        is_symbol(piece, _ARROW)
        or (is_symbol(piece, ">") and index > 0 and is_symbol(gap[index - 1], "-=–"))
        for index, piece in enumerate(gap)
    )


def _is_step(first: Piece, second: Piece, gap: Sequence[Piece]) -> bool:
    """Tell whether one word stands between, and no "or": "da 143 a 993", "143 devient 993"."""
    word = gap[0] if len(gap) == 1 else None
    if not isinstance(word, Token) or word.kind is not Shape.WORD:
        return False
    return len(word.text) <= _LONGEST_TO or (
        _port(first) in _SUCCESSORS and _port(first) != _port(second)
    )


def _is_inflected(first: Piece, second: Piece, gap: Sequence[Piece]) -> bool:
    """Tell whether only an ending stands between, which is no token: "143'ten 993'e"."""
    return not gap and second.start - first.end > _AFTER_WORDS


def _is_succession(sentence: Sequence[Piece], first: int, second: int) -> bool:
    """Tell "143 in Outlook, set it to 993" from a list: words part them, no "or", no comma."""
    if _port(sentence[second]) not in _SUCCESSORS.get(_port(sentence[first]), ()):
        return False
    gap = sentence[first + 1 : second]
    told = sentence[first + 1 : second + _AFTER_WORDS + 1]  # "143, change it to 993"
    changed = any(isinstance(p, Token) and p.kind is Kind.CHANGE for p in told)
    parting = ";:/()|&+=-–" if changed else ",;:/()|&+=-–"
    return (
        0 < len(gap) <= FAR
        and any(isinstance(p, Token) and p.kind not in (Shape.SYMBOL, Kind.PORT) for p in gap)
        and not any(
            isinstance(p, Subject | Encryption)
            or is_symbol(p, parting)
            or p.kind in (Kind.OR, Kind.AND, Kind.INSTEAD, Shape.CELL, Shape.BREAK)
            for p in gap
        )
    )


def has_mail_port(sentence: Sequence[Piece]) -> bool:
    """Tell whether a well-known mail port stands in the sentence."""
    return any(is_number(piece) and _port(piece) in MAIL_PORTS for piece in sentence)


def is_order_to_change(sentence: Sequence[Piece]) -> bool:
    """Tell whether a short sentence only says that what was named is to be changed."""
    sentence = list(dropwhile(lambda piece: is_symbol(piece, "*_"), sentence))
    first = sentence[0] if sentence else None
    if not isinstance(first, Token) or first.kind is not Kind.CHANGE:
        return False
    if len(sentence) > 1 and is_symbol(sentence[1], ":"):  # "Change it: the port is 465"
        return True
    return len(sentence) < _FROM_CHANGE_TO_PORT and (
        not any(is_number(piece) or not isinstance(piece, Token) for piece in sentence)
    )


def says_what_to_change_to(sentence: Sequence[Piece], mentions: Sequence[Mention]) -> bool:
    """Tell whether a sentence such as "Change it to 587" has one port behind the change word.

    Or one that "or" adds another to.
    """
    if not all(mention.alternative for mention in mentions[1:]):
        return False
    start = mentions[0].token.start
    index = sum(piece.start < start for piece in sentence)
    near = sentence[max(0, index - _FROM_CHANGE_TO_PORT) : index + _AFTER_WORDS]
    return any(isinstance(piece, Token) and piece.kind is Kind.CHANGE for piece in near)

"""Pass 3d: which numbers a word speaks against: how far "not", "blocked" or "if" reaches.

A denial ends with its clause; "use", "but" and the like begin another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from helpdesk.claims.clauses import FAR, reaches
from helpdesk.claims.mail_ports import OLD_PORTS, looks_like_mail_port
from helpdesk.claims.orders import ORDERS, is_ordered
from helpdesk.claims.pieces import (
    Piece,
    Subject,
    is_kind,
    is_number,
    is_port_word,
    is_symbol,
    kind_of,
)
from helpdesk.claims.refusals import refused, run_of
from helpdesk.claims.tokens import Shape, Token
from helpdesk.words import Kind

DENYING: Final = frozenset({Kind.BLOCKED, Kind.HISTORY, Kind.MISTAKE})
HISTORY_REACH: Final = 4
_POSITIVE: Final = ORDERS | {Kind.CONTRAST}
_NEAR: Final = 3
_DEVICES: Final = 5
_PRONOUN_CLAUSE: Final = 6


def denied_by(
    sentence: Sequence[Piece],
    clauses: Sequence[int],
    index: int,
    numbers: Sequence[int],
) -> Iterable[int]:
    """Return the numbers that the word at `index` speaks against."""
    kind = kind_of(sentence[index])
    if kind in DENYING:
        return _spoken_against(sentence, clauses, index, numbers)
    if kind is Kind.NONE:  # "25 portu yoxdur"
        after_port = any(map(is_port_word, sentence[max(0, index - 2) : index]))
        return [n for n in numbers if after_port and 0 < index - n <= 2 * _NEAR]
    if kind is Kind.IF or kind is Kind.IF_AFTER:
        return _supposed(sentence, clauses, index, numbers)
    if kind is Kind.INSTEAD or kind is Kind.INSTEAD_AFTER:
        return _replaced_by(sentence, index, numbers)
    return refused(sentence, clauses, index, numbers)


def _spoken_against(
    sentence: Sequence[Piece],
    clauses: Sequence[int],
    index: int,
    numbers: Sequence[int],
) -> Iterable[int]:
    """Return the numbers that a word for closed, old or wrong is about."""
    kind = kind_of(sentence[index])
    if kind is Kind.HISTORY:
        if any(is_kind(piece, Kind.LABEL) for piece in sentence[max(0, index - 1) : index + 2]):
            return ()  # "in old Outlook": the program is old
        if index < _NEAR or _tells_for_whom(sentence, index):
            return _remembered(sentence, index, numbers)
    reach = HISTORY_REACH if kind is Kind.HISTORY else FAR
    reached = [n for n in numbers if reaches(clauses, sentence, index, n, reach)]
    if kind is not Kind.BLOCKED:
        return reached
    if not reached and is_symbol(sentence[index - 1], ",") and index - 2 in numbers:
        return [index - 2]  # "port 25, closed between our networks"
    return _on_one_side(sentence, index, reached or _taken_up(sentence, clauses, index, numbers))


def _replaced_by(sentence: Sequence[Piece], index: int, numbers: Sequence[int]) -> Iterable[int]:
    """Return the numbers of "instead of 25 or 110", and the one of "25 əvəzinə"."""
    if kind_of(sentence[index]) is Kind.INSTEAD_AFTER:
        last = index + 1 == len(sentence) and not is_number(sentence[index - 1])
        reach = FAR if last else _NEAR  # "587 ... aktiv deyil" at the end speaks of its sentence
        return [n for n in numbers if 0 < index - n <= reach][-1:]
    after = [n for n in numbers if 0 < n - index <= _NEAR + 2]
    return run_of(sentence, after[0], numbers) if after else ()


def _supposed(
    sentence: Sequence[Piece],
    clauses: Sequence[int],
    index: int,
    numbers: Sequence[int],
) -> list[int]:
    """Return what a program only may show: "if it shows 25, change it", "25 yazılıbsa, 587"."""
    kind = kind_of(sentence[index])
    found = [
        n
        for n in numbers
        if (0 < n - index <= FAR if kind is Kind.IF else 0 < index - n <= _NEAR)
        and clauses[n] == clauses[index]
        and not any(map(_is_of_a_service, sentence[min(n, index) : max(n, index)]))
    ]
    last = max([index, *found])
    replaced = any(
        (isinstance(piece, Token) and piece.kind is Kind.CHANGE)
        or (is_number(piece) and clauses[last + offset] != clauses[index])
        or (kind is Kind.IF_AFTER and is_number(piece))
        for offset, piece in enumerate(sentence[last + 1 :], 1)
    )
    return found if replaced else []


def _is_of_a_service(piece: Piece) -> bool:
    """Tell "IMAP" from a direction: "if the outgoing server shows 25, enter 587"."""
    return isinstance(piece, Subject) and piece.named


def _taken_up(
    sentence: Sequence[Piece], clauses: Sequence[int], index: int, numbers: Sequence[int]
) -> list[int]:
    """Return what a clause without a number speaks of: "port 143 is set, it is closed"."""
    own = [
        piece for piece, clause in zip(sentence, clauses, strict=True) if clause == clauses[index]
    ]
    before = [n for n in numbers if n < index and index - n <= FAR]
    short = len(own) <= _PRONOUN_CLAUSE
    if not short or not before or any(_is_of_a_service(p) or is_number(p) for p in own):
        return []
    return [
        n
        for n in before
        if clauses[n] == clauses[before[-1]]
        and (_is_old(sentence[n]) or not is_ordered(sentence, n))
    ]


def _is_old(piece: Piece) -> bool:
    return isinstance(piece, Token) and piece.text in OLD_PORTS


def _on_one_side(sentence: Sequence[Piece], index: int, reached: list[int]) -> list[int]:
    """Keep the port to use instead: "25 is closed, use 587" and "who blocks 25 can use 587"."""
    before = [n for n in reached if n < index and _is_port_like(sentence[n])]
    after = [n for n in reached if n > index]
    if before and index - before[-1] <= _NEAR:
        return before
    if len(after) > 1:
        run = run_of(sentence, after[0], after)
        between = sentence[run[-1] : after[len(run)]] if len(run) < len(after) else ()
        if any(isinstance(p, Token) and p.kind in _POSITIVE for p in between):
            return [*before, *run]
    return reached


def _is_port_like(piece: Piece) -> bool:
    return (
        isinstance(piece, Token) and len(piece.text) > 1 and looks_like_mail_port(int(piece.text))
    )


def _tells_for_whom(sentence: Sequence[Piece], index: int) -> bool:
    """Tell whether it is programs that are old: "for old programs 143", "köhnə ... üçün 143"."""
    before = sentence[max(0, index - _NEAR) : index]
    after = sentence[index + 1 : index + 1 + _DEVICES]
    for way, word in ((before[::-1], Kind.FOR), (after, Kind.AFTER_FOR)):
        for piece in way:
            if is_symbol(piece, "/"):
                continue
            if not isinstance(piece, Token) or piece.kind not in (Shape.WORD, word):
                break
            if piece.kind is word:
                return True
    return False


def _remembered(sentence: Sequence[Piece], index: int, numbers: Sequence[int]) -> Iterable[int]:
    """Return the numbers of a sentence that begins with "formerly", up to "but" or "now".

    In "Old programs: port 143" the word tells for whom the port is, and denies nothing.
    """
    if _tells_for_whom(sentence, index):
        return ()
    following = sentence[index + 1] if index + 1 < len(sentence) else None
    for position, piece in enumerate(sentence):
        if not isinstance(piece, Token):
            continue
        if is_symbol(piece, ":") and position > index + 1 and isinstance(following, Token):
            if following.kind is Shape.WORD:
                return ()
        elif position > index and piece.kind is Kind.CONTRAST:
            return [n for n in numbers if n < position]
    return numbers

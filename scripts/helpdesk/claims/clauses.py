"""Pass 3: sentences, and which numbers a sentence denies ("do not use 25", "instead of 25")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from helpdesk.claims.pieces import Encryption, Piece, Subject, is_symbol
from helpdesk.claims.tokens import Shape, Token
from helpdesk.words import Kind

_DENYING: Final = frozenset({Kind.BLOCKED, Kind.HISTORY})
_FAR: Final = 9
_NEAR: Final = 3


def sentences(pieces: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    """Split at full stops, question marks and semicolons; a stop inside a name is not one."""
    start = 0
    for index, piece in enumerate(pieces):
        if not is_symbol(piece, ".!?;"):
            continue
        if is_symbol(piece, ".") and not _begins_sentence(pieces, index):
            continue
        if index > start:
            yield pieces[start:index]
        start = index + 1
    if start < len(pieces):
        yield pieces[start:]


def _begins_sentence(pieces: Sequence[Piece], index: int) -> bool:
    if index + 1 >= len(pieces):
        return True
    following = pieces[index + 1]
    if isinstance(following, Token) and following.kind is Shape.BREAK:
        return True
    if following.start == pieces[index].end or not isinstance(following, Token):
        return isinstance(following, Subject | Encryption) and following.start > pieces[index].end
    before = pieces[index - 1] if index else None
    if isinstance(before, Token) and before.kind is Kind.LABEL and len(before.text) <= 3:
        return False
    return following.text[:1].isupper() or following.kind is Shape.SYMBOL


def is_number(piece: Piece) -> bool:
    """Tell whether the piece is a number of the size of a port."""
    return isinstance(piece, Token) and piece.kind is Shape.NUMBER


def denied_numbers(sentence: Sequence[Piece]) -> set[int]:
    """Return the indices of the numbers that the sentence speaks against, or of the past."""
    denied: set[int] = set()
    clauses = _clauses(sentence)
    numbers = [index for index, piece in enumerate(sentence) if is_number(piece)]
    if not numbers:
        return denied
    for index, piece in enumerate(sentence):
        if not isinstance(piece, Token):
            continue
        kind = piece.kind
        if kind in _DENYING:
            denied.update(n for n in numbers if _reaches(clauses, sentence, index, n))
        elif kind is Kind.NOT and not _only_not_recommended(sentence, index):
            direct = [n for n in numbers if 0 < n - index <= _NEAR - 1]
            if direct:
                denied.update(_run(sentence, direct[0], numbers))
            else:
                denied.update(n for n in numbers if _reaches(clauses, sentence, index, n))
        elif kind is Kind.INSTEAD:
            after = [n for n in numbers if 0 < n - index <= _NEAR + 2]
            denied.update(_run(sentence, after[0], numbers) if after else ())
        elif kind is Kind.INSTEAD_AFTER:
            before = [n for n in numbers if 0 < index - n <= _NEAR]
            denied.update(before[-1:])
    return denied


def _clauses(sentence: Sequence[Piece]) -> list[int]:
    """Number the clauses: brackets, contrast words and most commas begin a new one."""
    clause = 0
    result: list[int] = []
    for index, piece in enumerate(sentence):
        if isinstance(piece, Token):
            if piece.kind is Kind.CONTRAST or piece.kind is Shape.CELL:
                clause += 1
            elif piece.kind is Shape.SYMBOL:
                text = piece.text
                if text in "()[]–—" or (text == "," and not _in_list(sentence, index)):
                    clause += 1
        result.append(clause)
    return result


def _in_list(sentence: Sequence[Piece], comma: int) -> bool:
    return comma + 1 < len(sentence) and is_number(sentence[comma + 1])


def _reaches(clauses: Sequence[int], sentence: Sequence[Piece], index: int, number: int) -> bool:
    if abs(index - number) > _FAR:
        return False
    if clauses[index] == clauses[number]:
        return True
    following = number + 1 < len(sentence) and is_symbol(sentence[number + 1], "([")
    return following and clauses[index] == clauses[number + 1]


def _only_not_recommended(sentence: Sequence[Piece], index: int) -> bool:
    for piece in sentence[index + 1 : index + 4]:
        if isinstance(piece, Encryption):
            return True
        if isinstance(piece, Token) and piece.kind in (Kind.RECOMMENDED, Kind.ENCRYPTION):
            return True
        if is_number(piece):
            return False
    return False


def _run(sentence: Sequence[Piece], first: int, numbers: Sequence[int]) -> list[int]:
    """Return the numbers that are listed together from this one on: "25, 110 or 143"."""
    run = [first]
    for number in numbers:
        if number <= first:
            continue
        gap = sentence[run[-1] + 1 : number]
        if len(gap) <= 2 and all(
            is_symbol(piece, ",/&") or (isinstance(piece, Token) and piece.kind in (Kind.OR, Kind.AND))
            for piece in gap
        ):
            run.append(number)
        else:
            break
    return run

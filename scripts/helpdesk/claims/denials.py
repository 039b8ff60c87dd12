"""Pass 3: which numbers a sentence denies ("do not use 25", "instead of 25")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from helpdesk.claims.clauses import FAR, clauses_of, in_long_quote, reaches
from helpdesk.claims.denial_reach import DENYING, HISTORY_REACH, denied_by
from helpdesk.claims.orders import ORDERS
from helpdesk.claims.pairs import spread, stepped_from
from helpdesk.claims.pieces import (
    NONE,
    Encryption,
    Piece,
    Subject,
    is_number,
    is_port_word,
    is_symbol,
)
from helpdesk.claims.refusals import only_not_recommended, run_of
from helpdesk.claims.sentences import is_question
from helpdesk.claims.tokens import Shape, Token
from helpdesk.words import Kind

_SPEAKING_AGAINST: Final = DENYING | {
    Kind.NOT,
    Kind.NO,
    Kind.NONE,
    Kind.INSTEAD,
    Kind.INSTEAD_AFTER,
    Kind.IF,
    Kind.IF_AFTER,
}
_HEAD: Final = 8
_PROSE_WORDS: Final = 8
_ERROR_CODE: Final = re.compile(r"0x800[0-9A-Fa-f]{5}\Z")


def denied_names(sentence: Sequence[Piece], text: str) -> list[Token]:
    """Return the server names that a sentence shows as wrong or old, or asks about."""
    names = [
        (index, piece)
        for index, piece in enumerate(sentence)
        if isinstance(piece, Token) and piece.kind is Shape.HOST
    ]
    if not names or is_question(sentence, text):
        return [name for _, name in names]
    clauses = clauses_of(sentence)
    against = [
        index
        for index, piece in enumerate(sentence)
        if isinstance(piece, Token)
        and (
            piece.kind in DENYING
            or (piece.kind is Kind.NOT and not only_not_recommended(sentence, index))
        )
    ]
    return [
        name
        for index, name in names
        if any(reaches(clauses, sentence, a, index, HISTORY_REACH) for a in against)
        or any(_called_wrong(sentence, index, a) for a in against)
    ]


def _called_wrong(sentence: Sequence[Piece], name: int, word: int) -> bool:
    """Tell whether "..., it is wrong" follows a name, behind a comma."""
    piece = sentence[word]
    mistake = isinstance(piece, Token) and piece.kind is Kind.MISTAKE
    return mistake and 0 < word - name <= HISTORY_REACH


def denied_numbers(sentence: Sequence[Piece], text: str) -> set[int]:
    """Return the indices of the numbers that a sentence speaks against, asks about or remembers."""
    numbers = [index for index, piece in enumerate(sentence) if is_number(piece)]
    if not numbers:
        return set()
    kinds = {piece.kind for piece in sentence if isinstance(piece, Token)}
    if Kind.OTHERS in kinds or is_question(sentence, text):
        return set(numbers)
    denied = {n for n in numbers if in_long_quote(text, sentence[n].start)}
    before = Kind.BEFORE in kinds and _is_headed_by_before(sentence)
    if before or _tells_a_year(sentence, numbers, told=Kind.USE in kinds):
        denied.update(_before_turn(sentence, clauses_of(sentence), numbers))
    if Kind.CHANGE in kinds:
        denied |= _replaced(sentence, numbers)
    denied |= stepped_from(sentence, numbers)
    denied.update(n for n in numbers if _is_none_of(sentence, n))
    if not _SPEAKING_AGAINST.isdisjoint(kinds):
        clauses = clauses_of(sentence)
        for index, piece in enumerate(sentence):
            if isinstance(piece, Token) and piece.kind in _SPEAKING_AGAINST:
                if in_long_quote(text, piece.start):
                    continue  # a message or a label says it, not the page
                denied.update(denied_by(sentence, clauses, index, numbers))
    return denied | spread(sentence, numbers, denied)


def _is_none_of(sentence: Sequence[Piece], number: int) -> bool:
    """Tell "geen 143" and "kein Port 143" from the value of a key: "Encryption: none"."""
    index = number - (1 + is_port_word(sentence[number - 1]) if number else 0)
    word = sentence[index]
    if not isinstance(word, Encryption) or not word.soft or word.value != NONE:
        return False
    before = sentence[index - 1] if index else None
    return (
        before is None
        # As in "only web traffic, no 993"; but "995 with SSL, unencrypted 110".
        or (is_symbol(before, ",") and not any(map(is_number, sentence[:index])))
        or (
            isinstance(before, Token)
            and before.kind not in (Shape.SYMBOL, Shape.CELL, Kind.ENCRYPTION, Kind.WITH)
        )
    )


def _tells_a_year(sentence: Sequence[Piece], numbers: Sequence[int], *, told: bool) -> bool:
    """Tell whether it tells history (with a year, an RFC) or quotes an error (0x800CCC0E)."""
    words = {piece.text for piece in sentence if isinstance(piece, Token)}
    if "RFC" in words or (not told and any(map(_ERROR_CODE.match, words))):
        return True
    if not any(_is_year(sentence, number) for number in numbers):
        return False
    quiet = (Shape.SYMBOL, Shape.NUMBER, Shape.BREAK)
    spoken = sum(not isinstance(p, Token) or p.kind not in quiet for p in sentence)
    return spoken >= _PROSE_WORDS


def _is_year(sentence: Sequence[Piece], number: int) -> bool:
    piece = sentence[number]
    digits = piece.text if isinstance(piece, Token) else ""
    is_year = len(digits) == 4 and digits[:2] in ("19", "20")
    return is_year and not (number and is_port_word(sentence[number - 1]))


def _is_headed_by_before(sentence: Sequence[Piece]) -> bool:
    """Tell whether it begins like "Before: IMAP 143", "Until May: 110"."""
    colon = next((i for i, p in enumerate(sentence[:_HEAD]) if is_symbol(p, ":")), 0)
    return any(isinstance(p, Token) and p.kind is Kind.BEFORE for p in sentence[:colon])


def _before_turn(
    sentence: Sequence[Piece], clauses: Sequence[int], numbers: Sequence[int]
) -> list[int]:
    """Return the numbers of a story up to what follows from it: "..., therefore use 587"."""
    turns = [
        index
        for index, piece in enumerate(sentence)
        if isinstance(piece, Token)
        and (
            piece.kind is Kind.CONTRAST
            or (piece.kind in ORDERS and index and clauses[index] != clauses[0])
        )
    ]
    return [n for n in numbers if not turns or n < turns[0]]


def _replaced(sentence: Sequence[Piece], numbers: Sequence[int]) -> set[int]:
    """Return the number that "change 25 to 587" takes away."""
    replaced: set[int] = set()
    for first, second in pairwise(numbers):
        gap = sentence[first + 1 : second]
        kinds = {piece.kind for piece in gap if isinstance(piece, Token)}
        parting = ",/()" if Kind.CHANGE in kinds else ",;/()"
        parted = any(is_symbol(piece, parting) for piece in gap) or kinds & {Kind.OR, Kind.AND}
        if gap and not parted and len(gap) <= FAR and not any(isinstance(p, Subject) for p in gap):
            replaced.add(first)
            replaced.update(
                n for n in numbers if n < first and first in run_of(sentence, n, numbers)
            )
    return replaced

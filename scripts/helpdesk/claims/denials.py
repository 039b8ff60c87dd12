"""Pass 3: which numbers a sentence denies ("do not use 25", "instead of 25")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from helpdesk.claims.clauses import FAR, clauses_of, in_long_quote, is_number, reaches
from helpdesk.claims.mail_ports import looks_like_mail_port
from helpdesk.claims.pairs import spread, stepped_from
from helpdesk.claims.pieces import NONE, Encryption, Piece, Subject, is_symbol
from helpdesk.claims.sentences import is_question
from helpdesk.claims.tokens import Shape, Token
from helpdesk.words import Kind

_DENYING: Final = frozenset({Kind.BLOCKED, Kind.HISTORY, Kind.MISTAKE})
_SPEAKING_AGAINST: Final = _DENYING | {
    Kind.NOT,
    Kind.NO,
    Kind.NONE,
    Kind.INSTEAD,
    Kind.INSTEAD_AFTER,
}
_POSITIVE: Final = frozenset({Kind.USE, Kind.CHANGE, Kind.CONTRAST})
_PROSE_WORDS: Final = 8
_ERROR_CODE: Final = re.compile(r"0x800[0-9A-Fa-f]{5}\Z")
_HISTORY_REACH: Final = 4
_NEAR: Final = 3


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
            piece.kind in _DENYING
            or (piece.kind is Kind.NOT and not _only_not_recommended(sentence, index))
        )
    ]
    return [
        name
        for index, name in names
        if any(reaches(clauses, sentence, a, index, _HISTORY_REACH) for a in against)
        or any(_called_wrong(sentence, index, a) for a in against)
    ]


def _called_wrong(sentence: Sequence[Piece], name: int, word: int) -> bool:
    """Tell whether "..., it is wrong" follows a name, behind a comma."""
    piece = sentence[word]
    mistake = isinstance(piece, Token) and piece.kind is Kind.MISTAKE
    return mistake and 0 < word - name <= _HISTORY_REACH


def denied_numbers(sentence: Sequence[Piece], text: str) -> set[int]:
    """Return the indices of the numbers that a sentence speaks against, asks about or remembers."""
    numbers = [index for index, piece in enumerate(sentence) if is_number(piece)]
    if not numbers:
        return set()
    if is_question(sentence, text) or _tells_a_year(sentence):
        return set(numbers)
    clauses = clauses_of(sentence)
    denied = {n for n in numbers if in_long_quote(text, sentence[n].start)}
    denied |= _replaced(sentence, numbers) | stepped_from(sentence, numbers)
    denied.update(n for n in numbers if _is_none_of(sentence, n))
    for index, piece in enumerate(sentence):
        if isinstance(piece, Token) and piece.kind in _SPEAKING_AGAINST:
            denied.update(_denied_by(sentence, clauses, index, piece.kind, numbers))
    return denied | spread(sentence, numbers, denied)


def _is_none_of(sentence: Sequence[Piece], number: int) -> bool:
    """Tell "geen 143" and "kein Port 143" from the value of a key: "Encryption: none"."""
    index = number - (1 + _is_port_word(sentence[number - 1]) if number else 0)
    word = sentence[index]
    if not isinstance(word, Encryption) or not word.soft or word.value != NONE:
        return False
    before = sentence[index - 1] if index else None
    return before is None or (
        isinstance(before, Token)
        and before.kind not in (Shape.SYMBOL, Shape.CELL, Kind.ENCRYPTION, Kind.WITH)
    )


def _denied_by(
    sentence: Sequence[Piece],
    clauses: Sequence[int],
    index: int,
    kind: Kind | Shape,
    numbers: Sequence[int],
) -> Iterable[int]:
    """Return the numbers that the word at `index` speaks against."""
    if kind in _DENYING:
        if kind is Kind.HISTORY and index < _NEAR:
            return _remembered(sentence, index, numbers)
        reach = _HISTORY_REACH if kind is Kind.HISTORY else FAR
        reached = [n for n in numbers if reaches(clauses, sentence, index, n, reach)]
        return _on_one_side(sentence, index, reached) if kind is Kind.BLOCKED else reached
    if kind is Kind.NONE:  # "25 portu yoxdur"
        after_port = any(map(_is_port_word, sentence[max(0, index - 2) : index]))
        return [n for n in numbers if after_port and 0 < index - n <= 2 * _NEAR]
    if kind is Kind.INSTEAD_AFTER:
        return [n for n in numbers if 0 < index - n <= _NEAR][-1:]
    if kind is Kind.INSTEAD:
        after = [n for n in numbers if 0 < n - index <= _NEAR + 2]
        return _run(sentence, after[0], numbers) if after else ()
    return _refused(sentence, clauses, index, kind, numbers)


def _on_one_side(sentence: Sequence[Piece], index: int, reached: list[int]) -> list[int]:
    """Keep the port to use instead: "25 is closed, use 587" and "who blocks 25 can use 587"."""
    before = [n for n in reached if n < index and _is_port_like(sentence[n])]
    after = [n for n in reached if n > index]
    if before and index - before[-1] <= _NEAR:
        return before
    if len(after) > 1:
        run = _run(sentence, after[0], after)
        between = sentence[run[-1] : after[len(run)]] if len(run) < len(after) else ()
        if any(isinstance(p, Token) and p.kind in _POSITIVE for p in between):
            return [*before, *run]
    return reached


def _is_port_like(piece: Piece) -> bool:
    return (
        isinstance(piece, Token) and len(piece.text) > 1 and looks_like_mail_port(int(piece.text))
    )


def _remembered(sentence: Sequence[Piece], index: int, numbers: Sequence[int]) -> Iterable[int]:
    """Return the numbers of a sentence that begins with "formerly", up to "but" or "now".

    In "Old programs: port 143" the word tells for whom the port is, and denies nothing.
    """
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


def _refused(
    sentence: Sequence[Piece],
    clauses: Sequence[int],
    index: int,
    kind: Kind | Shape,
    numbers: Sequence[int],
) -> Iterable[int]:
    """Return the numbers that a "not" or "no" refuses: those right behind it, else its clause's."""
    if _only_not_recommended(sentence, index) or (
        kind is Kind.NO and not _refuses(sentence, index)
    ):
        return ()
    direct = [n for n in numbers if 0 < n - index < _NEAR]
    if direct:
        return _run(sentence, direct[0], numbers)
    return [n for n in numbers if reaches(clauses, sentence, index, n)]


def _is_port_word(piece: Piece) -> bool:
    return isinstance(piece, Token) and piece.kind is Kind.PORT


def _refuses(sentence: Sequence[Piece], index: int) -> bool:
    """Tell "no use el puerto 25" from the answer "No" and the value "no"."""
    following = sentence[index + 1] if index + 1 < len(sentence) else None
    if isinstance(following, Subject):
        return not following.strong
    return isinstance(following, Token) and following.kind in (Shape.WORD, Kind.USE, Kind.CHANGE)


def _tells_a_year(sentence: Sequence[Piece]) -> bool:
    """Tell whether it tells history (with a year, an RFC) or quotes an error (0x800CCC0E)."""
    years = words = 0
    told = any(isinstance(p, Token) and p.kind is Kind.USE for p in sentence)
    for index, piece in enumerate(sentence):
        if not isinstance(piece, Token):
            words += 1
            continue
        words += piece.kind not in (Shape.SYMBOL, Shape.NUMBER, Shape.BREAK)
        if piece.kind is Shape.NUMBER and len(piece.text) == 4 and piece.text[:2] in ("19", "20"):
            before = sentence[index - 1] if index else None
            years += not (isinstance(before, Token) and before.kind is Kind.PORT)
        elif piece.text == "RFC" or (not told and _ERROR_CODE.match(piece.text)):
            return True
    return years > 0 and words >= _PROSE_WORDS


def _replaced(sentence: Sequence[Piece], numbers: Sequence[int]) -> set[int]:
    """Return the number that "change 25 to 587" takes away."""
    if not any(isinstance(piece, Token) and piece.kind is Kind.CHANGE for piece in sentence):
        return set()
    replaced: set[int] = set()
    for first, second in pairwise(numbers):
        gap = sentence[first + 1 : second]
        kinds = {piece.kind for piece in gap if isinstance(piece, Token)}
        parting = ",/()" if Kind.CHANGE in kinds else ",;/()"
        parted = any(is_symbol(piece, parting) for piece in gap) or kinds & {Kind.OR, Kind.AND}
        if gap and not parted and len(gap) <= FAR and not any(isinstance(p, Subject) for p in gap):
            replaced.add(first)
            replaced.update(n for n in numbers if n < first and first in _run(sentence, n, numbers))
    return replaced


def _only_not_recommended(sentence: Sequence[Piece], index: int) -> bool:
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


def _run(sentence: Sequence[Piece], first: int, numbers: Sequence[int]) -> list[int]:
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

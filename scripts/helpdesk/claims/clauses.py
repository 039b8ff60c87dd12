"""Pass 3: sentences, and which numbers a sentence denies ("do not use 25", "instead of 25")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from helpdesk.claims.pieces import Encryption, Piece, Subject, is_symbol
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
_PROSE_WORDS: Final = 8
_ERROR_CODE: Final = re.compile(r"x800[0-9A-Fa-f]{5}\Z")
_QUOTED_WORDS: Final = 4
_QUOTES: Final = re.compile(r"“[^“”\n]*”|„[^„“”\n]*[“”\"]|«[^«»\n]*»|\"[^\"\n]*\"|‘[^‘’\n]{20,}’")
# A line that begins like this is code or front matter: its quotes hold values.
_VALUE_STARTS: Final = ("{", "[", '"', "'")
_HISTORY_REACH: Final = 4
_FAR: Final = 9
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
    clauses = _clauses(sentence)
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
        if any(_reaches(clauses, sentence, a, index, _HISTORY_REACH) for a in against)
    ]


def is_number(piece: Piece) -> bool:
    """Tell whether the piece is a number of the size of a port."""
    return isinstance(piece, Token) and piece.kind is Shape.NUMBER


def denied_numbers(sentence: Sequence[Piece], text: str) -> set[int]:
    """Return the indices of the numbers that a sentence speaks against, asks about or remembers."""
    numbers = [index for index, piece in enumerate(sentence) if is_number(piece)]
    if not numbers:
        return set()
    if is_question(sentence, text) or _tells_a_year(sentence):
        return set(numbers)
    clauses = _clauses(sentence)
    denied = {n for n in numbers if in_long_quote(text, sentence[n].start)}
    denied |= _replaced(sentence, numbers)
    for index, piece in enumerate(sentence):
        if isinstance(piece, Token) and piece.kind in _SPEAKING_AGAINST:
            denied.update(_denied_by(sentence, clauses, index, piece.kind, numbers))
    return denied


def _denied_by(
    sentence: Sequence[Piece],
    clauses: Sequence[int],
    index: int,
    kind: Kind | Shape,
    numbers: Sequence[int],
) -> Iterable[int]:
    """Return the numbers that the word at `index` speaks against."""
    if kind in _DENYING:
        reach = _FAR
        if kind is Kind.HISTORY:
            reach = 2 * _FAR if index < _NEAR else _HISTORY_REACH
        return [n for n in numbers if _reaches(clauses, sentence, index, n, reach)]
    if kind is Kind.NONE:  # "25 portu yoxdur"
        after_port = index > 0 and _is_port_word(sentence[index - 1])
        return [n for n in numbers if after_port and 0 < index - n <= _NEAR]
    if kind is Kind.INSTEAD_AFTER:
        return [n for n in numbers if 0 < index - n <= _NEAR][-1:]
    if kind is Kind.INSTEAD:
        after = [n for n in numbers if 0 < n - index <= _NEAR + 2]
        return _run(sentence, after[0], numbers) if after else ()
    return _refused(sentence, clauses, index, kind, numbers)


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
    return [n for n in numbers if _reaches(clauses, sentence, index, n)]


def _is_port_word(piece: Piece) -> bool:
    return isinstance(piece, Token) and piece.kind is Kind.PORT


def _refuses(sentence: Sequence[Piece], index: int) -> bool:
    """Tell "no use el puerto 25" from the answer "No" and the value "no"."""
    following = sentence[index + 1] if index + 1 < len(sentence) else None
    return isinstance(following, Token) and following.kind in (Shape.WORD, Kind.USE, Kind.CHANGE)


def _tells_a_year(sentence: Sequence[Piece]) -> bool:
    """Tell whether it tells history (with a year, an RFC) or quotes an error (0x800CCC0E)."""
    years = 0
    words = 0
    for index, piece in enumerate(sentence):
        if not isinstance(piece, Token):
            continue
        words += piece.kind not in (Shape.SYMBOL, Shape.NUMBER, Shape.BREAK)
        if piece.kind is Shape.NUMBER and len(piece.text) == 4 and piece.text[:2] in ("19", "20"):
            before = sentence[index - 1] if index else None
            years += not (isinstance(before, Token) and before.kind is Kind.PORT)
        elif piece.text == "RFC" or _ERROR_CODE.match(piece.text):
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
        parted = any(is_symbol(piece, ",;/()") for piece in gap) or kinds & {Kind.OR, Kind.AND}
        if gap and not parted and len(gap) <= _FAR and not any(isinstance(p, Subject) for p in gap):
            replaced.add(first)
            replaced.update(n for n in numbers if n < first and first in _run(sentence, n, numbers))
    return replaced


def in_long_quote(text: str, position: int) -> bool:
    """Tell whether a place is inside quotation marks around several words: a message."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    line = text[start : len(text) if end < 0 else end]
    if line.lstrip()[:1] in _VALUE_STARTS:
        return False
    for match in _QUOTES.finditer(line):
        if match.start() <= position - start < match.end():
            return len(match[0].split()) >= _QUOTED_WORDS
    return False


def _clauses(sentence: Sequence[Piece]) -> list[int]:
    """Number the clauses: contrast words and most commas begin one, brackets interrupt one."""
    clause = latest = 0
    outer: list[int] = []
    result: list[int] = []
    for index, piece in enumerate(sentence):
        if isinstance(piece, Token):
            new = piece.kind is Kind.CONTRAST or piece.kind is Shape.CELL
            if piece.kind is Shape.SYMBOL:
                text = piece.text
                if text in "([":
                    outer.append(clause)
                    new = True
                elif text in ")]" and outer:
                    clause = outer.pop()
                else:
                    new = text in "–—→" or (text == "," and not _in_list(sentence, index))
            if new:
                latest += 1
                clause = latest
        result.append(clause)
    return result


def _in_list(sentence: Sequence[Piece], comma: int) -> bool:
    return comma + 1 < len(sentence) and is_number(sentence[comma + 1])


def _reaches(
    clauses: Sequence[int], sentence: Sequence[Piece], index: int, number: int, reach: int = _FAR
) -> bool:
    if abs(index - number) > reach:
        return False
    if clauses[index] == clauses[number] or clauses[index] == _around(clauses, number):
        return True
    following = number + 1 < len(sentence) and is_symbol(sentence[number + 1], "([")
    return (
        following
        and clauses[index] == clauses[number + 1]
        and not any(map(is_number, sentence[number + 1 : index]))
    )


def _around(clauses: Sequence[int], number: int) -> int:
    """Return the clause that the brackets around a number stand in; its own clause without any."""
    own = clauses[number]
    before = next((c for c in reversed(clauses[:number]) if c != own), own)
    after = next((c for c in clauses[number:] if c != own), own)
    return before if before == after else own


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

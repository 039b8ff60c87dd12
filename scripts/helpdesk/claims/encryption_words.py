"""Pass 4c: which encryption words of a sentence count: not those refused, replaced or supposed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from helpdesk.claims.clauses import brackets_with, unquoted
from helpdesk.claims.pieces import (
    NONE,
    STARTTLS,
    Encryption,
    Piece,
    Subject,
    is_kind,
    is_number,
    is_symbol,
)
from helpdesk.claims.tokens import Shape, Token
from helpdesk.facts import Security
from helpdesk.words import Kind

_CHANGE_REACH: Final = 3
_TROUBLE_REACH: Final = 3
_DOUBTING: Final = frozenset({Kind.NOT, Kind.IF, Kind.IF_AFTER})
_MARKS: Final = "\"'«»“”„*_`"


def telling_words(sentence: Sequence[Piece], text: str) -> list[tuple[int, Encryption]]:
    """Return the encryption words of a sentence that may belong to a port, with their indices."""
    words = [
        (i, p)
        for i, p in enumerate(sentence)
        if isinstance(p, Encryption) and (not p.soft or _in_place(sentence, i))
    ]
    told = [(i, unquoted(sentence, text, word)) for i, word in words]
    words = [(i, word) for i, word in told if word is not None]
    if any(not word.soft for _, word in words):
        words = [
            (i, word)
            for i, word in words
            if not word.soft
            or (Security.NONE in word.value and not _goes_on_with_starttls(sentence, i, words))
        ]
    words = [
        (i, w)
        for i, w in words
        if w.value != NONE or not _goes_on_with_starttls(sentence, i, words)
    ]
    words = _without_supposed(sentence, [w for w in words if not _is_refused(sentence, w[0])])
    words = _without_corrected(sentence, _without_replaced(sentence, words))
    asides = [b for b in brackets_with(sentence, [i for i, _ in words]) if _is_aside(sentence, b)]
    words = [(i, word) for i, word in words if not any(i in aside for aside in asides)]
    words = [word for word in words if not _gives_trouble(sentence, word[0])]
    return words


def _goes_on_with_starttls(
    sentence: Sequence[Piece], index: int, words: Sequence[tuple[int, Encryption]]
) -> bool:
    """Tell "starts in clear and goes on with STARTTLS", and "SSL: off, STARTTLS: on"."""
    following = [place for place, word in words if place > index and word.value == STARTTLS]
    return bool(following) and not any(map(is_number, sentence[index : following[0]]))


def _is_refused(sentence: Sequence[Piece], index: int) -> bool:
    """Tell what is not to be used: 'but not "STARTTLS"', "TLS instead of SSL"."""
    near = sentence[max(0, index - 3) : index]
    before = [piece for piece in near if not is_symbol(piece, _MARKS)]
    if not before:
        return False
    # "Not SSL" is an encryption of its own; in 'not "SSL"' marks stand between.
    quoted = is_kind(before[-1], Kind.NOT) and near[-1] is not before[-1]
    return quoted or is_kind(before[-1], Kind.INSTEAD)


def _without_supposed(
    sentence: Sequence[Piece], words: list[tuple[int, Encryption]]
) -> list[tuple[int, Encryption]]:
    """Drop what a program may lack: "STARTTLS desteklemiyorsa 465 ... SSL ile"."""
    firm = [word for word in words if not _is_supposed(sentence, word[0])]
    return firm or words


def _is_supposed(sentence: Sequence[Piece], index: int) -> bool:
    return index + 1 < len(sentence) and is_kind(sentence[index + 1], Kind.IF_AFTER)


def _without_replaced(
    sentence: Sequence[Piece], words: list[tuple[int, Encryption]]
) -> list[tuple[int, Encryption]]:
    """Drop the first of the two in "change SSL to STARTTLS"."""
    changes = [i for i, p in enumerate(sentence) if isinstance(p, Token) and p.kind is Kind.CHANGE]
    if not changes:
        return words
    replaced = {
        first
        for (first, _), (second, _) in pairwise(words)
        if first > changes[0]
        and second - first <= _CHANGE_REACH
        and not any(map(_parts_a_change, sentence[first + 1 : second]))
    }
    return [word for word in words if word[0] not in replaced]


def _without_corrected(
    sentence: Sequence[Piece], words: list[tuple[int, Encryption]]
) -> list[tuple[int, Encryption]]:
    """Drop the first of the two in "they pair SSL with 587, which needs STARTTLS instead"."""
    if len(words) != 2:
        return words
    (first, _), (second, _) = words
    numbers = [index for index, piece in enumerate(sentence) if is_number(piece)]
    turned = any(isinstance(p, Token) and p.kind is Kind.CONTRAST for p in sentence[first:second])
    follows = any(number > second for number in numbers)
    return words[1:] if turned and len(numbers) == 1 and not follows else words


def _is_aside(sentence: Sequence[Piece], bracket: range) -> bool:
    """Tell whether a bracket only says when it does not work: "587 (fails if TLS is ticked)"."""
    inside = sentence[bracket.start : bracket.stop]
    return not any(map(is_number, inside)) and any(
        isinstance(p, Token) and p.kind in _DOUBTING for p in inside
    )


def _gives_trouble(sentence: Sequence[Piece], index: int) -> bool:
    """Tell whether what stands beside it calls it a problem: "it has problems with STARTTLS"."""
    near = sentence[max(0, index - _TROUBLE_REACH) : index + _TROUBLE_REACH + 1]
    return any(isinstance(p, Token) and p.kind is Kind.PROBLEM for p in near)


def _parts_a_change(piece: Piece) -> bool:
    return (
        is_symbol(piece, ",;/()")
        or is_number(piece)
        or (isinstance(piece, Token) and piece.kind in (Kind.OR, Kind.AND))
    )


def _in_place(sentence: Sequence[Piece], index: int) -> bool:
    """Tell whether a word such as "none" stands where an encryption does."""
    before = sentence[index - 1] if index else None
    after = sentence[index + 1] if index + 1 < len(sentence) else None
    for piece in sentence[max(0, index - 3) : index]:
        if isinstance(piece, Token) and piece.kind in (
            Kind.AUTHENTICATION,
            Kind.PASSWORD,
            Kind.USERNAME,
        ):
            return False
    if any(
        isinstance(p, Token) and p.kind is Kind.ENCRYPTION
        for p in sentence[max(0, index - 3) : index + 3]
    ):
        return True
    for near in (before, after):
        if near is None:
            continue
        if isinstance(near, Subject) or is_symbol(near, "(),:/-–—+→⟶>"):
            return True
        if isinstance(near, Token) and near.kind in (
            Shape.NUMBER,
            Kind.PORT,
            Kind.WITH,
            Kind.OR,
            Kind.AND,
            Kind.FOR,
            Shape.CELL,
            Shape.BREAK,
        ):
            return True
    return False

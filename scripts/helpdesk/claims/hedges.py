"""Pass 4h: which ports a sentence may name only because they are not offered, or were a mistake.

A denied port claims nothing at all. A hedged one is held against the facts, but where they do not
have it, it may be what the page speaks of: "465, which we never opened", "usually it is 587". What
is told, such as "you have chosen SSL on 587", may not even fit together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Final

from helpdesk.claims.mentions import Mention, Reading, is_running
from helpdesk.claims.pieces import (
    NONE,
    Encryption,
    Piece,
    Subject,
    is_number,
    is_symbol,
    protocols_of,
)
from helpdesk.claims.tokens import Shape, Token
from helpdesk.words import Kind

_NOT_HERE: Final = frozenset({Kind.USUALLY, Kind.ITSELF})
_OF_LOGIN: Final = frozenset({Kind.USERNAME, Kind.PASSWORD, Kind.AUTHENTICATION})
_STATEMENT: Final = 5
_SHORT: Final = 7
_CLEAR_PORTS: Final = frozenset({"25", "110", "143"})
_LONG_LIST: Final = 3


def hedge(sentence: Sequence[Piece], reading: Reading, places: Mapping[Token, int]) -> None:
    """Mark the ports of a sentence that nobody is told to use, and that may not be offered."""
    parts = _parts(sentence)
    words = [(i, p.kind) for i, p in enumerate(sentence) if isinstance(p, Token)]
    usual = {parts[i] for i, kind in words if kind in _NOT_HERE}
    done = {parts[i] for i, kind in words if kind is Kind.DID and not _is_of_a_label(sentence, i)}
    refused, failing = _refused_parts(sentence, parts)
    statement = reading.length >= _STATEMENT
    clear = statement and any(isinstance(p, Encryption) and p.value == NONE for p in sentence)
    listed = len(reading.mentions) >= _LONG_LIST and is_running(reading.words)
    for mention in reading.mentions:
        part, text = parts[places[mention.token]], mention.token.text
        free = not mention.ordered
        if _is_of_a_refused_one(mention, sentence, parts, refused - {part}):
            mention.loose = True
        mention.told = part in done or (
            free and (bool(done) or (mention.encryption is not None and part in failing))
        )
        mention.hedged = part in usual or (
            free
            and (
                (statement and part in refused)
                or (clear and text in _CLEAR_PORTS and not _is_encrypted(mention))
                or (listed and text == "25")
            )
        )


def _is_encrypted(mention: Mention) -> bool:
    """Tell "IMAPS (143)" and "143 with TLS" from a port that may be the unencrypted one."""
    word = mention.encryption
    return any(member.tls for member in mention.members) or (
        word is not None and word.value != NONE
    )


def _is_of_a_refused_one(
    mention: Mention, sentence: Sequence[Piece], parts: Sequence[int], refused: set[int]
) -> bool:
    """Tell whether its service stands in another part, which refuses it: "no POP3, but 143"."""
    if mention.usual is None or mention.usual in protocols_of(mention.members):
        return False
    names = {member.start for member in mention.members}
    return any(
        isinstance(piece, Subject) and piece.start in names and part in refused
        for piece, part in zip(sentence, parts, strict=True)
    )


def _parts(sentence: Sequence[Piece]) -> list[int]:
    """Number the parts of a sentence that punctuation or a contrast divides; lists stay whole."""
    begins = [
        (is_symbol(piece, ":;()–—→") or (isinstance(piece, Token) and piece.kind is Kind.CONTRAST))
        or (is_symbol(piece, ",") and not is_number(sentence[min(index + 1, len(sentence) - 1)]))
        for index, piece in enumerate(sentence)
    ]
    return list(accumulate(map(int, begins)))


def _refused_parts(sentence: Sequence[Piece], parts: Sequence[int]) -> tuple[set[int], set[int]]:
    """Return the parts with a "not", and those of which a short part behind them says it."""
    refused: set[int] = set()
    failing: set[int] = set()
    for index, piece in enumerate(sentence):
        if not _refuses(sentence, index):
            continue
        part = parts[index]
        refused.add(part)
        own = [p for p, number in zip(sentence, parts, strict=True) if number == part]
        if part and len(own) <= _SHORT and not any(map(_is_of_its_own, own)):
            refused.add(part - 1)
            verb = isinstance(piece, Token) and piece.kind in (Kind.NOT, Kind.NO)
            if verb and part == parts[-1]:
                failing.add(part - 1)
    return refused, failing


def _refuses(sentence: Sequence[Piece], index: int) -> bool:
    """Tell "not", "no SMTP on 465" and "465 portu yoxdur" from a value: "encryption: none"."""
    piece = sentence[index]
    if isinstance(piece, Encryption):
        before = sentence[index - 1] if index else None
        told = isinstance(before, Token) and before.kind in (Shape.WORD, Kind.PORT)
        return told and piece.soft and piece.value == NONE
    if not isinstance(piece, Token):
        return False
    following = sentence[index + 1] if index + 1 < len(sentence) else None
    if piece.kind in (Kind.NO, Kind.WITHOUT) and isinstance(following, Subject):
        return True
    if piece.kind is Kind.NO:  # "que no ofrecemos"
        return isinstance(following, Token) and following.kind in (Shape.WORD, Kind.USE)
    return piece.kind in (Kind.NOT, Kind.NONE)


def _is_of_a_label(sentence: Sequence[Piece], index: int) -> bool:
    """Tell "My outgoing server (SMTP) requires authentication" from what a reader says."""
    following = sentence[min(index + 1, len(sentence) - 1)]
    return isinstance(following, Subject) or (
        isinstance(following, Token) and following.kind is Kind.SERVER
    )


def _is_of_its_own(piece: Piece) -> bool:
    """Tell whether a part with this piece is about something else than the part before it."""
    if isinstance(piece, Token):
        return is_number(piece) or piece.kind in _OF_LOGIN
    return isinstance(piece, Subject) or not (piece.soft and piece.value == NONE)

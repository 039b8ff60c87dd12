"""Pass 4c: which encryption word each run of ports in a sentence belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from helpdesk.claims.clauses import brackets_with
from helpdesk.claims.encryption_words import telling_words
from helpdesk.claims.mentions import OTHER_SIDE, Mention, cost, joiner
from helpdesk.claims.orders import ORDERS
from helpdesk.claims.pieces import Encryption, Piece, is_kind, is_number, is_symbol
from helpdesk.claims.port_neighbours import is_short_word
from helpdesk.claims.tokens import Shape, Token
from helpdesk.words import Kind

_SOFT_REACH: Final = 6
_CHANGE_REACH: Final = 3
_PARTING: Final = frozenset({Kind.CONTRAST, Kind.NOT, Kind.BLOCKED})
_UNREACHED: Final = 1000.0
_ORDERS: Final = ORDERS | {Kind.CHANGE}


def give_encryption(
    sentence: Sequence[Piece], runs: list[list[int]], kept: dict[int, Mention], text: str
) -> None:
    """Give every run of ports the encryption word that is nearest."""
    words = telling_words(sentence, text)
    if not words:
        return
    word_first = words[0][0] < runs[0][0]
    brackets = brackets_with(sentence, [number for run in runs for number in run])
    taken = -1
    for position, run in enumerate(runs):
        start = runs[position - 1][-1] if position else -1
        stop = runs[position + 1][0] if position + 1 < len(runs) else len(sentence)
        near = [
            (index, word)
            for index, word in words
            if not _is_other_remedy(sentence, run, index)
            and " //" not in text[word.end : sentence[run[0]].start]  # a remark in code
        ]
        near = _in_same_bracket(brackets, run[0], near) or near
        before = [w for w in near if start < w[0] < run[0]]
        after = [w for w in near if run[-1] < w[0] < stop]
        if word_first and not before:
            before = [w for w in near if w[0] < run[0]][-1:]
        follows = after and stop < len(sentence)
        if follows and _is_of_the_next(sentence, run[-1], after[0][0], stop):
            after = []
        chosen = _nearer_word(
            sentence, run, before[-1:], after[:1], word_first=word_first, taken=taken
        )
        if chosen is not None and chosen[1].soft and not _is_near(sentence, run, chosen[0]):
            chosen = None
        if chosen is not None:
            taken = chosen[0] if chosen[0] > run[-1] else -1
            _share_encryption(sentence, run, chosen, kept)


def _in_same_bracket(
    brackets: Sequence[range], number: int, words: Sequence[tuple[int, Encryption]]
) -> list[tuple[int, Encryption]]:
    """Return the words in the brackets of a port: "STARTTLS (on 465: SSL/TLS)"."""
    return [w for w in words if any(number in b and w[0] in b for b in brackets)]


def _is_other_remedy(sentence: Sequence[Piece], run: Sequence[int], word: int) -> bool:
    """Tell "switch the port to 587 or the encryption to SSL": one of them is to be changed."""
    first, last = min(run[0], word), max(run[-1], word)
    turns = [i for i in range(first, last) if i not in run and is_kind(sentence[i], Kind.OR)]
    if not turns or run[0] < turns[-1] < run[-1]:
        return False
    if word < turns[-1] <= word + _CHANGE_REACH and not any(map(is_number, sentence[: turns[-1]])):
        return True  # "choose STARTTLS, or use 465"
    sides = sentence[: turns[-1]], sentence[turns[-1] :]
    told = all(any(map(_is_order, side)) for side in sides)
    if told and run[-1] < turns[-1] and not any(map(is_number, sides[1])):
        return True  # "change it to 465, or choose STARTTLS"
    of_word, of_port = sides if word < turns[-1] else sides[::-1]
    return any(is_kind(piece, Kind.ENCRYPTION) for piece in of_word) and (
        any(is_kind(piece, Kind.PORT) for piece in of_port)
        and not any(is_kind(piece, Kind.ENCRYPTION) for piece in of_port)
    )


def _is_order(piece: Piece) -> bool:
    return isinstance(piece, Token) and piece.kind in _ORDERS


def _nearer_word(
    sentence: Sequence[Piece],
    run: Sequence[int],
    before: Sequence[tuple[int, Encryption]],
    after: Sequence[tuple[int, Encryption]],
    *,
    word_first: bool,
    taken: int,
) -> tuple[int, Encryption] | None:
    """Choose the encryption before or after a run of ports, as `_nearer` does for subjects."""
    back = ahead = _UNREACHED
    if before and before[-1][0] != taken:
        back = cost(sentence[before[-1][0] + 1 : run[0]]) + OTHER_SIDE * (not word_first)
    if after:
        ahead = cost(sentence[run[-1] + 1 : after[0][0]]) + OTHER_SIDE * word_first
    if back == ahead == _UNREACHED:
        return None
    return after[0] if ahead < back else before[-1]


def _is_near(sentence: Sequence[Piece], run: Sequence[int], word: int) -> bool:
    """Tell whether a word such as "unencrypted" is in the same clause as the ports, and close."""
    gap = sentence[run[-1] + 1 : word] if word > run[-1] else sentence[word + 1 : run[0]]
    return len(gap) <= _SOFT_REACH and not any(
        (isinstance(p, Token) and p.kind in _PARTING) or is_symbol(p, ";") for p in gap
    )


def _is_of_the_next(sentence: Sequence[Piece], number: int, word: int, following: int) -> bool:
    """Tell "465 or STARTTLS with 587" from "465 SSL or 587"."""
    left, right = sentence[number + 1 : word], sentence[word + 1 : following]
    parted = any(
        is_symbol(p, ",;") or (isinstance(p, Token) and p.kind in (Kind.OR, Kind.AND)) for p in left
    )
    return parted and all(
        is_symbol(p, ",(:'’-")
        or is_short_word(p)
        or (isinstance(p, Token) and p.kind in (Kind.WITH, Kind.PORT, Kind.FOR, Kind.USE))
        for p in right
    )


def _bracketed(sentence: Sequence[Piece], left: int, right: int) -> bool:
    """Tell whether only an opening bracket stands between: "465 (SSL)", "SSL (465)"."""
    gap = sentence[left + 1 : right]
    return bool(gap) and len(gap) <= 2 and any(is_symbol(p, "([") for p in gap)


def _share_encryption(
    sentence: Sequence[Piece],
    run: Sequence[int],
    word: tuple[int, Encryption],
    kept: dict[int, Mention],
) -> None:
    position, encryption = word
    parts = encryption.parts
    if len(parts) == len(run) > 1:
        for number, (value, start, end) in zip(run, parts, strict=True):
            kept[number].encryption = Encryption(value, start, end)
        return
    tokens = tuple(kept[number].token for number in run)
    key = is_symbol(sentence[run[-1] + 1], ":") if position > run[-1] else True
    loose = not key or joiner(sentence, run[0], run[-1]) != "and"
    for number in run:
        kept[number].encryption = encryption
        if loose and len(run) > 1:
            kept[number].shares = tokens


def is_commented(sentence: Sequence[Piece], word: Encryption) -> bool:
    """Tell "security is none: choose SSL" from the value "none": a word follows it."""
    following = next((piece for piece in sentence if piece.start >= word.end), None)
    return isinstance(following, Token) and following.kind is Shape.WORD

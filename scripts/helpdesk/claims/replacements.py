"""Pass 4f: a port and the one to use for it: both are of one service, or one of them is a slip.

"Instead of 110 use 465" and "143 → 587" cannot be right, whatever the page is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from helpdesk.claims.mail_ports import OTHER_PORTS, usual_service
from helpdesk.claims.mentions import Mention, joiner, runs_of
from helpdesk.claims.pairs import stepped_from
from helpdesk.claims.pieces import (
    HANDING,
    Member,
    Piece,
    Subject,
    is_kind,
    is_number,
    is_symbol,
    protocols_of,
)
from helpdesk.claims.tokens import Token
from helpdesk.facts import Protocol
from helpdesk.words import Kind

_FAR: Final = 12
_CLOSE: Final = 3


def claim_contradictions(
    sentence: Sequence[Piece],
    kept: Mapping[int, Mention],
    denied: set[int],
    *,
    asked: bool,
) -> set[int]:
    """Give one of each contradicting pair the other's service; return the denied ones so given.

    The sentence may say what the new one is for; else both are for sending, which every page
    explains: the old port is blocked or not encrypted.
    """
    revived: set[int] = set()
    live = kept.keys() - denied
    pairs = [*_pairs(sentence, kept, denied)]
    pairs += [
        pair
        for pair in _alternatives(sentence, sorted(kept))
        if asked or not live or not denied.issuperset(pair)
    ]
    for old, new in pairs:
        one, other = kept[old].usual, kept[new].usual
        if one is None or other is None or not _differ(one, other):
            continue
        if other in protocols_of(kept[new].members) or other in HANDING:
            _give(kept[old], other)
            revived.add(old)
        else:
            _give(kept[new], one)
    return revived


def _pairs(
    sentence: Sequence[Piece], kept: Mapping[int, Mention], denied: set[int]
) -> Iterator[tuple[int, int]]:
    """Yield each old port with the one that follows it, or that it follows: "587, not 25"."""
    numbers = sorted(kept)
    if any(int(p.text) in OTHER_PORTS for p in sentence if is_number(p) and isinstance(p, Token)):
        return  # "open are 80, 443 and 993, but not 25"
    if turns := [*_in_turn(numbers, denied)]:
        yield from turns
        return
    stepped = stepped_from(sentence, numbers)
    open_to_all = not any(isinstance(piece, Subject) for piece in sentence)
    for first, second in pairwise(numbers):
        gap = sentence[first + 1 : second]
        if first in denied and second not in denied:
            told = first in stepped or any(is_kind(p, Kind.INSTEAD_AFTER) for p in gap)
            own = any(_service(sentence[old]) is kept[second].usual for old in denied)
            if told or ((open_to_all or kept[second].ordered) and _is_near(gap) and not own):
                yield first, second
        elif (
            second in denied
            and first not in denied
            and any(is_kind(piece, Kind.INSTEAD) for piece in gap)
        ):
            yield second, first


def _alternatives(sentence: Sequence[Piece], numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of "993 or 143" and "993 or 143, 465 or 587", but of no longer list."""
    for run in runs_of(sentence, numbers):
        joiners = [joiner(sentence, first, second) for first, second in pairwise(run)]
        if len(run) % 2 == 0 and all((j == Kind.OR) is (i % 2 == 0) for i, j in enumerate(joiners)):
            yield from zip(run[::2], run[1::2], strict=True)


def is_replacement(gap: Sequence[Piece]) -> bool:
    """Tell whether "instead of" and little else stands between two ports."""
    return len(gap) <= _CLOSE and any(
        is_kind(piece, kind) for piece in gap for kind in (Kind.INSTEAD, Kind.INSTEAD_AFTER)
    )


def _in_turn(numbers: Sequence[int], denied: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of "143 and 110 are closed, change them to 993 and 995"."""
    half = len(numbers) // 2
    old, new = numbers[:half], numbers[half:]
    if half > 1 and denied.issuperset(old) and denied.isdisjoint(new) and len(old) == len(new):
        yield from zip(old, new, strict=True)


def _is_near(gap: Sequence[Piece]) -> bool:
    """Tell whether nothing between two ports says that the second is for something else."""
    return len(gap) <= _FAR and not any(
        isinstance(piece, Subject) or is_symbol(piece, ";") or is_kind(piece, Kind.CONTRAST)
        for piece in gap
    )


def _service(piece: Piece) -> Protocol | None:
    return usual_service(int(piece.text)) if isinstance(piece, Token) else None


def _differ(one: Protocol, other: Protocol) -> bool:
    return one is not other and (one in HANDING or other in HANDING)


def _give(mention: Mention, protocol: Protocol) -> None:
    token = mention.token
    mention.members = (Member(frozenset({protocol}), token.start, token.end, named=False),)
    mention.local = mention.certain = True

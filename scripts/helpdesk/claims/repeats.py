"""Pass 4c: ports that a list names twice: "993, 995 and 995" is a slip, whatever it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from helpdesk.claims.mentions import Mention
from helpdesk.claims.pieces import JOINS, Piece
from helpdesk.claims.tokens import Token


def mark_repeated(
    sentence: Sequence[Piece], runs: Sequence[Sequence[int]], kept: Mapping[int, Mention]
) -> set[int]:
    """Mark and return the ports that stand again in their list; lists end in "and" or "or".

    After a comma it may be an aside: "465 or 587, 587 with STARTTLS".
    """
    found: set[int] = set()
    for run in runs:
        texts = [kept[index].token.text for index in run]
        if len(texts) > len({*texts}) and _is_list(sentence, run):
            found |= {index for place, index in enumerate(run) if texts[place] in texts[:place]}
    for index in found:
        kept[index].repeated = True
    return found


def _is_list(sentence: Sequence[Piece], run: Sequence[int]) -> bool:
    """Tell "1, 2 and 3" and "1 or 2 or 3" from pairs: "1 or 2, 2 or 3"."""
    joined = [_is_joined(sentence[one + 1 : two]) for one, two in pairwise(run)]
    return joined[-1] and (all(joined) or not any(joined[:-1]))


def _is_joined(gap: Sequence[Piece]) -> bool:
    return any(isinstance(piece, Token) and piece.kind in JOINS for piece in gap)

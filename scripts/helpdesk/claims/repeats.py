"""Pass 4c: ports that a list names twice: "993, 995 and 995" is a slip, whatever it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
        if len(texts) > len({*texts}) and _ends_as_list(sentence, run):
            found |= {index for place, index in enumerate(run) if texts[place] in texts[:place]}
    for index in found:
        kept[index].repeated = True
    return found


def _ends_as_list(sentence: Sequence[Piece], run: Sequence[int]) -> bool:
    gap = sentence[run[-2] + 1 : run[-1]]
    return any(isinstance(piece, Token) and piece.kind in JOINS for piece in gap)

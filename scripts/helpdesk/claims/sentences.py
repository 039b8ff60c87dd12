"""Pass 3a: where sentences begin and end, and which of them ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from helpdesk.claims.pieces import Piece, is_symbol
from helpdesk.claims.tokens import Shape, Token
from helpdesk.words import Kind

_ENDS: Final = frozenset(".!?;")
_LONGEST_SHORT_FORM: Final = 3
_LEAD_IN: Final = 3
_LEADER: Final = 4


def sentences(pieces: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    """Split at full stops, question marks and semicolons; a stop inside a name is not one."""
    start = 0
    for index, piece in enumerate(pieces):
        if not isinstance(piece, Token) or piece.text not in _ENDS:
            continue
        if piece.text == "." and not _begins_sentence(pieces, index):
            continue
        if index > start:
            yield pieces[start:index]
        start = index + 1
    if start < len(pieces):
        yield pieces[start:]


def _begins_sentence(pieces: Sequence[Piece], index: int) -> bool:
    """Tell whether what follows a full stop begins a sentence."""
    if index + 1 >= len(pieces):
        return True
    before, following = pieces[index - 1] if index else None, pieces[index + 1]
    if is_symbol(following, ".") or (before is not None and is_symbol(before, ".")):
        return False
    if isinstance(following, Token) and following.kind is Shape.BREAK:
        return True
    if pieces[index].end - pieces[index].start >= _LEADER:
        return False  # "Port ........ 993": the dots lead to the value
    if not isinstance(following, Token) or following.start == pieces[index].end:
        return not isinstance(following, Token) and following.start > pieces[index].end
    return _can_begin(before, following)


def _can_begin(before: Piece | None, following: Token) -> bool:
    """Tell a sentence from what goes on after a short form such as "nr." or "p.ex."."""
    short = (
        isinstance(before, Token)
        and len(before.text) <= _LONGEST_SHORT_FORM
        and before.kind is not Shape.SYMBOL
    )
    if short and isinstance(before, Token) and before.kind is Kind.LABEL:
        return False
    if following.kind is Shape.NUMBER and isinstance(before, Token):
        return before.kind is not Shape.NUMBER and not short
    return following.text[:1].isupper() or (
        following.kind is Shape.SYMBOL and following.text != ":"
    )


def is_question(sentence: Sequence[Piece], text: str) -> bool:
    """Tell whether a question mark ends the sentence."""
    end = sentence[-1].end
    return "?" in text[end : end + 3]


def is_prose(sentence: Sequence[Piece], text: str) -> bool:
    """Tell whether a full stop ends it and no colon parts it: it is no line of a form."""
    last = sentence[-1].end
    if len(sentence) <= _LEAD_IN:
        return False
    return text[last : last + 1] in (".", "!", "?") and not any(
        is_symbol(piece, ":=") for piece in sentence
    )

"""Pass 4e: the name that stands right beside a port: "993 (IMAP)", "SMTP port 465"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from helpdesk.claims.mail_ports import usual_service
from helpdesk.claims.pieces import Piece, Subject, is_symbol
from helpdesk.claims.port_neighbours import is_short_word
from helpdesk.claims.tokens import Token
from helpdesk.words import Kind

_BETWEEN: Final = frozenset({Kind.PORT, Kind.WITH})
_BACK: Final = 4


def is_contradiction(sentence: Sequence[Piece], index: int, *, asked: bool) -> bool:
    """Tell whether the number is a mail port, but never one of the service named beside it.

    Nobody has to be told not to use 995 for SMTP: such a pair is a slip, whatever a "not" around
    it denies. A question (`asked`) may well be about such a pair, unless it names it in brackets.
    """
    number = sentence[index]
    usual = usual_service(int(number.text)) if isinstance(number, Token) else None
    name = _name_beside(sentence, index, asked=asked) if usual is not None else None
    return name is not None and usual not in name.protocols


def _name_beside(sentence: Sequence[Piece], index: int, *, asked: bool) -> Subject | None:
    following = sentence[index + 1 : index + 3]
    after = following[-1] if len(following) > 1 and _joins(following[0]) else None
    if isinstance(after, Subject) and _is_name(after):
        return after
    for piece in () if asked else reversed(sentence[max(0, index - _BACK) : index]):
        if isinstance(piece, Subject):
            return piece if _is_name(piece) else None
        between = is_short_word(piece) or (isinstance(piece, Token) and piece.kind in _BETWEEN)
        if not (between or is_symbol(piece, ":=")):
            return None
    return None


def _joins(piece: Piece) -> bool:
    return is_symbol(piece, "([") or (isinstance(piece, Token) and piece.kind is Kind.FOR)


def _is_name(subject: Subject) -> bool:
    return len(subject.members) == 1 and subject.named

"""Pass 5b: the kind of account that a step chooses: "Select IMAP" says what "incoming" is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from helpdesk.claims.layout import Line
from helpdesk.claims.mentions import Reading
from helpdesk.claims.pieces import HANDING, Piece, Subject, is_symbol
from helpdesk.facts import Protocol
from helpdesk.words import Kind

_STEP_WORDS: Final = 6
_CLICK_WORDS: Final = 3


def chosen_by(sentence: Sequence[Piece], reading: Reading, line: Line) -> frozenset[Protocol]:
    """Return the service that a step tells to choose, an empty set if it does not."""
    step = Kind.USE in reading.kinds and (line.item or reading.length <= _STEP_WORDS)
    step = step or (line.item and reading.words in range(1, _CLICK_WORDS))  # "Tap *IMAP*"
    if not step and not _is_kind_of_account(sentence):
        return frozenset()
    named = [subject for subject in reading.subjects if subject.named]
    one = len(named) == 1 and len(named[0].protocols) == 1 and not reading.hosts
    return named[0].protocols if one else frozenset()


def still_chosen(chosen: frozenset[Protocol], reading: Reading) -> frozenset[Protocol]:
    """Return what is chosen still: nothing, if a sentence speaks of the other kind of account."""
    named = [subject.protocols for subject in reading.subjects if subject.named]
    return chosen if frozenset().union(*named) <= chosen | HANDING else frozenset()


def _is_kind_of_account(sentence: Sequence[Piece]) -> bool:
    """Tell whether a form says what it is for: "Account type: IMAP"."""
    said = [piece for piece in sentence if not is_symbol(piece, "*_.`")]
    return (
        1 < len(said) <= _STEP_WORDS
        and isinstance(said[-1], Subject)
        and is_symbol(said[-2], ":")
        and not any(isinstance(piece, Subject) for piece in said[:-1])
    )

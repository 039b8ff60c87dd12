"""Pass 6d: what a sentence or setting without a port says of the encryption."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from helpdesk.claims.attach_encryption import is_commented
from helpdesk.claims.code_lines import assigned
from helpdesk.claims.context import Context
from helpdesk.claims.layout import Line
from helpdesk.claims.mentions import Reading
from helpdesk.claims.pairs import has_mail_port
from helpdesk.claims.pieces import Encryption, Piece, is_symbol
from helpdesk.words import Kind

_KEY_WORDS: Final = 10


def feed_encryption(
    sentence: Sequence[Piece], reading: Reading, line: Line, context: Context, text: str
) -> None:
    """Give an encryption to the form that is being filled, or note it for its service."""
    words: Sequence[Encryption] = reading.encryptions
    if line.code:
        in_form = bool(context.record.mentions)
        words = assigned(sentence, words, text, in_form=in_form)
    if reading.denied or reading.kinds & {Kind.IF, Kind.IF_AFTER}:
        return  # "if you set the security to none", "110 (not encrypted) was closed"
    if has_mail_port(sentence):
        return  # of a port that is no claim: "we keep 143 with STARTTLS"
    words = _outside_brackets(sentence, words)
    alone = len(sentence) == 1 and bool(context.record.host or context.record.mentions)
    keyed = Kind.ENCRYPTION in reading.kinds or alone
    if Kind.PORT in reading.kinds and Kind.ENCRYPTION not in reading.kinds:
        return  # "we recommend the ports with SSL"
    # As in "this is unencrypted and does not work" and "None: refused".
    refused = not reading.kinds.isdisjoint({Kind.NOT, Kind.BLOCKED})
    words = [w for w in words if (keyed and not refused) or not w.soft]
    words = [w for w in words if not (w.soft and is_commented(sentence, w))]
    if words and reading.words <= (_KEY_WORDS if keyed else _KEY_WORDS // 2):
        named = [word for word in words if not word.soft] or words
        paired = len(named) > 1 and context.pair_encryptions(named)
        if paired or not frozenset.intersection(*(word.value for word in named)):
            return
        members = context.resolve(
            tuple(member for subject in reading.subjects for member in subject.members)
        )
        if members and context.record_is_of_others(members):
            context.note_lone(members, named[0])
        else:
            context.add_encryption(named[0], members)


def _outside_brackets(
    sentence: Sequence[Piece], words: Sequence[Encryption]
) -> Sequence[Encryption]:
    """Leave out what a bracket adds to the encryption before it: "STARTTLS (may just say TLS)"."""
    opened = next((piece.start for piece in sentence if is_symbol(piece, "(")), None)
    outside = [word for word in words if opened is None or word.start < opened]
    return outside if any(not word.soft for word in outside) else words


def pair_encryptions(reading: Reading, context: Context) -> None:
    """Read "incoming SSL/TLS, outgoing STARTTLS"."""
    if len(reading.subjects) != len(reading.encryptions):
        return
    for subject, word in zip(reading.subjects, reading.encryptions, strict=True):
        members = context.resolve(subject.members)
        if subject.start < word.start and members:
            context.note_lone(members, word)

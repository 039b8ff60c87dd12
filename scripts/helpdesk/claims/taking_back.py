"""Pass 4g: what a sentence takes back of the one before: "It shows 25. Providers block it."."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from helpdesk.claims.doubts import is_of_another_service
from helpdesk.claims.layout import Line
from helpdesk.claims.mail_ports import OLD_PORTS
from helpdesk.claims.mentions import Mention, Reading
from helpdesk.claims.orders import ORDERS
from helpdesk.claims.pieces import HANDING, NONE, STARTTLS, TLS, protocols_of
from helpdesk.claims.tokens import Shape
from helpdesk.words import Kind

_SENTENCE: Final = 8
"""As many words tell of a port, and do not only state it."""
_BEGUN: Final = {
    **dict.fromkeys(("25", "110", "143", "587"), TLS),
    **dict.fromkeys(("465", "993", "995"), STARTTLS),
}
"""The well-known ports, and how a connection to them never begins."""
_SUPPOSING: Final = frozenset({Kind.IF, Kind.IF_AFTER})
_OF_ITS_OWN: Final = _SUPPOSING | {Kind.USERNAME, Kind.PASSWORD, Kind.AUTHENTICATION}
"""A sentence with such a word speaks of something else: "Do not forget the password"."""


def take_back(previous: Reading, reading: Reading, *, asked: bool) -> None:
    """Doubt what the sentence before shows and this one calls closed, corrects or asks about.

    Only old ports are left out for that: "Use 465. Some routers block it." still says so.
    """
    told = previous.length >= _SENTENCE
    for mention in previous.mentions:
        if asked and not (reading.denied or mention.certain):
            mention.other_service = True
        elif _is_closed(mention, reading) or _is_succeeded(mention, reading, told=told):
            sending = protocols_of(mention.members) == HANDING
            wrong = sending and is_of_another_service(mention, previous)
            mention.idle = not (mention.certain or wrong or _is_form(mention))
        mention.hedged = mention.hedged or _is_changed(mention, reading)
        mention.told = mention.told or _is_put_right(mention, reading)
    if len(previous.mentions) == 1:
        _correct_encryption(previous.mentions[0], reading, told=told)


def drop_what_is_changed(mentions: Sequence[Mention], line: Line) -> None:
    """Forget "it shows 587" when the next sentence says what to change it to."""
    here = [mention for mention in mentions if mention.token.start >= line.start]
    for mention in here:
        if mention is here[-1] or mention.token.text in OLD_PORTS:
            mention.other_service = True


def _is_closed(mention: Mention, reading: Reading) -> bool:
    """Tell whether the next sentence names the port as closed, or speaks of "it" as closed."""
    stated = mention.local and any(member.named for member in mention.members)
    if not stated and any(token.text == mention.token.text for token in reading.denied):
        return True
    # As in "That port is for incoming mail of other servers".
    about = Kind.PORT in reading.kinds or not any(s.strong for s in reading.subjects)
    silent = about and Shape.NUMBER not in reading.kinds
    fails = Kind.NOT in reading.kinds and not reading.encryptions  # "That does not work here."
    closed = Kind.BLOCKED in reading.kinds or (fails and mention.encryption is None)
    return silent and closed and not reading.kinds & _OF_ITS_OWN


def _is_form(mention: Mention) -> bool:
    """Tell whether server, port and encryption stand together: nothing is shown in passing."""
    encrypted = mention.encryption is not None and mention.encryption.value != NONE
    return encrypted and mention.host is not None and mention.local


def _is_succeeded(mention: Mention, reading: Reading, *, told: bool) -> bool:
    """Tell "You are on port 25. Put 587.": an order to use a new port of the same service.

    Where a whole sentence `told` of the old one, none is needed: "With us it is 587."
    """
    named = any(member.named for member in mention.members)
    contrary = named and mention.usual not in protocols_of(mention.members)
    shown = mention.token.text in OLD_PORTS and not (mention.ordered or contrary)
    return shown and any(
        (new.ordered or (told and not reading.subjects))
        and new.usual is mention.usual
        and new.token.text not in OLD_PORTS
        for new in reading.mentions
    )


def _is_changed(mention: Mention, reading: Reading) -> bool:
    """Tell "The assistant offers 587. Change it to 465.": another port of the same service."""
    if mention.ordered or Kind.CHANGE not in reading.kinds or len(reading.mentions) != 1:
        return False
    new = reading.mentions[0]
    return new.usual is mention.usual is not None and new.token.text != mention.token.text


def _is_put_right(mention: Mention, reading: Reading) -> bool:
    """Tell "It gave 587 with SSL. Now it is 465.": a pair that no server has, then its twin."""
    return (
        mention.encryption is not None
        and mention.token.text in _BEGUN
        and not mention.ordered
        and not reading.kinds.isdisjoint({Kind.CHANGE, Kind.CONTRAST})
        and mention.encryption.value == _BEGUN[mention.token.text]
        and any(
            new.usual is mention.usual and new.token.text != mention.token.text
            for new in reading.mentions
        )
    )


def _offers_either(reading: Reading) -> bool:
    """Tell "Change the port to 587, or the encryption to SSL/TLS": the two did not fit."""
    fields = {Kind.OR, Kind.PORT, Kind.ENCRYPTION}
    told = fields <= reading.kinds and bool(reading.kinds & (ORDERS | {Kind.CHANGE}))
    return told and len(reading.mentions) == len(reading.encryptions) == 1


def _correct_encryption(mention: Mention, reading: Reading, *, told: bool) -> None:
    """Read "You set SSL on port 587. It has to be STARTTLS." as it is meant.

    Where a whole sentence `told` of it and the next one gives no order, either may be meant.
    """
    if _offers_either(reading):
        mention.encryption = None
        return
    spoken = reading.subjects or Shape.NUMBER in reading.kinds or reading.kinds & _SUPPOSING
    words = [word for word in reading.encryptions if not word.soft]
    ordered = reading.kinds & ORDERS and Kind.NOT not in reading.kinds
    if mention.encryption is None or not words or spoken:
        return
    if ordered:
        mention.encryption = words[0]
    elif (
        told
        and Kind.RECOMMENDED not in reading.kinds
        and not words[0].value & mention.encryption.value
    ):
        mention.encryption = None

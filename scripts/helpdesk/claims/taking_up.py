"""Pass 4d: what a port is for, from the port that it replaces: "25 is closed. Take 587."."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from helpdesk.claims.mail_ports import SENDING_PORTS
from helpdesk.claims.mentions import Reading
from helpdesk.claims.model import Role
from helpdesk.claims.pieces import HANDING, Member
from helpdesk.claims.tokens import Token
from helpdesk.words import Kind

_ORDERS: Final = frozenset({Kind.USE, Kind.CHANGE})


def take_up_denied(reading: Reading) -> None:
    """Read "25 is blocked, use 587" as one about sending: nothing else uses the ports refused."""
    refused = [token for token in reading.denied if int(token.text) in SENDING_PORTS]
    if refused and len(refused) == len(reading.denied):
        _give(reading, refused)


def take_up_previous(previous: Reading | None, reading: Reading) -> None:
    """Read an order such as "Change it to 587" as one about the port of the sentence before."""
    if previous is None or reading.subjects or not reading.kinds & _ORDERS:
        return
    spoken = [*previous.denied, *(mention.token for mention in previous.mentions)]
    if spoken and all(int(token.text) in SENDING_PORTS for token in spoken):
        _give(reading, spoken)


def _give(reading: Reading, spoken: Sequence[Token]) -> None:
    member = Member(HANDING, spoken[0].start, spoken[0].end, Role.OUTGOING, named=False)
    for mention in reading.mentions:
        if mention.token.text != "25":
            mention.members, mention.local = (member,), True

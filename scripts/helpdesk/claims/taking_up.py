"""Pass 4d: what a port is for, from the port that it replaces: "25 is closed. Take 587."."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from helpdesk.claims.mail_ports import usual_service
from helpdesk.claims.mentions import Reading
from helpdesk.claims.model import Role
from helpdesk.claims.orders import ORDERS
from helpdesk.claims.pieces import HANDING, Member
from helpdesk.claims.tokens import Token
from helpdesk.words import Kind

_PUTTING_RIGHT: Final = frozenset({Kind.CHANGE, Kind.RIGHT})


def take_up_denied(reading: Reading) -> None:
    """Read "25 is blocked, use 587" as one about sending: nothing else uses the ports refused."""
    _give(reading, reading.denied)


def take_up_previous(previous: Reading | None, reading: Reading) -> None:
    """Read an order such as "Change it to 587" as one about the port of the sentence before."""
    own = any(subject.members for subject in reading.subjects)  # "... or the webmail" has none
    if previous is None or own or not reading.kinds & ORDERS:
        return
    if reading.denied and all(mention.local for mention in reading.mentions):
        return  # "If 587 fails, take 465" says itself what 465 is for
    if Kind.RIGHT in reading.kinds:
        _drop_corrected(previous, reading)
    spoken = [*previous.denied, *(mention.token for mention in previous.mentions)]
    named = frozenset().union(*(s.protocols for s in previous.subjects if s.strong))
    if named <= {usual_service(int(token.text)) for token in spoken}:
        _give(reading, spoken)
    elif not spoken and reading.kinds & _PUTTING_RIGHT and len(previous.subjects) == 1:
        _hand_on(previous.subjects[0].members, reading)


def _hand_on(members: tuple[Member, ...], reading: Reading) -> None:
    """Read "Outgoing shows another number. Change it to 465" as one about the outgoing server."""
    for mention in reading.mentions:
        if mention.ordered and not mention.members and any(member.strong for member in members):
            mention.members, mention.local = members, True


def _drop_corrected(previous: Reading, reading: Reading) -> None:
    """Forget what "It shows 143. Right is 993." corrects: a port of the same service."""
    services = {mention.usual for mention in reading.mentions}
    for mention in previous.mentions:
        if mention.usual in services:
            mention.other_service = True


def _give(reading: Reading, spoken: Sequence[Token]) -> None:
    """Give the service of the ports spoken of, in turn where there are as many: "993 and 587"."""
    services = [usual_service(int(token.text)) for token in spoken]
    in_turn = len(set(services)) > 1 and len(spoken) == len(reading.mentions)
    if not in_turn and len(set(services)) != 1:
        return
    for index, mention in enumerate(reading.mentions):
        protocol = services[index if in_turn else 0]
        if protocol is None or (in_turn and mention.members):
            continue
        role = Role.OUTGOING if protocol in HANDING else Role.INCOMING
        start, end = spoken[0].start, spoken[0].end
        member = Member(frozenset({protocol}), start, end, role, named=False)
        mention.members, mention.local = (member,), True

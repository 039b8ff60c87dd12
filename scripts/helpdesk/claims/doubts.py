"""Pass 6b: how far the ports of a sentence are to be trusted, where only the context explains them.

`loose` mentions must be unknown to every server before they are reported; `idle` ones are dropped
if they are ports that pages mention in passing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from helpdesk.claims.bindings import is_bound, trust_bound
from helpdesk.claims.code_lines import is_setting
from helpdesk.claims.mail_ports import OLD_PORTS, is_swapped
from helpdesk.claims.mentions import Mention, Reading, is_running
from helpdesk.claims.orders import ORDERS
from helpdesk.claims.pieces import NONE, protocols_of
from helpdesk.claims.ports import Sureness
from helpdesk.claims.strangers import doubt_strangers, is_mixed
from helpdesk.claims.tokens import Shape
from helpdesk.facts import Protocol
from helpdesk.words import Kind

_FEW_WORDS: Final = 2
_AGAINST: Final = frozenset(
    {Kind.NOT, Kind.NO, Kind.BLOCKED, Kind.HISTORY, Kind.BEFORE, Kind.MISTAKE, Kind.CHANGE}
)
AGAINST: Final = frozenset({Kind.BLOCKED, Kind.HISTORY, Kind.BEFORE, Kind.MISTAKE})
"""Kinds that make a heading or label speak against the ports below it."""
_OF_SERVERS: Final = frozenset({Kind.PORT, Kind.SERVER, Kind.ENCRYPTION})
_SPEAKING: Final = frozenset({Kind.USE, Kind.PORT, Kind.CHANGE, Kind.SERVER, Shape.HOST})
_ORDERS: Final = ORDERS | {Kind.RECOMMENDED}
_RARE_PORTS: Final = frozenset({"25", "2525"})
_LONG_LIST: Final = 3
_STATEMENT: Final = 4


def doubt(
    reading: Reading, text: str, *, item: bool, near: bool, named: frozenset[Protocol]
) -> None:
    """Trust what a sentence says in passing less: loosely, or not at all if nobody should use it.

    `near`: the same line names the service, in another sentence. `named`: all services that the
    line names; a port that another of them has by convention may be meant for that one.
    """
    mentions = [mention for mention in reading.mentions if not mention.certain]
    keyed = bool(mentions) and _has_key(mentions[0], text)
    for mention in mentions:
        if not reading.subjects and (_may_be_of(mention, named) or _is_advanced(mention, reading)):
            mention.loose = True
        if mention.sure is Sureness.MAYBE and not mention.ordered and not mention.local:
            mention.loose = mention.loose or bool(reading.denied)
        if _has_key(mention, text) or (keyed and reading.length < _STATEMENT):
            continue
        if _is_relayed(mention, reading):
            mention.idle = True
            continue
        if mention.ordered:
            form = item and mention.names_server
            mention.loose = mention.loose or not (mention.local or near or form)
        elif _is_bare(mention, reading):
            mention.other_service = True
        elif is_running(reading.words):
            _doubt_running(mention, reading, text, item=item, near=near)
        else:
            _doubt_short(mention, reading, item=item, near=near)
        mention.idle = mention.idle and not is_of_another_service(mention, reading)
    statement = not keyed and reading.length >= _STATEMENT
    doubt_strangers(mentions, text, sentence=statement, encrypted=bool(reading.encryptions))
    _doubt_lists(reading.mentions)
    trust_bound(reading.mentions, text)


def _is_relayed(mention: Mention, reading: Reading) -> bool:
    """Tell whether a sentence says that mail is taken in on 25: servers do so from servers.

    A form may be wrong about its incoming server; only a verb, or running text, speaks of servers,
    and then not of encryption.
    """
    taken = mention.token.text == "25" and bool(mention.members) and not mention.ordered
    taken = taken and mention.encryption is None
    return (
        taken
        and reading.length >= _STATEMENT
        and not any(
            (member.strong and not is_running(reading.words))
            or member.named
            or Protocol.SMTP in member.protocols
            for member in mention.members
        )
    )


def speaks_against(reading: Reading) -> bool:
    """Tell whether a heading or label is about closed ports, old settings or mistakes.

    "Sending is blocked" is none: what stands below it helps.
    """
    if reading.kinds & (_ORDERS | {Kind.NOT}):
        return False
    kinds = reading.kinds
    if Kind.LABEL in kinds and kinds.isdisjoint(_OF_SERVERS | {Kind.MISTAKE, Kind.BLOCKED}):
        return False  # "Outlook 2010 and before": the program is old, no setting
    closed = Kind.BLOCKED in reading.kinds and Kind.PORT in reading.kinds and not reading.mentions
    return closed or bool(reading.kinds & (AGAINST - {Kind.BLOCKED}))


def takes_away(reading: Reading) -> bool:
    """Tell whether a label says nothing but that what it heads is gone: "Removed (in May)"."""
    about = reading.subjects or reading.encryptions or reading.kinds & (_ORDERS | {Kind.NOT})
    return Kind.BLOCKED in reading.kinds and reading.length <= _STATEMENT and not about


def doubt_below(mentions: Sequence[Mention], *, mistaken: bool) -> None:
    """Leave out what a list of closed ports, old settings or mistakes shows, but no order in it.

    Nor a form in it that names its server: below "Frequent errors" it shows what is right.
    """
    for mention in mentions:
        if not (mention.ordered or mention.certain or mention.names_server):
            mention.idle = True
            mention.other_service = mention.other_service or mistaken


def doubt_code(mentions: Sequence[Mention], text: str, *, framed: bool) -> None:
    """Trust ports in code only where a line or a line above says what they are for."""
    several = len(mentions) >= _LONG_LIST  # `SMTP_PORTS = "25,465,587"`: a firewall's
    for mention in mentions:
        told = mention.local or (framed and is_setting(mention, text))
        mention.loose = mention.loose or several or not told
        bare = mention.token.text == "25" and not told and mention.encryption is None
        mention.idle = mention.idle or several or bare
    _doubt_lists(mentions)


def doubt_heading(reading: Reading) -> None:
    """Leave it to the paragraph what the port of "## Port 25" is for."""
    for mention in () if reading.subjects else reading.mentions:
        mention.idle = mention.hedged = True  # "Time-out, port 465": the text says if it is ours
    _doubt_lists(reading.mentions)


def _doubt_short(mention: Mention, reading: Reading, *, item: bool, near: bool) -> None:
    explained = item or near
    statement = reading.length >= _STATEMENT
    if (mention.token.text == "25" and not mention.members) or (
        statement and _is_in_passing(mention, reading, explained=explained)
    ):
        mention.idle = True
    elif not mention.local and not explained and _is_aside(mention, reading):
        mention.loose = True
    elif (
        mention.token.text == "25"
        and reading.words > _FEW_WORDS
        and (mention.encryption is None or mention.encryption.soft)
    ):
        named = mention.local and not _is_role(mention)
        told = reading.kinds & {Kind.USE, Kind.CHANGE} or len(reading.mentions) > 1
        mention.idle = not (named or told)


def _is_bare(mention: Mention, reading: Reading) -> bool:
    """Tell whether nothing in the sentence speaks of mail: "2525 reviews"."""
    bare = mention.sure is Sureness.MAYBE and not mention.local and mention.encryption is None
    if mention.members and is_swapped(int(mention.token.text)):
        return False
    return bare and reading.words > 0 and not reading.denied and not (reading.kinds & _SPEAKING)


def _doubt_running(
    mention: Mention, reading: Reading, text: str, *, item: bool, near: bool
) -> None:
    if mention.token.text == "25" and not mention.members:
        mention.idle = True
        return
    used = Kind.USE in reading.kinds
    alone = len(reading.mentions) == 1
    step = item and mention.sure is Sureness.NAMED
    if _is_in_passing(mention, reading, explained=item or near):
        mention.idle = True
    elif not mention.local and not (alone and near):
        mention.loose = True
        mention.idle = not (used or step)
    elif not used and reading.kinds & _AGAINST and not is_bound(mention, text):
        mention.idle = True
    elif mention.encryption is None and alone:
        mention.idle = mention.token.text in _RARE_PORTS and not used and not _is_stated(mention)


def _is_stated(mention: Mention) -> bool:
    """Tell "the port of the outgoing server is 2525" from a remark: few pages speak of 2525."""
    return mention.token.text != "25" and mention.local and mention.sure is Sureness.NAMED


def _is_aside(mention: Mention, reading: Reading) -> bool:
    """Tell whether a whole sentence stands around a port that it does not explain."""
    if mention.sure is Sureness.MAYBE:
        return True
    return reading.length > _STATEMENT and mention.encryption is None


def _is_in_passing(mention: Mention, reading: Reading, *, explained: bool) -> bool:
    """Tell whether a short statement speaks of ports without an order and without a service."""
    if reading.kinds & _ORDERS:
        return False
    if _is_clear(mention):
        return True
    firm = mention.local and any(member.strong for member in mention.members)
    several = len(reading.mentions) + len(reading.denied) > 1
    return not firm and mention.encryption is None and (several or not explained)


def _is_clear(mention: Mention) -> bool:
    """Tell whether a sentence says of a port that it is not encrypted: few pages mean "use it"."""
    word = mention.encryption
    return word is not None and word.soft and word.value == NONE


def _doubt_lists(mentions: Sequence[Mention]) -> None:
    """Read a list with ports of several services as what it is: "open 993, 995 and 465"."""
    mixed = is_mixed(mentions)
    for mention in mentions if mixed else ():
        same = [other for other in mentions if other.members == mention.members]
        if mention.certain:
            continue
        if not mention.local or (_is_role(mention) and is_mixed(same, services=3)):
            mention.loose = True


def is_of_another_service(mention: Mention, reading: Reading) -> bool:
    """Tell whether no remark about an old port could be meant: "IMAP on 25", "110 for SMTP"."""
    usual = mention.usual
    if any(
        other is not mention and other.members == mention.members and other.token.text in OLD_PORTS
        for other in reading.mentions
    ):
        return False  # "POP3: 110 and 143 were closed"
    return mention.local and bool(mention.members) and usual not in protocols_of(mention.members)


def _is_advanced(mention: Mention, reading: Reading) -> bool:
    """Tell whether it is under "Advanced" after the outgoing server: phones mean the incoming."""
    return Kind.ADVANCED in reading.kinds and Protocol.SMTP in protocols_of(mention.members)


def _may_be_of(mention: Mention, named: frozenset[Protocol]) -> bool:
    """Tell whether the line names the service that has the port by convention, and it is no own."""
    usual = mention.usual
    return usual in named and usual not in protocols_of(mention.members)


def _has_key(mention: Mention, text: str) -> bool:
    """Tell whether a colon or an equals sign stands right before the port."""
    before = text[: mention.token.start][-6:].rstrip(" \t*`_\"'«„“")
    return before.endswith((":", "="))


def _is_role(mention: Mention) -> bool:
    """Tell whether only a word such as "sending" says what a port is for."""
    return not any(member.named for member in mention.members)

"""What the context of a page is made of: frames, the form being filled, lone encryptions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from helpdesk.claims.mentions import Mention
from helpdesk.claims.pieces import Encryption, Member, protocols_of
from helpdesk.claims.tokens import Token

_NUMBERED: Final = re.compile(r"[\W_]*(?:\w{2,8} )?\d{1,2} ?[.):–—-]")


@dataclass(slots=True)
class Frame:
    """A heading or key and what it says about the lines below it.

    `weak`: only a sentence in passing; counts when nothing else names a protocol. `stated`: the
    line had its own port, so it is no heading for the lines below; `said`: a sentence of it had.
    `by_host`: only a server's name says it. `against`: what stands below is closed, old or wrong;
    `mistaken`: wrong. `step`: it goes on with the one before. `place`: where its line begins.
    """

    depth: int
    members: tuple[Member, ...] = ()
    encryption: Encryption | None = None
    other_service: bool = False
    weak: bool = False
    code: bool = False
    stated: bool = False
    said: bool = False
    by_host: bool = False
    against: bool = False
    mistaken: bool = False
    step: bool = False
    place: int = -1


@dataclass(slots=True)
class Record:
    """A server form: ports and encryptions that belong together although lines separate them."""

    mentions: list[Mention] = field(default_factory=list)
    encryption: Encryption | None = None
    encryption_for: tuple[Member, ...] = ()
    encryption_first: bool = False
    host: Token | None = None
    complete: bool = False
    age: int = 0  # lines since the last port


@dataclass(slots=True)
class Lone:
    """An encryption that a form names for a protocol without any port."""

    members: tuple[Member, ...]
    encryption: Encryption
    host: Token | None


def is_step(heading: str) -> bool:
    """Tell whether a heading is numbered: "4. Server", "Step 2: account"."""
    return _NUMBERED.match(heading) is not None


def says_the_same(old: Frame, new: Frame) -> bool:
    """Tell whether a key repeats what the line before was about: "SMTP port", "SMTP encryption".

    A mere role may go on with a service of its own: "Incoming port (IMAP)", "Incoming encryption".
    """
    if old.depth != new.depth or not new.members or new.encryption is not None:
        return False
    before, now = protocols_of(old.members), protocols_of(new.members)
    goes_on = bool(before) and before < now and len(old.members) == len(new.members) == 1
    same = before == now and {m.role for m in old.members} == {m.role for m in new.members}
    return same or (goes_on and not new.members[0].named)

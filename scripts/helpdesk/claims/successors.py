"""Pass 6e: old ports of a line that the line itself replaces: "Delete 25 and type 465"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from helpdesk.claims.mail_ports import OLD_PORTS
from helpdesk.claims.mentions import Mention, words_in
from helpdesk.claims.pieces import protocols_of

_TELLING: Final = 2
"""As many words between two ports, or more, tell something; fewer list them."""


def drop_succeeded(mentions: Sequence[Mention], text: str) -> None:
    """Leave out what a line shows before it tells to use a new port of the same service.

    An old port with an encryption of its own, of a service that never had it, or that the reader is
    told to use, stays a claim.
    """
    for place, old in enumerate(mentions):
        if old.token.text in OLD_PORTS and not (old.ordered or old.certain or _is_contrary(old)):
            following = mentions[place + 1 :]
            old.idle = old.idle or any(_succeeds(new, old, text) for new in following)


def _is_contrary(old: Mention) -> bool:
    return bool(old.members) and old.usual not in protocols_of(old.members)


def _succeeds(new: Mention, old: Mention, text: str) -> bool:
    word = old.encryption
    return (
        new.ordered
        and new.usual is old.usual
        and new.token.text not in OLD_PORTS
        and not new.alternative
        and (word is None or word.start > new.token.start)
        and words_in(text[old.token.end : new.token.start]) >= _TELLING
    )

"""Pass 6a: whether the ports of a sentence fit the service that it seems to name for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from helpdesk.claims.mentions import Mention, words_in
from helpdesk.claims.pieces import protocols_of
from helpdesk.facts import Protocol

_LONG_LIST: Final = 3
_CLAUSE: Final = 3
"""As many words between two ports may say what the second is for."""


def doubt_strangers(
    mentions: Sequence[Mention], text: str, *, sentence: bool, encrypted: bool
) -> None:
    """Trust ports loosely that the service of their sentence never had, but another one has.

    `sentence`: it is one, and no key that says what its port is for; `encrypted`: it says how.
    """
    all_of_them = sentence and (_is_both_ways(mentions) or _are_strangers(mentions))
    one_word = len({mention.encryption for mention in mentions}) == 1
    mixed = _mixed_pair(mentions, text) if sentence and (one_word or not encrypted) else ()
    for mention in mentions:
        mention.loose = (
            mention.loose
            or all_of_them
            or mention in mixed
            or _is_other_way(mention, mentions, text)
        )


def doubt_next_screen(mentions: Sequence[Mention], earlier: Sequence[Mention]) -> None:
    """Trust loosely what follows a port that fits: "IMAP: port 993. On the next page: 465."."""
    for mention in mentions:
        if mention.local or mention.usual in (None, *_protocols(mention)):
            continue
        fits = (m.usual in _protocols(m) for m in earlier if m.members == mention.members)
        mention.loose = mention.loose or any(fits)


def _is_both_ways(mentions: Sequence[Mention]) -> bool:
    """Tell whether ports for fetching and for sending share a service of the context."""
    services = {mention.usual for mention in mentions}
    context = not any(mention.local or mention.encryption for mention in mentions)
    return (
        context and len(mentions) > 1 and Protocol.SMTP in services and len(services - {None}) > 1
    )


def _mixed_pair(mentions: Sequence[Mention], text: str) -> Sequence[Mention]:
    """Return two ports that "and" joins, one for fetching and one for sending: "allow 993 and 587".

    The service that they seem to share is only a direction, a server's name, or the context's.
    """
    if len(mentions) != 2 or mentions[1].alternative:
        return ()
    services = {mention.usual for mention in mentions}
    joined = _words_between(mentions[0], mentions[1], text) == 1
    named = any(
        mention.local
        and member.named
        and (mention.host is None or member.start < mention.host.start)
        for mention in mentions
        for member in mention.members
    )
    both = Protocol.SMTP in services and len(services - {None}) == 2
    return mentions if both and joined and not named else ()


def _are_strangers(mentions: Sequence[Mention]) -> bool:
    """Tell whether several ports all belong to another service than the context is about."""
    return len(mentions) > 1 and not any(
        mention.local or mention.usual in _protocols(mention) for mention in mentions
    )


def is_mixed(mentions: Sequence[Mention], services: int = 2) -> bool:
    """Tell whether a list holds ports of so many services: "open 993, 995 and 465"."""
    strangers = [m for m in mentions if m.usual not in _protocols(m)]
    if len(strangers) == 1 < len(mentions) - 1:
        return False  # all others are what the context says: this one is a slip
    numbers = {mention.token.text for mention in mentions}
    return len(numbers) >= _LONG_LIST and len({m.usual for m in mentions} - {None}) >= services


def _is_other_way(mention: Mention, mentions: Sequence[Mention], text: str) -> bool:
    """Tell whether a clause lies between it and a port that fits the service they share.

    "IMAP: 993 at the top, and 587 at the bottom": one is for fetching, the other for sending.
    """
    own = mention.usual
    shared = [
        (other, other.usual)
        for other in mentions
        if other.members == mention.members and other.members
    ]
    return own not in (None, *_protocols(mention)) and any(
        usual in _protocols(mention)
        and Protocol.SMTP in (own, usual)
        and not _are_variants(mention, other)
        and _words_between(mention, other, text) >= _CLAUSE
        for other, usual in shared
    )


def _are_variants(one: Mention, other: Mention) -> bool:
    """Tell whether they are two ways to the same service: "465 with SSL, or 587 (STARTTLS)".

    Each has an encryption of its own or "or" leads to the second, and no service is named between.
    """
    first, second = sorted((one, other), key=lambda mention: mention.token.start)
    named = (member.start for member in one.members)
    if any(first.token.start < start < second.token.start for start in named):
        return False
    encrypted = None not in (one.encryption, other.encryption)
    return second.alternative or (encrypted and one.encryption != other.encryption)


def _words_between(one: Mention, other: Mention, text: str) -> int:
    first, last = sorted((one.token, other.token), key=lambda token: token.start)
    return words_in(text[first.end : last.start])


def _protocols(mention: Mention) -> frozenset[Protocol]:
    return protocols_of(mention.members) or frozenset(Protocol)

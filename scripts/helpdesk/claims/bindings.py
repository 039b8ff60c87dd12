"""Pass 6c: ports that stand right beside their service or server, whatever is said around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from helpdesk.claims.mentions import Mention
from helpdesk.claims.ports import Sureness

_DIRECT: Final = re.compile(r"[^\w,;.)]*(?:\w{1,8}[^\w,;.)]+)?")
"""What stands between a service and its port: at most a short word such as "port"."""
_BRACKET: Final = re.compile(r"\W{0,3}[(\[]")
_PORT_OF_HOST: Final = re.compile(
    r"[\s*_`\"'”]*(?:[,(–—:][^\w.]+(?:\w{1,8}\W+)?|(?:\w{1,8}[\s*_`]+){1,2})"
)
"""A comma, a word or both; `telnet host 25` and `host:25` only try whether a port is open."""


def trust_bound(mentions: Sequence[Mention], text: str) -> None:
    """Take back the doubts about a port that stands right beside its service or its server.

    A server may be for several services: beside it, only a port of none of them is surely wrong.
    """
    for mention in mentions:
        beside_name = _is_beside_name(mention, text)
        mention.loose = mention.loose and not beside_name
        mention.idle = mention.idle and not (beside_name or _is_beside_host(mention, text))


def _is_beside_name(mention: Mention, text: str) -> bool:
    """Tell whether it is "IMAP port 993", "IMAP: 993" or "993 (IMAP)"."""
    named = [member for member in mention.members if member.named] if mention.local else []
    start, end = mention.token.start, mention.token.end
    return len(named) == len(mention.members) == 1 and (
        _DIRECT.fullmatch(text, named[0].end, start) is not None
        or _BRACKET.fullmatch(text, end, named[0].start) is not None
    )


def _is_beside_host(mention: Mention, text: str) -> bool:
    """Tell whether it is "mail.example.net, port 993"."""
    host = None if mention.far_host or mention.sure < Sureness.NAMED else mention.host
    return (
        host is not None
        and _PORT_OF_HOST.fullmatch(text, host.end, mention.token.start) is not None
    )


def is_bound(mention: Mention, text: str) -> bool:
    """Tell whether service and encryption are its own, or the service stands right before it."""
    if not (mention.local and any(member.strong for member in mention.members)):
        return False
    if mention.encryption is not None and not mention.encryption.soft:
        return True
    start = mention.token.start
    return any(_DIRECT.fullmatch(text, member.end, start) for member in mention.members)

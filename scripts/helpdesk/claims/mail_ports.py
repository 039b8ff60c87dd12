"""Numbers that are mail ports, or one slip of the finger away from one."""

from __future__ import annotations

from functools import cache
from typing import Final

from helpdesk.facts import Protocol

MAIL_PORTS: Final = (25, 110, 143, 465, 587, 993, 995, 2525, 4190)
"""IANA's ports for sending, fetching and filtering mail, with TLS or without; 2525 is custom."""


OTHER_PORTS: Final = frozenset(
    {21, 22, 53, 80, 389, 443, 636, 2082, 2083, 2086, 2087, 2095, 2096, 3306, 3389, 8080, 8443}
)
"""Ports of other services: never a slip for a mail port."""

SENDING_PORTS: Final = frozenset({25, 465, 587, 2525})
"""The mail ports that only take messages in, by convention."""

_USUAL: Final = {
    143: Protocol.IMAP,
    993: Protocol.IMAP,
    110: Protocol.POP3,
    995: Protocol.POP3,
    **dict.fromkeys(SENDING_PORTS, Protocol.SMTP),
}

OLD_PORTS: Final = frozenset({"25", "110", "143", "2525"})
"""Ports that pages often mention in passing, because nobody should use them any more."""


def usual_service(number: int) -> Protocol | None:
    """Return the service that a well-known port is for."""
    return _USUAL.get(number)


@cache
def is_slip(number: int, meant: int) -> bool:
    """Tell whether one wrong, missing, doubled or swapped digit turns `meant` into `number`."""
    one, two = str(number), str(meant)
    if number == meant or number in OTHER_PORTS or abs(len(one) - len(two)) > 1:
        return False
    if len(one) == len(two):
        different = [index for index in range(len(one)) if one[index] != two[index]]
        if len(different) == 1:
            return True
        return (
            len(different) == 2
            and different[1] == different[0] + 1
            and one[different[0]] == two[different[1]]
            and one[different[1]] == two[different[0]]
        )
    longer, shorter = (one, two) if len(one) > len(two) else (two, one)
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


@cache
def is_swapped(number: int) -> bool:
    """Tell whether two digits of a mail port have changed places, and it is no mail port."""
    digits = sorted(str(number))
    return number not in MAIL_PORTS and any(
        is_slip(number, port) and sorted(str(port)) == digits for port in MAIL_PORTS if port > 99
    )


@cache
def looks_like_mail_port(number: int) -> bool:
    """Tell whether the number is a mail port or one slip away from one."""
    if number in OTHER_PORTS:
        return False
    return number in MAIL_PORTS or any(is_slip(number, port) for port in MAIL_PORTS)

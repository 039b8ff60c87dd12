"""Every marker that exists: its name, its arguments, what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from helpdesk.facts import Protocol

_MAIL_SERVICES: Final = (Protocol.IMAP.value, Protocol.POP3.value, Protocol.SMTP.value)


@dataclass(frozen=True, slots=True)
class Show:
    """A `show` marker: what it shows, and the one argument that it may or must have."""

    purpose: str
    arguments: tuple[str, ...] = ()
    required: bool = False


SHOWS: Final = MappingProxyType(
    {
        "ports": Show(
            "the port table; `short` for a glance, `unencrypted` folded, or one service",
            ("short", "unencrypted", *_MAIL_SERVICES),
        ),
        "host": Show("the server names of a service", (*_MAIL_SERVICES, "mail"), required=True),
        "port": Show("the port of a service", _MAIL_SERVICES, required=True),
        "security": Show("the encryption of a service", _MAIL_SERVICES, required=True),
        "plan": Show("the hosting plan that the servers are for"),
        "provider": Show("the name of the host"),
        "panel-address": Show("an example address of the control panel"),
        "support": Show("the way to support, when the facts have one"),
        "profiles": Show("buttons that download the Apple profiles"),
        "autoconfig": Show("the autoconfig file and where apps look for it"),
        "dns": Show("the DNS SRV records, as a table and as zone lines"),
        "card": Show("all values on a card to print"),
        "qr": Show("a QR code that opens the page to set up a phone"),
        "entry-points": Show("the two ways in: set up my phone, set up my computer"),
        "categories": Show("the categories with their number of articles"),
        "popular": Show("the articles that readers found most useful"),
        "articles": Show("the articles of the page's category"),
        "tags": Show("all tags with their articles"),
        "a-z": Show("all pages in the order of the alphabet"),
        "votes": Show(
            "a number of how votes are counted: the days that voters are remembered, and the bits "
            "of their address that count",
            ("days", "ipv4", "ipv6"),
            required=True,
        ),
        "reasons": Show("the form that asks why an answer did not help"),
    }
)

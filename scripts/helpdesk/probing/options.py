"""How to probe: deadlines, and where names lead when the DNS is not to be asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

Endpoint = tuple[str, int]
"""A host name or IP address, and a port."""

_ENDPOINT: Final = re.compile(
    r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<host>[^\s:\[\]]+)):(?P<port>\d{1,5})"
)


@dataclass(frozen=True, slots=True)
class Options:
    """`timeout` is in seconds, for each server; `ca_file` replaces the system's authorities.

    `connect` sends what is meant for a name and port elsewhere, to several addresses if there are
    several; certificates are still checked against the name. `nameserver` answers instead of the
    system's.
    """

    timeout: float = 15.0
    ca_file: str | None = None
    connect: Mapping[Endpoint, tuple[Endpoint, ...]] = field(default_factory=dict)
    nameserver: Endpoint | None = None

    def elsewhere(self, host: str, port: int) -> tuple[Endpoint, ...]:
        """Return where a name and port were told to lead; empty: the DNS decides."""
        return self.connect.get((host.lower(), port), ())


def endpoint(text: str) -> Endpoint:
    """Read `HOST:PORT`, with an IPv6 address in brackets.

    Raises:
        ValueError: it has another form.
    """
    found = _ENDPOINT.fullmatch(text)
    if found is None or not 1 <= int(found["port"]) <= 65535:
        raise ValueError(f"{text!r} is not HOST:PORT")
    return (found["v6"] or found["host"]).lower(), int(found["port"])


def connections(texts: tuple[str, ...]) -> dict[Endpoint, tuple[Endpoint, ...]]:
    """Read `HOST:PORT=ADDRESS:PORT` words; the same left side again adds an address.

    Raises:
        ValueError: one has another form.
    """
    found: dict[Endpoint, tuple[Endpoint, ...]] = {}
    for text in texts:
        left, _, right = text.partition("=")
        name = endpoint(left)
        found[name] = (*found.get(name, ()), endpoint(right))
    return found

"""What a page says about mail servers: claims, each part with its exact place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from helpdesk.facts import Authentication, Protocol, Security, UserName
from helpdesk.findings import Span

T_co = TypeVar("T_co", covariant=True)


class Role(StrEnum):
    """Which way mail goes: fetched from the server or handed to it."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"


@dataclass(frozen=True, slots=True)
class Part(Generic[T_co]):
    """One word of a claim: what it means, where it stands, how it is written."""

    value: T_co
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement (protocol, role, port, encryption, server, login); what is not said is None.

    `protocols` holds what the context allows: one protocol when it is named, several when a line
    speaks of "incoming mail" on a page that explains IMAP and POP. `security` is a set because
    "TLS" alone is used for both kinds. `shares`: ports that the same encryption word may belong to
    ("143 or 993 with SSL"): it is right if it fits any of them. `sure`: the number stands where a
    port stands; `named_port`: the text calls it a port; `loose`: the protocol is only likely;
    `far_host`: the server is named further up and may serve something else; `repeated`: the list
    has named the port before; `hedged`: the sentence may be about a port that is not offered;
    `told`: about what somebody has set.
    """

    span: Span
    protocols: frozenset[Protocol] = frozenset()
    role: Role | None = None
    protocol: Part[Protocol] | None = None
    port: Part[int] | None = None
    security: Part[frozenset[Security]] | None = None
    host: Part[str] | None = None
    shares: frozenset[int] = frozenset()
    sure: bool = True
    named_port: bool = False
    loose: bool = False
    hedged: bool = False
    told: bool = False
    far_host: bool = False
    repeated: bool = False
    username: Part[UserName] | None = None
    authentication: Part[frozenset[Authentication]] | None = None

    @property
    def service(self) -> str | None:
        """The one protocol that it is about, as findings name it."""
        return next(iter(self.protocols)).value if len(self.protocols) == 1 else None

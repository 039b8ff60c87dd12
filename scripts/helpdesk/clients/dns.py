"""DNS SRV records by which apps find mail servers (RFC 2782, RFC 6186, RFC 8314 section 5.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from helpdesk.clients.servers import publishable
from helpdesk.facts import Facts, Protocol, Security

TTL: Final = 3600
_STEP: Final = 10

_LABELS: Final = {
    (Protocol.IMAP, Security.TLS): "_imaps",
    (Protocol.IMAP, Security.STARTTLS): "_imap",
    (Protocol.POP3, Security.TLS): "_pop3s",
    (Protocol.POP3, Security.STARTTLS): "_pop3",
    (Protocol.SMTP, Security.TLS): "_submissions",
    (Protocol.SMTP, Security.STARTTLS): "_submission",
    (Protocol.SIEVE, Security.STARTTLS): "_sieve",
}


@dataclass(frozen=True, slots=True)
class Record:
    """One SRV record, in the columns that DNS panels ask for."""

    service: str
    priority: int
    weight: int
    port: int
    target: str
    protocol: str = "_tcp"
    ttl: int = TTL

    @property
    def zone_line(self) -> str:
        """The record as zone files write it (RFC 1035 section 5), relative to the mail domain."""
        name = f"{self.service}.{self.protocol}"
        return f"{name} {self.ttl} IN SRV {self.priority} {self.weight} {self.port} {self.target}."


def records(facts: Facts) -> tuple[Record, ...]:
    """Return a record per encrypted server, in the order of the facts.

    Priorities rise in steps of ten among incoming and among outgoing servers (RFC 6186 section
    3.4), so that apps take the first one they know. No record says that a service is *not*
    offered: the facts do not say that either.
    """
    found: list[Record] = []
    rank = {False: 0, True: 0}
    for server in publishable(facts):
        label = _LABELS.get((server.protocol, server.security or Security.NONE))
        if label is None or not server.host or "%" in server.host:
            continue
        outgoing = server.protocol is Protocol.SMTP
        found.append(Record(label, rank[outgoing], 1, server.port, server.host))
        rank[outgoing] += _STEP
    return tuple(found)


def zone(facts: Facts) -> str:
    """Return the records as lines of a zone file."""
    return "".join(f"{record.zone_line}\n" for record in records(facts))

"""What the tests of the claim engine share: short facts and short forms of claims and findings."""

from __future__ import annotations

from helpdesk.claims import Claim, read_claims
from helpdesk.facts import Facts
from helpdesk.findings import Finding
from helpdesk.rules.port import check_claims

Short = tuple[str, int, str]


def facts(*rows: str, **mail: object) -> Facts:
    """Return facts from rows such as `imap 993 tls mail.example.net` (`-` leaves a field out)."""
    servers = []
    for row in rows:
        protocol, port, security, host = row.split()
        server: dict[str, object] = {"protocol": protocol, "port": int(port)}
        server |= {} if security == "-" else {"security": security}
        server |= {} if host == "-" else {"host": host}
        servers.append(server)
    return Facts.model_validate({"mail": {"servers": servers, **mail}})


USUAL = facts(
    "imap 993 tls imap.bluemail.net",
    "imap 143 starttls imap.bluemail.net",
    "pop3 995 tls pop.bluemail.net",
    "pop3 110 starttls pop.bluemail.net",
    "smtp 465 tls smtp.bluemail.net",
    "smtp 587 starttls smtp.bluemail.net",
)

TLS_ONLY = facts(
    "imap 993 tls mail.blue.net",
    "pop3 995 tls mail.blue.net",
    "smtp 465 tls mail.blue.net",
    "smtp 587 starttls mail.blue.net",
)
"""A host as most are today: no service without encryption."""


def short(claim: Claim) -> Short:
    """Return a port claim as (protocols, port, encryption): `("imap", 993, "tls")`."""
    protocols = "+".join(sorted(protocol.value for protocol in claim.protocols))
    security = "+".join(sorted(claim.security.value)) if claim.security else ""
    return protocols, claim.port.value if claim.port else 0, security


def ports(text: str, language: str | None = None) -> list[Short]:
    """Return the port claims of a text in short form."""
    return [short(claim) for claim in read_claims(text, language=language) if claim.port]


def found(text: str, truth: Facts = USUAL, language: str | None = None) -> list[Finding]:
    """Return the findings of a text."""
    return check_claims(text, path="page.md", facts=truth, language=language)


def codes(
    text: str, truth: Facts = USUAL, language: str | None = None
) -> list[tuple[str, str | None]]:
    """Return the findings of a text as (code, what is written)."""
    return [(finding.code, finding.found) for finding in found(text, truth, language)]

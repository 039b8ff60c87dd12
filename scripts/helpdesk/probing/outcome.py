"""What a probe found out, and one word for each way in which a server differs from the facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from helpdesk.facts import MailServer


class Fault(StrEnum):
    """How a server differs from what the facts say; the value is the word that people read."""

    NO_ADDRESS = "no address"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    TIMED_OUT = "timed out"
    SILENT = "silent"
    RESET = "connection reset"
    TURNED_AWAY = "turned away"
    WRONG_PROTOCOL = "wrong protocol"
    NOT_ENCRYPTED = "not encrypted from the first byte"
    ENCRYPTED = "encrypted from the first byte"
    TLS_FAILED = "no TLS connection"
    EXPIRED = "certificate expired"
    NOT_YET_VALID = "certificate not yet valid"
    OTHER_NAME = "certificate for another name"
    UNTRUSTED = "certificate not trusted"
    STARTTLS_MISSING = "STARTTLS missing"
    PLAINTEXT_LOGIN = "plaintext login offered"
    LOGIN_MISSING = "login method missing"
    RECORD_MISSING = "DNS record missing"
    RECORD_DIFFERS = "DNS record differs"
    FILE_MISSING = "no settings file"
    FILE_DIFFERS = "settings file differs"


CERTIFICATE_FAULTS: Final = frozenset(
    {Fault.EXPIRED, Fault.NOT_YET_VALID, Fault.OTHER_NAME, Fault.UNTRUSTED}
)
"""The server speaks TLS, and shows a certificate that mail apps refuse."""


class Verdict(StrEnum):
    """What a result comes to."""

    AS_STATED = "as stated"
    MISMATCH = "mismatch"
    UNTESTED = "untested"


class ProbeError(Exception):
    """A server differs from the facts: the fault, and in words what was seen."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{fault.value}: {detail}" if detail else fault.value)
        self.fault = fault
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Session:
    """What a conversation with a server told about it.

    `tls` is the protocol version (`TLSv1.3`), None without encryption; `days_left` counts whole
    days until the certificate expires.
    """

    tls: str | None = None
    days_left: int | None = None
    capabilities: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What one address of a server, or one name in the DNS, answered.

    `subject` is what was asked in the facts' words, `address` where (empty: it has none),
    `server` the entry of the facts, None for results about the DNS.
    """

    subject: str
    address: str = ""
    fault: Fault | None = None
    detail: str = ""
    server: MailServer | None = None
    session: Session = Session()
    untested: bool = False

    @property
    def verdict(self) -> Verdict:
        """Whether the facts hold here."""
        if self.fault is not None:
            return Verdict.MISMATCH
        return Verdict.UNTESTED if self.untested else Verdict.AS_STATED


def subject_of(server: MailServer, host: str) -> str:
    """Name a server entry: `imap mail.example.org:993 tls`."""
    security = f" {server.security.value}" if server.security else ""
    return f"{server.protocol.value} {host}:{server.port}{security}"


def passed(results: Sequence[Result]) -> bool:
    """Say whether there are results, none is a mismatch, and something was tested."""
    verdicts = {result.verdict for result in results}
    return Verdict.AS_STATED in verdicts and Verdict.MISMATCH not in verdicts

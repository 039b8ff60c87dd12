"""TLS as mail apps do it: certificate and name verified, TLS 1.2 or newer (RFC 8997)."""

from __future__ import annotations

import ssl
import time
from typing import Any, Final

from helpdesk.probing.outcome import Fault, ProbeError

DAYS_TO_RENEW: Final = 14
"""Certificates that renew themselves do so a month before: two weeks means it failed."""

_SECONDS_A_DAY: Final = 86_400

# Numbers of OpenSSL's x509_vfy.h; Python hands them on without names.
_FAULT_OF_CODE: Final = {
    9: Fault.NOT_YET_VALID,
    10: Fault.EXPIRED,
    62: Fault.OTHER_NAME,
    63: Fault.OTHER_NAME,
    64: Fault.OTHER_NAME,
}

# What OpenSSL says when the other side answers in plain text.
_PLAIN_ANSWERS: Final = frozenset(
    {"WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG", "HTTP_REQUEST"}
)
_OLD_VERSIONS: Final = frozenset(
    {"UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION", "WRONG_SSL_VERSION"}
)


class OldTLSError(ProbeError):
    """The server speaks no version of TLS that mail apps accept."""


def context(ca_file: str | None = None) -> ssl.SSLContext:
    """Return what mail apps accept: trusted, for this name, TLS 1.2 or newer."""
    made = ssl.create_default_context(cafile=ca_file)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    return made


def any_version(ca_file: str | None = None) -> ssl.SSLContext:
    """Return the same, but open to the versions that RFC 8996 and RFC 8997 did away with."""
    made = ssl.create_default_context(cafile=ca_file)
    made.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    made.set_ciphers("DEFAULT:@SECLEVEL=0")
    return made


def any_name(ca_file: str | None = None) -> ssl.SSLContext:
    """Return a context that trusts the same authorities, whatever the name: to read the names."""
    made = context(ca_file)
    made.check_hostname = False
    return made


def fault_of(error: ssl.SSLError, host: str) -> ProbeError:
    """Say what a failed handshake means."""
    if isinstance(error, ssl.SSLCertVerificationError):
        fault = _FAULT_OF_CODE.get(error.verify_code, Fault.UNTRUSTED)
        if fault is Fault.OTHER_NAME:
            return ProbeError(fault, f"it is not for {host}")
        return ProbeError(fault, error.verify_message)
    reason = error.reason or ""
    if reason in _PLAIN_ANSWERS:
        return ProbeError(Fault.NOT_ENCRYPTED, "the answer is not TLS")
    if reason in _OLD_VERSIONS:
        return OldTLSError(Fault.TLS_FAILED, "no TLS 1.2 or newer (RFC 8997)")
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return ProbeError(Fault.RESET, "the server ended the TLS handshake")
    return ProbeError(Fault.TLS_FAILED, reason.replace("_", " ").lower() or str(error))


def days_left(certificate: dict[str, Any], now: float | None = None) -> int:
    """Return the whole days until a certificate expires; `now` in seconds since 1970."""
    expires = ssl.cert_time_to_seconds(certificate["notAfter"])
    return int((expires - (time.time() if now is None else now)) // _SECONDS_A_DAY)


def names(certificate: dict[str, Any]) -> list[str]:
    """Return the host names that a certificate is for."""
    return [value for kind, value in certificate.get("subjectAltName", ()) if kind == "DNS"]


def session_notes(version: str | None, days: int | None) -> list[str]:
    """Return what is not wrong yet, but will be."""
    notes = []
    if version in ("TLSv1", "TLSv1.1"):
        notes.append(f"{version} is below TLS 1.2, the minimum (RFC 8997): mail apps refuse it")
    if days is not None and days < DAYS_TO_RENEW:
        notes.append(f"the certificate expires in {days} days")
    return notes

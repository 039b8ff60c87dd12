"""The certificate of a published site, as a browser judges it."""

from __future__ import annotations

import ipaddress
import socket
import ssl
from typing import Final
from urllib.parse import urlsplit

from helpdesk.findings import Severity
from helpdesk.probing.encryption import DAYS_TO_RENEW, context, days_left, fault_of
from helpdesk.rules.published import CERTIFICATE
from helpdesk.stranger.problems import Problem

_HTTPS: Final = 443


def certificate(url: str, seconds: float, ca_file: str | None = None) -> list[Problem]:
    """Say if the certificate is not valid or expires soon; or if there is no encryption at all.

    A server that does not answer is said elsewhere.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme != "https":
        if _is_this_machine(host):
            return []
        hint = "get a certificate: readers, and the apps they set up, trust what stands here"
        return [Problem(url, CERTIFICATE, "it is not encrypted", hint)]
    try:
        with (
            socket.create_connection((host, parts.port or _HTTPS), seconds) as connection,
            context(ca_file).wrap_socket(connection, server_hostname=host) as secured,
        ):
            days = days_left(secured.getpeercert() or {})
    except ssl.SSLError as error:
        return [Problem(url, CERTIFICATE, str(fault_of(error, host)), "renew it")]
    except OSError:
        return []
    if days < DAYS_TO_RENEW:
        message = f"the certificate expires in {days} days"
        return [Problem(url, CERTIFICATE, message, "see why it was not renewed", Severity.WARNING)]
    return []


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

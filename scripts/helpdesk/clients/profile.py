"""Apple configuration profiles: one file that sets up Mail on iPhone, iPad and Mac.

Source: Apple's device-management schema (`com.apple.mail.managed`), domain.md section 5.2. Without
an address, user name or password the device asks for them: one file serves every customer.
"""

from __future__ import annotations

import plistlib
import uuid
from collections.abc import Mapping
from typing import Any, Final

from helpdesk.clients.servers import publishable
from helpdesk.facts import Authentication, Facts, MailServer, Protocol

MEDIA_TYPE: Final = "application/x-apple-aspen-config"
SUFFIX: Final = ".mobileconfig"

_ACCOUNT_TYPES: Final = {Protocol.IMAP: "EmailTypeIMAP", Protocol.POP3: "EmailTypePOP"}
_METHODS: Final = {
    Authentication.PASSWORD_CLEARTEXT: "EmailAuthPassword",
    Authentication.PASSWORD_ENCRYPTED: "EmailAuthCRAMMD5",
    Authentication.NTLM: "EmailAuthNTLM",
    Authentication.NONE: "EmailAuthNone",
}


def profile_name(protocol: Protocol) -> str:
    """Return the file's name on the site: `mail/imap.mobileconfig`."""
    return f"mail/{protocol.value}{SUFFIX}"


def profile(
    facts: Facts, protocol: Protocol, *, texts: Mapping[str, str], title: str
) -> bytes | None:
    """Return the profile for IMAP or POP3; None if the facts have no encrypted pair of servers.

    `texts` is the notice shown before installing, per language, with `default`. Identifiers and
    UUIDs come from the provider's domain alone, so that a new version replaces an installed one;
    the same facts give the same bytes.
    """
    incoming = _first(facts, protocol)
    outgoing = _first(facts, Protocol.SMTP)
    if incoming is None or outgoing is None or facts.provider is None or not facts.provider.id:
        return None
    base = ".".join(reversed(facts.provider.id.split(".")))
    identifier = f"{base}.mail.{protocol.value}"
    account = {
        "PayloadType": "com.apple.mail.managed",
        "PayloadVersion": 1,
        "PayloadIdentifier": f"{identifier}.account",
        "PayloadUUID": _stable_uuid(f"{identifier}.account"),
        "PayloadDisplayName": title,
        "EmailAccountType": _ACCOUNT_TYPES[protocol],
        "EmailAccountDescription": facts.provider.name,
        **_server("Incoming", incoming, facts),
        **_server("Outgoing", outgoing, facts),
        "OutgoingPasswordSameAsIncomingPassword": True,
    }
    document: dict[str, Any] = {
        "PayloadType": "Configuration",
        "PayloadVersion": 1,
        "PayloadIdentifier": identifier,
        "PayloadUUID": _stable_uuid(identifier),
        "PayloadDisplayName": title,
        "PayloadOrganization": facts.provider.name,
        "ConsentText": dict(texts),
        "PayloadContent": [account],
    }
    return plistlib.dumps(document, sort_keys=True)


def _first(facts: Facts, protocol: Protocol) -> MailServer | None:
    """Return the server to use: the profile has room for one, whose login Apple can do."""
    for server in publishable(facts, protocol):
        if "%" not in (server.host or "") and _method(server, facts):
            return server
    return None


def _method(server: MailServer, facts: Facts) -> str | None:
    methods = facts.authentication_of(server)
    return next((_METHODS[method] for method in methods if method in _METHODS), None)


def _server(way: str, server: MailServer, facts: Facts) -> dict[str, Any]:
    return {
        f"{way}MailServerHostName": server.host,
        f"{way}MailServerPortNumber": server.port,
        # For both kinds of encryption: without it, Mail would not encrypt at all.
        f"{way}MailServerUseSSL": True,
        f"{way}MailServerAuthentication": _method(server, facts),
    }


def _stable_uuid(identifier: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, identifier)).upper()

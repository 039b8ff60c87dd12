"""Thunderbird's autoconfig file, which several mail apps read.

Source: draft-ietf-mailmaint-autoconfig-06 (June 2026, work in progress); domain.md section 5.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from helpdesk.clients.servers import INCOMING, publishable
from helpdesk.facts import Facts, MailServer, Protocol, Provider, Security

PATHS: Final = ("mail/config-v1.1.xml", ".well-known/autoconfig/mail/config-v1.1.xml")
"""Where apps ask for it: on `autoconfig.<domain>`, and on the mail domain itself."""

MEDIA_TYPE: Final = "text/xml"

VERSION: Final = "1.1"
"""1.1 is what every published file says; nothing of 1.2 is used."""

SOCKET_TYPES: Final = {Security.TLS: "SSL", Security.STARTTLS: "STARTTLS", Security.NONE: "plain"}
LONGEST_NAME: Final = 60
LONGEST_SHORT_NAME: Final = 20


@dataclass(frozen=True, slots=True)
class Documentation:
    """A page that explains the settings, in one language."""

    url: str
    language: str
    title: str


class NothingToPublishError(Exception):
    """The facts cannot make a valid file: what they lack."""


def autoconfig(facts: Facts, documentation: Sequence[Documentation] = ()) -> bytes:
    """Return `config-v1.1.xml`: UTF-8, no byte order mark, servers in the order of the facts.

    Raises:
        NothingToPublishError: no encrypted server, or no domain that names the provider.
    """
    servers = publishable(facts, *INCOMING, Protocol.SMTP)
    if not servers:
        raise NothingToPublishError("the facts have no encrypted server with a name")
    if facts.provider is None or facts.provider.id is None:
        raise NothingToPublishError("the facts do not say provider.id, the main domain")
    root = etree.Element("clientConfig", version=VERSION)
    provider = etree.SubElement(root, "emailProvider", id=facts.provider.id)
    for domain in facts.provider.domains or (facts.provider.id,):
        etree.SubElement(provider, "domain").text = domain
    _names(provider, facts.provider)
    for server in servers:
        if server.protocol in INCOMING:
            _server(provider, "incomingServer", server, facts)
    for server in servers:
        if server.protocol is Protocol.SMTP:
            _server(provider, "outgoingServer", server, facts)
    for page in documentation:
        element = etree.SubElement(provider, "documentation", url=page.url)
        etree.SubElement(element, "descr", lang=page.language).text = page.title
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _names(element: etree._Element, provider: Provider) -> None:
    short = provider.short_name or provider.name
    etree.SubElement(element, "displayName").text = provider.name[:LONGEST_NAME]
    etree.SubElement(element, "displayShortName").text = short[:LONGEST_SHORT_NAME]


def _server(provider: etree._Element, tag: str, server: MailServer, facts: Facts) -> None:
    element = etree.SubElement(provider, tag, type=server.protocol.value)
    etree.SubElement(element, "hostname").text = server.host
    etree.SubElement(element, "port").text = str(server.port)
    etree.SubElement(element, "socketType").text = SOCKET_TYPES[server.security or Security.NONE]
    for method in facts.authentication_of(server):
        etree.SubElement(element, "authentication").text = method.value
    username = facts.username_of(server)
    if username:
        etree.SubElement(element, "username").text = username

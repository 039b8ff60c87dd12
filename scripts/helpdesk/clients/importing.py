"""From a provider's autoconfig file to facts: the way in for any other host."""

from __future__ import annotations

from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError

import yaml
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from pydantic import ValidationError

from helpdesk.clients.autoconfig import SOCKET_TYPES
from helpdesk.facts import Authentication, Facts, Protocol

_SECURITY: Final = {written: security.value for security, written in SOCKET_TYPES.items()}
_SPELLINGS: Final = {
    **{method.value.lower(): method.value for method in Authentication},
    "plain": Authentication.PASSWORD_CLEARTEXT.value,
    "secure": Authentication.PASSWORD_ENCRYPTED.value,
    "oauth": Authentication.OAUTH2.value,
}
"""Old files say `plain` and `secure`; the draft's text says OAuth where its example says OAuth2."""

_PROTOCOLS: Final = frozenset({"imap", "pop3", "smtp"})


class ImportRefusedError(Exception):
    """The file cannot become facts: what is wrong with it."""


def facts_from_autoconfig(document: bytes) -> tuple[dict[str, Any], Facts]:
    """Return what a config-v1.1.xml says, as plain data for `facts.yml` and as valid facts.

    Order, placeholders (`%EMAILDOMAIN%`), user names and login methods are kept; the most common
    login stands once, a server that differs says so itself.

    Raises:
        ImportRefusedError: not XML, hostile XML (entities, external references), not a
            clientConfig, or values that facts cannot hold.
    """
    provider = _provider(document)
    servers = [_server(element) for element in provider if _is_server(element)]
    if not servers:
        raise ImportRefusedError("it names no IMAP, POP3 or SMTP server")
    login = _common_login(servers)
    data = {
        "provider": _names(provider),
        "mail": {
            "login": login,
            "servers": [_without(server, login) for server in _unique(servers)],
        },
    }
    try:
        return data, Facts.model_validate(data)
    except ValidationError as error:
        problems = "; ".join(f"{_dotted(each['loc'])}: {each['msg']}" for each in error.errors())
        raise ImportRefusedError(f"its values cannot be used: {problems}") from error


def to_yaml(data: dict[str, Any]) -> str:
    """Write plain facts as `facts.yml`."""
    head = "# yaml-language-server: $schema=scripts/helpdesk/facts/facts.schema.json\n"
    body = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, default_flow_style=False)
    return head + body


def _unique(servers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the servers once each (protocol, host, port, encryption), in their order."""
    unique: dict[tuple[Any, ...], dict[str, Any]] = {}
    for server in servers:
        key = (server["protocol"], server["host"].lower(), server["port"], server["security"])
        unique.setdefault(key, server)
    return list(unique.values())


def _provider(document: bytes) -> Element:
    if b"\0" in document:
        raise ImportRefusedError("it is not UTF-8, as the format wants it")
    try:
        root = fromstring(document, forbid_dtd=True)
    except DefusedXmlException as error:
        raise ImportRefusedError(f"it is not safe to read: {type(error).__name__}") from error
    except (ParseError, ValueError, LookupError) as error:
        raise ImportRefusedError(f"it is not readable as XML: {error}") from error
    if root.tag != "clientConfig":
        raise ImportRefusedError(f"its root is <{root.tag}>, not <clientConfig>")
    provider = root.find("emailProvider")
    if not isinstance(provider, Element):
        raise ImportRefusedError("it has no <emailProvider>")
    return provider


def _is_server(element: Element) -> bool:
    return element.tag in ("incomingServer", "outgoingServer") and (
        element.get("type", "").lower() in _PROTOCOLS
    )


def _text(element: Element, tag: str) -> str:
    return (element.findtext(tag) or "").strip()


def _server(element: Element) -> dict[str, Any]:
    kind = element.get("type", "").lower()
    host, port, socket = (_text(element, tag) for tag in ("hostname", "port", "socketType"))
    if not host or not port:
        raise ImportRefusedError(f"a server ({kind}) has no <hostname> or no <port>")
    if not port.isascii() or not port.isdigit():
        raise ImportRefusedError(f"{host}: the port {port!r} is no number")
    if socket not in _SECURITY:
        known = ", ".join(_SECURITY)
        raise ImportRefusedError(f"{host}: the socketType {socket!r} is none of {known}")
    methods = [(node.text or "").strip() for node in element.findall("authentication")]
    unknown = [method for method in methods if method.lower() not in _SPELLINGS]
    if unknown:
        raise ImportRefusedError(f"{host}: the authentication {unknown[0]!r} is not known")
    return {
        "protocol": Protocol(kind).value,
        "host": host,
        "port": int(port),
        "security": _SECURITY[socket],
        "username": _text(element, "username"),
        "authentication": list(dict.fromkeys(_SPELLINGS[method.lower()] for method in methods)),
    }


def _names(provider: Element) -> dict[str, Any]:
    identifier = (provider.get("id") or "").strip()
    domains = [(node.text or "").strip() for node in provider.findall("domain")]
    name = _text(provider, "displayName") or identifier or next(iter(domains), "")
    names: dict[str, Any] = {"name": name}
    short = _text(provider, "displayShortName")
    if identifier:
        names["id"] = identifier
    if short and short != name:
        names["short_name"] = short
    if domains and domains != [identifier]:
        names["domains"] = domains
    return names


def _common_login(servers: list[dict[str, Any]]) -> dict[str, Any]:
    logins = [
        (server["username"], tuple(server["authentication"]))
        for server in servers
        if server["username"] and server["authentication"]
    ]
    if not logins:
        return {}
    username, methods = max(logins, key=logins.count)
    return {"username": username, "authentication": list(methods)}


def _without(server: dict[str, Any], login: dict[str, Any]) -> dict[str, Any]:
    """Return a server without what the common login says already."""
    return {key: value for key, value in server.items() if value != login.get(key)}


def _dotted(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location)

"""Markers that stand for one value, within a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from helpdesk.ratings.votes import IPV4_BITS, IPV6_BITS
from helpdesk.render.context import MarkerRenderer, PageContext, text
from helpdesk.render.ports import servers_of


def host(context: PageContext, arguments: tuple[str, ...]) -> str:
    """Name the servers of a service, or of all with `mail`."""
    wanted = arguments[0] if arguments else "mail"
    facts = context.site.facts
    names = [
        server.host
        for server in facts.mail.servers
        if server.host and not server.unencrypted and wanted in ("mail", server.protocol.value)
    ] or list(facts.hosts)
    if not names:
        return text(context.t("ports.any_host"))
    return " / ".join(f"`{name}`" for name in dict.fromkeys(names))


def port(context: PageContext, arguments: tuple[str, ...]) -> str:
    """Name the port of a service's first server, as its table does."""
    servers = servers_of(context.site.facts, *arguments)
    return f"**{servers[0].port}**" if servers else ""


def security(context: PageContext, arguments: tuple[str, ...]) -> str:
    """Name the encryption of a service's first server in the words of mail apps."""
    servers = servers_of(context.site.facts, *arguments)
    if not servers or servers[0].security is None:
        return ""
    return f"**{text(context.t(f'security.{servers[0].security.value}'))}**"


def panel_address(context: PageContext, _: tuple[str, ...]) -> str:
    """Give an example address of the control panel."""
    panel = context.site.facts.services.get("panel")
    if panel is None:
        return ""
    scheme = panel.scheme or "https"
    if panel.host:
        return f"`{scheme}://{panel.host}:{panel.port}`"
    return f"`{context.t('panel.address', scheme=scheme, port=panel.port)}`"


def votes(context: PageContext, arguments: tuple[str, ...]) -> str:
    """Give a number of the count of votes, from the setting or the code that counts."""
    remembered = context.site.facts.site.remember_voters
    return str({"days": remembered, "ipv4": IPV4_BITS, "ipv6": IPV6_BITS}[arguments[0]])


RENDERERS: Final[Mapping[str, MarkerRenderer]] = MappingProxyType(
    {
        "host": host,
        "port": port,
        "security": security,
        "panel-address": panel_address,
        "plan": lambda context, _: text(context.plan),
        "votes": votes,
        "provider": lambda context, _: text(context.site.provider),
    }
)

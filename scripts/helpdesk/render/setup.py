"""Markers that help to set up a mail app: tables of values, files, cards, codes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from markupsafe import Markup

from helpdesk.clients import autoconfig, dns
from helpdesk.clients.profile import profile_name
from helpdesk.clients.published import ZONE, qr_code
from helpdesk.facts import Protocol
from helpdesk.features import holds
from helpdesk.render.context import MarkerRenderer, PageContext
from helpdesk.render.ports import FORM_FULL, FORM_SHORT, FORM_UNENCRYPTED, port_rows, servers_of

MAIN_ARTICLE: Final = "email/mail-protocols"
"""The article that the short port table leads to."""

PHONE: Final = "email/set-up-phone"
COMPUTER: Final = "email/set-up-computer"

_TEMPLATES: Final = {FORM_SHORT: "ports-short.html", FORM_UNENCRYPTED: "ports-unencrypted.html"}


def ports(context: PageContext, arguments: tuple[str, ...]) -> str:
    """Render a port table; nothing where its form has no rows."""
    form = arguments[0] if arguments else FORM_FULL
    rows = port_rows(context.site.facts, form, context.t)
    if not rows:
        return ""
    template = _TEMPLATES.get(form, "ports.html")
    service = "" if form == FORM_FULL or form in _TEMPLATES else Protocol(form).label
    return context.partial(
        template, form=form, rows=rows, service=service, main_article=MAIN_ARTICLE
    )


def profiles(context: PageContext, _: tuple[str, ...]) -> str:
    """Offer the Apple profiles that the facts allow."""
    if not holds("profiles", context.site.facts):
        return ""
    offered = [
        (protocol.label, profile_name(protocol))
        for protocol in (Protocol.IMAP, Protocol.POP3)
        if any(server.encrypted for server in servers_of(context.site.facts, protocol.value))
    ]
    return context.partial("profiles.html", profiles=offered)


def autoconfig_file(context: PageContext, _: tuple[str, ...]) -> str:
    """Offer the autoconfig file, and say at which addresses apps look for it."""
    return context.partial("autoconfig.html", paths=autoconfig.PATHS)


def dns_records(context: PageContext, _: tuple[str, ...]) -> str:
    """Show the SRV records in the columns of DNS panels and as zone lines."""
    found = dns.records(context.site.facts)
    return context.partial("dns.html", records=found, zone=ZONE) if found else ""


def card(context: PageContext, _: tuple[str, ...]) -> str:
    """Show all values on a card to print."""
    rows = port_rows(context.site.facts, FORM_FULL, context.t)
    return context.partial("card.html", rows=rows, address=_phone_address(context))


def qr(context: PageContext, _: tuple[str, ...]) -> str:
    """Show a code that opens the page to set up a phone."""
    address = _phone_address(context)
    return context.partial("qr.html", code=Markup(qr_code(address)), address=address)  # noqa: S704


def entry_points(context: PageContext, _: tuple[str, ...]) -> str:
    """Show the two ways in that most readers look for."""
    pages = context.site.library.of(context.page.language)
    shown = [pages[key] for key in (PHONE, COMPUTER) if key in pages]
    return context.partial("entry-points.html", pages=shown)


def _phone_address(context: PageContext) -> str:
    return context.site_url + context.site.address(context.page_of(PHONE))


RENDERERS: Final[Mapping[str, MarkerRenderer]] = MappingProxyType(
    {
        "ports": ports,
        "profiles": profiles,
        "autoconfig": autoconfig_file,
        "dns": dns_records,
        "card": card,
        "qr": qr,
        "entry-points": entry_points,
        "support": lambda context, _: context.partial("support.html"),
        "reasons": lambda context, _: context.partial("reasons.html"),
    }
)

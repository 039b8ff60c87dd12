"""SVC: what a page's front matter promises about mail services."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from helpdesk.facts import Protocol
from helpdesk.findings import Finding, Span
from helpdesk.library import Page
from helpdesk.markers import SHOW, scan
from helpdesk.nearest import nearest
from helpdesk.rules.base import SiteInput, site_rule

_PROTOCOLS: Final = {protocol.value: protocol for protocol in Protocol}
_MAIL: Final = frozenset({Protocol.IMAP, Protocol.POP3, Protocol.SMTP})


@site_rule("SVC01", "A promised service is missing from the page")
def promised(site: SiteInput) -> Iterator[Finding]:
    """A page states no setting of a service that its front matter names.

    `services:` names the mail services whose settings a page states. The page must then state them:
    in words, or by a port table.

    **Why.** Readers are sent to this page for that service. A row that a translator dropped would
    leave them without it. A service that the facts do not have is not missed.

    Before: `services: [imap, smtp]`, and a page that only says "IMAP: port 993".

    After: the page also says "SMTP: port 465", or holds `<!-- show: ports -->`.
    """
    for page in site.pages():
        wanted = [_PROTOCOLS[name] for name in page.meta.services if name in _PROTOCOLS]
        wanted = [protocol for protocol in wanted if site.facts.servers(protocol)]
        if not wanted:
            continue
        stated = _stated(site, page)
        for protocol in wanted:
            if protocol not in stated:
                yield Finding(
                    site.path(page),
                    _place(page, protocol.value),
                    "SVC01",
                    f"the page promises {protocol.label}, but states no setting of it",
                    f"add its port, or <!-- show: ports {protocol.value} -->; "
                    "or take it from `services`",
                    protocol=protocol.value,
                )


@site_rule("SVC02", "The front matter names a service that does not exist")
def unknown(site: SiteInput) -> Iterator[Finding]:
    """A word in `services:` is no mail service.

    **Why.** It promises nothing, so nothing is checked.

    Before: `services: [imap, pop]`

    After: `services: [imap, pop3]`
    """
    for page in site.pages():
        for name in page.meta.services:
            if name not in _PROTOCOLS:
                close = nearest(name, _PROTOCOLS)
                meant = f"did you mean {close}? " if close else ""
                yield Finding(
                    site.path(page),
                    _place(page, name),
                    "SVC02",
                    f'"{name}" is no mail service',
                    f"{meant}Known: {', '.join(_PROTOCOLS)}",
                    found=name,
                    expected=close,
                )


def _stated(site: SiteInput, page: Page) -> frozenset[Protocol]:
    stated: set[Protocol] = set()
    for claim in site.claims(page):
        if claim.port or claim.host or claim.security:
            stated |= claim.protocols
            stated |= {claim.protocol.value} if claim.protocol else set()
    for marker in scan(site.visible(page)):
        name, *arguments = marker.argument.split() or [""]
        if marker.verb == SHOW and name == "ports":
            named = {_PROTOCOLS[word] for word in arguments if word in _PROTOCOLS}
            stated |= named or _MAIL
    return frozenset(stated)


def _place(page: Page, name: str) -> Span:
    """Return where a service's name stands below `services`, else the key itself."""
    first = page.parsed.lines.get("services", 1)
    word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    lines = page.text.split("\n")
    for number in range(first, page.parsed.body_line):
        found = word.search(lines[number - 1])
        if found:
            return Span(number, found.start() + 1, number, found.end() + 1)
    return Span(first, 1, first, 1)


CHECKS = (promised, unknown)

"""REDIR: old addresses that lead to one page each, in one step."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from helpdesk.addresses import page_address
from helpdesk.findings import Finding, Span
from helpdesk.library import Page
from helpdesk.redirects import KEY, Claim, OldAddress, claims, read_address
from helpdesk.rules.base import Rule, SiteCheck, SiteInput
from helpdesk.rules.places import key_span

CLASH: Final = Rule(
    "REDIR01",
    "An old address is the address of something else",
    """`redirect_from` names addresses where nothing stands any more.

**Why.** A server shows the page or sends readers away, not both; and where that page has moved as
well, readers would be sent from one redirect to the next.

Before: `redirect_from: [email/mailboxes/]`, and there is a page `email/mailboxes.md`

After: without it; or rename the other page first.""",
)

TWICE: Final = Rule(
    "REDIR02",
    "An old address is claimed twice",
    """**Why.** It can lead to one page only, and which one would be chance. A translation does not
repeat what its source page says: addresses that readers of each language used differ.

Before: `redirect_from: [old/imap]` in two pages

After: in the page that answers best.""",
)

LOOP: Final = Rule(
    "REDIR03",
    "An old address is the page's own",
    """**Why.** Browsers would go round in a circle, and show an error.

Before: `redirect_from: [email/mailboxes/]` in `docs/fr/email/mailboxes.md`

After: without it.""",
)

MALFORMED: Final = Rule(
    "REDIR04",
    "An old address is malformed",
    """An old address is what stood behind the host's name: a path, and perhaps a query. With a
slash at its start it begins at the root of the host, else at the root of this site. Letters, digits
and `- . _ ~ , + @ = ( ) !` are allowed, in a query `& :` too.

**Why.** Anything else means something to a web server's configuration, or never reaches a server.

Before: `redirect_from: ["https://help.example.org/old#imap"]`

After: `redirect_from: [/old]`""",
)

_OWN_FOLDERS: Final = ("assets", "search", "mail", ".well-known")
_OWN_FILES: Final = ("404.html", "sitemap.xml", "robots.txt", "status.html", "facts.json")
"""What a build writes besides pages."""


def redirect_findings(site: SiteInput) -> Iterator[Finding]:
    """Yield what is wrong with the old addresses of all pages."""
    base = urlsplit(str(site.facts.site.url)).path.rstrip("/") + "/"
    claimed = list(claims(site.library, base))
    if not claimed:
        return
    project = site.library.project
    pages = {
        read_address(f"{base}{address}", base): page
        for page in site.library
        if (address := page_address(project, page.language, page.key))
    }
    first: dict[OldAddress, Claim] = {}
    for claim in claimed:
        if not isinstance(claim.old, OldAddress):
            message = f'the old address "{claim.written}" is malformed: {claim.old}'
            yield _finding(site, claim, MALFORMED, message, claim.old.hint)
            continue
        there, before = pages.get(claim.old), first.setdefault(claim.old, claim)
        if there == claim.page:
            message = f'the old address "{claim.written}" is the page\'s own'
            yield _finding(site, claim, LOOP, message, "take it away")
        elif there is not None or _is_ours(claim.old, base):
            message = f'the old address "{claim.written}" is not free'
            what = site.path(there) if there else "a file of the site"
            hint = f"{what} stands there: take it away, or move that first"
            yield _finding(site, claim, CLASH, message, hint)
        elif before is not claim:
            message = f'the old address "{claim.written}" is claimed twice'
            hint = f"{_place(site, before)} claims it: keep it on one page"
            yield _finding(site, claim, TWICE, message, hint)


def _is_ours(old: OldAddress, base: str) -> bool:
    if old.query or not f"{old.path}/".startswith(base):
        return False
    name = old.path[len(base) :]
    return name in _OWN_FILES or name.partition("/")[0] in _OWN_FOLDERS


def _finding(site: SiteInput, claim: Claim, rule: Rule, message: str, hint: str) -> Finding:
    return Finding(site.path(claim.page), _span(claim), rule.code, message, hint)


def _place(site: SiteInput, claim: Claim) -> str:
    return f"{site.path(claim.page)}:{_span(claim).line}"


def _span(claim: Claim) -> Span:
    """Return where the address is written; the line of the key, if it is written in other words."""
    page: Page = claim.page
    line = page.parsed.lines.get(KEY, 1)
    lines = page.text.split("\n")[: page.parsed.body_line - 1]
    alone = re.compile(rf"""(?<![^\s\[,'"]){re.escape(claim.written)}(?![^\s\],'"])""")
    for number, text in enumerate(lines[line - 1 :], start=line):
        if found := alone.search(text):
            return Span(number, found.start() + 1, number, found.end() + 1)
    return key_span(page, KEY)


CHECKS = (SiteCheck((CLASH, TWICE, LOOP, MALFORMED), redirect_findings, by_article=False),)

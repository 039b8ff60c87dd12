"""Which page answers for which old address: from the front matter of all pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from helpdesk.addresses import page_address
from helpdesk.library import Library, Page
from helpdesk.redirects.address import OldAddress, OldAddressError, read_address

KEY: Final = "redirect_from"
"""The key of the front matter."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One old address in one page's front matter, as it is written and as it is understood."""

    page: Page
    written: str
    old: OldAddress | OldAddressError


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old address and the page that took its place; `target` is a path from the host's root."""

    old: OldAddress
    page: Page
    target: str


def claims(library: Library, base: str = "/") -> Iterator[Claim]:
    """Yield every old address of every page, in the order of the pages."""
    for page in library:
        for written in page.meta.redirect_from:
            try:
                yield Claim(page, written, read_address(written, base))
            except OldAddressError as error:
                yield Claim(page, written, error)


def redirects(library: Library, base: str = "/") -> list[Redirect]:
    """Return the redirects of a library without findings, in a stable order.

    `base` is the path of the site's address, `/` at both ends. Each old address leads to a page
    that exists, in one step: pages are never old addresses (REDIR01), so there is no chain.
    """
    found: dict[OldAddress, Redirect] = {}
    for claim in claims(library, base):
        if isinstance(claim.old, OldAddress):
            page = claim.page
            target = base + page_address(library.project, page.language, page.key)
            found.setdefault(claim.old, Redirect(claim.old, page, target))
    return [found[old] for old in sorted(found)]

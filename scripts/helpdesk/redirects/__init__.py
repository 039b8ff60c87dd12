"""Old addresses of pages, as editors write them, and where they lead now."""

from helpdesk.redirects.address import OldAddress, OldAddressError, read_address
from helpdesk.redirects.collect import KEY, Claim, Redirect, claims, redirects

__all__ = [
    "KEY",
    "Claim",
    "OldAddress",
    "OldAddressError",
    "Redirect",
    "claims",
    "read_address",
    "redirects",
]

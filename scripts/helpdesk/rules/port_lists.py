"""Ports in lists, which are wrong whatever the facts are."""

from __future__ import annotations

from helpdesk.claims import Claim, Part
from helpdesk.findings import Finding


def repeated_port(claim: Claim, port: Part[int], path: str) -> Finding:
    """Return the finding that a list names a port again: "993, 995 and 995"."""
    return Finding(
        path,
        port.span,
        "PORT01",
        f"{port.text} stands twice in one list",
        "Another port is meant, or it is one too many.",
        protocol=claim.service,
        found=port.text,
    )

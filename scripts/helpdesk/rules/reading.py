"""The claims of a text, read once for all rules that ask for them."""

from __future__ import annotations

from functools import lru_cache

from helpdesk.claims import Claim, read_claims


@lru_cache(maxsize=256)  # the rules on pages and those on languages ask about the same pages
def claims_of(text: str, language: str | None) -> tuple[Claim, ...]:
    """Return what a text claims to its readers; None finds the language out."""
    return read_claims(text, language=language)

"""Reads what help pages claim about mail servers."""

from helpdesk.claims.model import Claim, Part, Role
from helpdesk.claims.reader import PageReader
from helpdesk.claims.source import Source
from helpdesk.words import detect, lexicon


def read_claims(text: str, *, language: str | None = None) -> tuple[Claim, ...]:
    """Return every claim of the text, in order."""
    source = Source(text)
    return PageReader(source, lexicon(language or detect(source.text))).claims()


__all__ = ["Claim", "Part", "Role", "read_claims"]

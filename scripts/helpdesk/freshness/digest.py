"""The digest of each section of a page: what a translation's stamps are compared with."""

from __future__ import annotations

import hashlib
from typing import Final

from helpdesk.freshness.normalise import normalise
from helpdesk.markdown import FrontMatter, parse_front_matter, sections
from helpdesk.remembered import remembered

FRONT_MATTER: Final = "front-matter"
"""The id of the part of the front matter that readers see."""

_LENGTH: Final = 12


def digest(text: str) -> str:
    """Return the first 12 hexadecimal digits of the SHA-256 of the normalised text."""
    return hashlib.sha256(normalise(text).encode()).hexdigest()[:_LENGTH]


@remembered
def digests(page_text: str) -> dict[str, str]:
    """Return the digest of each section of a page by its id, in the order of the page.

    `front-matter` is what readers see of the front matter, `introduction` what stands before the
    first heading. A page with an unreadable front matter has no `front-matter` section.
    """
    return {name: digest(text) for name, text in source_sections(page_text).items()}


def source_sections(page_text: str) -> dict[str, str]:
    """Return the text of each section of a page by its id, as it is written.

    Sections that share an id (a rule reports that) count as one.
    """
    parsed = parse_front_matter(page_text)
    parts: dict[str, str] = {}
    if parsed.meta is not None:
        parts[FRONT_MATTER] = _visible(parsed.meta)
    for section in sections(parsed.body, first_line=parsed.body_line):
        parts[section.id] = parts.get(section.id, "") + section.text
    return parts


def _visible(meta: FrontMatter) -> str:
    fields = {
        "title": meta.title,
        "description": meta.description,
        "teaser": meta.teaser or "",
        "search_words": ", ".join(meta.search_words),
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items() if value)

"""Mending pages after the facts changed: only what a finding says is wrong, at its place.

The replacement comes from the change itself (the old facts say which server a claim spoke of, the
new ones what became of it), else from the finding, if it knows exactly one. So a page that agrees
with the facts is never touched, and mending twice changes nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from helpdesk.checking.pages import language_of
from helpdesk.checking.runner import Settings, check_text
from helpdesk.claims import Claim, read_claims
from helpdesk.facts import Security
from helpdesk.facts.changes import Changes
from helpdesk.findings import Finding, Span
from helpdesk.rules.base import readable
from helpdesk.rules.ignores import excuse

_MOST_ROUNDS: Final = 8
"""One round mends ports, the next sees the encryption beside the new port; more is a circle."""

_ENCRYPTION_WORDS: Final = {Security.TLS: "SSL/TLS", Security.STARTTLS: "STARTTLS"}
"""What mail apps call them in every language; there is no such word for no encryption."""


@dataclass(frozen=True, slots=True)
class _Replacement:
    start: int
    end: int
    text: str


def mend(text: str, path: str, settings: Settings, changes: Changes | None = None) -> str:
    """Return the page with every certain mistake mended, everything else as it was."""
    seen = {text}
    mended = text
    for _ in range(_MOST_ROUNDS):
        replaced = _apply(mended, [*_replacements(mended, path, settings, changes)])
        if replaced == mended:
            return mended
        if replaced in seen:
            break
        seen.add(replaced)
        mended = replaced
    # Mending went in a circle: leave the page to a person.
    return text


def _replacements(
    text: str, path: str, settings: Settings, changes: Changes | None
) -> Iterator[_Replacement]:
    report = check_text(text, path, settings)
    findings = [*excuse(report.findings, report.ignores, ())]
    findings = [finding for finding in findings if finding.code in settings.codes]
    if not findings:
        return
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    claims: tuple[Claim, ...] = ()
    if changes:
        language = settings.language or language_of(path, text)
        claims = read_claims(readable(text, settings.facts), language=language)
    for finding in findings:
        found = _from_change(finding, claims, changes) if changes else None
        if found is None and finding.edit:
            found = ("", finding.edit.text)
        if found:
            written, replacement = found
            start, end = _offsets(finding.span, starts)
            if 0 <= start < end <= len(text) and written in ("", text[start:end]):
                yield _Replacement(start, end, replacement)


def _from_change(
    finding: Finding, claims: tuple[Claim, ...], changes: Changes
) -> tuple[str, str] | None:
    """Return what stands at a finding, and what the change of the facts made of it."""
    for claim in claims:
        protocols = claim.protocols | ({claim.protocol.value} if claim.protocol else set())
        security = claim.security.value if claim.security else frozenset()
        if claim.port and claim.port.span == finding.span:
            port = changes.port(claim.port.value, protocols, security)
            # A port's text may be more than digits: only they change.
            old = str(claim.port.value)
            if port and old in claim.port.text and str(port) != old:
                return claim.port.text, claim.port.text.replace(old, str(port))
        if claim.host and claim.host.span == finding.span:
            host = changes.host(claim.host.value, protocols)
            if host and host.lower() != claim.host.value.lower():
                return claim.host.text, host
        if claim.security and claim.security.span == finding.span:
            number = claim.port.value if claim.port else None
            became = changes.security(security, protocols, number)
            word = _ENCRYPTION_WORDS.get(became) if became and became not in security else None
            if word:
                return claim.security.text, word
    return None


def _offsets(span: Span, starts: list[int]) -> tuple[int, int]:
    if span.end_line >= len(starts):
        return -1, -1
    return starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1


def _apply(text: str, replacements: list[_Replacement]) -> str:
    """Replace from the front; of two that overlap, the first counts."""
    parts: list[str] = []
    done = 0
    for each in sorted(replacements, key=lambda replacement: replacement.start):
        if each.start >= done:
            parts += [text[done : each.start], each.text]
            done = each.end
    return "".join([*parts, text[done:]])

"""Mending pages after the facts changed: only what a finding says is wrong, at its place.

The replacement comes from the change itself (the old facts say which server a claim spoke of, the
new ones what became of it), else from the finding, if it knows exactly one. So a claim that agrees
with the facts is never touched, and mending twice changes nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

from helpdesk.checking.pages import language_of
from helpdesk.checking.runner import Settings, check_text
from helpdesk.claims import Claim, Part, read_claims
from helpdesk.facts import Security
from helpdesk.facts.changes import Changes
from helpdesk.findings import Span
from helpdesk.rules.base import readable
from helpdesk.rules.files import FAILED
from helpdesk.rules.ignores import excuse

_MOST_ROUNDS: Final = 8
"""One round mends ports, the next sees the encryption beside the new port; more is a circle."""

_ENCRYPTION_WORDS: Final = {Security.TLS: "SSL/TLS", Security.STARTTLS: "STARTTLS"}
"""What mail apps call them in every language; there is no such word for no encryption."""


@dataclass(frozen=True, slots=True)
class _Replacement:
    """What stands at a span becomes a text; `written` is what must stand there, if it is known."""

    span: Span
    text: str
    written: str | None = None


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
    found = [finding for finding in report.findings if finding.code in settings.codes]
    if any(finding.code == FAILED.code for finding in report.findings):
        return  # What the rules cannot take is left to a person.
    wrong = [*excuse(found, report.ignores, ())]
    if changes:
        language = settings.language or language_of(path, text)
        claims = read_claims(readable(text, settings.facts), language=language)
        excused = {finding.span for finding in found if finding not in wrong}
        yield from _by_change(claims, {finding.span for finding in wrong}, excused, changes)
    for finding in wrong:
        if finding.edit:
            yield _Replacement(finding.span, finding.edit.text)


def _by_change(
    claims: tuple[Claim, ...], wrong: set[Span], excused: set[Span], changes: Changes
) -> Iterator[_Replacement]:
    """Yield what the change made of the claims that are wrong now.

    A server name that is gone is wrong too, though to the new facts it is just another host's. A
    word may belong to several claims ("IMAP and SMTP use SSL/TLS"): it is replaced only if the
    change made the same of it for all of them.
    """
    became: dict[Span, set[str]] = {}
    parts: dict[Span, Part[Any]] = {}
    for claim in claims:
        spans = {each.span for each in (claim.port, claim.security, claim.host) if each}
        is_gone = claim.host is not None and claim.host.value.lower() in changes.gone
        concerned = bool(spans & wrong or is_gone) and not spans & excused
        for part, text in _parts(claim, changes):
            became.setdefault(part.span, set()).add(text)
            if concerned:
                parts[part.span] = part
    for span, part in parts.items():
        texts = became[span]
        if len(texts) == 1 and part.text not in texts:
            yield _Replacement(span, min(texts), part.text)


def _parts(claim: Claim, changes: Changes) -> Iterator[tuple[Part[Any], str]]:
    """Yield each part of a claim with its text after the change: the same one if it is unsure."""
    protocols = claim.protocols | ({claim.protocol.value} if claim.protocol else set())
    security = claim.security.value if claim.security else frozenset()
    number = claim.port.value if claim.port else None
    if claim.port:
        old, new = str(claim.port.value), changes.port(claim.port.value, protocols, security)
        # A port's text may be more than digits: only they change.
        yield claim.port, claim.port.text.replace(old, str(new)) if new else claim.port.text
    if claim.host:
        host = changes.host(claim.host.value, protocols)
        same = host is None or host.lower() == claim.host.value.lower()
        yield claim.host, claim.host.text if same or host is None else host
    if claim.security:
        kind = changes.security(security, protocols, number)
        word = _ENCRYPTION_WORDS.get(kind) if kind and kind not in security else None
        yield claim.security, word or claim.security.text


def _apply(text: str, replacements: list[_Replacement]) -> str:
    """Replace from the front; of two that overlap, the first one yielded counts."""
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    parts: list[str] = []
    done = 0
    for each in sorted(replacements, key=lambda replacement: replacement.span):
        start, end = _offsets(each.span, starts)
        if done <= start < end <= len(text) and each.written in (None, text[start:end]):
            parts += [text[done:start], each.text]
            done = end
    return "".join([*parts, text[done:]])


def _offsets(span: Span, starts: list[int]) -> tuple[int, int]:
    if span.end_line >= len(starts):
        return -1, -1
    return starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1

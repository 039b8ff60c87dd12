"""Mending pages after the facts changed: only what a finding says is wrong, at its place.

First what the change itself tells: the old facts say which server a claim spoke of, the new ones
what became of it. Then what a finding tells, if it knows exactly one right text; such a correction
is kept only if the finding is gone by it. A claim that agrees with the facts is never touched, and
mending twice changes nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, Final, NamedTuple

from helpdesk.checking.pages import language_of
from helpdesk.checking.runner import Settings, check_text
from helpdesk.claims import Claim, Part, read_claims
from helpdesk.facts import Security
from helpdesk.facts.changes import Changes
from helpdesk.findings import Finding, Span
from helpdesk.rules.base import readable
from helpdesk.rules.files import FAILED
from helpdesk.rules.ignores import excuse

_MOST_ROUNDS: Final = 4
"""One round follows the change, the next sees that nothing is left; more is a circle."""

_ENCRYPTION_WORDS: Final = {Security.TLS: "SSL/TLS", Security.STARTTLS: "STARTTLS"}
"""What mail apps call them in every language; there is no such word for no encryption."""


class _Replacement(NamedTuple):
    """The characters from `start` to `end` become `text`."""

    start: int
    end: int
    text: str


class _Read(NamedTuple):
    """A page with what is wrong on it, what is excused, and the offset of each line."""

    text: str
    wrong: tuple[Finding, ...]
    excused: frozenset[Span]
    starts: tuple[int, ...]

    def offsets(self, span: Span) -> tuple[int, int]:
        """Return where a span starts and ends in the text; (0, 0) if it is not in it."""
        if span.end_line >= len(self.starts):
            return 0, 0
        start = self.starts[span.line - 1] + span.column - 1
        return start, self.starts[span.end_line - 1] + span.end_column - 1


def mend(text: str, path: str, settings: Settings, changes: Changes | None = None) -> str:
    """Return the page with every certain mistake mended, everything else as it was."""
    mender = _Mender(path, settings, changes)
    seen = {text}
    mended = text
    for _ in range(_MOST_ROUNDS):
        replaced = mender.corrected(mender.followed(mended))
        if replaced == mended:
            return mended
        if replaced in seen:
            break
        seen.add(replaced)
        mended = replaced
    # Mending went in a circle: leave the page to a person.
    return text


class _Mender:
    """Mends texts of one page."""

    def __init__(self, path: str, settings: Settings, changes: Changes | None) -> None:
        self.path = path
        self.settings = settings
        self.changes = changes

    def followed(self, text: str) -> str:
        """Return the text with the claims that are wrong now as the change made them."""
        read = self._read(text)
        if self.changes is None or read is None:
            return text
        language = self.settings.language or language_of(self.path, text)
        claims = read_claims(readable(text, self.settings.facts), language=language)
        replacements = [
            _Replacement(start, end, new)
            for part, new in _by_change(claims, read, self.changes)
            for start, end in [read.offsets(part.span)]
            if text[start:end] == part.text
        ]
        return _apply(text, _disjoint(replacements))

    def corrected(self, text: str) -> str:
        """Return the text with each correction that takes its finding away."""
        read = self._read(text)
        if read is None:
            return text
        edits = _disjoint(
            _Replacement(*read.offsets(finding.span), finding.edit.text)
            for finding in read.wrong
            if finding.edit
        )
        while edits:
            attempt = self._read(_apply(text, edits))
            if attempt is None:
                return text
            useless = {edit for edit, place in _places(edits) if _is_wrong(place, attempt)}
            if not useless:
                return attempt.text if len(attempt.wrong) < len(read.wrong) else text
            edits = [edit for edit in edits if edit not in useless]
        return text

    def _read(self, text: str) -> _Read | None:
        """Check a text; None if the rules cannot take it, which is left to a person."""
        report = check_text(text, self.path, self.settings)
        if any(finding.code == FAILED.code for finding in report.findings):
            return None
        found = [each for each in report.findings if each.code in self.settings.codes]
        wrong = tuple(excuse(found, report.ignores, ()))
        excused = frozenset(finding.span for finding in found if finding not in wrong)
        starts = tuple(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
        return _Read(text, wrong, excused, starts)


def _by_change(
    claims: tuple[Claim, ...], read: _Read, changes: Changes
) -> Iterator[tuple[Part[Any], str]]:
    """Yield the parts of wrong claims that the change made something else of, with their new text.

    A server name that is gone is wrong too, though to the new facts it is just another host's. A
    word may belong to several claims ("IMAP and SMTP use SSL/TLS"): it is replaced only if the
    change made the same of it for all of them.
    """
    wrong = {finding.span for finding in read.wrong}
    became: dict[Span, set[str]] = {}
    concerned: dict[Span, Part[Any]] = {}
    for claim in claims:
        spans = {each.span for each in (claim.port, claim.security, claim.host) if each}
        is_gone = claim.host is not None and claim.host.value.lower() in changes.gone
        is_wrong = bool(spans & wrong or is_gone) and not spans & read.excused
        for part, text in _parts(claim, changes):
            became.setdefault(part.span, set()).add(text)
            if is_wrong:
                concerned[part.span] = part
    for span, part in concerned.items():
        if len(became[span]) == 1 and part.text not in became[span]:
            yield part, min(became[span])


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


def _disjoint(replacements: Iterable[_Replacement]) -> list[_Replacement]:
    """Sort by place; of two that overlap, the first counts."""
    chosen: list[_Replacement] = []
    for each in sorted(replacements):
        if each.start < each.end and (not chosen or chosen[-1].end <= each.start):
            chosen.append(each)
    return chosen


def _apply(text: str, replacements: Sequence[_Replacement]) -> str:
    parts: list[str] = []
    done = 0
    for start, end, new in replacements:
        parts += [text[done:start], new]
        done = end
    return "".join([*parts, text[done:]])


def _places(replacements: Sequence[_Replacement]) -> Iterator[tuple[_Replacement, range]]:
    """Yield each replacement with where its text stands once all are made."""
    shift = 0
    for each in replacements:
        start = each.start + shift
        yield each, range(start, start + len(each.text))
        shift += len(each.text) - (each.end - each.start)


def _is_wrong(place: range, read: _Read) -> bool:
    """Say whether a finding touches a place."""
    spans = (read.offsets(finding.span) for finding in read.wrong)
    return any(start < place.stop and place.start < end for start, end in spans)

"""What is wrong with answers: the same on a hundred pages is said once, with the number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from helpdesk.findings import Finding, Severity, Span, in_order
from helpdesk.rules.base import Rule

_START: Final = Span(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong at one place (an address or a file)."""

    place: str
    rule: Rule
    message: str
    hint: str
    severity: Severity = Severity.ERROR


def as_findings(problems: Iterable[Problem]) -> list[Finding]:
    """Return one finding for each thing that is wrong, at the first place where it is."""
    places: dict[tuple[str, str, str, Severity], list[str]] = {}
    for each in problems:
        what = (each.rule.code, each.message, each.hint, each.severity)
        places.setdefault(what, []).append(each.place)
    findings = []
    for (code, message, hint, severity), where in places.items():
        more = len(set(where)) - 1
        text = f"{message} (and {more:,} more like it)" if more else message
        findings.append(Finding(min(where), _START, code, text, hint, severity))
    return in_order(findings)

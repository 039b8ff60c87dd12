"""For people: `path:line:column: CODE message`, and the hint below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpdesk.findings import Finding, Severity


def lines(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield a line per finding, and its hint indented below."""
    for finding in findings:
        span = finding.span
        yield f"{finding.path}:{span.line}:{span.column}: {finding.code} {finding.message}"
        if finding.hint:
            yield f"  {finding.hint}"


def summary(findings: Sequence[Finding], pages: int) -> str:
    """Return the closing line: how many errors and warnings on how many pages."""
    checked = _count(pages, "page")
    if not findings:
        return f"{checked}: no findings"
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    found = [_count(errors, "error")] if errors else []
    found += [_count(warnings, "warning")] if warnings else []
    touched = len({finding.path for finding in findings})
    return f"{' and '.join(found)} in {touched} of {checked}"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"

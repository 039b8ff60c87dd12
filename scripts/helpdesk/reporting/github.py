"""For GitHub Actions: workflow commands, which the site shows beside the changed lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from posixpath import normpath

from helpdesk.findings import Finding, Severity


def lines(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield one `::error` or `::warning` command per finding."""
    for finding in findings:
        command = "error" if finding.severity is Severity.ERROR else "warning"
        span = finding.span
        properties = {"file": normpath(finding.path), "line": span.line, "col": span.column}
        properties["endLine"] = span.end_line
        # GitHub takes an end column only within one line.
        if span.end_line == span.line and span.end_column > span.column:
            properties["endColumn"] = span.end_column
        properties["title"] = finding.code
        written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        message = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
        yield f"::{command} {written}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")

"""For tools: one JSON object per finding and line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from helpdesk.findings import Finding


def lines(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield one JSON object per finding; lines and columns are 1-based, `end_column` exclusive."""
    return (json.dumps(as_dict(finding), ensure_ascii=False) for finding in findings)


def as_dict(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain data; what does not apply is null."""
    return {
        "path": finding.path,
        "line": finding.span.line,
        "column": finding.span.column,
        "end_line": finding.span.end_line,
        "end_column": finding.span.end_column,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "protocol": finding.protocol,
        "found": finding.found,
        "expected": finding.expected,
    }

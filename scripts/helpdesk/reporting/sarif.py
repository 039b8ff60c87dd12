"""For code scanning: SARIF 2.1.0 (OASIS), one run with the rules that found something."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from posixpath import normpath
from typing import Any, Final
from urllib.parse import quote

from helpdesk.findings import Finding, Severity
from helpdesk.rules.registry import rule as rule_of

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def lines(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the whole log, indented."""
    yield from json.dumps(log(findings), indent=2, ensure_ascii=False).split("\n")


def log(findings: Sequence[Finding]) -> dict[str, Any]:
    """Return the SARIF log as data."""
    codes = sorted({finding.code for finding in findings})
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "helpdesk", "rules": [_rule(code) for code in codes]}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, codes) for finding in findings],
            }
        ],
    }


def _rule(code: str) -> dict[str, Any]:
    rule = rule_of(code)
    return {
        "id": code,
        "shortDescription": {"text": rule.title},
        "help": {"text": rule.text, "markdown": rule.text},
    }


def _result(finding: Finding, codes: list[str]) -> dict[str, Any]:
    span = finding.span
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    message = f"{finding.message}. {finding.hint}" if finding.hint else finding.message
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": "error" if finding.severity is Severity.ERROR else "warning",
        "message": {"text": message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(normpath(finding.path))},
                    "region": region,
                }
            }
        ],
    }

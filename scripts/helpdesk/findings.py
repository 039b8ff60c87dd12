"""What every rule returns: one finding, at one place, with the truth and the way out.

This is the lowest module of the package: everything may import it, it imports nothing of ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is: an error fails `check` (exit 1), a warning is only printed."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text: 1-based lines and columns (in code points), `end_column` exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement that would mend a finding: the text at the finding's span becomes `text`."""

    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: where, which rule, what is written, what is true, what to do.

    `path` is as the caller gave it. `protocol`, `found` and `expected` are for tools; `message` and
    `hint` are for people. `edit` is set only when exactly one replacement is right.
    """

    path: str
    span: Span
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    protocol: str | None = None
    found: str | None = None
    expected: str | None = None
    edit: Edit | None = field(default=None, compare=False)

    @property
    def sort_key(self) -> tuple[str, Span, str, str]:
        """Orders findings by file, place, code and words: the same input gives the same output."""
        return (self.path, self.span, self.code, self.message)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings once each, in a stable order."""
    return sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key)

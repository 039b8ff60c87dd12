"""FILE: pages that cannot be checked as they are. Reported by the runner, which reads them."""

from __future__ import annotations

from typing import Final

from helpdesk.findings import Finding, Span
from helpdesk.rules.base import Rule

NOT_UTF8: Final = Rule(
    "FILE01",
    "A page is not UTF-8",
    """The file's bytes are not UTF-8. It is checked as if it were Windows-1252, so that no wrong
port hides in it, but `helpdesk fix` leaves it alone.

**Why.** MkDocs reads pages as UTF-8 and stops at anything else.

Before: a page saved as "ANSI" or "Western".

After: the same page, saved as UTF-8.""",
)

UNREADABLE: Final = Rule(
    "FILE02",
    "A page cannot be opened",
    """The file is there, but the system does not let it be read. Reported even when other codes
are selected: a page that was not read was not checked.

Before: `-rw------- root page.md`

After: `-rw-r--r-- editor page.md`""",
)

FAILED: Final = Rule(
    "FILE03",
    "The checker failed on a page",
    """A rule met something that its author did not foresee. The other rules and pages were still
checked. Reported even when other codes are selected. Please send the page to the developers.

Before: a page that the checker cannot take.

After: a checker that can.""",
)

RULES: Final = (NOT_UTF8, UNREADABLE, FAILED)
ALWAYS: Final = frozenset({UNREADABLE.code, FAILED.code})
"""Codes that no selection silences."""


def file_finding(path: str, rule: Rule, message: str, hint: str, line: int = 1) -> Finding:
    """Return a finding about the file as a whole, or about one of its lines."""
    return Finding(path, Span(line, 1, line, 1), rule.code, message, hint)

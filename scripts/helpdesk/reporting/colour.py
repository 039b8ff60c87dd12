"""The text report in colours, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from helpdesk.findings import Finding, Severity

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}


def show(findings: Sequence[Finding], console: Console | None = None) -> None:
    """Print findings with their place and code set off; words and order as in the plain report."""
    console = console or Console(soft_wrap=True, highlight=False)
    for finding in findings:
        place = f"{finding.path}:{finding.span.line}:{finding.span.column}:"
        code = (finding.code, _STYLES[finding.severity])
        console.print(Text.assemble((place, "cyan"), " ", code, " ", finding.message))
        if finding.hint:
            console.print(Text(f"  {finding.hint}", "dim"))

"""The text report in colours, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, TextIO

from rich.console import Console
from rich.text import Text

from helpdesk.findings import Finding, Severity

_STYLES: Final = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}
_DIFF_STYLES: Final = {"-": "red", "+": "green", "@": "cyan"}
_HEADS: Final = ("---", "+++")


def show(findings: Sequence[Finding], console: Console | None = None) -> None:
    """Print findings with their place and code set off; words and order as in the plain report."""
    console = console or Console(soft_wrap=True, highlight=False)
    for finding in findings:
        place = f"{finding.path}:{finding.span.line}:{finding.span.column}:"
        code = (finding.code, _STYLES[finding.severity])
        console.print(Text.assemble((place, "cyan"), " ", code, " ", finding.message))
        if finding.hint:
            console.print(Text(f"  {finding.hint}", "dim"))


def show_diff(diff: Iterable[str], stream: TextIO) -> None:
    """Print a unified diff: what goes in red, what comes in green."""
    console = Console(file=stream, soft_wrap=True, highlight=False)
    for line in diff:
        console.print(Text(line, _DIFF_STYLES.get(line[:1], "") if line[:3] not in _HEADS else ""))

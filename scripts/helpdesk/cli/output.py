"""Findings on stdout, in the chosen format; the closing line on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

import click

from helpdesk.findings import Finding, Severity
from helpdesk.reporting import Format, lines
from helpdesk.reporting.text import summary


def report(findings: Sequence[Finding], chosen: Format, pages: int) -> int:
    """Print a report and return the exit code: 1 if a finding is an error, else 0."""
    if chosen is Format.TEXT and sys.stdout.isatty():
        from helpdesk.reporting.colour import show

        show(findings)
    else:
        _write(lines(findings, chosen))
    click.echo(summary(findings, pages), err=True)
    return int(any(finding.severity is Severity.ERROR for finding in findings))


def _write(written: Iterable[str]) -> None:
    # File names need not be text in the terminal's encoding; `\udcff` is right in JSON as well.
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="backslashreplace")
    for line in written:
        print(line)

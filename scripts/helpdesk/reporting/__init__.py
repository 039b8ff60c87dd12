"""Findings for people (text) and for tools (json, github, sarif): each format yields lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum

from helpdesk.findings import Finding
from helpdesk.reporting import github, json_lines, sarif, text


class Format(StrEnum):
    """A way to print findings; the value is what `--format` takes."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


_WRITERS: dict[Format, Callable[[Sequence[Finding]], Iterable[str]]] = {
    Format.TEXT: text.lines,
    Format.JSON: json_lines.lines,
    Format.GITHUB: github.lines,
    Format.SARIF: sarif.lines,
}


def lines(findings: Sequence[Finding], chosen: Format) -> Iterator[str]:
    """Yield the lines of a report, without line ends."""
    yield from _WRITERS[chosen](findings)


__all__ = ["Format", "lines"]

"""A page as its sections: headings with their ids, places and text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

INTRODUCTION: Final = "introduction"
"""The id of what stands before the first heading."""

_HEADING: Final = re.compile(
    r"^(?P<marks>#{1,6})[ \t]+(?P<text>.*?)[ \t]*(?:\{#(?P<id>[^}\s]+)\})?[ \t]*#*[ \t]*$"
)
_FIRST_SIGNS: Final = "#`~ \t"
"""What a heading or a fence can begin with."""

_FENCE: Final = re.compile(r"^[ \t]{0,3}(?P<fence>`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading line: its level (1 to 6), text, explicit id if any, and 1-based line."""

    level: int
    text: str
    id: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what follows it up to the next heading; `text` includes the heading line."""

    id: str
    heading: Heading | None
    line: int
    text: str


def headings(body: str, *, first_line: int = 1) -> Iterator[Heading]:
    """Yield the ATX headings of a Markdown body, those inside code fences left out."""
    fence: str | None = None
    for number, line in enumerate(body.splitlines(), start=first_line):
        if line[:1] not in _FIRST_SIGNS:
            continue
        mark = _FENCE.match(line)
        if fence is not None:
            if mark and mark["fence"].startswith(fence) and line.strip() == mark["fence"]:
                fence = None
            continue
        if mark:
            fence = mark["fence"]
            continue
        found = _HEADING.match(line)
        if found:
            yield Heading(len(found["marks"]), found["text"], found["id"], number)


@lru_cache(maxsize=512)  # every rule asks about the same pages
def sections(body: str, *, first_line: int = 1) -> tuple[Section, ...]:
    """Split a Markdown body at its headings, in order; the first part is the introduction.

    A heading without an id gets the id `line-N`, so that nothing is lost; a rule reports it.
    """
    lines = body.splitlines(keepends=True)
    starts: list[tuple[int, Heading | None]] = [(first_line, None)]
    starts += [(heading.line, heading) for heading in headings(body, first_line=first_line)]
    ends = [line for line, _ in starts[1:]] + [first_line + len(lines)]
    parts = []
    for (start, heading), end in zip(starts, ends, strict=True):
        text = "".join(lines[start - first_line : end - first_line])
        if heading is None:
            if text.strip():
                parts.append(Section(INTRODUCTION, None, start, text))
        else:
            parts.append(Section(heading.id or f"line-{heading.line}", heading, start, text))
    return tuple(parts)

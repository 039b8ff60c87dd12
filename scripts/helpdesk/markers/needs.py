"""`needs` blocks: what they hide, given the facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from helpdesk.facts import Facts
from helpdesk.features import holds
from helpdesk.markers.scan import NEEDS, Marker, scan

_NOT_NEWLINE: Final = re.compile(r"[^\r\n]")


def conditions(argument: str) -> tuple[str, ...]:
    """Split a marker's argument at its commas: all conditions must hold."""
    return tuple(part.strip() for part in argument.split(",") if part.strip())


def hidden(text: str, facts: Facts) -> Iterator[tuple[int, int]]:
    """Yield the stretches (offsets) that the facts hide, from marker to marker, outermost only.

    A block that is never closed hides up to the end of the page; a rule reports it.
    """
    stack: list[bool] = []
    start = 0
    for marker in scan(text):
        if marker.verb != NEEDS:
            continue
        if not marker.closing:
            shown = all(holds(condition, facts) for condition in conditions(marker.argument))
            if not shown and all(stack):
                start = marker.start
            stack.append(shown)
        elif stack:
            shown = stack.pop()
            if not shown and all(stack):
                yield start, marker.end
    if not all(stack):
        yield start, len(text)


def visible_text(text: str, facts: Facts) -> str:
    """Return the page with hidden stretches turned to spaces: every other place stays the same."""
    if NEEDS not in text:
        return text
    parts: list[str] = []
    done = 0
    for start, end in hidden(text, facts):
        parts += [text[done:start], _NOT_NEWLINE.sub(" ", text[start:end])]
        done = end
    return "".join([*parts, text[done:]])


def shown_text(text: str, facts: Facts) -> str:
    """Return the page as it is built: hidden stretches and the `needs` markers themselves gone.

    A line that held nothing but markers disappears with its line break, so that lists and
    paragraphs on both sides of it stay whole.
    """
    if NEEDS not in text:
        return text
    cuts = [*hidden(text, facts)]
    inside = [marker for marker in scan(text) if marker.verb == NEEDS and not _within(marker, cuts)]
    cuts += [(marker.start, marker.end) for marker in inside]
    parts: list[str] = []
    done = 0
    for start, end in sorted(_whole_lines(text, *cut) for cut in cuts):
        parts.append(text[done : max(done, start)])
        done = max(done, end)
    return "".join([*parts, text[done:]])


def _within(marker: Marker, stretches: list[tuple[int, int]]) -> bool:
    return any(start <= marker.start and marker.end <= end for start, end in stretches)


def _whole_lines(text: str, start: int, end: int) -> tuple[int, int]:
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end + 1
    if text[line_start:start].strip() or text[end:line_end].strip():
        return start, end
    return line_start, line_end

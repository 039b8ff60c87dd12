"""Finding markers: HTML comments that name what to show or what a block needs.

    <!-- show: ports short -->                      replaced by what it names
    <!-- show: provider -->name<!-- /show -->       the same; the name is what previews show
    <!-- needs: pop3, not support --> ... <!-- /needs -->   dropped when the facts lack it

A comment counts as a marker when it looks like one: a word, then nothing or a colon. Other comments
(`<!-- a note to the next editor -->`) are left alone. Code is never searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from helpdesk.findings import Span

SHOW: Final = "show"
NEEDS: Final = "needs"
IGNORE: Final = "ignore"
VERBS: Final = (SHOW, NEEDS, IGNORE)
PAIRED: Final = (SHOW, NEEDS)

_COMMENT: Final = re.compile(
    r"(?P<fence>^[ \t]*(?P<marks>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*(?P=marks)[`~]*[ \t]*$|\Z))"
    r"|(?P<code>(?<!`)(?P<ticks>`++).+?(?<!`)(?P=ticks)(?!`))"
    r"|<!--(?:(?P<comment>.*?)-->|.*\Z)",
    re.DOTALL | re.MULTILINE,
)
_MARKER: Final = re.compile(
    r"[ \t]*(?P<closing>/?)(?P<verb>[a-z][a-z-]*)[ \t]*(?::(?P<argument>[^\n]*?))?[ \t]*\Z"
)


@dataclass(frozen=True, slots=True)
class Comment:
    """An HTML comment outside code: what stands within it, and the offsets of the whole."""

    content: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marker:
    """One marker comment: `verb: argument`, or `/verb`; offsets are into the page's text."""

    verb: str
    argument: str
    closing: bool
    start: int
    end: int

    def span(self, text: str) -> Span:
        """Return where the whole comment stands."""
        return span_of(text, self.start, self.end)


def span_of(text: str, start: int, end: int) -> Span:
    """Turn two offsets into 1-based lines and columns."""
    return Span(*_place(text, start), *_place(text, end))


def _place(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def comments(text: str) -> Iterator[Comment]:
    """Yield the HTML comments of a page in order, markers and notes alike; code is left out."""
    if "<!--" not in text:
        return
    for found in _COMMENT.finditer(text):
        if found["comment"] is not None:
            yield Comment(found["comment"], found.start(), found.end())


def unclosed_comment(text: str) -> int | None:
    """Return where a comment starts that no `-->` closes, None if there is none."""
    if text.rfind("<!--") <= text.rfind("-->"):
        return None
    starts = (found.start() for found in _COMMENT.finditer(text) if _is_unclosed(found))
    return next(starts, None)


def _is_unclosed(found: re.Match[str]) -> bool:
    return found["comment"] is None and found[0].startswith("<!--")


def as_marker(comment: Comment) -> Marker | None:
    """Read a comment as a marker; None when it does not look like one."""
    marker = _MARKER.match(comment.content)
    if marker is None:
        return None
    argument = " ".join((marker["argument"] or "").split())
    closing = bool(marker["closing"])
    return Marker(marker["verb"], argument, closing, comment.start, comment.end)


def scan(text: str) -> Iterator[Marker]:
    """Yield the markers of a page in order; comments inside code are not markers."""
    return (marker for comment in comments(text) if (marker := as_marker(comment)))

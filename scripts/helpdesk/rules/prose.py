"""The sentences of a section: paragraphs, list items and table rows, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from helpdesk.markers import comments

_FENCE: Final = re.compile(r"[ \t]*(?P<marks>`{3,}|~{3,})")
_ITEM: Final = re.compile(r"[ \t]*(?:[*+-]|\d+[.)])[ \t]+")
_ALONE: Final = re.compile(r"#{1,6}[ \t]|[ \t]*(?:\||!!!|\?\?\?|\[[^\]]+\]:)")
"""Headings, table rows, admonition titles and link definitions: each line is one unit."""

_CODE: Final = re.compile(r"(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)", re.DOTALL)
_TARGET: Final = re.compile(r"(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|\{#[^}]*\}|<[^>]+>")
_BOLD: Final = re.compile(r"\*\*[^*]+\*\*")


class Unit(NamedTuple):
    """A paragraph, a list item or a table row: its text as written, its offsets in the section."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=2048)  # a section is compared with each of its translations
def units(text: str) -> tuple[Unit, ...]:
    """Return what a section says, piece by piece; fenced code says nothing."""
    return tuple(_units(text))


def _units(text: str) -> Iterator[Unit]:
    start = end = 0
    fence: str | None = None
    for line in text.splitlines(keepends=True):
        mark = _FENCE.match(line)
        ends_here = fence is not None or mark or not line.strip() or _ALONE.match(line)
        if ends_here or _ITEM.match(line):
            yield from _unit(text, start, end)
            start = end
        end += len(line)
        if ends_here:
            if fence is None and not mark:
                yield from _unit(text, start, end)
            start = end
        if fence is None and mark:
            fence = mark["marks"]
        elif fence is not None and line.strip().startswith(fence):
            fence = None
    yield from _unit(text, start, end)


@lru_cache(maxsize=4096)  # rules ask about the same paragraphs
def without_code(text: str) -> str:
    """Return a text with code, comments, link targets and HTML turned to spaces, places kept."""
    for comment in comments(text):
        text = (
            text[: comment.start] + _blank(text[comment.start : comment.end]) + text[comment.end :]
        )
    if "`" in text:
        text = _CODE.sub(lambda found: _blank(found[0]), text)
    if "](" not in text and "{#" not in text and "<" not in text:
        return text
    return _TARGET.sub(lambda found: _blank(found[0]), text)


def without_labels(text: str) -> str:
    """Return a text without what stands in bold: labels of apps and panels are in any language."""
    return _BOLD.sub(lambda found: _blank(found[0]), text)


def _unit(text: str, start: int, end: int) -> Iterator[Unit]:
    written = text[start:end]
    stripped = written.strip()
    if stripped:
        start += len(written) - len(written.lstrip())
        yield Unit(stripped, start, start + len(stripped))


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)

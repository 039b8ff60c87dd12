"""Pass 0: the page as lines of a layout: headings, labels, list items, cells, sentences.

A page is read as a list of `Line` and `Table`, each with a depth: the deeper, the more it belongs to what
stands above it. Only what help pages use is read; whatever is not recognised is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from helpdesk.claims.source import Mark

Range = tuple[int, int]

PARAGRAPH_DEPTH: Final = 20
"""Headings are 1 to 6, bold lines above lists come next, paragraphs and items from here on."""
_MARKER: Final = re.compile(r"(?:[-*+•▪◦–·●○■□‣➢✓✔→]|\(?\d{1,3}[.)]|\(?[a-z][.)])(?=[ \t])[ \t]*")
_HEADING: Final = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_FENCE: Final = re.compile(r"(`{3,}|~{3,})")
_SETEXT: Final = re.compile(r"(?:=+|-{2,})[ \t]*$")
_DIVIDER: Final = re.compile(r"[\s|:+-]*-[\s|:+-]*$")
_RULE: Final = re.compile(r"(?:[-*_=][ \t]*){3,}$")
_ADMONITION: Final = re.compile(r"(?:!!!|\?\?\?\+?|:::|===)[ \t]*")
_BLANKS: Final = " \t\r\xa0"


@dataclass(frozen=True, slots=True)
class Line:
    """Text that is read together: a line, a heading, an item, one part of a cell.

    `code` numbers the fenced block that it stands in. `continues`: no blank line and no list marker separates it from the line before.
    """

    start: int
    end: int
    depth: int
    heading: int = 0
    bold: bool = False
    code: int = 0
    item: bool = False
    continues: bool = False
    introduces: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each a range of the text; `header` tells that a separator row follows row 0."""

    rows: list[list[Range]] = field(default_factory=list)
    header: bool = False
    depth: int = PARAGRAPH_DEPTH


@dataclass(slots=True)
class _Physical:
    """One source line: its text without quote marks, list marker and trailing blanks."""

    start: int
    end: int
    indent: int
    quoted: int
    item: bool
    blank: bool


def read_blocks(text: str) -> Iterator[Line | Table]:
    """Return the page's lines and tables in order; offsets are into the text."""
    lines = [_physical(text, first, last) for first, last in _line_ranges(text)]
    index = fences = 0
    while index < len(lines):
        line = lines[index]
        if line.blank:
            index += 1
            continue
        body = text[line.start : line.end]
        fence = _FENCE.match(body)
        if fence is not None:
            fences += 1
            index += 1
            while index < len(lines) and not text.startswith(fence[1], lines[index].start):
                code = lines[index]
                if not code.blank:
                    depth = PARAGRAPH_DEPTH + line.indent + min(code.indent, 40)
                    yield Line(code.start, code.end, depth, code=fences)
                index += 1
            index += 1
        elif Mark.TABLE in body:
            stop = index + 1
            if text.count(Mark.TABLE, line.start, line.end) == 1:
                while (
                    stop < len(lines)
                    and Mark.TABLE not in text[lines[stop].start : lines[stop].end]
                ):
                    stop += 1
            end = lines[min(stop, len(lines) - 1)].end if stop > index + 1 else line.end
            yield from _html_table(text, line.start, end, line.indent)
            index = stop + 1 if stop > index + 1 else stop
        elif _is_table_line(body, lines, index, text):
            stop = index
            while (
                stop < len(lines)
                and not lines[stop].blank
                and "|" in text[lines[stop].start : lines[stop].end]
            ):
                stop += 1
            yield from _pipe_table(text, lines[index:stop])
            index = stop
        else:
            yield from _line(text, lines, index)
            index += 1


def _line_ranges(text: str) -> Iterator[Range]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        yield start, end
        start = end + 1


def _physical(text: str, start: int, end: int) -> _Physical:
    indent = quoted = 0
    item = False
    position = start
    while position < end:
        char = text[position]
        if char == "\t":
            indent += 4 - indent % 4
        elif char in " \xa0\ufeff\r":
            indent += 1
        elif char == ">":
            quoted += 1
            indent = 0
            if position + 1 < end and text[position + 1] == " ":
                position += 1
        else:
            break
        position += 1
    match = _MARKER.match(text, position, end)
    while match is not None and not _RULE.match(text[position:end]):
        item = True
        indent += 2
        position = match.end()
        match = _MARKER.match(text, position, end)
    while end > position and text[end - 1] in _BLANKS:
        end -= 1
    return _Physical(position, end, indent, quoted, item, position >= end)


def _is_table_line(body: str, lines: list[_Physical], index: int, text: str) -> bool:
    bars = body.count("|")
    if not bars:
        return False
    if body[0] == "|" or bars >= 2:
        return True
    following = lines[index + 1] if index + 1 < len(lines) else None
    return following is not None and "|" in text[following.start : following.end]


def _pipe_table(text: str, lines: list[_Physical]) -> Iterator[Table]:
    rows: list[list[Range]] = []
    header = False
    outer = text[lines[0].start] == "|"
    for line in lines:
        body = text[line.start : line.end]
        if _DIVIDER.match(body):
            header = header or len(rows) == 1
            continue
        rows.append(_cells(text, line.start, line.end, outer=outer))
    if rows:
        yield Table(rows, header, PARAGRAPH_DEPTH + lines[0].indent)


def _cells(text: str, start: int, end: int, *, outer: bool) -> list[Range]:
    cells: list[Range] = []
    if outer and text[start] == "|":
        start += 1
    position = start
    while position < end:
        if text[position] == "|" and text[position - 1] != "\\":
            cells.append((start, position))
            start = position + 1
        position += 1
    if text[start:end].strip():
        cells.append((start, end))
    return cells


def _html_table(text: str, start: int, end: int, indent: int) -> Iterator[Line | Table]:
    rows: list[list[Range]] = []
    before = text.find(Mark.TABLE, start, end)
    if text[start:before].strip():
        yield Line(start, before, PARAGRAPH_DEPTH + indent)
    spanning: dict[int, tuple[int, Range]] = {}
    for row in _pieces(text, before + 1, end, Mark.ROW):
        own = list(_pieces(text, *row, Mark.CELL))[1:]
        if own:
            rows.append(_with_spanning(text, own, spanning))
    yield Table(rows, False, PARAGRAPH_DEPTH + indent)


def _with_spanning(
    text: str, own: list[Range], spanning: dict[int, tuple[int, Range]]
) -> list[Range]:
    """Put the cells that reach down from rows above (`rowspan`) before and between a row's own."""
    cells: list[Range] = []
    waiting = iter(own)
    following = next(waiting, None)
    while following is not None or len(cells) in spanning:
        column = len(cells)
        if column in spanning:
            left, place = spanning.pop(column)
            cells.append(place)
            if left > 1:
                spanning[column] = (left - 1, place)
        elif following is not None:
            start, end = following
            rows = ord(text[start]) - Mark.ROWSPAN if start < end else -1
            if 1 < rows < 100:
                spanning[column] = (rows - 1, (start + 1, end))
            cells.append((start + 1, end) if 0 <= rows < 100 else following)
            following = next(waiting, None)
    return cells


def _pieces(text: str, start: int, end: int, mark: str) -> Iterator[Range]:
    while True:
        position = text.find(mark, start, end)
        if position < 0:
            yield start, end
            return
        yield start, position
        start = position + 1


def _line(text: str, lines: list[_Physical], index: int) -> Iterator[Line]:
    line = lines[index]
    body = text[line.start : line.end]
    heading = _HEADING.match(body)
    if heading is not None:
        yield Line(line.start + heading.end(), line.end, len(heading[1]), heading=len(heading[1]))
        return
    if _RULE.match(body) or _SETEXT.match(body):
        return
    following = lines[index + 1] if index + 1 < len(lines) else None
    previous_blank = index == 0 or lines[index - 1].blank
    if (
        following is not None
        and not line.item
        and previous_blank
        and not following.blank
        and not following.item
    ):
        under = text[following.start : following.end]
        if _SETEXT.match(under) and "|" not in under:
            level = 1 if under[0] == "=" else 2
            yield Line(line.start, line.end, level, heading=level)
            return
    admonition = _ADMONITION.match(body)
    start = line.start + (admonition.end() if admonition else 0)
    depth = PARAGRAPH_DEPTH + min(line.indent, 60)
    continues = not previous_blank and not line.item
    for first, last in _parts(text, start, line.end):
        if text[first - 1 : first] == Mark.HEADING:
            yield Line(first, last, 3, heading=3)
        else:
            yield Line(
                first,
                last,
                depth,
                bold=_is_bold(text, first, last),
                item=line.item,
                continues=continues,
            )
            continues = False


def _parts(text: str, start: int, end: int) -> Iterator[Range]:
    """Split at tags that begin a line; what follows a heading tag begins right after the mark."""
    position = start
    while position < end:
        char = text[position]
        if (
            char == Mark.LINE
            or char == Mark.HEADING
            or char == Mark.ROW
            or char == Mark.CELL
            or char == Mark.TABLE
        ):
            if text[start:position].strip():
                yield start, position
            start = position + 1
        position += 1
    if text[start:end].strip():
        yield start, end


def _is_bold(text: str, start: int, end: int) -> bool:
    """Tell whether the whole line is marked as strong, with or without a colon at its end."""
    body = text[start:end].strip(" \t\r:\xa0")
    return (
        len(body) > 4
        and body[:2] in ("**", "__")
        and body[-2:] == body[:2]
        and body.count(body[:2]) == 2
    )

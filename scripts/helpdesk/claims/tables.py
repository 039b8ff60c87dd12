"""Pass 0b: the rows and cells of a table, with pipes or with tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from helpdesk.claims.layout import PARAGRAPH_DEPTH, Line, Physical, Range, Table
from helpdesk.claims.source import Mark

_DIVIDER: Final = re.compile(r"[\s|:+-]*-[\s|:+-]*$")


def pipe_table(text: str, lines: list[Physical]) -> Iterator[Table]:
    """Return the table of some lines with pipes, if they hold a row."""
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


def html_table(text: str, start: int, end: int, indent: int) -> Iterator[Line | Table]:
    """Return the table between two marks, and the text before it."""
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

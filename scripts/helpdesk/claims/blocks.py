"""Pass 0: the page as lines of a layout: headings, labels, list items, cells, sentences.

A page is read as a list of `Line` and `Table`, each with a depth: the deeper, the more it belongs
to what stands above it. Only what help pages use is read; what is not recognised is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from helpdesk.claims.layout import PARAGRAPH_DEPTH, Line, Physical, Range, Table
from helpdesk.claims.source import Mark
from helpdesk.claims.tables import html_table, pipe_table

_MARKER: Final = re.compile(r"(?:[-*+•▪◦–·●○■□‣➢✓✔→]|\(?\d{1,3}[.)]|\(?[a-z][.)])(?=[ \t])[ \t]*")
_HEADING: Final = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_FENCE: Final = re.compile(r"(`{3,}|~{3,})")
_SETEXT: Final = re.compile(r"(?:=+|-{2,})[ \t]*$")
_RULE: Final = re.compile(r"(?:[-*_=][ \t]*){3,}$")
_ADMONITION: Final = re.compile(r"(?:!!!|\?\?\?\+?|:::|===)[ \t]*")
_BLANKS: Final = " \t\r\xa0"
_DEEPEST_CODE: Final = 40
_BREAK: Final = re.compile(f"[{Mark.LINE}{Mark.HEADING}{Mark.ROW}{Mark.CELL}{Mark.TABLE}]")


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
        fence = _FENCE.match(body) if body[0] in "`~" else None
        if fence is not None:
            fences += 1
            stop = _end_of_code(text, lines, index + 1, fence[1])
            yield from _code(lines[index + 1 : stop], line.indent, fences)
            index = stop + 1
        elif Mark.TABLE in body:
            stop = _end_of_html_table(text, lines, index)
            yield from html_table(text, line.start, lines[stop - 1].end, line.indent)
            index = stop
        elif _is_table_line(body, lines, index, text):
            stop = index
            while stop < len(lines) and "|" in text[lines[stop].start : lines[stop].end]:
                stop += 1
            yield from pipe_table(text, lines[index:stop])
            index = stop
        else:
            yield from _line(text, lines, index)
            index += 1


def _end_of_code(text: str, lines: list[Physical], index: int, fence: str) -> int:
    while index < len(lines) and not text.startswith(fence, lines[index].start):
        index += 1
    return index


def _code(lines: list[Physical], indent: int, number: int) -> Iterator[Line]:
    for line in lines:
        if not line.blank:
            depth = PARAGRAPH_DEPTH + indent + min(line.indent, _DEEPEST_CODE)
            yield Line(line.start, line.end, depth, code=number)


def _end_of_html_table(text: str, lines: list[Physical], index: int) -> int:
    """Return the index after the line with the table's second mark, or after the last line."""
    marks = 0
    while index < len(lines) and marks < 2:
        marks += text.count(Mark.TABLE, lines[index].start, lines[index].end)
        index += 1
    return index


def _line_ranges(text: str) -> Iterator[Range]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        yield start, end
        start = end + 1


def _physical(text: str, start: int, end: int) -> Physical:
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
    return Physical(position, end, indent, quoted, item, position >= end)


def _is_table_line(body: str, lines: list[Physical], index: int, text: str) -> bool:
    bars = body.count("|")
    if not bars:
        return False
    if body[0] == "|" or bars >= 2:
        return True
    following = lines[index + 1] if index + 1 < len(lines) else None
    return following is not None and "|" in text[following.start : following.end]


def _line(text: str, lines: list[Physical], index: int) -> Iterator[Line]:
    line = lines[index]
    body = text[line.start : line.end]
    heading = _HEADING.match(body) if body[0] == "#" else None
    if heading is not None:
        yield Line(line.start + heading.end(), line.end, len(heading[1]), heading=len(heading[1]))
        return
    if body[0] in "-*_=" and (_RULE.match(body) or _SETEXT.match(body)):
        return
    following = lines[index + 1] if index + 1 < len(lines) else None
    previous_blank = index == 0 or lines[index - 1].blank
    if (
        following is not None
        and not line.item
        and previous_blank
        and not following.blank
        and not following.item
        and text[following.start] in "=-"
    ):
        under = text[following.start : following.end]
        if _SETEXT.match(under) and "|" not in under:
            level = 1 if under[0] == "=" else 2
            yield Line(line.start, line.end, level, heading=level)
            return
    admonition = _ADMONITION.match(body) if body[0] in "!?:=" else None
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
    for mark in _BREAK.finditer(text, start, end):
        if text[start : mark.start()].strip():
            yield start, mark.start()
        start = mark.end()
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

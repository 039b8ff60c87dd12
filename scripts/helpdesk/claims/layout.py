"""What a page is laid out of: lines and tables, with how deep they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

Range = tuple[int, int]
"""Where a text begins and ends, as offsets into the page."""


LONGEST_LINE: Final = 20_000
"""Characters; longer lines and cells are data. LINE01 reports them: they are not read."""

PARAGRAPH_DEPTH: Final = 20
"""Headings are 1 to 6, bold lines above lists come next, paragraphs and items from here on."""


class Line(NamedTuple):
    """Text that is read together: a line, a heading, an item, one part of a cell.

    `code` numbers the fenced block that it stands in. `continues`: no blank line and no list marker
    separates it from the line before. `introduces`: a list, table or code follows.
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
    """Rows of cells, each a range of the text; `header`: a separator row follows row 0."""

    rows: list[list[Range]] = field(default_factory=list)
    header: bool = False
    depth: int = PARAGRAPH_DEPTH


class Physical(NamedTuple):
    """One source line: its text without quote marks, list marker and trailing blanks."""

    start: int
    end: int
    indent: int
    quoted: int
    item: bool
    blank: bool

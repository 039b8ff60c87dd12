"""Pass 5 for tables: rows per protocol, columns per protocol, keys and values, forms in a cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from helpdesk.claims.attach import read_sentence
from helpdesk.claims.cells import (
    Cell,
    as_key,
    asks_for_encryption,
    encryption_of_heading,
    is_form,
    lines_of,
    number_columns,
    switched,
)
from helpdesk.claims.columns import has_setting_columns, is_key, without_numbering
from helpdesk.claims.context import Context
from helpdesk.claims.feed import Feeder
from helpdesk.claims.frames import Frame
from helpdesk.claims.layout import LONGEST_LINE, Line, Range, Table
from helpdesk.claims.pieces import Piece, Subject
from helpdesk.claims.rows import RowReader
from helpdesk.claims.sentences import sentences
from helpdesk.claims.taking_up import take_up_previous
from helpdesk.claims.tokens import Shape, Token
from helpdesk.words import Kind

_PAST: Final = frozenset({Kind.BEFORE, Kind.HISTORY})
_MOST_COLUMNS: Final = 40
_KEY_VALUE_COLUMNS: Final = 3
_OLD_AND_NEW: Final = 2


class TableReader:
    """Reads one table into the context."""

    def __init__(
        self,
        pieces: Callable[[int, int], list[Piece]],
        feeder: Feeder,
        context: Context,
        text: str,
    ) -> None:
        self._pieces = pieces
        self._feeder = feeder
        self._context = context
        self._text = text
        self._depth = 0
        self._settled = False

    def read(self, table: Table) -> None:
        """Find out how the table is laid out and read it that way."""
        self._depth = table.depth
        rows = [[self._cell(place) for place in row[:_MOST_COLUMNS]] for row in table.rows]
        rows = without_numbering(rows)
        header = rows[0] if rows and _is_header(rows, marked=table.header) else None
        body = rows[1:] if header is not None else rows
        if header is not None:
            rows = self._without_old(header, body, marked=table.header)
            header, body = rows[0], rows[1:]
        if header is not None and _has_port_columns(header, body):
            self._read_rows(header, body)
        elif header is not None and (
            _has_protocol_columns(header, body) or has_setting_columns(header, body)
        ):
            self._read_columns(header, body)
        elif _has_keys_second(rows):
            for row in rows:
                self._read_with_subject(row)
        elif _is_key_value(rows):
            for row in rows:
                self._read_key_value(row)
        else:
            self._read_rows(header, body)

    def _without_old(
        self, header: list[Cell], body: list[list[Cell]], *, marked: bool
    ) -> list[list[Cell]]:
        """Return header and rows without what a column shows as old, blocked or wrong.

        A first row that is no heading, "Type | IMAP (there is no POP)", tells it of no column.
        """
        against = {i for i, cell in enumerate(header) if i and cell.speaks_against}
        if not marked and len(against) == len(header) - 1:
            against.clear()
        past = not against and len(header) > 1 and bool(header[0].reading.kinds & _PAST)
        if past or _lead_to_new(body):
            for row in body:
                row[:1] = [self._without_ports(cell) for cell in row[:1]]
        self._settled = bool(against or past)
        wrong = {i for i, cell in enumerate(header) if i and cell.names_problems}
        return [
            _without(row, against | {i for i in wrong if i < len(row) and not row[i].helps})
            for row in (header, *body)
        ]

    def _cell(self, place: Range) -> Cell:
        start, end = place
        pieces = self._pieces(start, min(end, start + LONGEST_LINE))
        return Cell(place, pieces, read_sentence(pieces, self._text))

    def _without_ports(self, cell: Cell) -> Cell:
        """Keep what an old setting is about, and forget its port: "IMAP, port 143"."""
        pieces: list[Piece] = [
            piece
            for piece in cell.pieces
            if isinstance(piece, Subject)
            or (isinstance(piece, Token) and piece.kind not in (Shape.NUMBER, Kind.PORT))
        ]
        return Cell(cell.place, pieces, read_sentence(pieces, self._text))

    def _read_with_subject(self, row: Sequence[Cell]) -> None:
        """Read "incoming | port | 993", whose first cell may be left empty further down."""
        if len(row) < 3:
            self._read_key_value(row)
            return
        first = row[0]
        if first.members:
            self._context.push(Frame(self._depth * 2, first.members))
        self._read_key_value(row[1:])

    # --- keys and values -----------------------------------------------------------------------

    def _read_key_value(self, row: Sequence[Cell]) -> None:
        filled = [cell for cell in row if not cell.empty]
        if not filled:
            return
        if any(is_form(cell, self._text) for cell in filled):
            for cell in filled:
                self._read_form(cell)
            return
        self._feed_cells(filled, label=len(filled) == 1)

    def _feed_cells(self, cells: Sequence[Cell], *, label: bool) -> None:
        pieces: list[Piece] = []
        for index, cell in enumerate(cells):
            if pieces:
                pieces.append(Token(Shape.CELL, cell.place[0], cell.place[0], "|"))
            pieces.extend(as_key(cell) if index == 0 and len(cells) > 1 else cell.pieces)
            if index and asks_for_encryption(cells[0]) and (switch := cell.switch) is not None:
                pieces[-1] = switched(cells[0], switch, cell)
        port_key = len(cells) > 1 and cells[0].has(Kind.PORT)
        line = Line(cells[0].place[0], cells[-1].place[1], self._depth + 1)
        reading = read_sentence(pieces, self._text, in_port_place=port_key)
        self._feeder.feed(pieces, reading, line, label=label and not reading.mentions)

    def _read_form(self, cell: Cell) -> None:
        """Read a cell that holds a whole form as if its lines stood on the page."""
        line = Line(*cell.place, self._depth + 1)
        for part in lines_of(cell.pieces):
            ends_as_label = isinstance(part[-1], Token) and part[-1].text == ":"
            for sentence in sentences(part):
                reading = read_sentence(sentence, self._text)
                self._feeder.feed(sentence, reading, line, label=ends_as_label)

    # --- protocols as columns ------------------------------------------------------------------

    def _read_columns(self, header: Sequence[Cell], body: Sequence[Sequence[Cell]]) -> None:
        for column in range(1, len(header)):
            frames = list(self._context.frames)
            members = header[column].members
            self._context.push(
                Frame(
                    self._depth * 2 + 1,
                    members,
                    None if members else encryption_of_heading(header[column]),
                    header[column].names_other_service,
                )
            )
            for row in body:
                if column < len(row) and not row[column].empty:
                    self._feed_cells([row[0], row[column]], label=False)
            self._context.new_record()
            self._context.frames = frames

    # --- rows ----------------------------------------------------------------------------------

    def _read_rows(self, header: Sequence[Cell] | None, body: Sequence[Sequence[Cell]]) -> None:
        rows = RowReader(
            header,
            self._context,
            self._feeder,
            self._text,
            self._depth,
            number_columns(body),
            self._settled,
        )
        for row in body:
            filled = [cell for cell in row if not cell.empty]
            if any(is_form(cell, self._text) for cell in filled):
                for cell in filled:
                    self._read_form(cell)
                self._context.new_record()
            elif filled and not rows.heading(row):
                rows.read(row)


def _without(row: list[Cell], columns: set[int]) -> list[Cell]:
    """Leave out the columns "before", "blocked" and "wrong", but not what an order refers to."""
    for index in sorted(columns):
        if index + 1 < len(row) and index + 1 not in columns:
            take_up_previous(row[index].reading, row[index + 1].reading)
    return [cell for index, cell in enumerate(row) if index not in columns]


def _is_header(rows: Sequence[Sequence[Cell]], *, marked: bool) -> bool:
    """Tell whether the first row names the columns; a port or a server in it says no."""
    first = rows[0]
    dated = marked or any(cell.speaks_against for cell in first)  # "Old (until 5 October)"
    if any((c.has_number and not (dated and c.is_dated)) or c.reading.hosts for c in first):
        return False
    return marked or (len(rows) > 1 and len(first) > 1)


def _lead_to_new(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether both columns are about the same services: old settings, then new ones."""
    filled = [row for row in rows if len(row) == _OLD_AND_NEW and row[0].members and row[1].members]
    return len(filled) > 1 and all(
        {m.protocols for m in row[0].members} == {m.protocols for m in row[1].members}
        and all(any(m.named for m in cell.members) for cell in row)
        for row in filled
    )


def _has_port_columns(header: Sequence[Cell], body: Sequence[Sequence[Cell]]) -> bool:
    keys = sum(1 for cell in header if is_key(cell) or cell.members)
    return any(cell.has(Kind.PORT) for cell in header) and (
        keys > 1 or len(header) > 2 or not header[0].has(Kind.PORT) or _begin_with_numbers(body)
    )


def _begin_with_numbers(body: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether the rows are "993 | IMAP over SSL": the port first, then what it is for."""
    bare = [row for row in body if row and row[0].has_number and not row[0].reading.length]
    return len(bare) > 1 and len(bare) * 2 > len(body)


def _has_protocol_columns(header: Sequence[Cell], body: Sequence[Sequence[Cell]]) -> bool:
    return any(cell.members for cell in header[1:]) and any(row and is_key(row[0]) for row in body)


def _is_key_value(rows: Sequence[Sequence[Cell]]) -> bool:
    keyed = sum(1 for row in rows if row and is_key(row[0]))
    narrow = max((len(row) for row in rows), default=0) <= _KEY_VALUE_COLUMNS
    return (keyed >= 1 and narrow) or keyed > len(rows) / 2


def _has_keys_second(rows: Sequence[Sequence[Cell]]) -> bool:
    long = [row for row in rows if len(row) >= _KEY_VALUE_COLUMNS]
    keyed = [
        row for row in long if is_key(row[1]) and not row[1].has_number and not row[1].reading.hosts
    ]
    return len(keyed) >= 2 and len(keyed) * 2 > len(long)

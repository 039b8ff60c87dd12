"""What the columns of a table are for, where its header names no service."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from helpdesk.claims.cells import Cell
from helpdesk.claims.tokens import Token
from helpdesk.words import Kind

_KEYS: Final = frozenset({Kind.PORT, Kind.SERVER, Kind.ENCRYPTION})
_FEW: Final = 2


def is_key(cell: Cell) -> bool:
    """Tell whether a cell names a setting: a port, a server, an encryption."""
    return any(cell.has(kind) for kind in _KEYS)


def has_setting_columns(header: Sequence[Cell], body: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether each column is a form of its own: "With SSL | With STARTTLS", Port: 465 | 587.

    The rows are its keys, and one of them has ports in several columns.
    """
    keys = [row for row in body if row and is_key(row[0]) and not row[0].has_number]
    ports = [row for row in keys if row[0].has(Kind.PORT) and _ports_beside(row) >= _FEW]
    return len(header) > _FEW and len(keys) >= _FEW and bool(ports)


def _ports_beside(row: Sequence[Cell]) -> int:
    return sum(cell.only_numbers for cell in row[1:])


def without_numbering(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Leave out a first column that counts the rows: "1 | Server | ...", "2 | Port | ..."."""
    counted = [_number(row[0]) for row in rows[1:] if row]
    if len(counted) > _FEW and counted == list(range(1, len(counted) + 1)):
        return [row[1:] for row in rows]
    return rows


def _number(cell: Cell) -> int | None:
    words = [piece for piece in cell.pieces if isinstance(piece, Token) and piece.text != "."]
    return int(words[0].text) if len(words) == 1 and words[0].text.isdecimal() else None

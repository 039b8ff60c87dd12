"""A table cell and what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from helpdesk.claims.layout import Range
from helpdesk.claims.mail_ports import looks_like_mail_port
from helpdesk.claims.mentions import Reading
from helpdesk.claims.orders import ORDERS
from helpdesk.claims.pieces import NO_SSL, NONE, TLS, Encryption, Member, Piece
from helpdesk.claims.sentences import sentences
from helpdesk.claims.tokens import Shape, Token
from helpdesk.facts import Security
from helpdesk.words import Kind

_LONG_CELL: Final = 9
_AGAINST: Final = frozenset({Kind.BLOCKED, Kind.HISTORY, Kind.BEFORE, Kind.MISTAKE, Kind.NOT})
_LAST_DAY: Final = 31
_HELPING: Final = ORDERS | {Kind.INSTEAD}

_YEAR: Final = re.compile(r"(?:\A|\.)(?:19[7-9]|20\d)\d\Z")


@dataclass(slots=True)
class Cell:
    """A cell: its place, its pieces and what they say."""

    place: Range
    pieces: list[Piece]
    reading: Reading

    @property
    def empty(self) -> bool:
        """Whether nothing but blanks, or a ditto mark, is in it."""
        return all(map(_is_mark, self.pieces))

    @property
    def members(self) -> tuple[Member, ...]:
        """Every protocol and role that it names."""
        return tuple(m for subject in self.reading.subjects for m in subject.members)

    @property
    def names_other_service(self) -> bool:
        """Whether it names a service, and none that is mail."""
        return bool(self.reading.subjects) and not self.members

    @property
    def speaks_against(self) -> bool:
        """Whether a heading cell says that what stands below it is blocked, old or wrong."""
        if Kind.NOT in self.reading.kinds and Kind.RECOMMENDED in self.reading.kinds:
            return False  # "Non-SSL settings (not recommended)" are offered all the same
        return bool(self.reading.kinds & _AGAINST)

    @property
    def names_problems(self) -> bool:
        """Whether a heading cell says that what stands below it goes wrong: "Cause"."""
        return Kind.PROBLEM in self.reading.kinds and not self.members

    @property
    def helps(self) -> bool:
        """Whether it says what to do: "wrong port, the right one is 465", "25 instead of 587"."""
        return not self.reading.kinds.isdisjoint(_HELPING)

    @property
    def has_number(self) -> bool:
        """Whether a number stands in it."""
        return Shape.NUMBER in self.reading.kinds

    @property
    def is_dated(self) -> bool:
        """Whether its numbers are days and years: "Before 28 March 2023"."""
        numbers = [p for p in self.pieces if isinstance(p, Token) and p.kind is Shape.NUMBER]
        values = [int(number.text) for number in numbers]
        return self.reading.length > 0 and all(
            value <= _LAST_DAY or value // 100 in (19, 20) for value in values
        )

    @property
    def only_numbers(self) -> bool:
        """Whether it holds numbers that look like mail ports and nothing else but "or"."""
        numbers = [p for p in self.pieces if isinstance(p, Token) and p.kind is Shape.NUMBER]
        others = [
            p
            for p in self.pieces
            if isinstance(p, Token)
            and p.kind not in (Shape.NUMBER, Shape.SYMBOL, Kind.OR, Kind.AND, Shape.BREAK)
        ]
        return (
            bool(numbers)
            and not others
            and all(
                len(n.text) < 5 and int(n.text) > 9 and looks_like_mail_port(int(n.text))
                for n in numbers
            )
        )

    @property
    def says_one_thing(self) -> bool:
        """Whether one word, name or number is all that stands in it."""
        return sum(not _is_mark(piece) for piece in self.pieces) == 1

    @property
    def switch(self) -> Encryption | None:
        """The encryption that "yes" or "no" below a heading "SSL" means."""
        words = [piece for piece in self.pieces if not _is_mark(piece)]
        if len(words) != 1:
            return None
        word = words[0]
        if isinstance(word, Token) and word.kind is Kind.YES:
            return Encryption(TLS, word.start, word.end)
        if (isinstance(word, Token) and word.kind in (Kind.NO, Kind.WITHOUT, Kind.NOT)) or (
            isinstance(word, Encryption) and word.soft and word.value == NONE
        ):
            return Encryption(NONE, word.start, word.end)
        return None

    def has(self, kind: Kind) -> bool:
        """Tell whether a word of the kind stands in it."""
        return kind in self.reading.kinds


def _is_mark(piece: Piece) -> bool:
    return isinstance(piece, Token) and piece.kind is Shape.SYMBOL


def asks_for_encryption(key: Cell) -> bool:
    """Tell whether a cell such as "SSL" is a key whose value says which encryption is used."""
    return bool(key.reading.encryptions) and not key.has(Kind.PORT) and not key.members


def switched(key: Cell, switch: Encryption, value: Cell) -> Encryption:
    """Return what "yes" or "no" beside a key means: "STARTTLS: yes"; "SSL: no" leaves STARTTLS."""
    word = key.reading.encryptions[0]
    named = word.value
    if switch.value == TLS:
        either = bool(word.parts) or Security.TLS not in named  # "Use TLS / STARTTLS: yes"
        return switch._replace(value=named) if either else switch
    answers = not value.reading.encryptions  # "none" names an encryption, "no" answers
    return switch._replace(value=NO_SSL) if named == TLS and answers else switch


def as_key(cell: Cell) -> list[Piece]:
    """Return the pieces of a key: "SSL" above or beside a value asks, it does not tell."""
    if not asks_for_encryption(cell):
        return cell.pieces
    return [
        Token(Kind.ENCRYPTION, piece.start, piece.end, "")
        if isinstance(piece, Encryption)
        else piece
        for piece in cell.pieces
    ]


def encryption_of_heading(column: Cell) -> Encryption | None:
    """Return the encryption that a column heading such as "Port with SSL" names."""
    words = [
        word for word in column.reading.encryptions if not word.soft or Security.NONE in word.value
    ]
    return words[0] if len(words) == 1 and not words[0].parts else None


def is_of_a_year(cell: Cell) -> bool:
    """Tell whether a row begins with a year or a date: it tells what happened then."""
    tokens = [piece for piece in cell.pieces if isinstance(piece, Token)]
    dates = (Shape.NUMBER, Shape.DOTTED, Shape.SYMBOL, Kind.UNIT)
    return (
        len(tokens) == len(cell.pieces)
        and all(token.kind in dates for token in tokens)
        and any(_YEAR.search(token.text) is not None for token in tokens)
    )


def is_port_place(column: Cell | None, cell: Cell, row: Sequence[Cell]) -> bool:
    """Tell whether the column or the row says that numbers in a cell are ports."""
    if column is not None and column.has(Kind.PORT):
        return True
    if not cell.only_numbers:
        return False
    if column is not None and any(member.named for member in column.members):
        return True
    others = [other for other in row if other is not cell]
    if any(other.has(Kind.PORT) and not other.has_number for other in others):
        return True
    named = column is None or column.empty or bool(column.members or column.reading.encryptions)
    return named and any(other.members or other.reading.encryptions for other in row)


def number_columns(rows: Sequence[Sequence[Cell]]) -> frozenset[int]:
    """Return the only column with mail ports and nothing else, whatever stands above it."""
    filled: dict[int, list[Cell]] = {}
    for row in rows:
        for index, cell in enumerate(row):
            if index and not cell.empty:
                filled.setdefault(index, []).append(cell)
    told = [row for row in rows if row and any(m.named for m in row[0].members)]
    columns = frozenset(
        index
        for index, cells in filled.items()
        if len(told) > 1 and len(cells) > 1 and all(cell.only_numbers for cell in cells)
    )
    return columns if len(columns) == 1 else frozenset()  # of two, one may be of the past


def is_form(cell: Cell, text: str) -> bool:
    """Tell whether a cell holds several lines or sentences of a server form."""
    if len(cell.pieces) < _LONG_CELL:
        return False
    if Shape.BREAK in cell.reading.kinds or text.count(".", *cell.place) > 2:
        return True
    return cell.reading.words > _LONG_CELL - 1 or sum(1 for _ in sentences(cell.pieces)) > 1


def lines_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Part what stands in a cell into its lines."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if isinstance(piece, Token) and piece.kind is Shape.BREAK:
            lines.append([])
        else:
            lines[-1].append(piece)
    return [line for line in lines if line]

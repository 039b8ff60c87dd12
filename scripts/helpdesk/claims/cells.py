"""A table cell and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from helpdesk.claims.layout import Range
from helpdesk.claims.mail_ports import looks_like_mail_port
from helpdesk.claims.mentions import Reading
from helpdesk.claims.pieces import NONE, TLS, Encryption, Member, Piece
from helpdesk.claims.tokens import Shape, Token
from helpdesk.facts import Security
from helpdesk.words import Kind

_AGAINST: Final = frozenset({Kind.BLOCKED, Kind.HISTORY, Kind.BEFORE, Kind.MISTAKE, Kind.NOT})


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
    def has_number(self) -> bool:
        """Whether a number stands in it."""
        return Shape.NUMBER in self.reading.kinds

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

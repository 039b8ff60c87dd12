"""Pass 5 for tables: rows per protocol, protocols as columns, keys and values, forms in one cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from helpdesk.claims.attach import Mention, Reading, read_sentence
from helpdesk.claims.blocks import Line, Range, Table
from helpdesk.claims.clauses import sentences
from helpdesk.claims.context import Context, Frame
from helpdesk.claims.pieces import EITHER, NONE, TLS, Encryption, Member, Piece
from helpdesk.claims.ports import looks_like_mail_port
from helpdesk.claims.tokens import Shape, Token
from helpdesk.facts import Protocol, Security
from helpdesk.words import Kind

if TYPE_CHECKING:
    from helpdesk.claims.reader import PageReader

_KEYS: Final = frozenset({Kind.PORT, Kind.SERVER, Kind.ENCRYPTION})
_AGAINST: Final = frozenset({Kind.BLOCKED, Kind.HISTORY, Kind.BEFORE, Kind.MISTAKE, Kind.NOT})
_LONG_CELL: Final = 9


@dataclass(slots=True)
class Cell:
    """A cell: its place, its pieces and what they say."""

    place: Range
    pieces: list[Piece]
    reading: Reading

    @property
    def empty(self) -> bool:
        """Whether nothing but blanks, or a ditto mark, is in it."""
        return all(isinstance(p, Token) and p.kind is Shape.SYMBOL for p in self.pieces)

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
        return bool(self.reading.kinds & _AGAINST)

    @property
    def has_number(self) -> bool:
        """Whether a number stands in it."""
        return Shape.NUMBER in self.reading.kinds

    @property
    def only_numbers(self) -> bool:
        """Whether numbers that look like mail ports are all that is in it, but for "or" and brackets."""
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
    def switch(self) -> Encryption | None:
        """The encryption that "yes" or "no" below a heading "SSL" means."""
        words = [p for p in self.pieces if isinstance(p, Token) and p.kind is not Shape.SYMBOL]
        words += [p for p in self.pieces if isinstance(p, Encryption)]  # type: ignore[misc]
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


class TableReader:
    """Reads one table into the context."""

    def __init__(self, page: PageReader, context: Context, text: str) -> None:
        self._page = page
        self._context = context
        self._text = text
        self._depth = 0

    def read(self, table: Table) -> None:
        """Find out how the table is laid out and read it that way."""
        self._depth = table.depth
        rows = [[self._cell(place) for place in row] for row in table.rows]
        header = rows[0] if rows and self._is_header(rows, table.header) else None
        body = rows[1:] if header is not None else rows
        if header is not None and self._has_port_columns(header):
            self._read_rows(header, body)
        elif header is not None and self._has_protocol_columns(header, body):
            self._read_columns(header, body)
        elif self._has_keys_second(rows):
            for row in rows:
                self._read_with_subject(row)
        elif self._is_key_value(rows):
            for row in rows:
                self._read_key_value(row)
        else:
            self._read_rows(header, body)

    def _cell(self, place: Range) -> Cell:
        pieces = self._page.pieces(*place)
        return Cell(place, pieces, read_sentence(pieces, self._text))

    def _is_header(self, rows: Sequence[Sequence[Cell]], marked: bool) -> bool:
        first = rows[0]
        numbers = any(Shape.NUMBER in cell.reading.kinds or cell.reading.hosts for cell in first)
        if numbers:
            return False
        return marked or len(rows) > 1 and len(first) > 1

    def _has_port_columns(self, header: Sequence[Cell]) -> bool:
        keys = sum(1 for cell in header if any(cell.has(kind) for kind in _KEYS) or cell.members)
        return any(cell.has(Kind.PORT) for cell in header[0:]) and (
            keys > 1 or len(header) > 2 or not header[0].has(Kind.PORT)
        )

    def _has_protocol_columns(self, header: Sequence[Cell], body: Sequence[Sequence[Cell]]) -> bool:
        if not any(cell.members for cell in header[1:]):
            return False
        return any(row and any(row[0].has(kind) for kind in _KEYS) for row in body)

    def _is_key_value(self, rows: Sequence[Sequence[Cell]]) -> bool:
        keyed = sum(1 for row in rows if row and any(row[0].has(kind) for kind in _KEYS))
        return (
            keyed >= 1 and max((len(row) for row in rows), default=0) <= 3 or keyed > len(rows) / 2
        )

    def _has_keys_second(self, rows: Sequence[Sequence[Cell]]) -> bool:
        long = [row for row in rows if len(row) >= 3]
        keyed = [
            row
            for row in long
            if any(row[1].has(kind) for kind in _KEYS)
            and not row[1].has_number
            and not row[1].reading.hosts
        ]
        return len(keyed) >= 2 and len(keyed) * 2 > len(long)

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
        if any(_is_form(cell, self._text) for cell in filled):
            for cell in filled:
                self._read_form(cell)
            return
        self._feed_cells(filled, label=len(filled) == 1)

    def _feed_cells(self, cells: Sequence[Cell], *, label: bool) -> None:
        pieces: list[Piece] = []
        for index, cell in enumerate(cells):
            if pieces:
                pieces.append(Token(Shape.CELL, cell.place[0], cell.place[0], "|"))
            pieces.extend(_as_key(cell) if index == 0 and len(cells) > 1 else cell.pieces)
            if index and _asks_for_encryption(cells[0]) and cell.switch is not None:
                pieces[-1] = cell.switch
        port_key = len(cells) > 1 and cells[0].has(Kind.PORT)
        line = Line(cells[0].place[0], cells[-1].place[1], self._depth + 1)
        reading = read_sentence(pieces, self._text, in_port_place=port_key)
        self._page.feed(pieces, reading, line, label and not reading.mentions)

    def _read_form(self, cell: Cell) -> None:
        """Read a cell that holds a whole form as if its lines stood on the page."""
        line = Line(*cell.place, self._depth + 1)
        for part in _lines(cell.pieces):
            ends_as_label = isinstance(part[-1], Token) and part[-1].text == ":"
            for sentence in sentences(part):
                reading = read_sentence(sentence, self._text)
                self._page.feed(sentence, reading, line, ends_as_label)

    # --- protocols as columns ------------------------------------------------------------------

    def _read_columns(self, header: Sequence[Cell], body: Sequence[Sequence[Cell]]) -> None:
        for column in range(1, len(header)):
            frames = list(self._context.frames)
            members = header[column].members
            self._context.push(
                Frame(self._depth * 2 + 1, members, None, header[column].names_other_service)
            )
            for row in body:
                if column < len(row) and not row[column].empty:
                    self._feed_cells([row[0], row[column]], label=False)
            self._context.new_record()
            self._context.frames = frames

    # --- rows ----------------------------------------------------------------------------------

    def _read_rows(self, header: Sequence[Cell] | None, body: Sequence[Sequence[Cell]]) -> None:
        carried: tuple[Member, ...] = ()
        carried_word: Encryption | None = None
        carried_host: Token | None = None
        for row in body:
            filled = [cell for cell in row if not cell.empty]
            if not filled:
                continue
            if any(_is_form(cell, self._text) for cell in filled):
                for cell in filled:
                    self._read_form(cell)
                self._context.new_record()
                continue
            if len(filled) == 1 and not filled[0].reading.mentions and len(row) > 1:
                if filled[0].members:
                    self._context.push(Frame(self._depth * 2, filled[0].members))
                    carried = ()
                continue
            members = self._row_members(header, row)
            if not members and row[0].empty:
                members = carried
            words = [c for c in row if c.reading.encryptions and not c.reading.mentions]
            word_cells = self._encryption_cells(header, row, words)
            hosts = [host for cell in row for host in cell.reading.hosts]
            host = (
                hosts[0]
                if hosts
                else (
                    carried_host
                    if row[0].empty or self._blank_under(header, row, Kind.SERVER)
                    else None
                )
            )
            if not word_cells and self._blank_under(header, row, Kind.ENCRYPTION) and carried_word:
                inherited: Encryption | None = carried_word
            else:
                inherited = None
            self._read_row(header, row, members, word_cells, host, inherited)
            for name in hosts:
                self._page.note_host(
                    name, self._context.resolve(members) if len(hosts) == 1 else ()
                )
            carried, carried_host = members or carried, host
            carried_word = word_cells[0][1] if word_cells else inherited

    def _blank_under(self, header: Sequence[Cell] | None, row: Sequence[Cell], kind: Kind) -> bool:
        if header is None:
            return False
        return any(
            cell.has(kind) and index < len(row) and row[index].empty and not cell.has(Kind.PORT)
            for index, cell in enumerate(header)
        )

    def _row_members(
        self, header: Sequence[Cell] | None, row: Sequence[Cell]
    ) -> tuple[Member, ...]:
        plain = [cell for cell in row if not cell.reading.mentions and not cell.reading.hosts]
        for cells in (plain, row):
            named = [cell for cell in cells if cell.members and any(m.strong for m in cell.members)]
            if named:
                first = named[0]
                others = [c for c in named[1:] if _protocols(c.members) & _protocols(first.members)]
                if others and not any(m.named for m in first.members):
                    return others[0].members
                return first.members
        return next((cell.members for cell in plain if cell.members), ())

    def _encryption_cells(
        self, header: Sequence[Cell] | None, row: Sequence[Cell], words: Sequence[Cell]
    ) -> list[tuple[int, Encryption]]:
        found: list[tuple[int, Encryption]] = []
        for index, cell in enumerate(row):
            heading = header[index] if header is not None and index < len(header) else None
            asks = heading is not None and (
                heading.reading.encryptions or heading.has(Kind.ENCRYPTION)
            )
            if heading is not None and asks and not heading.has(Kind.PORT):
                switch = cell.switch
                words_above = heading.reading.encryptions
                value = words_above[0].value if words_above else EITHER
                if switch is not None and (switch.value == TLS or Security.TLS in value):
                    value = value if switch.value == TLS else NONE
                    found.append((index, Encryption(value, switch.start, switch.end)))
                    continue
            if cell not in words:
                continue
            keyed = (
                header is not None and index < len(header) and header[index].has(Kind.ENCRYPTION)
            )
            other_column = (
                header is not None
                and index < len(header)
                and (header[index].has(Kind.AUTHENTICATION) and not keyed)
            )
            if other_column:
                continue
            alone = len(cell.pieces) <= 2
            choice = [w for w in cell.reading.encryptions if not w.soft or keyed or alone]
            if choice and (keyed or cell.reading.words <= 4):
                found.append((index, choice[0]))
        return found

    def _read_row(
        self,
        header: Sequence[Cell] | None,
        row: Sequence[Cell],
        members: tuple[Member, ...],
        words: Sequence[tuple[int, Encryption]],
        host: Token | None,
        inherited: Encryption | None,
    ) -> None:
        other_row = any(cell.names_other_service for cell in row[:2]) and not members
        resolved = self._context.resolve(members)
        outer, other_outer, _ = self._context.members
        mentions: list[tuple[int, Mention]] = []
        for index, cell in enumerate(row):
            column = header[index] if header is not None and index < len(header) else None
            in_port_column = self._is_port_place(column, cell, row)
            if column is not None and column.speaks_against:
                continue
            reading = cell.reading
            if in_port_column:
                reading = read_sentence(cell.pieces, self._text, in_port_place=True)
            for mention in reading.mentions:
                if not mention.members and not mention.other_service:
                    mention.members = self._of_column(column, resolved) or outer
                    mention.other_service = other_row or (not mention.members and other_outer)
                else:
                    mention.members = self._context.resolve(mention.members)
                if mention.encryption is None and column is not None and in_port_column:
                    mention.encryption = _of_heading(column)
                mention.host = mention.host or host or self._context.section_host
                if in_port_column or mention.members or mention.sure:
                    mentions.append((index, mention))
        self._give_encryption(mentions, words, inherited)
        self._context.mentions.extend(mention for _, mention in mentions)
        if not mentions and words and resolved and any(i > 0 for i, _ in words):
            self._context.record.encryption = words[0][1]
            frames = list(self._context.frames)
            self._context.frames.append(Frame(self._depth * 2 + 1, resolved))
            self._context.new_record()
            self._context.frames = frames

    def _is_port_place(self, column: Cell | None, cell: Cell, row: Sequence[Cell]) -> bool:
        """Tell whether numbers in a cell are ports: its column or its row says so, or it is alone."""
        if column is not None and column.has(Kind.PORT):
            return True
        if not cell.only_numbers:
            return False
        if any(
            other is not cell and other.has(Kind.PORT) and not other.has_number for other in row
        ):
            return True
        named = column is None or column.empty or bool(column.members or column.reading.encryptions)
        return named and any(other.members or other.reading.encryptions for other in row)

    def _of_column(self, column: Cell | None, members: tuple[Member, ...]) -> tuple[Member, ...]:
        """Combine the row's protocol with the column's: a role and a name agree on one."""
        if column is None or not column.members:
            return members
        if not members:
            return self._context.resolve(column.members)
        common = _protocols(column.members) & _protocols(members)
        if not common:
            return column.members
        narrowed = [m for m in (*members, *column.members) if m.protocols == common]
        return (narrowed[0],) if narrowed else members

    def _give_encryption(
        self,
        mentions: Sequence[tuple[int, Mention]],
        words: Sequence[tuple[int, Encryption]],
        inherited: Encryption | None,
    ) -> None:
        waiting = [(i, m) for i, m in mentions if m.encryption is None]
        if not waiting:
            return
        if not words:
            for _, mention in waiting:
                mention.encryption = inherited
            return
        if len(words) == 1 and len(words[0][1].parts) == len(waiting) > 1:
            for (_, mention), (value, start, end) in zip(waiting, words[0][1].parts, strict=True):
                mention.encryption = Encryption(value, start, end)
            return
        word_first = words[0][0] < waiting[0][0]
        tokens = tuple(mention.token for _, mention in waiting)
        for index, mention in waiting:
            before = [w for i, w in words if i <= index]
            after = [w for i, w in words if i > index]
            side = before[-1:] or after[:1] if word_first else after[:1] or before[-1:]
            mention.encryption = side[0]
            if len(words) == 1 and len(tokens) > 1:
                mention.shares = tokens


def _asks_for_encryption(key: Cell) -> bool:
    return bool(key.reading.encryptions) and not key.has(Kind.PORT) and not key.members


def _as_key(cell: Cell) -> list[Piece]:
    """Return the pieces of a key: "SSL" above or beside a value asks, it does not tell."""
    if not _asks_for_encryption(cell):
        return cell.pieces
    return [
        Token(Kind.ENCRYPTION, piece.start, piece.end, "")
        if isinstance(piece, Encryption)
        else piece
        for piece in cell.pieces
    ]


def _of_heading(column: Cell) -> Encryption | None:
    """Return the encryption that a column heading such as "Port with SSL" names."""
    words = [
        word for word in column.reading.encryptions if not word.soft or Security.NONE in word.value
    ]
    return words[0] if len(words) == 1 and not words[0].parts else None


def _is_form(cell: Cell, text: str) -> bool:
    """Tell whether a cell holds several lines or sentences of a server form."""
    if len(cell.pieces) < _LONG_CELL:
        return False
    if Shape.BREAK in cell.reading.kinds or text.count(".", *cell.place) > 2:
        return True
    return cell.reading.words > _LONG_CELL - 1 or sum(1 for _ in sentences(cell.pieces)) > 1


def _lines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if isinstance(piece, Token) and piece.kind is Shape.BREAK:
            lines.append([])
        else:
            lines[-1].append(piece)
    return [line for line in lines if line]


def _protocols(members: Sequence[Member]) -> frozenset[Protocol]:
    return frozenset().union(*(member.protocols for member in members))

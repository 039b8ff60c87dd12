"""Pass 5 for tables with a service per row: what the row, the columns and the rows above say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from helpdesk.claims.agreement import HOST_NAMES
from helpdesk.claims.attach import read_sentence
from helpdesk.claims.cells import Cell, encryption_of_heading, is_of_a_year, is_port_place
from helpdesk.claims.context import Context
from helpdesk.claims.feed import Feeder
from helpdesk.claims.frames import Frame
from helpdesk.claims.mentions import Mention
from helpdesk.claims.pieces import EITHER, NONE, TLS, Encryption, Member, protocols_of
from helpdesk.claims.ports import Sureness
from helpdesk.claims.taking_up import take_up_previous
from helpdesk.claims.tokens import Token
from helpdesk.facts import Security
from helpdesk.words import Kind

_WORDS_BESIDE_AN_ENCRYPTION: Final = 4

Row = Sequence[Cell]
Placed = tuple[int, Encryption]
"""An encryption and the number of its column."""


@dataclass(slots=True)
class _Above:
    """What the row above says, for cells that are left empty because they repeat it."""

    members: tuple[Member, ...] = ()
    encryption: Encryption | None = None
    host: Token | None = None


@dataclass(slots=True)
class RowReader:
    """Reads rows, one after the other, below a heading row or without one.

    `number_columns`: those that hold nothing but mail ports. `settled`: the table says itself
    which of its columns is old, whatever the heading above it is about.
    """

    header: Row | None
    context: Context
    feeder: Feeder
    text: str
    depth: int
    number_columns: frozenset[int] = frozenset()
    settled: bool = False
    _above: _Above = field(default_factory=_Above)

    def heading(self, row: Row) -> bool:
        """Take a row with one filled cell as a heading inside the table; false if it is none."""
        filled = [cell for cell in row if not cell.empty]
        if len(filled) != 1 or filled[0].reading.mentions or len(row) < 2:
            return False
        if filled[0].members:
            self.context.push(Frame(self.depth * 2, filled[0].members))
            self._above.members = ()
        return True

    def read(self, row: Row) -> None:
        """Read one row: its ports, with what the other cells and the columns say."""
        members = _members(row) or (self._above.members if row[0].empty else ())
        words = self._encryptions(row)
        hosts = [host for cell in row for host in cell.reading.hosts]
        host = hosts[0] if hosts else None
        if host is not None and not row[0].members:
            members = _of_host(host, members)
        if host is None and (row[0].empty or self._is_blank_under(row, Kind.SERVER)):
            host = self._above.host
        repeated = None
        if not words and self._is_blank_under(row, Kind.ENCRYPTION):
            repeated = self._above.encryption
        self._read_ports(row, members, words, host, repeated)
        resolved = self.context.resolve(members) if len(hosts) == 1 else ()
        for name in hosts:
            self.feeder.note_host(name, resolved)
        word = words[0][1] if words else repeated
        self._above = _Above(members or self._above.members, word, host)

    def _column(self, index: int) -> Cell | None:
        header = self.header
        return header[index] if header is not None and index < len(header) else None

    def _is_blank_under(self, row: Row, kind: Kind) -> bool:
        return any(
            cell.has(kind) and index < len(row) and row[index].empty and not cell.has(Kind.PORT)
            for index, cell in enumerate(self.header or ())
        )

    # --- encryption ----------------------------------------------------------------------------

    def _encryptions(self, row: Row) -> list[Placed]:
        """Return the encryptions that cells without a port name, with their columns."""
        found: list[Placed] = []
        for index, cell in enumerate(row):
            column = self._column(index)
            word = _switched(column, cell) or _named(column, cell)
            if word is not None:
                found.append((index, word))
        return found

    # --- ports ---------------------------------------------------------------------------------

    def _read_ports(
        self,
        row: Row,
        members: tuple[Member, ...],
        words: Sequence[Placed],
        host: Token | None,
        repeated: Encryption | None,
    ) -> None:
        mentions: list[tuple[int, Mention]] = []
        resolved = self.context.resolve(members)
        other_row = any(cell.names_other_service for cell in row[:2]) and not members
        blocked = any(cell.has(Kind.BLOCKED) for cell in row if not cell.reading.mentions)
        for index, cell in enumerate(row):
            column = self._column(index)
            if column is not None and column.speaks_against:
                continue
            in_place = index in self.number_columns or is_port_place(column, cell, row)
            reading = cell.reading
            if in_place:
                reading = read_sentence(cell.pieces, self.text, in_port_place=True)
            elif index:
                take_up_previous(row[index - 1].reading, reading)
            for mention in reading.mentions:
                if not (in_place or mention.sure > Sureness.MAYBE or resolved or mention.local):
                    continue  # "| 500 mailboxes | 993 |" below a heading about IMAP
                self._complete(mention, column, resolved, other_row=other_row)
                mention.other_service = mention.other_service or is_of_a_year(row[0])
                if mention.encryption is None and column is not None and in_place and not words:
                    mention.encryption = encryption_of_heading(column)
                own = mention.host or host
                mention.host, mention.far_host = own or self.context.section_host, own is None
                mention.idle = not (in_place or _is_told(mention))
                mention.idle = mention.idle or (blocked and not mention.ordered)
                against = self.context.against is not None and not self.settled
                mention.idle = mention.idle or against
                mentions.append((index, mention))
        _give_encryption([m for m in mentions if m[1].encryption is None], words, repeated)
        self.context.mentions.extend(mention for _, mention in mentions)
        if not mentions and resolved and any(index > 0 for index, _ in words):
            self.context.note_lone(resolved, words[0][1])

    def _complete(
        self, mention: Mention, column: Cell | None, row: tuple[Member, ...], *, other_row: bool
    ) -> None:
        """Give a port the protocol of its cell, else of row and column, else of the context."""
        if mention.members or mention.other_service:
            mention.members = self.context.resolve(mention.members)
            return
        outer, other_outer, _ = self.context.members
        own = self._of_row_and_column(column, row)
        mention.members = own or outer
        mention.loose = mention.loose or not (own or any(member.strong for member in outer))
        mention.other_service = other_row or (not mention.members and other_outer)

    def _of_row_and_column(
        self, column: Cell | None, members: tuple[Member, ...]
    ) -> tuple[Member, ...]:
        """Combine the row's protocol with the column's: a role and a name agree on one."""
        if column is None or not column.members:
            return members
        if not members:
            return self.context.resolve(column.members)
        common = protocols_of(column.members) & protocols_of(members)
        if not common:
            return column.members
        narrowed = [m for m in (*members, *column.members) if m.protocols == common]
        return (narrowed[0],) if narrowed else members


def _members(row: Row) -> tuple[Member, ...]:
    """Return the protocols of the first cell that names any; a name goes before a role."""
    plain = [cell for cell in row if not cell.reading.mentions and not cell.reading.hosts]
    for cells in (plain, row):
        telling = [cell.members for cell in cells if any(m.strong for m in cell.members)]
        if telling:
            first = telling[0]
            same = [m for m in telling[1:] if protocols_of(m) & protocols_of(first)]
            return same[0] if same and not any(m.named for m in first) else first
    return next((cell.members for cell in plain if cell.members), ())


def _of_host(host: Token, members: tuple[Member, ...]) -> tuple[Member, ...]:
    """Let the server's name speak, where "outgoing" is the way through a firewall."""
    protocol = HOST_NAMES.get(host.text.split(".", 1)[0].lower())
    if protocol is None or any(m.named or protocol in m.protocols for m in members):
        return members
    return (Member(frozenset({protocol}), host.start, host.end),)


def _switched(column: Cell | None, cell: Cell) -> Encryption | None:
    """Return what "yes" or "no" means in a column such as "SSL" or "Encrypted?"."""
    if column is None or column.has(Kind.PORT):
        return None
    above = column.reading.encryptions
    switch = cell.switch if above or column.has(Kind.ENCRYPTION) else None
    value = above[0].value if above else EITHER
    if switch is None or (switch.value != TLS and Security.TLS not in value):
        return None
    return Encryption(value if switch.value == TLS else NONE, switch.start, switch.end)


def _named(column: Cell | None, cell: Cell) -> Encryption | None:
    if cell.reading.mentions or not cell.reading.encryptions:
        return None
    keyed = column is not None and column.has(Kind.ENCRYPTION)
    if column is not None and column.has(Kind.AUTHENTICATION) and not keyed:
        return None
    alone = cell.says_one_thing
    choice = [w for w in cell.reading.encryptions if not w.soft or keyed or alone]
    if not choice or not (keyed or cell.reading.words <= _WORDS_BESIDE_AN_ENCRYPTION):
        return None
    return choice[0]


def _is_told(mention: Mention) -> bool:
    """Tell whether the page says what a port is for; port 25 needs more than a word in passing."""
    if mention.token.text == "25":
        named = any(member.named for member in mention.members)
        called = mention.sure is Sureness.NAMED and mention.local
        return named or bool(mention.members and (called or mention.encryption))
    return bool(mention.members)


def _give_encryption(
    waiting: Sequence[tuple[int, Mention]], words: Sequence[Placed], repeated: Encryption | None
) -> None:
    """Give the row's encryption to its ports; with several, the next one in reading order."""
    if not words or not waiting:
        for _, mention in waiting:
            mention.encryption = repeated
        return
    if len(words) == 1 and len(words[0][1].parts) == len(waiting) > 1:
        for (_, mention), (value, start, end) in zip(waiting, words[0][1].parts, strict=True):
            mention.encryption = Encryption(value, start, end)
        return
    word_first = words[0][0] < waiting[0][0]
    tokens = tuple(mention.token for _, mention in waiting)
    for index, mention in waiting:
        before = [word for place, word in words if place <= index][-1:]
        after = [word for place, word in words if place > index][:1]
        mention.encryption = (before + after if word_first else after + before)[0]
        if len(words) == 1 and len(tokens) > 1:
            mention.shares = tokens

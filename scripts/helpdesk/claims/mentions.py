"""What one sentence is read to: mentions of ports, and how near its pieces are to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from helpdesk.claims.mail_ports import usual_service
from helpdesk.claims.pieces import Encryption, Member, Piece, Subject, is_symbol
from helpdesk.claims.port_neighbours import is_short_word
from helpdesk.claims.ports import Sureness
from helpdesk.claims.tokens import Shape, Token
from helpdesk.facts import Protocol
from helpdesk.words import Kind

_LONGEST_ARTICLE: Final = 5
_RUNNING_WORDS: Final = 6
OTHER_SIDE: Final = 1.5
"""How much further the side counts that a sentence does not begin with."""
_SYMBOL_COSTS: Final = {",": 2.0, ";": 4.0, "(": -2.0, "[": -2.0, ")": 1.0, "]": 1.0, "→": 3.0}


_KIND_COSTS: Final = {
    Kind.OR: 2.0,
    Kind.AND: 2.0,
    Kind.CONTRAST: 4.0,
    Kind.FOR: -1.0,
    Kind.WITH: 0.0,
    Kind.PORT: 0.2,
    Shape.WORD: 0.7,
    Shape.CELL: 2.0,
}


_SYMBOL: Final = Shape.SYMBOL  # found ten times as quickly as the member
_RUN_KINDS: Final = frozenset({Kind.OR, Kind.AND, Kind.PORT, Shape.BREAK})


@dataclass(slots=True)
class Mention:
    """A port that a sentence states, with what stands beside it; the context adds the rest.

    `shares`: other ports that the same encryption word may belong to ("143 or 993 with SSL").
    `alternative`: "or" leads to it from the port before. `certain`: no doubt about its service.
    `repeated`: its list has named it before.
    `hedged`: what is said around it may be true of a port that nobody offers. `told`: it is what
    somebody has set, and not what to set.
    """

    token: Token
    sure: Sureness
    members: tuple[Member, ...] = ()
    other_service: bool = False
    encryption: Encryption | None = None
    shares: tuple[Token, ...] = ()
    host: Token | None = None
    far_host: bool = False
    local: bool = False
    loose: bool = False
    idle: bool = False
    ordered: bool = False
    alternative: bool = False
    certain: bool = False
    repeated: bool = False
    hedged: bool = False
    told: bool = False

    @property
    def names_server(self) -> bool:
        """Whether its own statement names the server, not one further up."""
        return self.host is not None and not self.far_host

    @property
    def usual(self) -> Protocol | None:
        """The service that has this port by convention."""
        return usual_service(int(self.token.text))


@dataclass(slots=True)
class Reading:
    """What one sentence says: its mentions, and what it names without a port."""

    mentions: list[Mention] = field(default_factory=list)
    denied: list[Token] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)
    encryptions: list[Encryption] = field(default_factory=list)
    hosts: list[Token] = field(default_factory=list)
    denied_hosts: list[Token] = field(default_factory=list)
    kinds: frozenset[object] = frozenset()
    words: int = 0
    length: int = 0  # every word, whatever it says


def is_running(words: int) -> bool:
    """Tell whether so many words make running text, and no line of a form."""
    return words > _RUNNING_WORDS


def words_in(gap: str) -> int:
    """Return how many words stand in a stretch of text: "of course, 2" has two."""
    return sum(any(map(str.isalpha, word)) for word in gap.split())


def joined(gap: Sequence[Piece], longest: int = 3) -> bool:
    """Tell whether a gap joins two ports of a list: "or", a slash, "e la", "of poort"."""
    if len(gap) > longest:
        return False
    words = [piece for piece in gap if is_short_word(piece, _LONGEST_ARTICLE)]
    if words and not any(is_symbol(p, ",/&") or _is_joint(p) for p in gap):
        return False
    return all(in_run(piece) or piece in words for piece in gap)


def _is_joint(piece: Piece) -> bool:
    return isinstance(piece, Token) and piece.kind in (Kind.OR, Kind.AND)


def runs_of(sentence: Sequence[Piece], numbers: Sequence[int]) -> list[list[int]]:
    """Group numbers that are listed together: "465/587", "25, 587 and 2525"."""
    runs: list[list[int]] = []
    for index in numbers:
        gap = sentence[runs[-1][-1] + 1 : index] if runs else ()
        if runs and joined(gap):
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def in_run(piece: Piece) -> bool:
    """Tell whether a piece may stand between two ports of a list."""
    return is_symbol(piece, ",/&|-–+'’") or (isinstance(piece, Token) and piece.kind in _RUN_KINDS)


def joiner(sentence: Sequence[Piece], left: int, right: int) -> str:
    """Return how two neighbours are joined: "or", "and" or the symbol; a comma counts as "and"."""
    for piece in sentence[left + 1 : right]:
        if isinstance(piece, Token) and piece.kind in (Kind.OR, Kind.AND):
            return str(piece.kind)
        if is_symbol(piece, "/&+"):
            return piece.text if isinstance(piece, Token) else ""
    return "and"


def cost(gap: Sequence[Piece]) -> float:
    """Return how far apart the two ends of a gap are: commas and "and" part, brackets join."""
    cost = 0.0
    for piece in gap:
        if not isinstance(piece, Token):
            cost += 0.4
        elif piece.kind is _SYMBOL:
            cost += _SYMBOL_COSTS.get(piece.text, 0.3)
        else:
            cost += _KIND_COSTS.get(piece.kind, 0.5)
    return cost

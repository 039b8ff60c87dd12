"""Pass 4: one sentence (line, cell) to mentions: each port with the protocol and encryption beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from helpdesk.claims.clauses import denied_names, denied_numbers, in_long_quote
from helpdesk.claims.pieces import Encryption, Member, Piece, Subject, is_symbol
from helpdesk.claims.ports import Sureness, looks_like_mail_port, sureness
from helpdesk.claims.tokens import Shape, Token
from helpdesk.facts import Security
from helpdesk.words import Kind

_SOFT_REACH: Final = 6
_TAKEN: Final = 4.0
_OTHER_SIDE: Final = 1.5
_UNREACHED: Final = 1000.0
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
_RUN_KINDS: Final = frozenset({Kind.OR, Kind.AND, Kind.PORT, Shape.BREAK})


@dataclass(slots=True)
class Mention:
    """A port that a sentence states, with what stands beside it; the context adds the rest.

    `shares`: other ports that the same encryption word may belong to ("143 or 993 with SSL").
    """

    token: Token
    sure: Sureness
    members: tuple[Member, ...] = ()
    other_service: bool = False
    encryption: Encryption | None = None
    shares: tuple[Token, ...] = ()
    host: Token | None = None
    local: bool = False
    loose: bool = False
    idle: bool = False


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


def read_sentence(sentence: Sequence[Piece], text: str, *, in_port_place: bool = False) -> Reading:
    """Return the mentions of one sentence, and its subjects, encryptions and hosts."""
    reading = Reading()
    kinds: set[object] = set()
    numbers: list[int] = []
    for index, piece in enumerate(sentence):
        if isinstance(piece, Subject):
            reading.subjects.append(piece)
        elif isinstance(piece, Encryption):
            if not in_long_quote(text, piece.start):
                reading.encryptions.append(piece)
        else:
            kinds.add(piece.kind)
            if piece.kind is Shape.HOST:
                reading.hosts.append(piece)
            elif piece.kind is Shape.NUMBER:
                numbers.append(index)
            elif piece.kind is Shape.WORD:
                reading.words += 1
    reading.kinds = frozenset(kinds)
    if reading.hosts:
        reading.denied_hosts = denied_names(sentence, text)
    if numbers:
        _read_numbers(sentence, numbers, text, reading, in_port_place=in_port_place)
    return reading


def _read_numbers(
    sentence: Sequence[Piece],
    numbers: list[int],
    text: str,
    reading: Reading,
    *,
    in_port_place: bool,
) -> None:
    denied = denied_numbers(sentence, text)
    kept: dict[int, Mention] = {}
    srv = Kind.SRV in reading.kinds
    for index in numbers:
        token = sentence[index]
        assert isinstance(token, Token)  # noqa: S101 - narrows the type
        if srv and not (index + 1 < len(sentence) and sentence[index + 1] in reading.hosts):
            continue
        sure = sureness(sentence, index, text, in_port_place=in_port_place or srv)
        if not sure:
            continue
        kept[index] = Mention(token, sure)
    if not kept:
        return
    _add_neighbours(sentence, numbers, kept)
    runs = _runs(sentence, sorted(kept))
    _give_subjects(sentence, runs, kept)
    _give_encryption(sentence, runs, kept, text)
    _give_hosts(sentence, kept)
    reading.mentions = [kept[index] for index in sorted(kept) if index not in denied]
    reading.denied = [kept[index].token for index in sorted(kept) if index in denied]


def _add_neighbours(
    sentence: Sequence[Piece], numbers: Sequence[int], kept: dict[int, Mention]
) -> None:
    """Take "645" in "645 or 587" for a port, because it is listed together with one."""
    for index in numbers:
        token = sentence[index]
        if index in kept or not isinstance(token, Token) or not 1 < len(token.text) < 5:
            continue
        if not looks_like_mail_port(int(token.text)) or 1900 <= int(token.text) <= 2100:
            continue
        for other in tuple(kept):
            low, high = sorted((index, other))
            gap = sentence[low + 1 : high]
            if gap and len(gap) <= 3 and all(_in_run(piece) for piece in gap):
                kept[index] = Mention(token, Sureness.LIKELY)
                break


def _runs(sentence: Sequence[Piece], numbers: Sequence[int]) -> list[list[int]]:
    """Group numbers that are listed together: "465/587", "25, 587 and 2525"."""
    runs: list[list[int]] = []
    for index in numbers:
        gap = sentence[runs[-1][-1] + 1 : index] if runs else ()
        if runs and len(gap) <= 3 and all(_in_run(piece) for piece in gap):
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _in_run(piece: Piece) -> bool:
    return is_symbol(piece, ",/&|-–+'’") or (isinstance(piece, Token) and piece.kind in _RUN_KINDS)


def _joiner(sentence: Sequence[Piece], left: int, right: int) -> str:
    """Return how two neighbours are joined: "or", "and" or the symbol; a comma counts as "and"."""
    for piece in sentence[left + 1 : right]:
        if isinstance(piece, Token) and piece.kind in (Kind.OR, Kind.AND):
            return str(piece.kind)
        if is_symbol(piece, "/&+"):
            return piece.text if isinstance(piece, Token) else ""
    return "and"


# --- protocols ---------------------------------------------------------------------------------


def _give_subjects(
    sentence: Sequence[Piece], runs: list[list[int]], kept: dict[int, Mention]
) -> None:
    everything = [(i, p) for i, p in enumerate(sentence) if isinstance(p, Subject)]
    subjects = [
        (i, p) for i, p in everything if not p.members or p.strong or _is_named(sentence, i)
    ]
    subjects = subjects or everything
    if not subjects:
        return
    port_first = runs[0][0] < subjects[0][0]
    taken = -1
    for position, run in enumerate(runs):
        before = [s for s in subjects if s[0] < run[0]]
        after = [s for s in subjects if s[0] > run[-1]]
        stop = runs[position + 1][0] if position + 1 < len(runs) else len(sentence)
        chosen, follows = _nearer(sentence, run, before[-1:], after[:1], stop, port_first, taken)
        loose = False
        if not follows and chosen[0] == taken and port_first:
            verbs = [s for s in everything if chosen[0] < s[0] < run[0]]
            chosen, loose = (verbs[-1], False) if verbs else (chosen, True)
        taken = chosen[0] if follows else -1
        _share_out(sentence, run, chosen[1], kept)
        for number in run:
            kept[number].local, kept[number].loose = True, loose


def _nearer(
    sentence: Sequence[Piece],
    run: Sequence[int],
    before: Sequence[tuple[int, Subject]],
    after: Sequence[tuple[int, Subject]],
    stop: int,
    port_first: bool,
    taken: int,
) -> tuple[tuple[int, Subject], bool]:
    """Choose the subject before or after a run of ports; true if it is the one after.

    The one that less stands between counts as nearer; a subject that the run before has taken, or
    that the next number follows directly, is further, and so is the side that the sentence does
    not begin with.
    """
    if not after:
        return before[-1], False
    if not before:
        return after[0], True
    back = _cost(sentence[before[-1][0] + 1 : run[0]]) + _TAKEN * (before[-1][0] == taken)
    ahead = _cost(sentence[run[-1] + 1 : after[0][0]])
    following = sentence[after[0][0] + 1] if after[0][0] + 1 < len(sentence) else None
    if after[0][0] > stop:
        ahead += _TAKEN
    elif following is not None and (
        is_symbol(following, ":=")
        or (isinstance(following, Token) and following.kind in (Kind.AFTER_FOR, Shape.NUMBER))
    ):
        ahead += _TAKEN
    if port_first:
        back += _OTHER_SIDE
    else:
        ahead += _OTHER_SIDE
    return (after[0], True) if ahead < back else (before[-1], False)


def _cost(gap: Sequence[Piece]) -> float:
    """Return how far apart the two ends of a gap are: commas and "and" part, brackets join."""
    cost = 0.0
    for piece in gap:
        if not isinstance(piece, Token):
            cost += 0.4
        elif piece.kind is Shape.SYMBOL:
            cost += _SYMBOL_COSTS.get(piece.text, 0.3)
        else:
            cost += _KIND_COSTS.get(piece.kind, 0.5)
    return cost


def _is_named(sentence: Sequence[Piece], index: int) -> bool:
    """Tell whether a verb such as "sending" stands as a name: "sending port", "port for sending"."""
    near = sentence[max(0, index - 2) : index] + sentence[index + 1 : index + 2]
    return any(
        isinstance(p, Token) and p.kind in (Kind.PORT, Kind.SERVER, Kind.FOR, Kind.AFTER_FOR)
        for p in near
    )


def _share_out(
    sentence: Sequence[Piece], run: Sequence[int], subject: Subject, kept: dict[int, Mention]
) -> None:
    """Give each number of a run its member of the subject if they pair off, else all of them."""
    members = subject.members
    pair_off = (
        len(members) == len(run) > 1
        and len(
            {_joiner(sentence, left, right) for left, right in zip(run, run[1:], strict=False)}
            | ({"/"} if False else set())
        )
        == 1
        and _joiner(sentence, run[0], run[1]) != str(Kind.OR)
    )
    for index, number in enumerate(run):
        mention = kept[number]
        mention.members = (members[index],) if pair_off else members
        mention.other_service = not members


# --- encryption --------------------------------------------------------------------------------


def _give_encryption(
    sentence: Sequence[Piece], runs: list[list[int]], kept: dict[int, Mention], text: str
) -> None:
    words = [
        (i, p)
        for i, p in enumerate(sentence)
        if isinstance(p, Encryption) and (not p.soft or _in_place(sentence, i))
    ]
    words = [(i, word) for i, word in words if not in_long_quote(text, word.start)]
    if any(not word.soft for _, word in words):
        words = [(i, word) for i, word in words if not word.soft or Security.NONE in word.value]
    if not words:
        return
    word_first = words[0][0] < runs[0][0]
    taken = -1
    for position, run in enumerate(runs):
        start = runs[position - 1][-1] if position else -1
        stop = runs[position + 1][0] if position + 1 < len(runs) else len(sentence)
        before = [w for w in words if start < w[0] < run[0]]
        after = [w for w in words if run[-1] < w[0] < stop]
        if word_first and not before:
            before = [w for w in words if w[0] < run[0]][-1:]
        if after and stop < len(sentence):
            if _is_of_the_next(sentence, run[-1], after[0][0], stop):
                after = []
        chosen = _nearer_word(sentence, run, before[-1:], after[:1], word_first, taken)
        if chosen is not None and chosen[1].soft and not _is_near(sentence, run, chosen[0]):
            chosen = None
        if chosen is not None:
            taken = chosen[0] if chosen[0] > run[-1] else -1
            _share_encryption(sentence, run, chosen, kept)


def _nearer_word(
    sentence: Sequence[Piece],
    run: Sequence[int],
    before: Sequence[tuple[int, Encryption]],
    after: Sequence[tuple[int, Encryption]],
    word_first: bool,
    taken: int,
) -> tuple[int, Encryption] | None:
    """Choose the encryption before or after a run of ports, as `_nearer` does for subjects."""
    back = ahead = _UNREACHED
    if before and before[-1][0] != taken:
        back = _cost(sentence[before[-1][0] + 1 : run[0]]) + _OTHER_SIDE * (not word_first)
    if after:
        ahead = _cost(sentence[run[-1] + 1 : after[0][0]]) + _OTHER_SIDE * word_first
    if back == ahead == _UNREACHED:
        return None
    return after[0] if ahead < back else before[-1]


def _is_near(sentence: Sequence[Piece], run: Sequence[int], word: int) -> bool:
    """Tell whether a word such as "unencrypted" is in the same clause as the ports, and close."""
    gap = sentence[run[-1] + 1 : word] if word > run[-1] else sentence[word + 1 : run[0]]
    return len(gap) <= _SOFT_REACH and not any(
        (isinstance(p, Token) and p.kind is Kind.CONTRAST) or is_symbol(p, ";") for p in gap
    )


def _is_of_the_next(sentence: Sequence[Piece], number: int, word: int, following: int) -> bool:
    """Tell "465 or STARTTLS with 587" from "465 SSL or 587"."""
    left, right = sentence[number + 1 : word], sentence[word + 1 : following]
    parted = any(
        is_symbol(p, ",;") or (isinstance(p, Token) and p.kind in (Kind.OR, Kind.AND)) for p in left
    )
    return parted and all(
        is_symbol(p, "(:'’-")
        or (isinstance(p, Token) and p.kind in (Kind.WITH, Kind.PORT, Kind.FOR, Kind.USE))
        for p in right
    )


def _bracketed(sentence: Sequence[Piece], left: int, right: int) -> bool:
    """Tell whether only an opening bracket (and "with") stands between: "465 (SSL)", "SSL (465)"."""
    gap = sentence[left + 1 : right]
    return bool(gap) and len(gap) <= 2 and any(is_symbol(p, "([") for p in gap)


def _in_place(sentence: Sequence[Piece], index: int) -> bool:
    """Tell whether a word such as "none" stands where an encryption does."""
    before = sentence[index - 1] if index else None
    after = sentence[index + 1] if index + 1 < len(sentence) else None
    for piece in sentence[max(0, index - 3) : index]:
        if isinstance(piece, Token) and piece.kind in (
            Kind.AUTHENTICATION,
            Kind.PASSWORD,
            Kind.USERNAME,
        ):
            return False
    if any(
        isinstance(p, Token) and p.kind is Kind.ENCRYPTION
        for p in sentence[max(0, index - 3) : index + 3]
    ):
        return True
    for near in (before, after):
        if near is None:
            continue
        if isinstance(near, Subject) or is_symbol(near, "(),:/-–+→⟶>"):
            return True
        if isinstance(near, Token) and near.kind in (
            Shape.NUMBER,
            Kind.PORT,
            Kind.WITH,
            Kind.OR,
            Kind.AND,
            Kind.FOR,
            Shape.CELL,
        ):
            return True
    return False


def _share_encryption(
    sentence: Sequence[Piece],
    run: Sequence[int],
    word: tuple[int, Encryption],
    kept: dict[int, Mention],
) -> None:
    position, encryption = word
    parts = encryption.parts
    if len(parts) == len(run) > 1:
        for number, (value, start, end) in zip(run, parts, strict=True):
            kept[number].encryption = Encryption(value, start, end)
        return
    tokens = tuple(kept[number].token for number in run)
    loose = position > run[-1] or _joiner(sentence, run[0], run[-1]) != "and"
    for number in run:
        kept[number].encryption = encryption
        if loose and len(run) > 1:
            kept[number].shares = tokens


# --- hosts -------------------------------------------------------------------------------------


def _give_hosts(sentence: Sequence[Piece], kept: dict[int, Mention]) -> None:
    hosts = [i for i, p in enumerate(sentence) if isinstance(p, Token) and p.kind is Shape.HOST]
    if not hosts:
        return
    host_first = hosts[0] < min(kept)
    for number, mention in kept.items():
        before = [h for h in hosts if h < number]
        after = [h for h in hosts if h > number]
        chosen = (
            before[-1]
            if before and (host_first or not after)
            else after[0]
            if after
            else before[-1]
        )
        host = sentence[chosen]
        mention.host = host if isinstance(host, Token) else None

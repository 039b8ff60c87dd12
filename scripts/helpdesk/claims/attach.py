"""Pass 4: one sentence (line, cell) to mentions: each port with what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from helpdesk.claims.agreement import is_web_name
from helpdesk.claims.attach_encryption import give_encryption
from helpdesk.claims.attach_subjects import give_subjects
from helpdesk.claims.clauses import unquoted
from helpdesk.claims.denials import denied_names, denied_numbers
from helpdesk.claims.hedges import hedge
from helpdesk.claims.mail_ports import (
    MAIL_PORTS,
    OTHER_PORTS,
    is_slip,
    is_swapped,
    looks_like_mail_port,
)
from helpdesk.claims.mentions import Mention, Reading, joined, runs_of
from helpdesk.claims.orders import is_ordered
from helpdesk.claims.pieces import TLS, Encryption, Piece, Subject, is_kind, is_symbol
from helpdesk.claims.port_names import is_contradiction
from helpdesk.claims.ports import Sureness, sureness
from helpdesk.claims.repeats import mark_repeated
from helpdesk.claims.replacements import claim_contradictions, is_replacement
from helpdesk.claims.sentences import is_question
from helpdesk.claims.taking_up import take_up_denied
from helpdesk.claims.tokens import Shape, Token
from helpdesk.words import Kind

_NO_WORDS: Final = frozenset({Shape.SYMBOL, Shape.NUMBER, Shape.CELL, Shape.BREAK})
# Names of a module are found ten times as quickly as members of an enumeration.
_WORD: Final = Shape.WORD
_NUMBER: Final = Shape.NUMBER
_NEAR_HOST: Final = 4
"""A remark about "localhost" is about the ports right beside it, not about a sentence."""
_HOST: Final = Shape.HOST
_PLAIN: Final = frozenset({Kind.DID, Kind.ITSELF, Kind.USUALLY})
"""Words that tell how to take a sentence, and are as ordinary as others in it."""


def read_sentence(sentence: Sequence[Piece], text: str, *, in_port_place: bool = False) -> Reading:
    """Return the mentions of one sentence, and its subjects, encryptions and hosts."""
    reading, numbers = _sorted(sentence, text)
    if reading.hosts:
        reading.denied_hosts = denied_names(sentence, text)
    if numbers:
        _read_numbers(sentence, numbers, text, reading, in_port_place=in_port_place)
    return reading


def _sorted(sentence: Sequence[Piece], text: str) -> tuple[Reading, list[int]]:
    """Return what a sentence names, and where its numbers are."""
    reading = Reading()
    kinds: set[object] = set()
    numbers: list[int] = []
    silent = 0
    for index, piece in enumerate(sentence):
        if isinstance(piece, Token):
            kind = piece.kind
            kinds.add(kind)
            if kind is _WORD or kind in _PLAIN:
                reading.words += 1
            elif kind is _HOST:
                reading.hosts.append(piece)
            elif kind in _NO_WORDS:
                silent += 1
                if kind is _NUMBER:
                    numbers.append(index)
        elif isinstance(piece, Subject):
            reading.subjects.append(piece)
        elif (word := unquoted(sentence, text, piece)) is not None:
            reading.encryptions.append(word)
    reading.kinds = frozenset(kinds)
    reading.length = len(sentence) - silent
    return reading, numbers


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
    srv = Kind.SRV in reading.kinds or _is_srv_data(sentence)
    for index in numbers:
        token = sentence[index]
        assert isinstance(token, Token)  # noqa: S101 - narrows the type
        if srv and not _is_srv_port(sentence, index, reading):
            continue
        sure = sureness(sentence, index, text, in_port_place=in_port_place or srv)
        if not sure:
            continue
        kept[index] = Mention(token, sure, ordered=is_ordered(sentence, index))
    reading.denied = _ports(sentence, denied)
    if not kept:
        return
    _add_neighbours(sentence, numbers, kept)
    open_ports = any(int(sentence[i].text) in OTHER_PORTS for i in numbers)  # type: ignore[union-attr]
    runs = runs_of(sentence, sorted(kept))
    asked = is_question(sentence, text)
    denied = {index for index in denied if not is_contradiction(sentence, index, asked=asked)}
    live = [
        index
        for index in sorted(kept)
        if index not in denied or is_swapped(_value(sentence[index]))
    ]
    denied -= mark_repeated(sentence, runs, kept)
    give_subjects(sentence, runs_of(sentence, live) or runs, kept)
    give_encryption(sentence, runs, kept, text)
    _give_schemes(kept, text)
    _give_hosts(sentence, kept)
    _note_alternatives(sentence, kept)
    for index in [index for index in denied if index in kept]:
        number, others = int(kept[index].token.text), [kept[i].token.text for i in kept]
        corrected = any(is_slip(number, int(other)) for other in others)  # "993, not 939"
        if is_swapped(number) and not corrected:  # a slip is one in "do not use", too
            denied.discard(index)
            kept[index].loose = True
    _add_denied(sentence, denied, kept, text)
    denied -= claim_contradictions(sentence, kept, denied, asked=asked)
    if open_ports and len(kept) > 1:  # "open are 22, 80, 443, 465 and 993"
        for mention in kept.values():
            mention.loose = True
    reading.mentions = [kept[index] for index in sorted(kept) if index not in denied]
    hedge(sentence, reading, {kept[index].token: index for index in kept})
    reading.denied = _ports(sentence, denied)
    if not reading.subjects:
        take_up_denied(reading)


def _ports(sentence: Sequence[Piece], indices: Iterable[int]) -> list[Token]:
    """Return the well-known mail ports among these pieces."""
    pieces = map(sentence.__getitem__, sorted(indices))
    return [p for p in pieces if isinstance(p, Token) and int(p.text) in MAIL_PORTS]


def _value(piece: Piece) -> int:
    return int(piece.text) if isinstance(piece, Token) else 0


def _is_srv_port(sentence: Sequence[Piece], index: int, reading: Reading) -> bool:
    """Tell the port of a record from its priority: the target follows, or "_imaps._tcp (" leads."""
    following = sentence[index + 1] if index + 1 < len(sentence) else None
    listed = index > 1 and is_symbol(sentence[index - 1], "(")
    return following in reading.hosts or listed


def _is_srv_data(sentence: Sequence[Piece]) -> bool:
    """Tell whether it is priority, weight, port and target: `0 1 993 mail.example.net`."""
    shapes = [p.kind if isinstance(p, Token) else None for p in sentence]
    shapes = shapes[:-1] if is_symbol(sentence[-1], ".") else shapes
    return shapes[-4:] == [_NUMBER, _NUMBER, _NUMBER, _HOST] or shapes == [_NUMBER, _NUMBER, _HOST]


def _add_neighbours(
    sentence: Sequence[Piece], numbers: Sequence[int], kept: dict[int, Mention]
) -> None:
    """Take "645" in "645 or 587" for a port, because it is listed together with one."""
    for index in (*numbers, *reversed(numbers)):
        token = sentence[index]
        if index in kept or not isinstance(token, Token) or not 1 < len(token.text) < 5:
            continue
        if sentence[index - 1 : index] and is_symbol(sentence[index - 1], "#+$€£"):
            continue
        number = int(token.text)
        if not looks_like_mail_port(number) or 1900 <= number <= 2100:
            continue
        for other in tuple(kept):
            low, high = sorted((index, other))
            gap = sentence[low + 1 : high]
            if gap and (joined(gap) or (number in MAIL_PORTS and is_replacement(gap))):
                kept[index] = Mention(token, Sureness.LIKELY)
                break


def _give_schemes(kept: dict[int, Mention], text: str) -> None:
    """Let the scheme of an address tell how it begins: `smtps://mail.example.net:465`."""
    for mention in kept.values():
        for member in mention.members[:1] if mention.encryption is None else ():
            if member.tls and text.startswith("://", member.end):
                mention.encryption = Encryption(TLS, member.start, member.end)


def _note_alternatives(sentence: Sequence[Piece], kept: dict[int, Mention]) -> None:
    for first, second in pairwise(sorted(kept)):
        gap = sentence[first + 1 : second]
        kept[second].alternative = any(is_kind(piece, Kind.OR) for piece in gap)


def _add_denied(
    sentence: Sequence[Piece], denied: Iterable[int], kept: dict[int, Mention], text: str
) -> None:
    """Take an old port such as "the 143" for one, because the sentence speaks against it."""
    for index in denied:
        token = sentence[index]
        if index not in kept and isinstance(token, Token) and token.text in ("110", "143"):
            sure = sureness(sentence, index, text, in_port_place=True)
            if sure:
                kept[index] = Mention(token, Sureness.MAYBE)


def _has_dot(piece: Piece) -> bool:
    return isinstance(piece, Token) and "." in piece.text


# --- hosts -------------------------------------------------------------------------------------


def _give_hosts(sentence: Sequence[Piece], kept: dict[int, Mention]) -> None:
    hosts = [
        i
        for i, p in enumerate(sentence)
        if isinstance(p, Token) and p.kind is _HOST and not is_web_name(p.text)
    ]
    if not hosts:
        return
    host_first = hosts[0] < min(kept)
    for number, mention in kept.items():
        near = [h for h in hosts if abs(h - number) <= _NEAR_HOST or _has_dot(sentence[h])]
        before = [h for h in near if h < number]
        after = [h for h in near if h > number]
        if not near:
            continue
        chosen = (
            before[-1]
            if before and (host_first or not after)
            else after[0]
            if after
            else before[-1]
        )
        host = sentence[chosen]
        mention.host = host if isinstance(host, Token) else None

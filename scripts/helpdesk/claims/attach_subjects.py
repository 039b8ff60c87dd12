"""Pass 4b: which protocol or role each run of ports in a sentence belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from helpdesk.claims.clauses import brackets_with, reachable
from helpdesk.claims.mentions import OTHER_SIDE, Mention, cost, joiner
from helpdesk.claims.pieces import Piece, Subject, is_kind, is_symbol
from helpdesk.claims.port_neighbours import is_short_word
from helpdesk.claims.tokens import Shape, Token
from helpdesk.words import Kind

_TAKEN: Final = 4.0
_SHORTEST_PARTED: Final = 3
_LED: Final = 2
_LOGIN_WORDS: Final = frozenset({Kind.USERNAME, Kind.AUTHENTICATION, Kind.PASSWORD})


def give_subjects(
    sentence: Sequence[Piece], runs: list[list[int]], kept: dict[int, Mention]
) -> None:
    """Give every run of ports the protocols of the nearest subject."""
    everything = [(i, p) for i, p in enumerate(sentence) if isinstance(p, Subject)]
    subjects = [
        (i, p) for i, p in everything if not p.members or p.strong or _is_named(sentence, i)
    ]
    subjects = [s for s in subjects or everything if not _is_replaced(sentence, s[0])]
    if len(subjects) > 1:
        subjects = [s for s in subjects if not follows_login_key(sentence, s[1])] or subjects
    if not subjects:
        return
    port_first = runs[0][0] < subjects[0][0]
    runs = [part for run in runs for part in _parted(sentence, run, subjects)]
    brackets = brackets_with(sentence, [number for run in runs for number in run])
    taken = -1
    for position, run in enumerate(runs):
        open_to = [s for s in subjects if reachable(brackets, s[0], run[0])]
        own = [s for s in open_to if any(run[0] in b and s[0] in b for b in brackets)]
        open_to = own or open_to
        if not open_to:
            continue
        before = [s for s in open_to if s[0] < run[0]]
        after = [s for s in open_to if s[0] > run[-1]]
        stop = runs[position + 1][0] if position + 1 < len(runs) else len(sentence)
        if _is_bracketed(sentence, run[-1], after[:1]):
            chosen, follows = after[0], True
        else:
            chosen, follows = _nearer(
                sentence, run, before[-1:], after[:1], stop=stop, port_first=port_first, taken=taken
            )
        loose = False
        if not follows and chosen[0] == taken and port_first:
            verbs = [s for s in everything if chosen[0] < s[0] < run[0]]
            chosen, loose = (verbs[-1], False) if verbs else (chosen, True)
        chosen = _named_behind(sentence, chosen) if follows else chosen
        taken = chosen[0] if follows else -1
        _share_out(sentence, run, chosen[1], kept)
        for number in run:
            kept[number].local, kept[number].loose = True, loose


def _parted(
    sentence: Sequence[Piece], run: list[int], subjects: Sequence[tuple[int, Subject]]
) -> list[list[int]]:
    """Part "outgoing 587 or 465, and 993 for fetching" where its last port has its own service."""
    if len(run) < _SHORTEST_PARTED or joiner(sentence, run[-2], run[-1]) != Kind.AND:
        return [run]
    led = any(0 < run[0] - index <= _LED for index, _ in subjects)
    following = sentence[run[-1] + 1 : run[-1] + 3]
    own = (
        len(following) > 1 and isinstance(following[1], Subject) and is_kind(following[0], Kind.FOR)
    )
    return [run[:-1], run[-1:]] if led and own else [run]


def _nearer(
    sentence: Sequence[Piece],
    run: Sequence[int],
    before: Sequence[tuple[int, Subject]],
    after: Sequence[tuple[int, Subject]],
    *,
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
    back = cost(sentence[before[-1][0] + 1 : run[0]]) + _TAKEN * (before[-1][0] == taken)
    ahead = cost(sentence[run[-1] + 1 : after[0][0]])
    leads_on = _leads_on(sentence, after[0][0] + 1)
    if after[0][0] > stop or leads_on:
        ahead += 2 * _TAKEN if leads_on else _TAKEN
    if port_first:
        back += OTHER_SIDE
    else:
        tells = _tells_which(before[-1][1], after[0][1]) and not leads_on
        ahead += -OTHER_SIDE if tells else OTHER_SIDE
    return (after[0], True) if ahead < back else (before[-1], False)


def _named_behind(sentence: Sequence[Piece], chosen: tuple[int, Subject]) -> tuple[int, Subject]:
    """Choose the name that "for" adds to a role behind a port: "open 993 outgoing for IMAP"."""
    index = chosen[0]
    following = sentence[index + 1 : index + 3]
    name = following[1] if len(following) > 1 else None
    joined = isinstance(following[0], Token) and following[0].kind is Kind.FOR if name else False
    if joined and isinstance(name, Subject) and name.named and not chosen[1].named:
        return index + 2, name
    return chosen


def _is_bracketed(
    sentence: Sequence[Piece], number: int, after: Sequence[tuple[int, Subject]]
) -> bool:
    """Tell whether the brackets right behind a number hold nothing but a subject: "993 (IMAP)"."""
    if not after or after[0][0] != number + 2 or not after[0][1].named:
        return False
    closing = sentence[number + 3 : number + 4]
    return is_symbol(sentence[number + 1], "([") and (not closing or is_symbol(closing[0], ")]"))


def _tells_which(role: Subject, name: Subject) -> bool:
    """Tell whether a name is one of what a role allows: "incoming: 993 (IMAP) or 995 (POP3)"."""
    named = name.named and not role.named
    return named and bool(name.protocols) and name.protocols < role.protocols


def _leads_on(sentence: Sequence[Piece], index: int) -> bool:
    """Tell whether a subject's own port or a colon follows: "SMTP: 465", "SMTP the port 465"."""
    port = False
    for piece in sentence[index : index + 4]:
        if is_symbol(piece, ":="):
            return True
        if not isinstance(piece, Token):
            return False
        if piece.kind is Kind.AFTER_FOR or piece.kind is Shape.NUMBER:
            return piece.kind is not Shape.NUMBER or port or _is_next(sentence, index, piece)
        port = port or piece.kind is Kind.PORT
        if piece.kind not in (Shape.BREAK, Shape.WORD, Kind.PORT):
            return False
    return False


def _is_next(sentence: Sequence[Piece], index: int, number: Token) -> bool:
    """Tell whether nothing but a word such as "on" stands before the number: "POP3 on 995"."""
    between = [p for p in sentence[index:] if not is_break(p)]
    return between[0] is number or (is_short_word(between[0]) and between[1] is number)


def is_break(piece: Piece) -> bool:
    """Tell whether a piece is the end of a source line."""
    return isinstance(piece, Token) and piece.kind is Shape.BREAK


def _is_replaced(sentence: Sequence[Piece], index: int) -> bool:
    """Tell whether "instead of" stands right before a subject: "POP3 instead of IMAP"."""
    before = sentence[index - 1] if index else None
    return isinstance(before, Token) and before.kind is Kind.INSTEAD


def _is_named(sentence: Sequence[Piece], index: int) -> bool:
    """Tell whether a verb stands as a name: "sending port", "port for sending"."""
    near = [*sentence[max(0, index - 2) : index], *sentence[index + 1 : index + 2]]
    following = [p.kind for p in sentence[index + 1 : index + 4] if isinstance(p, Token)]
    if following[:1] == [Kind.WITH] and Shape.NUMBER in following:  # "sending over port 587"
        return True
    return any(
        isinstance(p, Token) and p.kind in (Kind.PORT, Kind.SERVER, Kind.FOR, Kind.AFTER_FOR)
        for p in near
    )


def _share_out(
    sentence: Sequence[Piece], run: Sequence[int], subject: Subject, kept: dict[int, Mention]
) -> None:
    """Give each number of a run its member of the subject if they pair off, else all of them."""
    members = subject.members
    joiners = {joiner(sentence, left, right) for left, right in pairwise(run)}
    pair_off = len(members) == len(run) > 1 and len(joiners) == 1 and Kind.OR not in joiners
    for index, number in enumerate(run):
        mention = kept[number]
        mention.members = (members[index],) if pair_off else members
        mention.other_service = not members


def follows_login_key(sentence: Sequence[Piece], subject: Subject) -> bool:
    """Tell whether a role only explains a login: "Authentication: yes (as for incoming mail)"."""
    return not subject.named and any(
        isinstance(piece, Token) and piece.kind in _LOGIN_WORDS and piece.start < subject.start
        for piece in sentence
    )

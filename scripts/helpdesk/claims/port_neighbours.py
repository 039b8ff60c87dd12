"""What stands beside a number and makes it a port: the word, a key, a server name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from helpdesk.claims.mail_ports import MAIL_PORTS, looks_like_mail_port
from helpdesk.claims.orders import ORDERS
from helpdesk.claims.pieces import Encryption, Piece, Subject, is_kind, is_number, is_symbol
from helpdesk.claims.tokens import Shape, Token
from helpdesk.words import Kind

_LONGEST_ARTICLE: Final = 3
_GLUE_KINDS: Final = frozenset(
    {Kind.OR, Kind.AND, Kind.PORT, Kind.FOR, Kind.WITH, Kind.USE, Shape.BREAK}
)


def after_port_word(sentence: Sequence[Piece], index: int) -> bool:
    """Read back over "ports 465, 587 or" and "port (IMAP):" to the word port."""
    assert isinstance(sentence[index], Token)  # noqa: S101 - narrows the type
    words = 0
    keyed = after_key(sentence, index)
    most = 4 if looks_like_mail_port(int(sentence[index].text)) else 1  # type: ignore[union-attr]
    for distance, piece in enumerate(reversed(sentence[:index])):
        if distance > 14:
            return False
        if isinstance(piece, Token):
            kind = piece.kind
            if kind is Kind.PORT:
                return True
            if kind is Shape.CELL or kind is Kind.LABEL or kind is Shape.DOTTED:
                return False
            if keyed and is_symbol(piece, ",") and is_number(sentence[index - distance - 2]):
                return False  # `"port": 587, "maxPerHour": 143`
            if kind is Shape.WORD:
                words += 1
                if words > most:
                    return False
    return False


def after_key(sentence: Sequence[Piece], index: int) -> bool:
    """Tell whether the number is the value of a key: "IMAP: 993", "Port = 993"."""
    arrow = (
        index > 1 and is_symbol(sentence[index - 1], ">") and is_symbol(sentence[index - 2], "=")
    )
    return arrow or (index > 0 and is_symbol(sentence[index - 1], ":="))


def before_port_word(sentence: Sequence[Piece], index: int) -> bool:
    """Read on over a suffix or an ordinary word: "993'üncü port", "993 nömrəli port"."""
    words = 0
    token = sentence[index]
    small = int(token.text) < 100 and int(token.text) not in MAIL_PORTS  # type: ignore[union-attr]
    for piece in sentence[index + 1 : index + 5]:
        if not isinstance(piece, Token):
            return False
        kind = piece.kind
        if kind is Kind.PORT:
            return True
        if kind is Shape.WORD or kind is Kind.LABEL:
            words += 1
        elif not (
            is_number(piece) or kind in (Kind.OR, Kind.AND, Kind.WITH) or is_symbol(piece, "'’-,/")
        ):
            return False
        if words > (0 if small else 2):
            return False
    return False


def beside_order(sentence: Sequence[Piece], index: int) -> bool:
    """Tell whether an order stands right beside the number: "use the 587", "587'yi yazın"."""
    before = [p for p in sentence[max(0, index - 3) : index] if not is_short_word(p)][-1:]
    after = [p for p in sentence[index + 1 : index + 3] if not is_short_word(p)][:1]
    return any(isinstance(piece, Token) and piece.kind in ORDERS for piece in (*before, *after))


def is_short_word(piece: Piece, longest: int = _LONGEST_ARTICLE) -> bool:
    """Tell whether it is a word of the size of an article."""
    return isinstance(piece, Token) and piece.kind is Shape.WORD and len(piece.text) <= longest


def _follows_host(piece: Piece) -> bool:
    """Tell whether it may stand between a server's name and its port: ":", "sur", "on"."""
    if is_symbol(piece, ":,/–—·(|"):
        return True
    return is_short_word(piece) or is_kind(piece, Kind.WITH)


def after_host(sentence: Sequence[Piece], index: int, text: str) -> bool:
    """Tell whether it is `host:993`, or `telnet host 587` with nothing but the host before it."""
    if (
        index
        and is_kind(sentence[index - 1], Shape.HOST)
        and looks_like_mail_port(int(text[sentence[index].start : sentence[index].end]))
    ):
        return True
    # As in `SMTP("mail.example.net", 465)`.
    if index > 2 and is_symbol(sentence[index - 2], "'\"") and is_symbol(sentence[index - 1], ","):
        sentence = [
            *sentence[: index - 2],
            *sentence[index - 1 :],
        ]
        index -= 1
    if index < 2 or not _follows_host(sentence[index - 1]):
        return False
    quoted = is_symbol(sentence[index - 2], "'") and index > 2  # 'mail.example.net', 587
    closed = quoted or (is_symbol(sentence[index - 2], "]:") and index > 2)  # [name.net]:587, ::587
    host = sentence[index - 3 if closed else index - 2]
    if not is_kind(host, Shape.HOST):
        return False
    if not is_symbol(sentence[index - 1], ":") or host.end < sentence[index - 1].start:
        return looks_like_mail_port(int(text[sentence[index].start : sentence[index].end]))
    return host.end + (2 if closed else 1) == sentence[index].start


def beside(sentence: Sequence[Piece], index: int, wanted: type[Subject | Encryption]) -> bool:
    """Tell whether such a piece stands next to the number, with only glue or numbers between."""
    for direction in (-1, 1):
        position = index + direction
        steps = 0
        while 0 <= position < len(sentence) and steps < 5:
            piece = sentence[position]
            if isinstance(piece, wanted):
                return True
            if isinstance(piece, Token):
                if piece.kind is Shape.WORD:
                    steps += 2
                elif not (
                    piece.kind in _GLUE_KINDS
                    or piece.kind in (Kind.SERVER, Kind.ENCRYPTION, Kind.YES, Kind.AFTER_FOR)
                    or piece.kind is Shape.NUMBER
                    or piece.kind is Shape.SYMBOL
                ):
                    break
            position += direction
            steps += 1
    return False

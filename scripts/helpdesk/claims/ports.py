"""Pass 4a: which numbers are ports, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import Final
from unicodedata import category

from helpdesk.claims.mail_ports import MAIL_PORTS, is_swapped, looks_like_mail_port
from helpdesk.claims.orders import is_ordered
from helpdesk.claims.pieces import Encryption, Piece, Subject, is_kind, is_number, is_symbol
from helpdesk.claims.port_neighbours import (
    after_host,
    after_key,
    after_port_word,
    before_port_word,
    beside,
    beside_order,
)
from helpdesk.claims.tokens import Shape, Token
from helpdesk.words import Kind

_TELLING: Final = frozenset({465, 587, 993, 995, 4190})
_SMALLEST_SLIP: Final = 400
_AMOUNTS: Final = 99
_LARGEST: Final = 65535
_LONGEST_DIGIT: Final = 9
_MOST_DIGITS: Final = 6
_THOUSAND: Final = 3
_DIGITS: Final = re.compile(r"[0-9]+")


class Sureness(IntEnum):
    """How sure it is that a number is a port."""

    NO = 0
    MAYBE = 1  # a well-known mail port that stands somewhere near
    LIKELY = 2  # it stands where a port stands
    NAMED = 3  # the text says "port"


def sureness(
    sentence: Sequence[Piece], index: int, text: str, *, in_port_place: bool = False
) -> Sureness:
    """Return how sure it is that the number at `index` is a port.

    `in_port_place`: the layout says so (a cell in a column "Port", a line under the key "Port").
    """
    piece = sentence[index]
    assert isinstance(piece, Token)  # noqa: S101 - narrows the type
    number = int(piece.text)
    if not 0 < number <= _LARGEST or piece.text[0] == "0":
        return Sureness.NO
    direct = index > 0 and is_kind(sentence[index - 1], Kind.PORT)
    if _is_year(number) and not direct and not in_port_place and not after_key(sentence, index):
        return Sureness.NO
    named = direct or after_port_word(sentence, index) or before_port_word(sentence, index)
    if number <= _LONGEST_DIGIT and not (direct or in_port_place or after_key(sentence, index)):
        return Sureness.NO
    if _is_amount(sentence, index, text, named=named, in_port_place=in_port_place):
        return Sureness.NO
    if named or in_port_place or after_host(sentence, index, text):
        return Sureness.NAMED
    return _by_neighbours(sentence, index, number)


def _by_neighbours(sentence: Sequence[Piece], index: int, number: int) -> Sureness:
    """Judge a number that nothing calls a port by the protocol or encryption beside it."""
    if beside(sentence, index, Subject) or beside(sentence, index, Encryption):
        port_like = number in MAIL_PORTS or (
            looks_like_mail_port(number) and not _is_year(number) and number > _LONGEST_DIGIT
        )
        return Sureness.LIKELY if port_like else Sureness.NO
    telling = number in _TELLING or (number >= _SMALLEST_SLIP and is_swapped(number))
    if telling or (number in MAIL_PORTS and _is_told_to_use(sentence, index, number)):
        return Sureness.MAYBE
    return Sureness.NO


def _is_told_to_use(sentence: Sequence[Piece], index: int, number: int) -> bool:
    """Tell whether the number is in a sentence about mail; small ones need an order beside them."""
    if beside_order(sentence, index):
        return True
    about_mail = any(isinstance(p, Subject) or is_kind(p, Shape.HOST) for p in sentence)
    bracketed = index > 0 and is_symbol(sentence[index - 1], "(")  # an error's number
    return number > _AMOUNTS and ((about_mail and not bracketed) or is_ordered(sentence, index))


def _is_year(number: int) -> bool:
    return 1900 <= number <= 2100


def _is_amount(
    sentence: Sequence[Piece], index: int, text: str, *, named: bool, in_port_place: bool
) -> bool:
    piece = sentence[index]
    before, after = text[piece.start - 1 : piece.start], text[piece.end : piece.end + 1]
    if (before and before in "#+§_") or (after and after in "%°²"):
        return True
    if _is_price(text, piece) or (not named and _is_counter(sentence, index, text)):
        return True
    if (before == "." and not named) or _is_part_of_number(sentence, index, text):
        return True
    following = sentence[index + 1] if index + 1 < len(sentence) else None
    if following is not None and is_kind(following, Kind.UNIT):
        direct = index > 0 and is_kind(sentence[index - 1], Kind.PORT)
        return not direct or following.start == piece.end
    if not named and (
        _is_rate(sentence, index)
        or (index and is_kind(sentence[index - 1], Kind.LABEL))
        or _is_setting_of_another(sentence, index, text)
    ):
        return True
    return not in_port_place and _is_date_or_phone(sentence, index, text)


def _is_price(text: str, piece: Piece) -> bool:
    """Tell whether a sign of money stands beside it: "$25", "R$ 25", "25 ₺"."""
    before = text[: piece.start][-2:].replace("\xa0", " ").rstrip(" ")[-1:]
    after = text[piece.end : piece.end + 2].replace("\xa0", " ").lstrip(" ")[:1]
    return any(sign and category(sign) == "Sc" for sign in (before, after))


def _is_counter(sentence: Sequence[Piece], index: int, text: str) -> bool:
    """Tell "Views: 25,587" from ports: an ordinary key and one number of thousands."""
    if text[sentence[index].start - 1] == ",":
        index -= 2
    if index < 2 or not (is_number(sentence[index]) and after_key(sentence, index)):
        return False
    start, end = sentence[index].start, sentence[index].end
    thousands = _DIGITS.match(text, end + 1) if text[end : end + 1] == "," else None
    return (
        end - start < _THOUSAND
        and thousands is not None
        and len(thousands[0]) == _THOUSAND
        and is_kind(sentence[index - 2], Shape.WORD)
    )


def _is_rate(sentence: Sequence[Piece], index: int) -> bool:
    """Tell whether it is so many per hour: "110 par heure", "587/day"."""
    parts = sentence[index + 1 : index + 3]
    return (
        len(parts) > 1
        and (is_kind(parts[0], Kind.WITH) or is_symbol(parts[0], "/"))
        and is_kind(parts[1], Kind.UNIT)
    )


def _is_setting_of_another(sentence: Sequence[Piece], index: int, text: str) -> bool:
    """Tell whether the key counts or is a name that ends in another word: `smtp_timeout: 25`."""
    if not after_key(sentence, index) or index < 2:
        return False
    key = sentence[index - 2]
    joined = text[key.start - 1 : key.start]
    if is_kind(key, Kind.UNIT):
        return True  # "mailboxes: 110", `MaxPerHour: 143`
    return is_kind(key, Shape.WORD) and (joined == "_" or joined.isalnum())


def _is_part_of_number(sentence: Sequence[Piece], index: int, text: str) -> bool:
    """Tell a decimal, a thousand or a piece of an IPv6 address from a port in a list."""
    piece = sentence[index]
    before, after = text[piece.start - 1 : piece.start], text[piece.end : piece.end + 1]
    if after and after in ".," and text[piece.end + 1 : piece.end + 2].isdigit():
        digits = _DIGITS.match(text, piece.end + 1)
        if after == "." or digits is None or int(digits[0][:_MOST_DIGITS]) not in MAIL_PORTS:
            return True
    if before == "," and not _follows_mail_port(text, piece.start - 1, piece):
        return True
    by_host = any(is_kind(p, Shape.HOST) for p in sentence[max(0, index - 3) : index - 1])
    colons = after == ":" or text[piece.start - 2 : piece.start - 1] == ":"
    return before == ":" and index > 1 and not by_host and colons


def _follows_mail_port(text: str, comma: int, piece: Piece) -> bool:
    """Tell "465,587" from "4,587" and "25,00"; a comma after anything but a digit is no matter."""
    start = comma
    while start > 0 and text[start - 1].isdigit() and comma - start < 6:
        start -= 1
    if start == comma:
        return True
    return int(text[start:comma]) in MAIL_PORTS and int(text[piece.start : piece.end]) in MAIL_PORTS


def _is_date_or_phone(sentence: Sequence[Piece], index: int, text: str) -> bool:
    """Tell whether the number is one of several that stand together and are not all mail ports."""
    first = last = index
    while first > 0 and _stand_together(sentence, first - 1, first, text):
        first -= 1
    while last + 1 < len(sentence) and _stand_together(sentence, last, last + 1, text):
        last += 1
    group = [piece for piece in sentence[first : last + 1] if is_number(piece)]
    if len(group) < 2:
        return False
    if any(piece.text[0] == "0" for piece in group if isinstance(piece, Token)):
        return True
    if len(group) > 2 and last - first + 1 == len(group):
        return True
    if len(group) > 3 and any(is_symbol(piece, "-.") for piece in sentence[first : last + 1]):
        return True
    values = [int(piece.text) for piece in group if isinstance(piece, Token)]
    return not any(value in MAIL_PORTS for value in values) or not all(
        looks_like_mail_port(value) and not 1900 <= value <= 2100 for value in values
    )


def _stand_together(sentence: Sequence[Piece], left: int, right: int, text: str) -> bool:
    one, two = sentence[left], sentence[right]
    if two.start - one.end > 1:
        return False
    ok_one = is_number(one) or is_symbol(one, "/-–+.")
    ok_two = is_number(two) or is_symbol(two, "/-–+.")
    if not (ok_one and ok_two):
        return False
    if is_number(one) and is_number(two):
        return text[one.end : two.start] in (" ", "\u00a0", "\u202f")
    return two.start == one.end

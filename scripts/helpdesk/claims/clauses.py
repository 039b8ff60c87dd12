"""Pass 3b: the clauses of a sentence, how far a word in one reaches, and what is quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from helpdesk.claims.orders import ORDERS
from helpdesk.claims.pieces import EITHER, TLS, Encryption, Piece, is_number, is_symbol
from helpdesk.claims.tokens import Shape, Token
from helpdesk.words import Kind

FAR: Final = 9
"""How many pieces away a word such as "blocked" speaks against a number."""
_ORDER_REACH: Final = 3
_QUOTED_WORDS: Final = 4
_QUOTES: Final = re.compile(r"“[^“”\n]*”|„[^„“”\n]*[“”\"]|«[^«»\n]*»|\"[^\"\n]*\"|‘[^‘’\n]{20,}’")
_CLOSING_QUOTES: Final = frozenset('"”“»’')
_LABEL_END: Final = 4
_BOX_STARTS: Final = frozenset("*_`\"'«„“”‘>")
# A short word may belong to the verb: "istifadə et".
_BOX_END: Final = re.compile(r"(?: \w{1,3})?\s?[*_`\"'»”“’<]")
_COMPLAINTS: Final = frozenset({Kind.NOT, Kind.NO, Kind.NONE, Kind.MISTAKE, Kind.BLOCKED})
# A line that begins like this is code or front matter: its quotes hold values.
_VALUE_STARTS: Final = ("{", "[", '"', "'")
# Names of a module are found ten times as quickly as members of an enumeration.
_NUMBER: Final = Shape.NUMBER
_SYMBOL: Final = Shape.SYMBOL
_CELL: Final = Shape.CELL
_CONTRAST: Final = Kind.CONTRAST


def clauses_of(sentence: Sequence[Piece]) -> list[int]:
    """Number the clauses: contrast words and most commas begin one, brackets interrupt one."""
    clause = latest = 0
    outer: list[int] = []
    result: list[int] = []
    for index, piece in enumerate(sentence):
        if isinstance(piece, Token):
            new = piece.kind is _CELL or (piece.kind is _CONTRAST and not _is_amid(sentence, index))
            if piece.kind is _SYMBOL:
                text = piece.text
                if text in "([":
                    outer.append(clause)
                    new = True
                elif text in ")]" and outer:
                    clause = outer.pop()
                else:
                    new = (
                        text in "–—→;"
                        or (text == "," and not _in_list(sentence, index))
                        or (text == ":" and _order_follows(sentence, index))
                    )
            if new:
                latest += 1
                clause = latest
        result.append(clause)
    return result


def _is_amid(sentence: Sequence[Piece], contrast: int) -> bool:
    """Tell "Hotels sperren jedoch 25": the verb and what it closes are one clause."""
    verb = sentence[contrast - 1] if contrast else None
    return (
        isinstance(verb, Token)
        and verb.kind is Kind.BLOCKED
        and any(map(is_number, sentence[contrast + 1 : contrast + 2]))
        and not any(map(is_number, sentence[:contrast]))
    )


def brackets_with(sentence: Sequence[Piece], numbers: Sequence[int]) -> list[range]:
    """Return where brackets stand that hold a port of their own: "993 (for POP3 995)"."""
    found: list[range] = []
    opened: list[int] = []
    for index, piece in enumerate(sentence):
        if is_symbol(piece, "("):
            opened.append(index)
        elif is_symbol(piece, ")") and opened:
            inside = range(opened.pop(), index)
            if any(number in inside for number in numbers):
                found.append(inside)
    return found


def reachable(brackets: Sequence[range], word: int, number: int) -> bool:
    """Tell whether a word is not in such brackets, or in those of the number."""
    return not any(word in inside and number not in inside for inside in brackets)


def _in_list(sentence: Sequence[Piece], comma: int) -> bool:
    """Tell the comma of "25, 110" and "143 (IMAP), 110 (POP3)" from that of "25 is closed, 587"."""
    if not comma or comma + 1 >= len(sentence) or not is_number(sentence[comma + 1]):
        return False
    before = sentence[comma - 1]
    return not isinstance(before, Token) or before.kind in (_NUMBER, _SYMBOL)


def _order_follows(sentence: Sequence[Piece], index: int) -> bool:
    """Tell whether an order begins here: ": use 587"."""
    return any(
        isinstance(piece, Token) and (piece.kind in ORDERS or piece.kind is _CONTRAST)
        for piece in sentence[index + 1 : index + 1 + _ORDER_REACH]
    )


def reaches(
    clauses: Sequence[int], sentence: Sequence[Piece], index: int, number: int, reach: int = FAR
) -> bool:
    """Tell whether a word is in the clause of a number, or in brackets beside it."""
    low, high = sorted((index, number))
    if high - low > reach and (reach < FAR or any(map(is_number, sentence[low + 1 : high]))):
        return False
    if clauses[index] == clauses[number] or clauses[index] == _around(clauses, number):
        return True
    following = number + 1 < len(sentence) and is_symbol(sentence[number + 1], "([")
    return (
        following
        and clauses[index] == clauses[number + 1]
        and not any(map(is_number, sentence[number + 1 : index]))
    )


def _around(clauses: Sequence[int], number: int) -> int:
    """Return the clause that the brackets around a number stand in; its own clause without any."""
    own = clauses[number]
    before = next((c for c in reversed(clauses[:number]) if c != own), own)
    after = next((c for c in clauses[number:] if c != own), own)
    return before if before == after else own


def unquoted(sentence: Sequence[Piece], text: str, word: Encryption) -> Encryption | None:
    """Return what an encryption means where it may be quoted: nothing in an app's message.

    The label of a box ends with it ("Secure connection using SSL"), or has it in brackets: then
    the box stands for either encryption, as "Use SSL" does.
    """
    if word.value == TLS and _is_named_box(sentence, text, word):
        return Encryption(EITHER, word.start, word.end)
    quoted = _long_quote(text, word.start)
    if quoted is None:
        return word
    before = text[quoted : word.start].rstrip("*_` ")[-1:]
    after = text[word.end : word.end + _LABEL_END].lstrip("*_` ")[:1]
    if any(
        isinstance(piece, Token) and piece.kind in _COMPLAINTS
        for piece in sentence
        if quoted < piece.start < word.start
    ):
        return None
    if before == "(" and after == ")":
        return Encryption(EITHER, word.start, word.end) if word.value == TLS else word
    return word if after in _CLOSING_QUOTES else None


def _is_named_box(sentence: Sequence[Piece], text: str, word: Encryption) -> bool:
    """Tell whether marks set off a verb and the encryption: *Use TLS/SSL*, „TLS/SSL verwenden“.

    "Use TLS" may be known as the name of a field: then "/SSL" goes on from it.
    """
    for verb in sentence:
        if isinstance(verb, Token) and verb.kind in (Kind.USE, Kind.ENCRYPTION):
            start, end = min(verb.start, word.start), max(verb.end, word.end)
            between = text[min(verb.end, word.end) : max(verb.start, word.start)]
            before = text[max(0, start - 2) : start].rstrip()[-1:]
            joined = between == "/" if verb.kind is Kind.ENCRYPTION else not between.strip()
            if joined and before in _BOX_STARTS and _BOX_END.match(text, end):
                return True
    return False


def in_long_quote(text: str, position: int) -> bool:
    """Tell whether a place is inside quotation marks around several words: a message."""
    return _long_quote(text, position) is not None


def _long_quote(text: str, position: int) -> int | None:
    """Return where the quotation of several words begins that a place is in."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    line = text[start : len(text) if end < 0 else end]
    if line.lstrip()[:1] in _VALUE_STARTS:
        return None
    for match in _QUOTES.finditer(line):
        if match.start() <= position - start < match.end():
            return start + match.start() if len(match[0].split()) >= _QUOTED_WORDS else None
    return None

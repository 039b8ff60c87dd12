"""Pass 0c: the lines of wrapped prose joined, and lines that introduce what follows marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from helpdesk.claims.layout import Line, Table
from helpdesk.claims.subjects import SUBJECT_KINDS
from helpdesk.words import Lexicon

# "Port: 993", "Port ....: 993", "Port ........ 993".
KEY_VALUE: Final = re.compile(r"[^:=|.]{1,70}(?:\.*[ \t]*[:=]|\.{4,})\s*\S")
_NAME: Final = re.compile(r"\w\.\w[\w-]*\.\w")
_NUMBER: Final = re.compile(r"\b\d{2,5}\b")
_FIRST_WORD: Final = re.compile(r"[^\W\d_][^\W_]*")
_WRAPPED: Final = 50


def join_wrapped(
    blocks: Iterator[Line | Table], text: str, words: Lexicon
) -> Iterator[Line | Table]:
    """Join the lines of wrapped prose, so that a sentence is read as one."""
    waiting: Line | None = None
    defined = False
    for block in blocks:
        if waiting is not None:
            if isinstance(block, Line) and (
                (text.startswith(":", block.start) and not defined)
                or (block.continues and _is_wrapped(waiting, block, text, words))
            ):
                defined = text.startswith(":", block.start)
                waiting = waiting._replace(end=block.end, bold=False)
                continue
            yield waiting
            waiting = None
        defined = False
        if isinstance(block, Line) and not block.heading and not block.code:
            waiting = block
        else:
            yield block
    if waiting is not None:
        yield waiting


def _is_wrapped(first: Line, second: Line, text: str, words: Lexicon) -> bool:
    last_line = text.rfind("\n", first.start, first.end) + 1 or first.start
    one, two = text[last_line : first.end].lstrip(), text[second.start : second.end]
    goes_on = two[0].islower() or two[0].isdigit()
    short = 10 * (goes_on and (one[-1] == "," or last_line > first.start))
    return (
        len(one) >= (_WRAPPED // 2 if goes_on else _WRAPPED) - short
        and one[-1] not in ".:!?"
        and not text[first.end : second.start].startswith(("  ", "\\"))
        and "\x1f" not in text[first.end : second.start]
        and not KEY_VALUE.match(two)
        and not (KEY_VALUE.match(one) and ". " not in one)  # "A: For IMAP 993. To send, 465 with"
        and not (_NAME.search(one) and _NAME.search(two))
        and not (_NUMBER.search(one) and _NUMBER.search(two) and _begins_statement(two, words))
    )


def _begins_statement(body: str, words: Lexicon) -> bool:
    """Tell whether a line begins with a protocol or a role: it is a statement of its own."""
    word = _FIRST_WORD.search(body)
    entry = words.look_up(word[0]) if word else None
    return entry is not None and any(kind in SUBJECT_KINDS for kind in entry.alone)


def with_introductions(blocks: Iterator[Line | Table]) -> Iterator[Line | Table]:
    """Mark the lines that stand above a list, a deeper item, a table or code: they speak of it."""
    waiting: Line | None = None
    for block in blocks:
        if waiting is not None:
            below = (
                isinstance(block, Table)
                or block.code
                or (block.item and block.depth > waiting.depth)
            )
            yield waiting._replace(introduces=True) if below else waiting
            waiting = None
        if isinstance(block, Line) and not block.heading and not block.code:
            waiting = block
        else:
            yield block
    if waiting is not None:
        yield waiting

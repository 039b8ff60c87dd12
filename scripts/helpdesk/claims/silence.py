"""Tells, at little cost, which pages lack all that claims are made of: most pages of a centre."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from helpdesk.claims.encryption import ENCRYPTION_KINDS
from helpdesk.claims.login import LOGIN_KINDS
from helpdesk.claims.mail_ports import looks_like_mail_port
from helpdesk.claims.source import Mark
from helpdesk.claims.subjects import PROTOCOL_KINDS
from helpdesk.claims.tokens import Shape, telling, tokenize
from helpdesk.words import Kind, Lexicon
from helpdesk.words.fold import fold
from helpdesk.words.sieve import Sieve

FIRST_WORD: Final = re.compile(r"[^\W\d_][^\W_]*")

_CLAIMED: Final[frozenset[Kind | Shape]] = ENCRYPTION_KINDS | PROTOCOL_KINDS | LOGIN_KINDS
"""Kinds of words of which one is in every claim that has no number and no server name."""
_CALLING: Final = _CLAIMED | {Kind.PORT}
"""Kinds of words of which one is in every claim of a number that looks like no mail port."""
_NAME: Final = re.compile(r"[.@](?=[\w%])(?<=[\w%][.@])")
_NUMBER: Final = re.compile(r"\d(?<![^\W_]\d)\d*")
_LIST_NUMBER: Final = re.compile(r"\n[ \t>]*\d{1,3}[.)](?=[ \t]+[^\s:])")
_PHRASE_ENDS: Final = re.compile(r"[\n.,:;!?|()]+")
_SHORTEST: Final = 2
_LONGEST: Final = 5
_YEARS: Final = range(1900, 2101)


def claims_nothing(text: str, words: Lexicon) -> bool:
    """Tell whether the blanked text of a page cannot state anything about a mail server.

    It has no name with a dot, no word that a claim needs, and no number but those of list items
    and, as long as no word calls them a port, such that look like no mail port.
    """
    if _NAME.search(text):
        return False
    if Mark.TABLE not in text:  # in cells of HTML nothing is a list item
        text = _LIST_NUMBER.sub("\n", f"\n{text}")
    numbers = {*_NUMBER.findall(text)}
    if any(_may_be_port(number) for number in numbers):
        return False
    return not _says(text, numbers, words, _CALLING if numbers else _CLAIMED)


def _may_be_port(number: str) -> bool:
    """Tell whether it would be taken for a port though nothing calls it one."""
    if not _SHORTEST <= len(number) <= _LONGEST:
        return False
    return int(number) not in _YEARS and looks_like_mail_port(int(number))


def _says(text: str, numbers: set[str], words: Lexicon, kinds: frozenset[Kind | Shape]) -> bool:
    """Tell whether a word or phrase of one of these kinds stands in the text."""
    all_words = {*FIRST_WORD.findall(text)}
    found = telling(all_words, words, kinds)
    if not found:
        return False
    following = {fold(word) for word in _following(words).found_in(all_words)}
    following |= numbers | {"@"}  # "POP 3", "before the @"
    found = [word for word in found if _may_say(word, following, words, kinds)]
    return any(
        token.kind in kinds
        for part in (_PHRASE_ENDS.split(text) if found else ())
        if any(word in part for word in found)
        for token in tokenize(part, words)
    )


@cache
def _following(words: Lexicon) -> Sieve:
    """Return what finds the words that may go on with a phrase."""
    return Sieve(lambda word: words.follows(fold(word)))


def _may_say(
    word: str, following: set[str], words: Lexicon, kinds: frozenset[Kind | Shape]
) -> bool:
    """Tell whether the word is of such a kind, or all words of such a phrase stand somewhere."""
    entry = words.look_up(word)
    if entry is None or not kinds.isdisjoint(entry.alone):  # without one, it is several in one
        return True
    return any(
        kind in kinds and all(_stands(each, following) for each in rest)
        for rest, kind in entry.phrases
    )


def _stands(word: str, following: set[str]) -> bool:
    if word.endswith("*"):
        return any(each.startswith(word[:-1]) for each in following)
    return word in following

"""The order of titles in an A-Z index, per language."""

from __future__ import annotations

import unicodedata
from typing import Final

_DOTTED: Final = frozenset({"az", "tr"})
"""Languages whose capital I is the dotless one: `I` -> `ı`, `İ` -> `i`."""


def lower(text: str, language: str) -> str:
    """Lower-case as the language does; `str.lower` breaks the Azerbaijani and Turkish I."""
    if language in _DOTTED:
        text = text.replace("I", "ı").replace("İ", "i")
    return text.lower()


def fold(text: str) -> str:
    """Drop accents: the base letters of a text, as dictionaries without them sort it."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def sort_key(text: str, language: str, alphabet: str = "") -> tuple[tuple[int, str], ...]:
    """Return what orders a text: by the language's alphabet if given, else by base letters.

    Punctuation is passed over; digits stand before letters, letters of other alphabets after them.
    """
    order = {letter: place for place, letter in enumerate(alphabet, start=1)}
    foreign = len(order) + 1 if order else 0
    lowered = lower(text, language)
    letters = lowered if alphabet else fold(lowered)
    return tuple(
        (order.get(mark, foreign if mark.isalpha() else 0), mark)
        for mark in letters
        if mark.isalnum()
    )


def initial(text: str, language: str, alphabet: str = "") -> str:
    """Return the letter that a title stands under, upper-cased as the language does."""
    lowered = lower(text, language)
    letters = lowered if alphabet else fold(lowered)
    first = next((mark for mark in letters if mark.isalnum()), "#")
    if first.isdigit():
        return "0-9"
    return "İ" if language in _DOTTED and first == "i" else first.upper()

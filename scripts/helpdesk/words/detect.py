"""Finds out the language of a text from its most frequent little words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final

from helpdesk.words.lexicon import LANGUAGES, read_data

# Single letters stand in "e-mail" and in lists; they say nothing.
_WORDS: Final = re.compile(r"[^\W\d_]{2,}")
_ENOUGH: Final = 6_000


@cache
def _function_words() -> dict[str, tuple[str, ...]]:
    languages: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for word in read_data(language)["function"]:
            languages.setdefault(word, []).append(language)
    return {word: tuple(found) for word, found in languages.items()}


@cache
def _letters() -> dict[str, tuple[str, ...]]:
    languages: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for letter in read_data(language)["letters"]:
            languages.setdefault(letter, []).append(language)
    return {letter: tuple(found) for letter, found in languages.items()}


def detect(text: str) -> str:
    """Return the two-letter code of the language that the text is most likely written in.

    English when nothing is recognised.
    """
    found = likeness(text)
    return max(found, key=lambda language: (found[language], language == "en"))


def likeness(text: str) -> dict[str, float]:
    """Return how much in a text speaks for each language: 0 says nothing, 1 is one sure word.

    Counts function words, and letters that few languages have, at the start of the text; what
    several languages share counts less.
    """
    weights = dict.fromkeys(LANGUAGES, 0.0)
    known = _function_words()
    start = text[:_ENOUGH]
    for word, times in Counter(_WORDS.findall(start.lower())).items():
        for language in known.get(word, ()):
            weights[language] += times / len(known[word])
    for letter, languages in _letters().items():
        if letter in start:
            times = start.count(letter)
            for language in languages:
                weights[language] += times / len(languages)
    return weights

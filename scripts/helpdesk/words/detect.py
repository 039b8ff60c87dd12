"""Finds out the language of a text from its most frequent little words."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import Final

from helpdesk.words.lexicon import LANGUAGES, read_data

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_ENOUGH_WORDS: Final = 600


@cache
def _function_words() -> dict[str, tuple[str, ...]]:
    languages: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for word in read_data(language)["function"]:
            languages.setdefault(word, []).append(language)
    return {word: tuple(found) for word, found in languages.items()}


def detect(text: str) -> str:
    """Return the two-letter code of the language that the text is most likely written in.

    Counts function words among the first words; a word that several languages share counts less.
    English when nothing is recognised.
    """
    weights = dict.fromkeys(LANGUAGES, 0.0)
    known = _function_words()
    for match in islice(_LETTERS.finditer(text.lower()), _ENOUGH_WORDS):
        languages = known.get(match[0])
        if languages:
            for language in languages:
                weights[language] += 1 / len(languages)
    best = max(weights, key=lambda language: (weights[language], language == "en"))
    return best

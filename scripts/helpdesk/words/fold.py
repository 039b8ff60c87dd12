"""One spelling for looking words up: no case, no accents, no dotless i."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

# Letters that have no decomposition but are typed without their stroke or with a dot.
_PLAIN: Final = str.maketrans({"\u0640": None, "ı": "i", "ł": "l", "ø": "o", "đ": "d"})


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return the spelling under which a lexicon keeps the word: `Şifrələmə` is `sifrələmə`."""
    return fold_text(word)


def fold_text(text: str) -> str:
    """Return a whole text with its words in that spelling; unlike a word it is not remembered."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_PLAIN)

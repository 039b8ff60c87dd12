"""One spelling for looking words up: no case, no accents, no dotless i."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

# Letters that have no decomposition but are typed without their stroke or with a dot.
_PLAIN: Final = {"\u0640": "", "ı": "i", "ł": "l", "ø": "o", "đ": "d"}


class _Folded(dict[int, str]):
    """What each letter becomes, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(code))
        found = "".join(_PLAIN.get(c, c) for c in parts if not unicodedata.combining(c))
        self[code] = found
        return found


_FOLDED: Final = _Folded()


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return the spelling under which a lexicon keeps the word: `Şifrələmə` is `sifrələmə`."""
    folded = word.casefold()
    return folded if folded.isascii() else folded.translate(_FOLDED)

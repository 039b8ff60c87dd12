"""Most words that are asked for say nothing, and are met again on the next page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_REMEMBERED: Final = 20_000


class Sieve:
    """Finds the words of which something holds; those of which it does not are asked once."""

    def __init__(self, holds: Callable[[str], bool]) -> None:
        """Ask this of a word, which is always answered in the same way."""
        self._holds = holds
        self._silent: set[str] = set()

    def found_in(self, words: set[str]) -> list[str]:
        """Return the words of which it holds."""
        if len(self._silent) >= _REMEMBERED:
            self._silent.clear()
        rest = words - self._silent
        found = [word for word in rest if self._holds(word)]
        self._silent |= rest.difference(found)
        return found

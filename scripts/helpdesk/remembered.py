"""What was worked out about a text, kept from one run to the next.

    @remembered
    def digests(page_text: str) -> dict[str, str]: ...

The function must depend on nothing but its text, and return what JSON can hold: what it returned
once is returned again. `load` and `dump` carry the memory over to another run, for as long as the
code is the same; without `load` it is an ordinary cache of one run. Values are shared: nobody may
change one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, Final, Generic, TypeVar

Value = TypeVar("Value")

_ALL: Final[dict[str, Remembered[Any]]] = {}
_DIGEST: Final = 16


class Remembered(Generic[Value]):
    """A function of a text that is worked out once per text."""

    def __init__(self, function: Callable[[str], Value]) -> None:
        self.__doc__ = function.__doc__
        self._function = function
        self._known: dict[str, Value] = {}
        self._used: dict[str, Value] = {}
        _ALL[f"{function.__module__}.{function.__qualname__}"] = self

    def __call__(self, text: str) -> Value:
        """Return the value for a text."""
        key = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=_DIGEST).hexdigest()
        if key in self._used:
            return self._used[key]
        value = self._known[key] if key in self._known else self._function(text)
        self._used[key] = value
        return value

    def load(self, known: Mapping[str, Value]) -> None:
        """Take over what an earlier run knew."""
        self._known = dict(known)

    @property
    def known(self) -> Mapping[str, Value]:
        """What was taken over, by the digest of the text."""
        return self._known

    @property
    def used(self) -> Mapping[str, Value]:
        """What was asked for in this run, by the digest of the text."""
        return self._used


def remembered(function: Callable[[str], Value]) -> Remembered[Value]:
    """Make a function of a text remember what it returned."""
    return Remembered(function)


def load(known: Mapping[str, Mapping[str, Any]]) -> None:
    """Give every function what `dump` returned in an earlier run of the same code."""
    for name, function in _ALL.items():
        function.load(known.get(name, {}))


def has_grown() -> bool:
    """Say whether anything was asked for in this run that no earlier one knew."""
    return any(function.used.keys() - function.known.keys() for function in _ALL.values())


def dump(*, forget: bool) -> dict[str, dict[str, Any]]:
    """Return what every function knows; with `forget`, what is no longer asked for goes."""
    return {
        name: dict(function.used) if forget else {**function.known, **function.used}
        for name, function in _ALL.items()
    }

"""Enumerations whose members are looked up as quickly as any other name."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

Members = TypeVar("Members", bound=Enum)


def quick(enumeration: type[Members]) -> type[Members]:
    """Make the members of an enumeration plain attributes of it; a decorator.

    Python 3.11 finds a member through a function of its own, at ten times the price. It shows where
    a loop over all words of all pages compares kinds.
    """
    for member in enumeration:
        type.__setattr__(enumeration, member.name, member)
    return enumeration

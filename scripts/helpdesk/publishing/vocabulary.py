"""What the built pages are made of: the names that a style sheet can select them by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import tinycss2
from lxml.html import HtmlElement

_ANY_OF: Final = frozenset({"is", "where", "has", "matches"})
"""Functions of which one alternative must be possible; what `:not` holds says nothing."""

_LIVE: Final = frozenset({"open", "data-address"})
"""Attributes that come and go in the browser: by readers (<details>), by theme.js."""

_VARIABLE_USE: Final = re.compile(r"var\(\s*(--[\w-]+)")

Tokens = Sequence[Any]
"""Component values of tinycss2, which has no types."""


@dataclass
class Vocabulary:
    """The tags, classes, ids and attributes of pages; attribute values as (name, value).

    `variables` are the custom properties that attributes use, as in `stroke="var(--x)"`.
    """

    tags: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    values: set[tuple[str, str]] = field(default_factory=set)
    variables: set[str] = field(default_factory=set)

    def read(self, page: HtmlElement) -> None:
        """Add what one page is made of, `<template>` contents included."""
        for element in page.iter(tag="*"):
            self.tags.add(str(element.tag))
            for name, value in element.attrib.items():
                self.attributes.add(name)
                self.values.add((name, value))
                self.variables.update(used_variables(value))
            self.classes.update(element.classes)
            self.ids.add(element.get("id", ""))

    def allows(self, selector: Tokens) -> bool:
        """Say whether some element could match a selector; a state such as `:hover` always could.

        Only names are looked at, not how elements are nested: what is in doubt is kept.
        """
        return any(self._allows_one(part) for part in split_at_commas(selector))

    def _allows_one(self, tokens: Tokens) -> bool:
        previous = ""
        for token in tokens:
            if not self._allows_token(token, previous):
                return False
            previous = token.value if token.type == "literal" else ""
        return True

    def _allows_token(self, token: Any, previous: str) -> bool:
        if token.type == "hash":
            return token.value in self.ids
        if token.type == "ident":
            if previous == ".":
                return token.value in self.classes
            return previous == ":" or token.lower_value in self.tags
        if token.type == "[] block":
            return self._allows_attribute(token.content)
        if token.type == "function" and token.lower_name in _ANY_OF:
            return self.allows(token.arguments)
        return True

    def _allows_attribute(self, tokens: Tokens) -> bool:
        names = [token for token in tokens if token.type in ("ident", "string")]
        name = names[0].value
        if name in _LIVE:
            return True
        operator = [token.value for token in tokens if token.type == "literal"]
        if operator == ["="] and len(names) > 1:
            return (name, names[1].value) in self.values
        return name in self.attributes


def used_variables(text: str) -> list[str]:
    """Return the custom properties that a piece of CSS uses."""
    return _VARIABLE_USE.findall(text)


def split_at_commas(tokens: Tokens) -> list[list[Any]]:
    """Split a selector list into its selectors."""
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def serialize(parts: Iterable[Tokens]) -> str:
    """Write selectors as a list again."""
    return ",".join(tinycss2.serialize(part).strip() for part in parts)

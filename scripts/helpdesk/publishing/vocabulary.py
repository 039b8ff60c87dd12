"""What the built pages are made of: the names that a style sheet can select them by."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final

import tinycss2
from lxml.html import HtmlElement

_ANY_OF: Final = frozenset({"is", "where", "has", "matches"})
"""Functions of which one alternative must be possible; what `:not` holds says nothing."""

_LIVE: Final = frozenset({"open", "data-address"})
"""Attributes that come and go in the browser: by readers (<details>), by start.js."""

_HASH: Final = re.compile(r"#((?:[\w-]|[^\x00-\x7f]|\\.)+)")
_COMPARED_ATTRIBUTE: Final = re.compile(r"\[\s*([\w-]+)\s*=")
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

    def read(self, elements: Iterable[HtmlElement]) -> None:
        """Add what the elements of a page are, `<template>` contents included."""
        written: set[tuple[str, str]] = set()
        for element in elements:
            self.tags.add(str(element.tag))
            written.update(element.items())
        self.values |= written
        for name, value in written:
            self.attributes.add(name)
            if name == "class":
                self.classes.update(value.split())
            elif name == "id":
                self.ids.add(value)
            if "var(" in value:
                self.variables.update(used_variables(value))

    def add(self, other: Vocabulary) -> None:
        """Add what other pages are made of."""
        for each in fields(self):
            getattr(self, each.name).update(getattr(other, each.name))

    def within(self, interest: Interest) -> Vocabulary:
        """Return it without the ids and values that some style sheets never ask for."""
        return replace(
            self,
            ids=self.ids & interest.ids,
            values={value for value in self.values if value[0] in interest.attributes},
        )

    def to_json(self) -> str:
        """Write it as text; equal vocabularies give equal texts."""
        return json.dumps({each.name: sorted(getattr(self, each.name)) for each in fields(self)})

    @classmethod
    def from_json(cls, text: str) -> Vocabulary:
        """Read what `to_json` wrote."""
        read = {
            name: set(entries) for name, entries in json.loads(text, object_hook=_pairs).items()
        }
        return cls(**read)

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


def _pairs(read: dict[str, list[Any]]) -> dict[str, list[Any]]:
    return read | {"values": [(name, value) for name, value in read["values"]]}


@dataclass(frozen=True)
class Interest:
    """The ids that style sheets select by, and the attributes whose value they compare."""

    ids: frozenset[str]
    attributes: frozenset[str]

    @classmethod
    def of(cls, sheets: Iterable[str]) -> Interest:
        """Read it from style sheets."""
        whole = "\n".join(sheets)
        escaped = (re.sub(r"\\(.)", r"\1", name) for name in _HASH.findall(whole))
        return cls(frozenset(escaped), frozenset(_COMPARED_ATTRIBUTE.findall(whole)))


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

"""The words of the interface, one YAML file per language, with CLDR plurals and numbers.

A value is a text with `{names}` to fill, or a mapping of CLDR plural categories (`one`, `other`)
to such texts, chosen by the number `n` (Unicode TR35, Part 3, "Language Plural Rules").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import yaml
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from helpdesk.remembered import remembered

Entry = str | Mapping[str, str]

FOLDER: Final = "strings"


class StringsError(Exception):
    """An interface string is missing or malformed: which, in which file, what to do."""


@dataclass(frozen=True)
class Strings:
    """The interface strings of one language."""

    language: str
    entries: Mapping[str, Entry]
    file: Path

    @cached_property
    def locale(self) -> Locale:
        """The CLDR data of the language."""
        return Locale.parse(self.language, sep="-")

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the text of `key`, filled; with a plural entry, `n` chooses the form.

        Raises:
            StringsError: the key, or the plural form that the language needs, does not exist.
        """
        entry = self.entries.get(key)
        if isinstance(entry, Mapping):
            count = values.get("n")
            if not isinstance(count, int):
                raise StringsError(f"{self.file}: {key} is a plural: it needs a number n")
            entry = entry.get(self.locale.plural_form(count)) or entry.get("other")
            values = {**values, "n": self.number(count)}
        if entry is None:
            raise StringsError(f"{self.file}: no text for {key!r}: add it")
        return entry.format(**values) if values else entry

    def has(self, key: str) -> bool:
        """Say whether the language has a text for `key`."""
        return key in self.entries

    def group(self, prefix: str) -> dict[str, str]:
        """Return the texts below `prefix.`, by the rest of their keys."""
        start = f"{prefix}."
        return {
            key.removeprefix(start): entry
            for key, entry in self.entries.items()
            if key.startswith(start) and isinstance(entry, str)
        }

    def number(self, value: int) -> str:
        """Write a number as the language does (`1 234` in French)."""
        return str(format_decimal(value, locale=self.locale))

    def date(self, value: date) -> str:
        """Write a date in full, as the language does (`23 noyabr 2026`)."""
        return str(format_date(value, format="long", locale=self.locale))


def load_strings(overrides: Path, language: str) -> Strings:
    """Read the interface strings of a language.

    Raises:
        StringsError: the file is missing, not YAML, or holds something other than texts.
    """
    file = overrides / FOLDER / f"{language}.yml"
    try:
        data = _data(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise StringsError(f"{file}: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise StringsError(f"{file}: not readable as YAML: {error}") from error
    return Strings(language, _flatten(data, file), file)


@remembered
def _data(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CSafeLoader)


_PLURAL_CATEGORIES: Final = frozenset({"zero", "one", "two", "few", "many", "other"})


def _flatten(data: Any, file: Path, prefix: str = "") -> dict[str, Entry]:
    if not isinstance(data, dict):
        raise StringsError(f"{file}: {prefix or 'the file'} must hold `key: text` lines")
    entries: dict[str, Entry] = {}
    for key, value in data.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and not _PLURAL_CATEGORIES.issuperset(value):
            entries.update(_flatten(value, file, f"{name}."))
        elif isinstance(value, dict | str):
            entries[name] = value
        else:
            raise StringsError(f"{file}: {name} must be a text, not {value!r}")
    return entries

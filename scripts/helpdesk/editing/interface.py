"""The interface strings of a new language: which of them still stand in the source's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from helpdesk.strings import FOLDER

TO_TRANSLATE: Final = "# to translate"
"""Ends each line of a strings file that is not translated yet; the translator takes it away."""


@dataclass(frozen=True, slots=True)
class OpenString:
    """A line of a strings file that waits for its translation: 1-based line, key, text."""

    line: int
    key: str
    text: str


def strings_file(overrides: Path, language: str) -> Path:
    """Return where the interface strings of a language stand."""
    return overrides / FOLDER / f"{language}.yml"


def open_strings(overrides: Path, language: str) -> Iterator[OpenString]:
    """Yield the strings of a language that are still to be translated; none without a file."""
    try:
        text = strings_file(overrides, language).read_text(encoding="utf-8")
    except OSError:
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if line.rstrip().endswith(TO_TRANSLATE):
            key, _, value = line.removesuffix(TO_TRANSLATE).partition(":")
            yield OpenString(number, key.strip().strip("\"'"), value.strip().strip("\"'"))

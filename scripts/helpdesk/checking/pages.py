"""Which pages are checked, how they are read, and which language they are in."""

# ruff: noqa: PTH100, PTH110, PTH112, PTH118 - pathlib would show "./docs" as "docs"

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from helpdesk.words import LANGUAGES

BOM: Final = b"\xef\xbb\xbf"
"""The byte order mark of UTF-8: kept in the file, no part of the text."""

_LOCALE: Final = re.compile(r"(?P<code>[A-Za-z]{2})(?:[-_][A-Za-z]{2})?")
_FRONT_MATTER_LANGUAGE: Final = re.compile(
    r"\A---[ \t]*\r?\n(?:(?!---)[^\n]*\n){0,60}?"
    r"(?:lang|language|locale)[ \t]*:[ \t]*[\"']?"
    r"(?P<code>[A-Za-z]{2})(?:[-_][A-Za-z]+)?[\"']?[ \t]*\r?$",
    re.MULTILINE,
)


class NoPagesError(Exception):
    """The paths lead to no page; the text says which one, and why."""


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page's text without its byte order mark, and what its bytes are."""

    text: str
    is_utf8: bool = True
    has_bom: bool = False


def find_pages(paths: Iterable[str]) -> tuple[str, ...]:
    """Return the pages that files and folders (`*.md` in them) lead to, each once, in order.

    A page's path starts as its argument was given. Folders are walked in alphabetical order;
    hidden ones and `node_modules` hold nobody's help pages.

    Raises:
        NoPagesError: a path does not exist, or no path leads to a page.
    """
    found: dict[str, str] = {}
    given = list(paths)
    for path in given:
        if not os.path.exists(path):
            raise NoPagesError(f"{path}: there is no such file or folder")
        for page in _walk(path) if os.path.isdir(path) else (path,):
            found.setdefault(os.path.abspath(page), page)
    if not found:
        raise NoPagesError(f"{', '.join(given)}: no *.md file in it")
    return tuple(found.values())


def read_page(path: str) -> RawPage:
    """Read a page; what is not UTF-8 is read as Windows-1252, byte by byte.

    Raises:
        OSError: the file cannot be read.
    """
    raw = Path(path).read_bytes()
    has_bom = raw.startswith(BOM)
    if has_bom:
        raw = raw[len(BOM) :]
    try:
        return RawPage(raw.decode("utf-8"), has_bom=has_bom)
    except UnicodeDecodeError:
        # Windows-1252 leaves five bytes undefined; Latin-1 has a character for each.
        characters = (bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in raw)
        return RawPage("".join(characters), is_utf8=False, has_bom=has_bom)


def language_of(path: str, text: str) -> str | None:
    """Return the language that the front matter, the file name or a folder names, else None.

    The folder nearest to the file wins: `docs/de/mail.md`, `mail.de.md`, `lang: de`.
    """
    declared = _FRONT_MATTER_LANGUAGE.match(text)
    if declared and declared["code"].lower() in LANGUAGES:
        return declared["code"].lower()
    pure = PurePath(path)
    suffix = PurePath(pure.stem).suffix[1:]
    for part in (suffix, *reversed(pure.parts[:-1])):
        locale = _LOCALE.fullmatch(part)
        if locale and locale["code"].lower() in LANGUAGES:
            return locale["code"].lower()
    return None


def _walk(folder: str) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name != "node_modules"
        )
        for name in sorted(files):
            if name.lower().endswith(".md"):
                yield os.path.join(here, name)

"""Which pages are checked, how they are read, and which language they are in."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

LANGUAGES: Final = frozenset({"az", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "tr"})
"""The languages that a folder, a suffix or the front matter may name; others are found out."""

_BOM: Final = b"\xef\xbb\xbf"
_FRONT_MATTER_LANGUAGE: Final = re.compile(
    r"\A---[ \t]*\r?\n(?:(?!---)[^\n]*\n){0,60}?"
    r"(?:lang|language|locale)[ \t]*:[ \t]*[\"']?(?P<code>[A-Za-z]{2})(?:[-_][A-Za-z]+)?[\"']?[ \t]*\r?$",
    re.M,
)


class NoPages(Exception):
    """The paths lead to no page; the text says which one, and why."""


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page's text without its byte order mark, and whether its bytes are UTF-8."""

    text: str
    is_utf8: bool = True


def find_pages(paths: Iterable[str]) -> tuple[str, ...]:
    """Return the pages that files and folders (`*.md` in them) lead to, each once, in order.

    A page's path starts as its argument was given. Folders are walked in alphabetical order;
    hidden ones and `node_modules` hold nobody's help pages.

    Raises:
        NoPages: a path does not exist, or no path leads to a page.
    """
    found: dict[str, str] = {}
    given = list(paths)
    for path in given:
        if not os.path.exists(path):
            raise NoPages(f"{path}: there is no such file or folder")
        for page in _walk(path) if os.path.isdir(path) else (path,):
            found.setdefault(os.path.abspath(page), page)
    if not found:
        raise NoPages(f"{', '.join(given)}: no *.md file in it")
    return tuple(found.values())


def read_page(path: str) -> RawPage:
    """Read a page; what is not UTF-8 is read as Windows-1252, byte by byte.

    Raises:
        OSError: the file cannot be read.
    """
    raw = Path(path).read_bytes()
    if raw.startswith(_BOM):
        raw = raw[len(_BOM) :]
    try:
        return RawPage(raw.decode("utf-8"))
    except UnicodeDecodeError:
        # Latin-1 takes the five bytes that Windows-1252 leaves undefined.
        return RawPage(
            "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in raw), False
        )


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
        code = re.split(r"[-_]", part.lower())[0] if re.fullmatch(_LOCALE, part) else ""
        if code in LANGUAGES:
            return code
    return None


_LOCALE: Final = r"[A-Za-z]{2}(?:[-_][A-Za-z]{2})?"


def _walk(folder: str) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name != "node_modules"
        )
        for name in sorted(files):
            if name.lower().endswith(".md"):
                yield os.path.join(here, name)

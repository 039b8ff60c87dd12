"""Files compressed once, when publishing, instead of for every reader."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import brotli  # type: ignore[import-untyped]

KINDS: Final = frozenset({".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"})
"""What is text; pictures are compressed already."""

SMALLEST: Final = 256
"""Bytes. Below it, the headers weigh more than what is saved."""


def compress(site: Path) -> int:
    """Write a .gz and a .br beside every text file of the site; return how many files have them.

    The same content gives the same bytes: no time stamp goes in. Twins that are as new as their
    file stay: a build removes those of a file that it replaces.
    """
    files = list(_texts(site))
    for file in files:
        twins = file.with_name(f"{file.name}.gz"), file.with_name(f"{file.name}.br")
        if not all(_is_as_new(twin, file) for twin in twins):
            content = file.read_bytes()
            _replace(twins[0], gzip.compress(content, compresslevel=9, mtime=0))
            _replace(twins[1], brotli.compress(content, quality=11))
    return len(files)


def _is_as_new(twin: Path, file: Path) -> bool:
    return twin.is_file() and twin.stat().st_mtime_ns >= file.stat().st_mtime_ns


def _replace(twin: Path, content: bytes) -> None:
    """Write a twin in one step: half a one would look as good as a whole one."""
    temporary = twin.with_name(f".{twin.name}.new")
    temporary.write_bytes(content)
    temporary.replace(twin)


def _texts(site: Path) -> Iterator[Path]:
    for file in sorted(site.rglob("*")):
        if file.suffix in KINDS and file.is_file() and file.stat().st_size >= SMALLEST:
            yield file

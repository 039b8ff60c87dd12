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

    The same content gives the same bytes: no time stamp goes in.
    """
    files = list(_texts(site))
    for file in files:
        content = file.read_bytes()
        packed = gzip.compress(content, compresslevel=9, mtime=0)
        file.with_name(f"{file.name}.gz").write_bytes(packed)
        file.with_name(f"{file.name}.br").write_bytes(brotli.compress(content, quality=11))
    return len(files)


def _texts(site: Path) -> Iterator[Path]:
    for file in sorted(site.rglob("*")):
        if file.suffix in KINDS and file.is_file() and file.stat().st_size >= SMALLEST:
            yield file

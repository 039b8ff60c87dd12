"""Digests: equal ones stand for equal content."""

from __future__ import annotations

import hashlib
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

_ADAPTER: Final = "mkdocs_pages.py"
"""The code beside the package that makes pages."""

_DATA: Final = "overrides/data/"
"""Votes and the record of the last probe change daily, and are seen only through pages."""


def digest(*parts: str | bytes) -> str:
    """Return one digest of several parts, in their order."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(raw).to_bytes(8, "big"))
        found.update(raw)
    return found.hexdigest()


def code_key() -> str:
    """Return the digest of this code and of the versions of Python and of all packages."""
    package = Path(__file__).parents[1]
    packages = Path(sysconfig.get_path("purelib")).iterdir()
    installed = sorted(each.name for each in packages if each.suffix == ".dist-info")
    code = (package, package.parent / _ADAPTER)
    return digest(sys.version, *installed, *contents(package.parent, code))


def contents(root: Path, paths: Iterable[Path]) -> Iterator[str | bytes]:
    """Yield names and contents of files, those below folders too."""
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            name = file.relative_to(root).as_posix()
            if file.is_file() and file.suffix != ".pyc" and not name.startswith(_DATA):
                yield name
                yield file.read_bytes()

"""Reading and writing pages byte for byte: byte order mark, line ends and last line stay."""

from __future__ import annotations

import difflib
import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from helpdesk.checking.mend import mend
from helpdesk.checking.pages import BOM, read_page
from helpdesk.checking.runner import Settings
from helpdesk.facts.changes import Changes


@dataclass(frozen=True, slots=True)
class MendedPage:
    """A page before and after mending."""

    path: str
    before: str
    after: str
    has_bom: bool = False

    def diff(self) -> Iterator[str]:
        """Yield a unified diff, line by line, without line ends."""
        return (
            line.rstrip("\r\n")
            for line in difflib.unified_diff(
                self.before.split("\n"),
                self.after.split("\n"),
                fromfile=self.path,
                tofile=self.path,
                lineterm="",
                n=1,
            )
        )

    def write(self) -> None:
        """Replace the file in one step: it is never half written."""
        target = Path(self.path).resolve()
        raw = (BOM if self.has_bom else b"") + self.after.encode("utf-8")
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(raw)
            shutil.copymode(target, name)
            Path(name).replace(target)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise


def naming(paths: Iterable[str], hosts: Collection[str]) -> Iterator[str]:
    """Yield the pages that name one of these servers: to the new facts, it is another host's."""
    for path in paths if hosts else ():
        try:
            text = read_page(path).text.lower()
        except OSError:
            continue
        if any(host in text for host in hosts):
            yield path


def mend_file(path: str, settings: Settings, changes: Changes | None) -> MendedPage | None:
    """Mend one page on disk, without writing; None when there is nothing to change."""
    try:
        page = read_page(path)
    except OSError:
        return None
    if not page.is_utf8:
        return None
    after = mend(page.text, path, settings, changes)
    return MendedPage(path, page.text, after, page.has_bom) if after != page.text else None

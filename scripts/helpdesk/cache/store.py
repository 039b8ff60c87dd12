"""The cache: content under the key of everything that it depends on.

It is one SQLite file, so that a killed build leaves either the old or the new state of it. Each
entry carries a sum of its content: one that was damaged counts as absent, and a file that is no
cache, or that of another version, is replaced. Who goes on without the cache says so
(`tell_unusable`): it costs people time.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

log = logging.getLogger("helpdesk")

FORMAT: Final = 1
"""To be raised when the same key means other content."""

KEYS: Final = "keys"
PAGES: Final = "pages"
HTML: Final = "html"
ENTRIES: Final = "entries"
ARTICLES: Final = "articles"
DRAFTS: Final = "articles and drafts"
ASSETS: Final = "assets"
STYLES: Final = "styles"
TEXTS: Final = "texts"
"""Kinds of content: the keys of pages, what is known of pages, pages, search entries, findings on
articles (with drafts of languages, too), the list of assets, style sheets, what was worked out
about texts."""

_APPLICATION: Final = 0x48454C50
_PATIENCE: Final = 5.0
"""Seconds to wait for another build."""
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS kept (
    kind TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL, sum BLOB NOT NULL,
    content BLOB NOT NULL, PRIMARY KEY (kind, name)
) WITHOUT ROWID
"""


class Entry(NamedTuple):
    """One thing in the cache: what it is of, what it depends on, and itself."""

    name: str
    key: str
    content: bytes


class CacheError(Exception):
    """The cache cannot be used: which file, and why."""


def tell_unusable(error: CacheError) -> None:
    """Say that what could have been in the cache is made anew."""
    log.warning("The cache cannot be used, everything is made anew: %s", error)


class Store:
    """A cache on disk.

    Raises:
        CacheError: from every method, when the file cannot be used.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            is_new = not file.exists() or not file.stat().st_size
            self._database = sqlite3.connect(file, timeout=_PATIENCE)
            if not _is_ours(self._database):
                self._database.close()
                _remove(file)
                self._database = sqlite3.connect(file, timeout=_PATIENCE)
                _make(self._database)
                if not is_new:
                    log.warning("%s was no cache of this version: a new one takes its place", file)
        except sqlite3.Error as error:
            raise _given_up(file, error) from error
        except OSError as error:
            raise CacheError(f"{file}: {error.strerror}") from error

    def entries(self, kind: str) -> Iterator[Entry]:
        """Yield everything of one kind that is undamaged."""
        rows = self._ask("SELECT name, key, content, sum FROM kept WHERE kind = ?", (kind,))
        return (Entry(*row[:3]) for row in rows if _is_sound(*row))

    def get(self, kind: str, name: str, key: str) -> bytes | None:
        """Return what is kept under this key, None when that is nothing."""
        query = "SELECT name, key, content, sum FROM kept WHERE kind = ? AND name = ?"
        for row in self._ask(query, (kind, name)):
            if row[1] == key and _is_sound(*row):
                return bytes(row[2])
        return None

    def put(self, kind: str, entries: Iterable[Entry]) -> None:
        """Keep entries, each in place of what had its name; `commit` makes it last."""
        rows = [(kind, *entry[:2], _sum(*entry), entry.content) for entry in entries]
        self._do("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", rows)

    def keep_only(self, kind: str, names: Collection[str]) -> None:
        """Forget what has none of these names."""
        kept = self._ask("SELECT name FROM kept WHERE kind = ?", (kind,))
        self.forget(kind, (name for (name,) in kept if name not in names))

    def forget(self, kind: str, names: Iterable[str]) -> None:
        """Forget what has these names."""
        gone = [(kind, name) for name in names]
        self._do("DELETE FROM kept WHERE kind = ? AND name = ?", gone)

    def commit(self) -> None:
        """Make what was put last."""
        try:
            self._database.commit()
        except sqlite3.Error as error:
            raise _given_up(self.file, error) from error

    def close(self) -> None:
        """Leave the file: what was not committed is gone."""
        self._database.close()

    def _ask(self, query: str, values: tuple[str, ...]) -> list[tuple[Any, ...]]:
        try:
            return self._database.execute(query, values).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise _given_up(self.file, error) from error

    def _do(self, statement: str, rows: list[tuple[Any, ...]]) -> None:
        try:
            self._database.executemany(statement, rows)
        except sqlite3.Error as error:
            raise _given_up(self.file, error) from error


def _is_ours(database: sqlite3.Connection) -> bool:
    try:
        (application,) = database.execute("PRAGMA application_id").fetchone()
        (version,) = database.execute("PRAGMA user_version").fetchone()
    except sqlite3.OperationalError:  # another process has it
        raise
    except sqlite3.DatabaseError:
        return False
    return bool((application, version) == (_APPLICATION, FORMAT))


def _make(database: sqlite3.Connection) -> None:
    database.execute(f"PRAGMA application_id = {_APPLICATION}")
    database.execute(f"PRAGMA user_version = {FORMAT}")
    database.execute(_SCHEMA)
    database.commit()


def _given_up(file: Path, error: Exception) -> CacheError:
    """Remove a file that is no sound cache; one that is only in use stays."""
    if not isinstance(error, sqlite3.OperationalError):
        with suppress(OSError):
            _remove(file)
    return CacheError(f"{file}: {error}")


def _remove(file: Path) -> None:
    file.unlink(missing_ok=True)
    file.with_name(f"{file.name}-journal").unlink(missing_ok=True)


def _sum(name: str, key: str, content: bytes) -> bytes:
    return hashlib.blake2b(f"{name}\0{key}\0".encode() + content, digest_size=12).digest()


def _is_sound(name: object, key: object, content: object, written: object) -> bool:
    if not (isinstance(name, str) and isinstance(key, str) and isinstance(content, bytes)):
        return False
    return _sum(name, key, content) == written

"""The cache as one run of one code uses it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from helpdesk import remembered
from helpdesk.cache.digests import code_key
from helpdesk.cache.store import TEXTS, Entry, Store

FOLDER: Final = Path(".cache") / "helpdesk"
"""Where a project keeps what was made of it, below its root; not in git."""

_FILE: Final = "build.sqlite"


@dataclass(frozen=True, slots=True)
class Memory:
    """A store, and the digest of the code that uses it.

    Raises:
        CacheError: from every method, when the store cannot be used.
    """

    store: Store
    code: str = field(default_factory=code_key)

    @classmethod
    def of(cls, folder: Path) -> Self:
        """Return the memory in a folder, with what it knows about texts (`remembered`) loaded."""
        memory = cls(Store(folder / _FILE))
        memory.load_texts()
        return memory

    def load_texts(self) -> None:
        """Remember what earlier runs of this code found out about texts."""
        kept = self.store.get(TEXTS, TEXTS, self.code)
        remembered.load(json.loads(kept) if kept else {})

    def keep_texts(self, *, forget: bool) -> None:
        """Keep what this run found out, if anything; with `forget`, without what it did not use."""
        if remembered.has_grown():
            found = json.dumps(remembered.dump(forget=forget), ensure_ascii=False)
            entry = Entry(TEXTS, self.code, found.encode("utf-8", "surrogatepass"))
            self.store.put(TEXTS, [entry])

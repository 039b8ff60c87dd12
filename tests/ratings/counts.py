"""A site's data folder and its count, in a folder of the test."""

from __future__ import annotations

from pathlib import Path

from helpdesk.ratings import Ratings, load_ratings
from helpdesk.ratings.counting import LEDGER, Count, Outcome
from helpdesk.ratings.ledger import Ledger
from ratings.lines import FORMS, TODAY, stream

KEEP = 14

BASELINE = """\
# What the old knowledge base showed.
counted_on: null
articles:
  email/mail-protocols: {useful: 5, total: null}
"""


class Site:
    """A site that begins with what the old knowledge base showed."""

    def __init__(self, folder: Path) -> None:
        self.count = Count(folder / "overrides", folder / "state", KEEP)
        self.file = folder / "overrides" / "data" / "ratings.yml"
        if not self.file.exists():
            self.file.parent.mkdir(parents=True)
            self.file.write_text(BASELINE, encoding="utf-8")

    def run(self, *logs: bytes, today=TODAY) -> Outcome:
        return self.count.run([stream(log) for log in logs], FORMS, today)

    @property
    def ratings(self) -> Ratings:
        return load_ratings(self.count.overrides)

    @property
    def ledger_file(self) -> Path:
        return self.count.state / LEDGER

    @property
    def ledger(self) -> Ledger:
        return self.count.load(self.ratings)

    @property
    def on_disk(self) -> dict[str, bytes]:
        """Every file of the count, by its name."""
        folders = (self.file.parent, self.count.state)
        return {path.name: path.read_bytes() for folder in folders for path in folder.iterdir()}

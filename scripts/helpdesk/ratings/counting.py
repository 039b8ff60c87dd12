"""`helpdesk ratings`: from logs to the ledger, from the ledger to the ratings file.

The ledger is written first, in one step: that is the moment when a count has happened. The ratings
file follows from it, so a run that is killed in between is mended by the next one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import BinaryIO, Final

from pydantic import ValidationError

from helpdesk.ratings import files
from helpdesk.ratings.data import FILE, Ratings, RatingsError, load_ratings, written
from helpdesk.ratings.ledger import Ledger
from helpdesk.ratings.reading import Notes, hits
from helpdesk.ratings.votes import NEEDLE, Ballot, Forms, Verdict

LEDGER: Final = "ledger.json"
LOCK: Final = "lock"
_PRIVATE: Final = 0o600


@dataclass
class Outcome:
    """What a run did."""

    notes: Notes = field(default_factory=Notes)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    without_agent_field: int = 0
    """Votes in a format that does not tell a reader from a robot."""


@dataclass(frozen=True)
class Count:
    """A site's count: where its files stand and how long a day stays open.

    Only one process counts at a time; another one waits, and calls `waiting` first.
    """

    overrides: Path
    state: Path
    keep: int
    waiting: Callable[[], None] = lambda: None

    def run(self, logs: Iterable[BinaryIO], forms: Forms, today: date) -> Outcome:
        """Count the votes of these logs, and close the days whose time is over.

        Raises:
            RatingsError: the ratings file or the ledger cannot be used, or they do not fit.
        """
        self.state.mkdir(mode=0o700, parents=True, exist_ok=True)
        with files.locked(self.state / LOCK, self.waiting):
            files.write(self.state / ".gitignore", b"*\n")
            ratings = load_ratings(self.overrides)
            ledger = self.load(ratings)
            ledger.close(today - timedelta(days=self.keep))
            outcome = Outcome()
            for log in logs:
                _count(log, forms, ledger, outcome, today)
            known = [day for day in outcome.notes.days if day <= today + timedelta(days=1)]
            ledger.counted_on = max([*known, ledger.counted_on or date.min])
            if ledger.counted_on == date.min:
                ledger.counted_on = None
            self._save(ledger, ratings)
        return outcome

    def load(self, ratings: Ratings) -> Ledger:
        """Return the ledger; where there is none, one that begins with the ratings file.

        The days that the file was counted up to are closed then: nobody remembers who voted.

        Raises:
            RatingsError: the ledger is malformed, or older than the ratings file.
        """
        file = self.state / LEDGER
        try:
            ledger = Ledger.model_validate_json(file.read_bytes())
        except FileNotFoundError:
            before = {
                key: dict(one.counted) for key, one in ratings.articles.items() if one.counted
            }
            return Ledger(
                counted_on=ratings.counted_on, closed_until=ratings.counted_on, before=before
            )
        except (OSError, ValidationError) as error:
            raise RatingsError(f"{file}: {error}") from error
        totals = ledger.totals()
        for key, rating in ratings.articles.items():
            if _votes(rating.counted or {}) > _votes(totals.get(key, {})):
                raise RatingsError(
                    f"{self.overrides / FILE} has more votes for {key} than {file}: they were "
                    "counted elsewhere. Count there, or delete the ledger to go on from the file"
                )
        return ledger

    def _save(self, ledger: Ledger, ratings: Ratings) -> None:
        ordered = ledger.model_copy(update={"days": dict(sorted(ledger.days.items()))})
        files.write(self.state / LEDGER, ordered.model_dump_json().encode(), _PRIVATE)
        target = self.overrides / FILE
        text = written(
            ratings.recounted(ledger.totals(), ledger.counted_on),
            target.read_text(encoding="utf-8"),
        )
        files.write(target, text.encode())


def _count(log: BinaryIO, forms: Forms, ledger: Ledger, outcome: Outcome, today: date) -> None:
    for hit in hits(log, [NEEDLE], outcome.notes):
        found = forms.judge(hit)
        if isinstance(found, Ballot):
            found = ledger.cast(found, today)
            outcome.without_agent_field += found is Verdict.VOTE and hit.agent is None
        if found is not None:
            outcome.verdicts[found] += 1


def _votes(choices: Mapping[str, int]) -> int:
    return choices.get("yes", 0) + choices.get("no", 0)

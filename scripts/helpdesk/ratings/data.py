"""How many readers found an article useful: the counted totals, from one data file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Final, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

FILE: Final = Path("data") / "ratings.yml"
"""Below the overrides: the templates' data."""

Count = Annotated[int, Field(ge=0, strict=True)]


class RatingsError(Exception):
    """The ratings file is missing or malformed, or the count is in trouble: where and what."""


class Rating(BaseModel):
    """The votes of one article in all languages; `total` is None where it was never counted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    useful: Count = 0
    total: Count | None = None
    counted: Mapping[str, Count] | None = None
    """What of it `helpdesk ratings` counted: `yes`, `no`, and reasons by their ids."""

    @model_validator(mode="after")
    def _holds_what_was_counted(self) -> Self:
        if self.useful < self.yes or (self.total is not None and self.total < self.yes + self.no):
            raise ValueError("useful and total cannot be less than what was counted")
        return self

    @property
    def yes(self) -> int:
        """How many said yes since votes are counted here."""
        return (self.counted or {}).get("yes", 0)

    @property
    def no(self) -> int:
        """How many said no since votes are counted here."""
        return (self.counted or {}).get("no", 0)

    def recounted(self, counted: Mapping[str, int]) -> Self:
        """Return the rating with what is counted now; what was there before counting stays."""
        useful = self.useful - self.yes + counted.get("yes", 0)
        begun_unknown = self.total is None and self.useful > self.yes
        before = (self.total or 0) - self.yes - self.no if self.total is not None else 0
        total = before + counted.get("yes", 0) + counted.get("no", 0)
        return type(self)(
            useful=useful, total=None if begun_unknown else total, counted=dict(counted)
        )


class Ratings(BaseModel):
    """All votes, and the day up to which they were counted (None: before the first count)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    counted_on: date | None = None
    articles: Mapping[str, Rating] = Field(default_factory=dict)

    def of(self, key: str) -> Rating:
        """Return the votes of an article; none yet is zero."""
        return self.articles.get(key, Rating())

    def recounted(self, totals: Mapping[str, Mapping[str, int]], counted_on: date | None) -> Self:
        """Return the ratings with what is counted now."""
        keys = sorted({*self.articles, *totals})
        articles = {
            key: self.of(key).recounted(totals[key]) if key in totals else self.of(key)
            for key in keys
        }
        return type(self)(counted_on=counted_on, articles=articles)


def load_ratings(overrides: Path) -> Ratings:
    """Read the ratings.

    Raises:
        RatingsError: the file is missing, not YAML, or not of this shape.
    """
    file = overrides / FILE
    try:
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        return Ratings.model_validate(data)
    except OSError as error:
        raise RatingsError(f"{file}: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError, ValidationError) as error:
        raise RatingsError(f"{file}: {error}") from error


def written(ratings: Ratings, before: str) -> str:
    """Return the text of the ratings file: the comments at the top of the old one, then the data.

    One line an article, in order of their keys: a change of votes is a change of few lines.
    """
    notes = [line for line in before.splitlines() if line.startswith("#")]
    day = ratings.counted_on.isoformat() if ratings.counted_on else "null"
    lines = [*notes, f"counted_on: {day}", "articles:" if ratings.articles else "articles: {}"]
    for key, rating in sorted(ratings.articles.items()):
        values: dict[str, object] = {"useful": rating.useful, "total": rating.total}
        if rating.counted is not None:
            values["counted"] = dict(sorted(rating.counted.items()))
        flow = yaml.safe_dump(values, default_flow_style=True, sort_keys=False, width=10_000)
        lines.append(f"  {yaml.safe_dump(key).splitlines()[0]}: {flow.strip()}")
    return "\n".join([*lines, ""])

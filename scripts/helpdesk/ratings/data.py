"""How many readers found an article useful: the counted totals, from one data file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Final

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

FILE: Final = Path("data") / "ratings.yml"
"""Below the overrides: the templates' data."""

Count = Annotated[int, Field(ge=0, strict=True)]


class RatingsError(Exception):
    """The ratings file is missing or malformed: where and what."""


class Rating(BaseModel):
    """The votes of one article in all languages; `total` is None where it was never counted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    useful: Count = 0
    total: Count | None = None


class Ratings(BaseModel):
    """All votes, and the day up to which they were counted (None: before the first count)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    counted_on: date | None = None
    articles: Mapping[str, Rating] = Field(default_factory=dict)

    def of(self, key: str) -> Rating:
        """Return the votes of an article; none yet is zero."""
        return self.articles.get(key, Rating())


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

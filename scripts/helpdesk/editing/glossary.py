"""The glossary of a language: how each term is called here, and how it is not.

`overrides/terms/<language>.yml` is a list of `{term, wanted, banned: [...]}`; a language without
the file has no glossary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Final

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

FOLDER: Final = "terms"

_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_OPENING: Final = "«“„\"‘'‹"
_CLOSING: Final = "»”“\"’'›"
_SPACES: Final = " \u00a0\u202f"


class GlossaryError(Exception):
    """A glossary cannot be read: what is wrong, in words for its editor."""


class Term(BaseModel):
    """One term: its name for editors, what pages say, and what they must not say."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    term: _Words = Field(description="The term in English: what the entry is about.")
    wanted: _Words = Field(description="What pages of this language say.")
    banned: tuple[_Words, ...] = Field(
        description="What they do not say; a final `*` is any ending."
    )


_TERMS: Final = TypeAdapter(tuple[Term, ...])


@dataclass(frozen=True, slots=True)
class Banned:
    """A banned rendering in a text: the words as written, their offsets, the term."""

    written: str
    start: int
    end: int
    term: Term


@dataclass(frozen=True)
class Glossary:
    """The terms of one language."""

    file: Path
    terms: tuple[Term, ...]

    @cached_property
    def _by_rendering(self) -> tuple[tuple[re.Pattern[str], Term], ...]:
        return tuple(
            (_pattern(rendering), term) for term in self.terms for rendering in term.banned
        )

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return _pattern(*(rendering for term in self.terms for rendering in term.banned))

    def banned_in(self, text: str) -> Iterator[Banned]:
        """Yield the banned renderings in a text; case and line breaks do not matter.

        Words that stand alone in quotation marks are spoken about, not used.
        """
        if not self._any.search(text):  # nearly always: one search instead of one for each
            return
        for pattern, term in self._by_rendering:
            for found in pattern.finditer(text):
                if not _is_quoted(text, found.start(), found.end()):
                    yield Banned(found[0], found.start(), found.end(), term)


def glossary_file(overrides: Path, language: str) -> Path:
    """Return where the glossary of a language stands."""
    return overrides / FOLDER / f"{language}.yml"


def load_glossary(overrides: Path, language: str) -> Glossary:
    """Read the glossary of a language; an absent one is empty.

    Raises:
        GlossaryError: the file is not a list of terms.
    """
    file = glossary_file(overrides, language)
    if not file.is_file():
        return Glossary(file, ())
    try:
        return _read(file, file.read_text(encoding="utf-8"))
    except ValidationError as error:
        raise GlossaryError(_wrong(error)) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise GlossaryError(f"not readable as YAML: {str(error).splitlines()[0]}") from error


@lru_cache(maxsize=64)  # a language's glossary is asked for with every part of the site
def _read(file: Path, text: str) -> Glossary:
    return Glossary(file, _TERMS.validate_python(yaml.load(text, Loader=yaml.CSafeLoader) or ()))


def _wrong(error: ValidationError) -> str:
    first = error.errors()[0]
    if first["type"] == "tuple_type":
        return f"{first['loc'][-1] if first['loc'] else 'the file'} must be a list"
    number, *keys = (*first["loc"], "")
    return f"entry {int(number or 0) + 1}: {'.'.join(map(str, keys)).strip('.')}: {first['msg']}"


def _pattern(*renderings: str) -> re.Pattern[str]:
    # The first letter is looked at before the words: at most places it is another one.
    first = "".join(re.escape(letter) for letter in sorted({each[0] for each in renderings}))
    words = "|".join(map(_expression, renderings))
    return re.compile(rf"(?<!\w)(?=[{first}'’])(?:{words})(?!\w)", re.IGNORECASE)


def _expression(rendering: str) -> str:
    words = r"\s+".join(re.escape(word) for word in rendering.removesuffix("*").split())
    words = re.sub("['’]", "['’]", words)  # both apostrophes are typed
    return words + (r"\w*" if rendering.endswith("*") else "")


def _is_quoted(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 2) : start].rstrip(_SPACES)[-1:]
    after = text[end : end + 2].lstrip(_SPACES)[:1]
    return bool(before and after) and before in _OPENING and after in _CLOSING

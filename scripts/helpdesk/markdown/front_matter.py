"""The YAML block at the top of a page: typed, with the line of every key."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, Final

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from helpdesk.remembered import remembered

_BLOCK: Final = re.compile(
    r"\A﻿?---[ \t]*\r?\n(?P<yaml>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]
ArticleKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]


class Kind(StrEnum):
    """What a page is for: articles are rated and related, system pages are in no list."""

    ARTICLE = "article"
    PAGE = "page"
    CATEGORY = "category"
    HOME = "home"
    SYSTEM = "system"


class FrontMatter(BaseModel):
    """What an editor may write at the top of a page."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Text = Field(description="The heading of the page; also in lists and search results.")
    description: Text = Field(description="For search engines and previews: 110 to 160 characters.")
    teaser: Text | None = Field(None, description="One sentence for lists, at most 110 characters.")
    kind: Kind = Field(Kind.ARTICLE, description="article, page, category, home or system.")
    tags: tuple[Id, ...] = Field((), description="Ids of tags; their names are interface strings.")
    search_words: tuple[Text, ...] = Field((), description="What readers type to find this page.")
    services: tuple[Id, ...] = Field(
        (), description="Mail services whose settings the page states."
    )
    related: tuple[ArticleKey, ...] = Field((), description="Related articles, best first.")
    needs: tuple[Text, ...] = Field((), description="The page exists only if the facts have these.")
    redirect_from: tuple[Text, ...] = Field(
        (), description="Old addresses that lead here: what stood behind the host's name."
    )
    stamps: dict[Id, Digest] = Field(
        default_factory=dict,
        description="Translations: the digest of each source section; `helpdesk stamp` writes it.",
    )


@dataclass(frozen=True, slots=True)
class FrontMatterProblem:
    """One thing that is wrong in a front matter: the 1-based line and column, and the words.

    `key` is the top-level key that it is about, None when the block as a whole cannot be read.
    """

    line: int
    column: int
    message: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedFrontMatter:
    """The outcome of reading one page's front matter.

    `meta` is None when something is wrong (then `problems` says what) or when there is no block.
    `lines` maps each top-level key to its 1-based line; `body_line` is where the text starts.
    """

    meta: FrontMatter | None
    body: str
    body_line: int = 1
    lines: dict[str, int] = field(default_factory=dict)
    problems: tuple[FrontMatterProblem, ...] = ()
    present: bool = False


@lru_cache(maxsize=512)  # every rule asks about the same pages
def parse_front_matter(text: str) -> ParsedFrontMatter:
    """Split a page into front matter and body; never raises, problems carry their place."""
    block = _BLOCK.match(text)
    if block is None:
        return ParsedFrontMatter(None, text)
    body = text[block.end() :]
    body_line = text.count("\n", 0, block.end()) + 1
    read = _read(block["yaml"])
    return ParsedFrontMatter(
        None if read["meta"] is None else FrontMatter.model_validate(read["meta"]),
        body,
        body_line,
        dict(read["lines"]),
        tuple(FrontMatterProblem(*problem) for problem in read["problems"]),
        present=True,
    )


@remembered
def _read(block: str) -> dict[str, Any]:
    """Return the metadata of a block, the lines of its keys and what is wrong with it, as data."""
    try:
        lines, data = _composed(block)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        # ValueError: a date such as 2026-02-31. RecursionError: hundreds of nested brackets.
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 2, mark.column + 1) if mark else (1, 1)
        return _outcome(problems=[(line, column, f"not readable as YAML: {_reason(error)}", None)])
    if not isinstance(data, dict):
        words = "the front matter is not a list of `key: value` lines"
        return _outcome(problems=[(2, 1, words, None)])
    try:
        meta = FrontMatter.model_validate(data)
    except ValidationError as error:
        problems = [
            (
                lines.get(str(item["loc"][0]), 1),
                1,
                _wrong(item["loc"], item["type"], item["input"], item["msg"]),
                str(item["loc"][0]),
            )
            for item in error.errors()
        ]
        return _outcome(lines=lines, problems=problems)
    return _outcome(meta.model_dump(mode="json", exclude_unset=True), lines)


def _composed(block: str) -> tuple[dict[str, int], Any]:
    """Return the lines of a block's keys, and its data."""
    loader = yaml.CSafeLoader(block)
    try:
        node = loader.get_single_node()
        lines = _key_lines(node)
        return lines, None if node is None else loader.construct_document(node)
    finally:
        loader.dispose()


def _outcome(
    meta: dict[str, Any] | None = None,
    lines: dict[str, int] | None = None,
    problems: Sequence[tuple[int, int, str, str | None]] = (),
) -> dict[str, Any]:
    return {"meta": meta, "lines": lines or {}, "problems": list(problems)}


def _key_lines(node: yaml.Node | None) -> dict[str, int]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {str(key.value): key.start_mark.line + 2 for key, _ in node.value}


_WANTED: Final = {
    "tuple_type": "a list, such as [a, b]",
    "dict_type": "a block of `key: value` lines",
    "string_type": "text: put it between quotes",
    "string_too_short": "at least one letter",
    "string_pattern_mismatch": "small letters, digits and hyphens",
    "enum": ", ".join(Kind),
}
"""What pydantic's error types ask for, in an editor's words."""


def _wrong(location: tuple[int | str, ...], kind: str, written: object, message: str) -> str:
    name = ".".join(str(part) for part in location if part != "[key]")
    wanted = _WANTED.get(kind)
    return f'{name}: "{written}" is wrong, wanted: {wanted}' if wanted else f"{name}: {message}"


def _reason(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error).splitlines()[0]

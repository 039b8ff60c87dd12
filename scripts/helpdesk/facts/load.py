"""Reading `facts.yml`: every problem in one run, each with its place, and never a traceback."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from helpdesk.facts.model import Facts, SiteFacts
from helpdesk.facts.oddities import oddities
from helpdesk.facts.problems import FactsError, Problem, explain
from helpdesk.facts.tree import Location, Tree, TreeError, read_tree
from helpdesk.findings import Span

SITE_URL: Final = "SITE_URL"
"""The environment variable that wins over `site.url`."""

_SMALLEST: Final = "mail: {servers: [{protocol: imap, port: 993}]}"
_SERVERS: Final[Location] = ("mail", "servers")


@dataclass(frozen=True, slots=True)
class LoadedFacts:
    """The facts, and what is odd about them in file order."""

    facts: Facts
    warnings: tuple[Problem, ...] = ()


def load_facts(path: str | Path, *, environ: Mapping[str, str] = os.environ) -> Facts:
    """Return the facts that a file states.

    Raises:
        FactsError: the file cannot be used; `problems` holds everything that is wrong with it.
    """
    return read_facts(path, environ=environ).facts


def read_facts(path: str | Path, *, environ: Mapping[str, str] = os.environ) -> LoadedFacts:
    """Return the facts that a file states, with warnings about what is odd.

    Raises:
        FactsError: as in `load_facts`.
    """
    try:
        raw = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FactsError([Problem(str(path), 0, 0, f"cannot be read: {reason}")]) from error
    return parse_facts(raw, path=str(path), environ=environ)


def parse_facts(raw: bytes, *, path: str, environ: Mapping[str, str] = os.environ) -> LoadedFacts:
    """Return the facts in a file's bytes; `path` is only for messages.

    Raises:
        FactsError: as in `load_facts`.
    """
    tree = _tree(raw, path)
    problems = [_problem(path, span, message) for span, message in tree.problems]
    if not isinstance(tree.data, dict):
        what = "is empty" if tree.data is None else "does not hold keys"
        span = tree.place(())
        raise FactsError([*problems, _problem(path, span, f"the file {what}: write {_SMALLEST}")])
    data = _without_empty(tree.data)
    problems += _site_url(data, environ)
    try:
        facts = Facts.model_validate(data)
    except ValidationError as error:
        problems += (_problem(path, *words) for words in explain(error, tree, Facts))
        raise FactsError(problems) from error
    problems += (_problem(path, *words) for words in _duplicates(facts, tree))
    if problems:
        raise FactsError(problems)
    warnings = (
        _problem(path, tree.place((*_SERVERS, odd.server, odd.key)), odd.message)
        for odd in oddities(facts)
    )
    return LoadedFacts(facts, tuple(warnings))


def _tree(raw: bytes, path: str) -> Tree:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        message = "the file is not UTF-8: save it with that encoding"
        raise FactsError([Problem(path, line, column, message)]) from error
    try:
        return read_tree(text)
    except TreeError as error:
        raise FactsError([_problem(path, error.span, error.message)]) from error


def _without_empty(value: Any) -> Any:
    """Drop keys without a value: `services:` with nothing below it is a key left out."""
    if isinstance(value, dict):
        return {key: _without_empty(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_empty(inner) for inner in value]
    return value


def _site_url(data: dict[str, Any], environ: Mapping[str, str]) -> Iterator[Problem]:
    """Put the environment's address into the data; a wrong one is a problem of the environment."""
    url = environ.get(SITE_URL, "").strip()
    if not url:
        return
    try:
        SiteFacts.model_validate({"url": url})
    except ValidationError:
        message = f'"{url}" is not a web address: write https://help.example.com/'
        yield Problem(f"environment variable {SITE_URL}", 0, 0, message)
        return
    site = data.setdefault("site", {})
    if isinstance(site, dict):
        site["url"] = url


def _duplicates(facts: Facts, tree: Tree) -> Iterator[tuple[Span, str]]:
    first: dict[object, int] = {}
    for index, server in enumerate(facts.mail.servers):
        earlier = first.setdefault(server.key, index)
        if earlier != index:
            line = tree.place((*_SERVERS, earlier)).line
            yield (
                tree.place((*_SERVERS, index)),
                f"the same entry as on line {line} (protocol, host, port and security): keep one",
            )


def _problem(path: str, span: Span, message: str) -> Problem:
    return Problem(path, span.line, span.column, message)

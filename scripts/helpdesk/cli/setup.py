"""From a command line to a job: which facts, pages and rules; what is wrong exits with 2."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click

from helpdesk.cache import FOLDER, CacheError, Memory, tell_unusable
from helpdesk.checking.pages import NoPagesError, find_pages
from helpdesk.checking.runner import Settings
from helpdesk.facts import Facts, FactsError, read_facts
from helpdesk.findings import Finding
from helpdesk.library import load_library
from helpdesk.project import FACTS_FILE, ProjectError, find_root, load_project
from helpdesk.rules.base import SiteInput
from helpdesk.rules.registry import Selection, UnknownCodeError, selected, site_checks


class SetupError(click.ClickException):
    """The command cannot do its work: what is wrong, and what to do."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Job:
    """What a check works on; `site` is there when rules about the whole site take part."""

    facts_file: Path
    settings: Settings
    pages: tuple[str, ...]
    site: SiteInput | None = None
    is_part: bool = False
    """Whether the pages are part of a site that was not checked as a whole."""
    is_whole: bool = False
    """Whether the site was checked as a whole: then files beside the pages count too."""
    memory: Memory | None = None
    """What is known of the site from earlier, when everything is checked by every rule."""

    def concerned(self, findings: Sequence[Finding]) -> list[Finding]:
        """Return the findings on the job's pages: the rules of the site look at all of them."""
        if self.is_whole:
            return list(findings)
        pages = set(self.pages)
        return [finding for finding in findings if finding.path in pages]


def prepare(
    paths: Sequence[str],
    facts: str | None = None,
    select: Sequence[str] = (),
    language: str | None = None,
    *,
    cached: bool = False,
) -> Job:
    """Return the job of a command line; warnings about the facts go to stderr.

    Rules about the whole site take part when no path is given, when a path is the site itself, or
    when `select` names them. With `cached`, a check of everything remembers the last one.

    Raises:
        SetupError: facts, pages or codes are wrong.
    """
    words = [word for words in select for word in words.split(",")]
    try:
        codes = selected(words)
    except UnknownCodeError as error:
        raise SetupError(str(error)) from error
    root = _root(paths, facts)
    facts_file = Path(facts) if facts else _facts_file(root)
    known = load(facts_file)
    settings = Settings(known, codes, language)
    pages = _pages(paths, root)
    is_whole = _is_site(paths, root)
    with_site = bool(words) or is_whole
    # Before the site is read: that is quicker where the texts are known.
    memory = _memory(root) if cached and is_whole and not words and not language else None
    site = _site(root, known, pages, codes) if with_site and site_checks(codes) else None
    is_part = root is not None and not with_site
    return Job(facts_file, settings, pages, site, is_part, is_whole, memory)


def load(file: Path) -> Facts:
    """Load facts, or say everything that is wrong with them.

    Raises:
        SetupError: they cannot be used.
    """
    try:
        loaded = read_facts(file)
    except FactsError as error:
        raise SetupError(f"the facts cannot be used\n{error}") from error
    for warning in loaded.warnings:
        click.echo(f"Warning: {warning}", err=True)
    return loaded.facts


def _root(paths: Sequence[str], facts: str | None) -> Path | None:
    """Return the nearest help centre: of the first path, the facts file, the current folder."""
    starts = [Path(paths[0])] if paths else []
    starts += [Path(facts).parent] if facts else []
    for start in (*starts, Path()):
        root = find_root(start.resolve())
        if root:
            return root
    return None


def _facts_file(root: Path | None) -> Path:
    here = Path(FACTS_FILE)
    if here.is_file():
        return here
    if root:
        return root / FACTS_FILE
    raise SetupError(
        f"there is no {FACTS_FILE} here or beside an mkdocs.yml above: name one with --facts FILE"
    )


def _pages(paths: Sequence[str], root: Path | None) -> tuple[str, ...]:
    if not paths and root is None:
        raise SetupError("there is no site here (mkdocs.yml): name the pages or folders to check")
    try:
        return find_pages(paths or [_shown(root / "docs") if root else "docs"])
    except NoPagesError as error:
        raise SetupError(str(error)) from error


def _is_site(paths: Sequence[str], root: Path | None) -> bool:
    if root is None:
        return False
    return not paths or bool({Path(path).resolve() for path in paths} & {root, root / "docs"})


def _memory(root: Path | None) -> Memory | None:
    try:
        return Memory.of(root / FOLDER) if root else None
    except CacheError as error:
        tell_unusable(error)
        return None


def _site(root: Path | None, facts: Facts, pages: tuple[str, ...], codes: Selection) -> SiteInput:
    if root is None:
        names = sorted({rule.family for check in site_checks(codes) for rule in check.rules})
        raise SetupError(
            f"{', '.join(names)} needs a whole site: an mkdocs.yml with its docs folder"
        )
    try:
        library = load_library(load_project(root), facts)
    except ProjectError as error:
        raise SetupError(str(error)) from error
    return SiteInput(library, facts, _namer(pages))


def _namer(pages: tuple[str, ...]) -> Callable[[Path], str]:
    """Return a function that names a file as the command line did."""
    given = {os.path.abspath(page): page for page in pages}  # noqa: PTH100 - links stay links
    elsewhere = cache(lambda: {Path(page).resolve(): page for page in pages})

    def name(path: Path) -> str:
        if str(path) in given:
            return given[str(path)]
        linked = elsewhere().get(path.resolve()) if path.suffix == ".md" else None
        return linked or _shown(path)

    return name


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)

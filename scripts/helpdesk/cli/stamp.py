"""`helpdesk stamp`: say that a translation reflects its source, after looking at the change."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from helpdesk.checking.files import MendedPage
from helpdesk.checking.pages import RawPage, read_page
from helpdesk.cli.setup import SetupError
from helpdesk.freshness import (
    State,
    compare,
    read_stamps,
    restamped,
    source_sections,
    with_stamps,
)
from helpdesk.freshness.changes import Change, source_change
from helpdesk.markdown import parse_front_matter
from helpdesk.nearest import nearest
from helpdesk.project import Project, ProjectError, find_root, load_project


@click.command()
@click.argument("page", metavar="PAGE")
@click.option(
    "--section", "sections", metavar="ID", multiple=True, help="Only this section; may be repeated."
)
@click.option("--yes", is_flag=True, help="Write without asking.")
def stamp(page: str, sections: tuple[str, ...], *, yes: bool) -> None:
    """Stamp one translation: it says what its source says now.

    Shows how the source of each section changed since it was last stamped, asks, and writes the
    digests into the front matter of PAGE. Sections that the translation does not have yet stay
    unstamped. There is no way to stamp everything: what nobody compared is not fresh.

    Exit code 0: written, or nothing to do; 2: this page cannot be stamped.
    """
    pair = _pair(page)
    states = compare(pair.source_text, pair.stamps)
    wanted = _wanted(pair, states, sections)
    after = with_stamps(pair.raw.text, restamped(pair.source_text, pair.stamps, wanted))
    if after == pair.raw.text:
        click.echo(f"{page}: nothing to stamp.", err=True)
        return
    for section in wanted:
        show_change(source_change(pair.source, section, pair.stamps.get(section)), states[section])
    for section in (name for name, state in states.items() if state is State.ORPHAN):
        click.echo(f"{section}: no longer in the source, its stamp goes.")
    if not yes and not _agreed(page):
        click.echo("Nothing is written: add --yes to write it.", err=True)
        return
    try:
        MendedPage(page, pair.raw.text, after, pair.raw.has_bom).write()
    except OSError as error:
        raise SetupError(f"{page}: cannot be written: {error.strerror}") from error
    click.echo(f"Stamped: {page} ({', '.join(wanted) or 'orphans removed'})", err=True)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A translation and its source page on disk."""

    path: str
    raw: RawPage
    source: Path
    source_text: str

    @property
    def stamps(self) -> dict[str, str]:
        return read_stamps(self.raw.text)


def _pair(page: str) -> _Pair:
    path = Path(page)
    root = find_root(path.resolve().parent)
    if root is None:
        raise SetupError(f"{page}: not in a help centre (no mkdocs.yml with facts.yml above it)")
    try:
        source = _source_of(path.resolve(), page, load_project(root))
    except ProjectError as error:
        raise SetupError(str(error)) from error
    raw, source_raw = _read(page), _read(str(source))
    for name, text in ((page, raw.text), (str(source), source_raw.text)):
        parsed = parse_front_matter(text)
        if parsed.meta is None:
            why = parsed.problems[0].message if parsed.problems else "there is none"
            raise SetupError(f"{name}: its front matter cannot be read ({why}): mend it first")
    return _Pair(page, raw, source, source_raw.text)


def _source_of(path: Path, shown: str, project: Project) -> Path:
    docs = project.docs.resolve()
    parts = path.relative_to(docs).parts if path.is_relative_to(docs) else ()
    if len(parts) > 1 and parts[0] == project.source.code:
        raise SetupError(
            f"{shown} is a page of the source language ({project.source.name}): "
            "stamp its translations, one by one"
        )
    if len(parts) < 2 or parts[0] not in {language.code for language in project.translations}:
        folders = ", ".join(f"docs/{language.code}" for language in project.translations)
        raise SetupError(f"{shown} is no translation: those stand below {folders}")
    if not path.is_file():
        raise SetupError(f"{shown}: there is no such page")
    source = docs.joinpath(project.source.code, *parts[1:])
    if not source.is_file():
        raise SetupError(f"{shown} has no source page: {source} does not exist")
    return source


def _read(path: str) -> RawPage:
    try:
        raw = read_page(path)
    except OSError as error:
        raise SetupError(f"{path}: {error.strerror}") from error
    if not raw.is_utf8:
        raise SetupError(f"{path}: not UTF-8, save it with that encoding first")
    return raw


def _wanted(pair: _Pair, states: Mapping[str, State], sections: Sequence[str]) -> tuple[str, ...]:
    """Return the sections to stamp: those named, else all that are there and not current.

    Raises:
        SetupError: a named section is unknown, or the translation does not have it.
    """
    of_source = [name for name, state in states.items() if state is not State.ORPHAN]
    translated = source_sections(pair.raw.text)
    for section in sections:
        if section not in of_source:
            close = nearest(section, of_source)
            meant = f', did you mean "{close}"?' if close else "."
            known = ", ".join(of_source)
            raise SetupError(f'the source has no section "{section}"{meant} It has: {known}')
        if section not in translated:
            raise SetupError(f'{pair.path} has no section "{section}": translate it first')
    chosen = [name for name in of_source if not sections or name in sections]
    for section in chosen:
        if section not in translated:
            click.echo(f"{section}: not translated yet, it stays without a stamp.", err=True)
    return tuple(
        name for name in chosen if name in translated and states[name] is not State.CURRENT
    )


def show_change(change: Change, state: State) -> None:
    """Print what the translator has to compare: a diff, or the source's whole section."""
    if change.since:
        click.echo(f"{change.section}: the source changed since {change.since}")
    elif state is State.OUTDATED:
        click.echo(
            f"{change.section}: the source changed; git knows no version with that stamp, "
            "so here is its present text"
        )
    else:
        click.echo(f"{change.section}: stamped for the first time; the source says")
    if sys.stdout.isatty() and change.since:
        from helpdesk.reporting.colour import show_diff  # rich is slow to import

        show_diff(change.lines, sys.stdout)
    else:
        for line in change.lines:
            click.echo(f"  {line}" if not change.since else line)
    click.echo()


def _agreed(page: str) -> bool:
    return _at_terminal() and click.confirm(f"Does {page} say all this? Stamp it?", err=True)


def _at_terminal() -> bool:
    return sys.stdin.isatty()

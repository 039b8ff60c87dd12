"""`helpdesk status`: how far each translation is, and what changed in its source."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Final

import click

from helpdesk.cli.centre import shown, this_project
from helpdesk.cli.setup import SetupError
from helpdesk.cli.stamp import show_change
from helpdesk.editing.interface import open_strings, strings_file
from helpdesk.editing.overview import PageStatus, overview, percent
from helpdesk.freshness import State, read_stamps
from helpdesk.freshness.changes import source_change
from helpdesk.library import load_library
from helpdesk.nearest import nearest
from helpdesk.project import Language, Project

_WORDS: Final = {
    State.OUTDATED: "older than the source",
    State.MISSING: "without a stamp",
    State.ORPHAN: "no longer in the source",
}
_MOST_NAMES: Final = 6


@click.command()
@click.argument("languages", nargs=-1, metavar="[LANGUAGE]...")
@click.option("--diff", "with_diff", is_flag=True, help="Also show how the source changed.")
@click.option(
    "--format",
    "chosen",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="json: one object per page and line: language, path, state, sections.",
)
def status(*, languages: tuple[str, ...], with_diff: bool, chosen: str) -> None:
    """Show how far each translation is.

    A table of articles and languages: each cell is the share of sections that say what the source
    says now. Without a LANGUAGE, all of them.

    Exit code 0: it could report, whatever it found (`helpdesk check` is what fails); 2: it could
    not.
    """
    if with_diff and chosen == "json":
        raise click.UsageError("--diff is for people: leave out --format json")
    project = this_project()
    wanted = _wanted(project, languages)
    codes = {language.code for language in wanted}
    pages = [page for page in overview(load_library(project)) if page.language in codes]
    if chosen == "json":
        for page in pages:
            click.echo(_as_json(page))
        return
    _show_table(pages, wanted)
    _show_rest(project, pages, wanted)
    if with_diff:
        _show_changes(project, pages)


def _wanted(project: Project, codes: Sequence[str]) -> list[Language]:
    known = {language.code: language for language in project.translations}
    for code in codes:
        if code == project.source.code:
            raise SetupError(f"{code} is the source language: the others are compared with it")
        if code not in known:
            close = nearest(code, known)
            meant = f' Did you mean "{close}"?' if close else ""
            raise SetupError(f'there is no language "{code}".{meant} There are: {", ".join(known)}')
    return [known[code] for code in dict.fromkeys(codes)] or list(known.values())


def _as_json(page: PageStatus) -> str:
    entry = {
        "language": page.language,
        "path": shown(page.path),
        "state": page.state,
        "sections": page.sections,
    }
    return json.dumps(entry, ensure_ascii=False)


def _show_table(pages: Sequence[PageStatus], languages: Sequence[Language]) -> None:
    from rich import box  # rich is slow to import: json does without
    from rich.console import Console
    from rich.table import Table

    cells = {(page.key, page.language): page for page in pages}
    table = Table(box=box.SIMPLE_HEAD, show_footer=True, pad_edge=False)
    table.add_column("Page", "All pages", no_wrap=True)
    for language in languages:
        of_language = [page for page in pages if page.language == language.code]
        whole = percent(sum(p.done for p in of_language), sum(p.total for p in of_language))
        name = f"{language.code} (draft)" if language.is_draft else language.code
        table.add_column(name, f"{whole} %", justify="right")
    for key in dict.fromkeys(page.key for page in pages):
        table.add_row(key, *(_cell(cells.get((key, each.code))) for each in languages))
    Console(highlight=False).print(table)


def _cell(page: PageStatus | None) -> str:
    if page is None:
        return ""
    if page.state in (State.MISSING, State.ORPHAN):
        return f"[red]{page.state}[/red]"
    style = "green" if page.state is State.CURRENT else "yellow"
    return f"[{style}]{page.percent} %[/{style}]"


def _show_rest(
    project: Project, pages: Sequence[PageStatus], languages: Iterable[Language]
) -> None:
    """Say in words what is left to do, and with which command."""
    for page in pages:
        if page.state is State.OUTDATED:
            click.echo(f"{shown(page.path)}: {_left(page)}")
    for language in languages:
        left = len(list(open_strings(project.overrides, language.code)))
        if left:
            file = shown(strings_file(project.overrides, language.code))
            click.echo(f"{file}: {left} interface text{'' if left == 1 else 's'} to translate")
        if language.is_draft:
            click.echo(
                f"{language.code} is a draft: previews show it, readers do not see it. "
                "Take `build: false` out of its line in mkdocs.yml when it is done."
            )
    if any(page.state is State.OUTDATED for page in pages):
        click.echo("What changed: helpdesk status --diff. When it is translated: helpdesk stamp")


def _left(page: PageStatus) -> str:
    """Name the sections in each state; a long list is counted, `--diff` has all of it."""
    parts = []
    for state, words in _WORDS.items():
        named = [section for section, found in page.sections.items() if found is state]
        if named:
            listed = ", ".join(named) if len(named) <= _MOST_NAMES else str(len(named))
            parts.append(f"{words}: {listed}")
    return "; ".join(parts)


def _show_changes(project: Project, pages: Iterable[PageStatus]) -> None:
    for page in pages:
        if page.state is not State.OUTDATED:
            continue
        stamps = read_stamps(page.path.read_text(encoding="utf-8"))
        source = project.docs / project.source.code / f"{page.key}.md"
        click.echo(f"\n{shown(page.path)}")
        for section, state in page.sections.items():
            if state is State.ORPHAN:
                click.echo(f"{section}: no longer in the source")
            else:
                show_change(source_change(source, section, stamps.get(section)), state)

"""`helpdesk fix`: after a change of the facts, make every page say the new values."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from helpdesk.checking.files import MendedPage, mend_file, naming
from helpdesk.checking.hidden import newly_hidden
from helpdesk.checking.history import Earlier, earlier_facts
from helpdesk.checking.runner import check as check_pages
from helpdesk.cli.carry import restamped_translations
from helpdesk.cli.check import run
from helpdesk.cli.setup import Job, SetupError, load, prepare
from helpdesk.facts.changes import Changes
from helpdesk.reporting import Format
from helpdesk.words import LANGUAGES


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--facts", metavar="FILE", help="The facts; else facts.yml of the site or folder.")
@click.option("--was", metavar="FILE", help="The facts before the change; else Git is asked.")
@click.option("--write", is_flag=True, help="Write without asking.")
@click.option("--select", metavar="CODES", multiple=True, help="Families or codes: PORT,LANG01.")
@click.option(
    "--lang", type=click.Choice(sorted(LANGUAGES)), help="The language; else it is found out."
)
def fix(
    *,
    paths: tuple[str, ...],
    facts: str | None,
    was: str | None,
    write: bool,
    select: tuple[str, ...],
    lang: str | None,
) -> None:
    """Mend pages that the facts contradict.

    Show what would change, and write it with --write or on "yes" at a terminal.

    Exit code 0: all is well now, 1: findings remain, 2: the set-up is wrong.
    """
    job = prepare(paths, facts, select, lang)
    mend_pages(job, was=was, write=write)
    sys.exit(run(job, Format.TEXT))


def mend_pages(job: Job, *, was: str | None, write: bool, diff_to_stderr: bool = False) -> None:
    """Mend a job's pages: show the difference, ask at a terminal, write.

    Raises:
        SetupError: the earlier facts cannot be used, or a page cannot be written.
    """
    facts = job.settings.facts
    earlier = Earlier(load(Path(was))) if was else earlier_facts(job.facts_file, facts)
    changes = Changes.between(earlier.facts, facts) if earlier else None
    if earlier is None:
        words = "No earlier facts (--was FILE, Git): mending only what has one candidate."
        click.echo(words, err=True)
    elif not earlier.is_committed:
        for place in newly_hidden(job.pages, earlier.facts, facts):
            click.echo(f"Hidden now, since the facts changed: {place}", err=True)
    wrong = {finding.path for finding in check_pages(job.pages, job.settings)}
    wrong |= {*naming(job.pages, changes.gone)} if changes else set()
    pages = (mend_file(path, job.settings, changes) for path in job.pages if path in wrong)
    mended = [page for page in pages if page]
    if not mended:
        click.echo("Nothing to mend by itself.", err=True)
        return
    _show((line for page in mended for line in page.diff()), to_stderr=diff_to_stderr)
    if not write and not _agreed(len(mended)):
        click.echo("Nothing is written: add --write to write it.", err=True)
        return
    for page in mended:
        _write(page)
    for page in restamped_translations(mended):
        _write(page)
    click.echo(f"Mended: {', '.join(page.path for page in mended)}", err=True)


def _agreed(pages: int) -> bool:
    if not sys.stdin.isatty():
        return False
    return click.confirm(f"Write {pages} page{'' if pages == 1 else 's'}?", err=True)


def _show(diff: Iterable[str], *, to_stderr: bool) -> None:
    stream = sys.stderr if to_stderr else sys.stdout
    if stream.isatty():
        from helpdesk.reporting.colour import show_diff

        show_diff(diff, stream)
        return
    for line in diff:
        click.echo(line, err=to_stderr)


def _write(page: MendedPage) -> None:
    try:
        page.write()
    except OSError as error:
        raise SetupError(f"{page.path}: cannot be written: {error.strerror}") from error

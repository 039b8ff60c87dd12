"""`helpdesk check`: hold pages against the facts."""

from __future__ import annotations

import sys

import click

from helpdesk.cache import CacheError, tell_unusable
from helpdesk.checking.runner import Report
from helpdesk.checking.runner import check as check_pages
from helpdesk.checking.whole import Kept, check_whole
from helpdesk.cli.output import report
from helpdesk.cli.setup import Job, prepare
from helpdesk.findings import Finding
from helpdesk.processes import Processes
from helpdesk.reporting import Format
from helpdesk.rules.base import SiteInput
from helpdesk.words import LANGUAGES


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--facts", metavar="FILE", help="The facts; else facts.yml of the site or folder.")
@click.option("--select", metavar="CODES", multiple=True, help="Families or codes: PORT,LANG01.")
@click.option(
    "--format",
    "chosen",
    type=click.Choice([each.value for each in Format]),
    default=Format.TEXT.value,
    show_default=True,
)
@click.option(
    "--lang", type=click.Choice(sorted(LANGUAGES)), help="The language; else it is found out."
)
@click.option("--fix", "mend", is_flag=True, help="Also mend what can be mended: helpdesk fix.")
@click.option("--was", metavar="FILE", help="With --fix: the facts before the change.")
@click.option("--write", is_flag=True, help="With --fix: write without asking.")
@click.option("--no-cache", is_flag=True, help="Check every page anew.")
def check(
    *,
    paths: tuple[str, ...],
    facts: str | None,
    select: tuple[str, ...],
    chosen: str,
    lang: str | None,
    mend: bool,
    was: str | None,
    write: bool,
    no_cache: bool,
) -> None:
    """Hold pages against the facts.

    A PATH is a page or a folder (*.md in it); without one, the whole site is checked: articles that
    did not change since the last time are taken from .cache/.

    Exit code 0: nothing found, 1: findings, 2: the set-up is wrong.
    """
    job = prepare(paths, facts, select, lang, cached=not (no_cache or mend))
    if mend:
        from helpdesk.cli.fix import mend_pages

        mend_pages(job, was=was, write=write, diff_to_stderr=chosen != Format.TEXT)
    elif was or write:
        raise click.UsageError("--was and --write belong to --fix")
    sys.exit(run(job, Format(chosen)))


def run(job: Job, chosen: Format) -> int:
    """Check a job's pages, print the report, return the exit code."""
    findings = _site_findings(job, job.site) if job.site else check_pages(job.pages, job.settings)
    code = report(job.concerned(findings), chosen, len(job.pages))
    if job.is_part:
        click.echo(
            "Without a PATH, translations, links and front matter are checked too.", err=True
        )
    return code


def _site_findings(job: Job, site: SiteInput) -> list[Finding]:
    """Return the findings on a site; a cache that cannot be used only costs time, and is told."""
    kept, known = None, dict[str, Report]()
    try:
        if job.memory:
            kept = Kept(job.memory, site)
            known = kept.reports()
    except CacheError as error:
        tell_unusable(error)
    of_site = {site.path(page) for page in site.library}
    beside = [page for page in job.pages if page not in of_site]
    with Processes() as processes:
        checked = check_whole(site, job.settings, processes, known=known, beside=beside)
    try:
        if job.memory and kept:
            kept.keep(checked.made)
            job.memory.keep_texts(forget=False)
            job.memory.store.commit()
    except CacheError as error:
        tell_unusable(error)
    return checked.findings

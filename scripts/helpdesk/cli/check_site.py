"""`helpdesk check-site`: read the built site back and hold it against the facts."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from helpdesk.built import check_site as check_built_site
from helpdesk.built import load_site
from helpdesk.cli.centre import this_root
from helpdesk.cli.output import report
from helpdesk.cli.setup import SetupError, load
from helpdesk.library import load_library
from helpdesk.project import ProjectError, load_project
from helpdesk.reporting import Format
from helpdesk.strings import StringsError, load_strings


@click.command("check-site")
@click.argument("folder", required=False, metavar="[DIR]")
@click.option("--facts", metavar="FILE", help="The facts; else facts.yml of the site.")
@click.option(
    "--format",
    "chosen",
    type=click.Choice([each.value for each in Format]),
    default=Format.TEXT.value,
    show_default=True,
)
def check_site(folder: str | None, facts: str | None, chosen: str) -> None:
    """Check the built pages in DIR, by default site/ of the help centre.

    Port tables and text against the facts, links and anchors, language, headings, ids, left-over
    markers. The site's address is that of the facts, or SITE_URL: the one that it was built for.

    Exit code 0: nothing found, 1: findings, 2: the set-up is wrong.
    """
    root = this_root()
    built = Path(folder) if folder else root / "site"
    if not any(built.rglob("*.html")):
        raise SetupError(f"{built}: no built page in it, type scripts/build first")
    known = load(Path(facts) if facts else root / "facts.yml")
    try:
        project = load_project(root).published
        strings = {
            language.code: load_strings(project.overrides, language.code)
            for language in project.languages
        }
        site = load_site(built, project, str(known.site.url))
    except (ProjectError, StringsError, OSError) as error:
        raise SetupError(str(error)) from error
    findings = check_built_site(site, load_library(project, known), known, strings)
    sys.exit(report(findings, Format(chosen), len(site.pages)))

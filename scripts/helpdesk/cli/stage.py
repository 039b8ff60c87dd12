"""`helpdesk stage`: write the help centre so that another generator builds it."""

from __future__ import annotations

from pathlib import Path

import click

from helpdesk.cli.centre import this_root
from helpdesk.cli.setup import SetupError


@click.command()
@click.argument("folder", metavar="DIR")
@click.option(
    "--for", "generator", type=click.Choice(["zensical"]), required=True, help="The generator."
)
def stage(folder: str, generator: str) -> None:  # noqa: ARG001 - one so far, but it is to be named
    """Write pages and configuration for another generator into an empty folder.

    Markers are expanded, so that the pages are plain Markdown with the same articles, tables,
    related articles, tags and rating; Zensical 0.0.73 builds them, one project per language.

    What such a site lacks: a switch that leads to the same article in another language (the switch,
    and hreflang in the head, lead to home pages), social previews and structured data, our search
    (Zensical has its own, which does not know `search_words`), row headers in tables, our look, our
    error pages, redirects of old addresses, a content security policy, files for web servers and
    hidden ones (.well-known), the check of what was built. The pages are checked before they are
    written; stage them anew after each change.

    Exit code 0: written, 1: pages are wrong, 2: the set-up is wrong.
    """
    root = this_root()
    target = Path(folder)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise SetupError(f"{folder}: it is there already: name an empty folder, or a new one")
    from helpdesk.build import start_build
    from helpdesk.staging.zensical import SITE, stage

    configurations = stage(start_build(root), target)
    click.echo(f"Build it in {folder}, in this order; the site is then in {folder}/{SITE}:")
    for name in configurations:
        click.echo(f"  zensical build -f {name}")

"""`helpdesk build`: check the pages, build the site, check what was built."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from pkgutil import resolve_name
from typing import Final

import click

from helpdesk.build import Build
from helpdesk.building.pages import Renderer
from helpdesk.building.progress import shown
from helpdesk.building.whole import build_site
from helpdesk.cache import FOLDER
from helpdesk.cli.centre import this_root

RENDERER: Final = "mkdocs_pages:MkDocsRenderer"
"""What makes the pages: the adapter to MkDocs, beside the package, which imports no generator."""


@click.command()
@click.option("-d", "--site-dir", "folder", metavar="DIR", help="Where to build; else site/.")
@click.option("--no-cache", is_flag=True, help="Forget what is in the cache.")
@click.option("--profile", is_flag=True, help="Say which pages and templates were slow.")
@click.option("--cache", "kept", metavar="DIR", help="Where the cache is; else .cache/helpdesk.")
@click.option("--jobs", metavar="N", default=0, help="Processes; else one per core.")
def build(
    folder: str | None, kept: str | None, jobs: int, *, no_cache: bool, profile: bool
) -> None:
    """Build the site: what did not change since the last build is taken from .cache/.

    Exit code 0: built, 1: pages are wrong, 2: the set-up is wrong.
    """
    root = this_root()
    cache = Path(kept) if kept else root / FOLDER
    if no_cache:
        shutil.rmtree(cache, ignore_errors=True)
    site = Path(folder) if folder else root / "site"
    with shown() as course:
        make = partial(renderer, profile=profile)
        build_site(root, site.absolute(), make, cache=cache, jobs=jobs, course=course)
    if profile:
        click.echo("\n".join(course.profile()), err=True)
    click.echo(f"{course.pages} pages, {course.made} of them made anew, in {site}", err=True)


def renderer(build: Build, *, profile: bool = False) -> Renderer:
    """Set up MkDocs, when a page has to be made: only then is it imported."""
    set_up: Callable[..., Renderer] = resolve_name(RENDERER)
    return set_up(build, profile=profile)

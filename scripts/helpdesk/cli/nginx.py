"""`helpdesk nginx`: the configuration that serves this site."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import click

from helpdesk.cli.centre import this_root
from helpdesk.cli.setup import SetupError, load
from helpdesk.library import load_library
from helpdesk.project import ProjectError, load_project
from helpdesk.publishing.hosts import nginx_site
from helpdesk.redirects import redirects


@click.command()
@click.option("--root", "folder", metavar="DIR", help="The published folder; by default site/.")
@click.option("--server-name", default="_", show_default=True, metavar="NAME")
@click.option("--listen", default="80", show_default=True, metavar="ADDRESS")
@click.option("--hsts", is_flag=True, help="Tell browsers to keep https for a year.")
@click.option(
    "--brotli", is_flag=True, help="Also send .br files: needs ngx_brotli's static module."
)
def nginx(folder: str | None, server_name: str, listen: str, *, hsts: bool, brotli: bool) -> None:
    """Print an nginx site to put into sites-enabled/: headers, compression, error pages, redirects.

    A site whose address has a path is served below that path.
    """
    root = this_root()
    try:
        project = load_project(root).published
    except ProjectError as error:
        raise SetupError(str(error)) from error
    site = Path(folder).resolve() if folder else root / "site"
    known = load(root / "facts.yml")
    languages = [language.code for language in project.translations]
    base = urlsplit(str(known.site.url)).path.rstrip("/") + "/"
    click.echo(
        nginx_site(
            site,
            languages,
            base=base,
            server_name=server_name,
            listen=listen,
            transport_security=hsts,
            brotli=brotli,
            moved=redirects(load_library(project, known), base),
        ),
        nl=False,
    )

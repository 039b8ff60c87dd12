"""`helpdesk publish-check`: the published site as a stranger sees it."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import urlsplit

import click

from helpdesk.cli.centre import this_project
from helpdesk.cli.output import report
from helpdesk.cli.setup import SetupError, load
from helpdesk.findings import in_order
from helpdesk.ratings import RatingsError
from helpdesk.render.site import Site, load_site
from helpdesk.reporting import Format
from helpdesk.strings import StringsError


@click.command("publish-check")
@click.argument("where", metavar="URL|DIR")
@click.option(
    "--format",
    "chosen",
    type=click.Choice([Format.TEXT.value, Format.JSON.value]),
    default=Format.TEXT.value,
    show_default=True,
)
@click.option(
    "--timeout", type=click.FloatRange(0.1, 300), default=20.0, show_default=True, metavar="SECONDS"
)
@click.option("--ca", metavar="FILE", help="Trust these authorities (PEM), not the system's.")
def publish_check(where: str, chosen: str, timeout: float, ca: str | None) -> None:
    """Check a published site at its URL, or the folder DIR before it is published.

    Every page of the sitemap and every link answers; media types, security headers, compression
    and caching are those of the policy; error pages have the language of their folder; the files
    that set up mail apps say what facts.yml says; old addresses lead on; the certificate is valid.
    In a folder, what only a server can know is left out.

    Exit code 0: nothing found, 1: findings, 2: the set-up is wrong or there is no such site.
    """
    from helpdesk.stranger import Folder, Web
    from helpdesk.stranger import publish_check as check
    from helpdesk.stranger.certificate import certificate
    from helpdesk.stranger.problems import as_findings

    is_url = where.lower().startswith(("http://", "https://"))
    if not is_url and not Path(where).is_dir():
        raise SetupError(f"{where} is neither a folder nor an address (https://...)")
    try:
        name = urlsplit(where).hostname if is_url else where
    except ValueError:
        name = None
    if not name or (ca and not Path(ca).is_file()):
        raise SetupError(f"{where if not name else ca} cannot be used: look at its spelling")
    site = _site()
    if not is_url:
        url = str(site.facts.site.url)
        base = urlsplit(url).path.rstrip("/") + "/"
        result = check(Folder(Path(where), base), site, url)
        sys.exit(report(result.findings, Format(chosen), result.pages))
    problems = certificate(where, timeout, ca)
    result = check(Web(where, seconds=timeout, ca_file=ca, trust=not problems), site, where)
    found = in_order([*as_findings(problems), *result.findings])
    sys.exit(report(found, Format(chosen), result.pages))


def _site() -> Site:
    project = this_project().published
    try:
        return load_site(project, load(project.facts_file))
    except (RatingsError, StringsError) as error:
        raise SetupError(str(error)) from error

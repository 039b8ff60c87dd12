"""`helpdesk switch`: put a finished site in the place of the old one, in one step."""

from __future__ import annotations

from pathlib import Path

import click

from helpdesk.cli.setup import SetupError
from helpdesk.publishing.switch import switch as switch_site


@click.command()
@click.argument("new", metavar="NEW")
@click.argument("site", metavar="SITE")
def switch(new: str, site: str) -> None:
    """Put the folder NEW in the place of SITE, which is removed; readers get one of them, whole.

    scripts/build ends with it. Both folders stand on one file system.
    """
    try:
        switch_site(Path(new).absolute(), Path(site).absolute())
    except OSError as error:
        raise SetupError(f"{site} is still the old one: {error}") from error

"""`helpdesk compress`: pack the text files of a built site once, for every reader."""

from __future__ import annotations

from pathlib import Path

import click

from helpdesk.cli.setup import SetupError
from helpdesk.publishing.compress import compress as compress_site


@click.command()
@click.argument("folder", default="site", metavar="[DIR]")
def compress(folder: str) -> None:
    """Write a .gz and a .br beside every text file in DIR, by default site/.

    nginx sends them with gzip_static and brotli_static; hosts that compress by themselves pass
    them over.
    """
    built = Path(folder)
    if not built.is_dir():
        raise SetupError(f"{built}: there is no such folder, type scripts/build first")
    click.echo(f"{compress_site(built)} files compressed in {built}", err=True)

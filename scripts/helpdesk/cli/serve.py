"""`helpdesk serve`: show the help centre on this machine, each change as it is saved."""

from __future__ import annotations

import errno
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final

import click

from helpdesk.cli.centre import this_root
from helpdesk.cli.setup import SetupError

if TYPE_CHECKING:
    from helpdesk.preview.server import PreviewServer
    from helpdesk.preview.watching import Watcher

_FIRST_PORT: Final = 8000
_PORTS: Final = 100
_PATIENCE: Final = 2.0
"""Seconds between two looks at least: some file systems do not tell of changes."""
_SPARE: Final = 0.5
"""Seconds after the last change: until then, the processor is the browser's."""


@click.command()
@click.option("--port", metavar="N", type=int, help="The port; else the first free one from 8000.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Who may see it: 0.0.0.0 is everyone in the network.",
)
def serve(port: int | None, host: str) -> None:
    """Show the help centre in a browser; a saved file is seen at once.

    What is wrong with a page stands in a bar on it, and of a saved page here. Drafts are shown.
    Nothing is written to disk. Ctrl+C stops.
    """
    root = this_root()
    from helpdesk.cli.build import renderer
    from helpdesk.preview.centre import Centre
    from helpdesk.preview.server import PreviewServer
    from helpdesk.preview.site import PreviewedSite

    click.echo("Reading the pages ...", err=True)
    site = PreviewedSite(Centre(root, renderer))
    ports = range(_FIRST_PORT, _FIRST_PORT + _PORTS) if port is None else (port,)
    with _first_free(ports, lambda each: PreviewServer((host, each), site)) as server:
        _show(server, root)


def _first_free(ports: Sequence[int], server: Callable[[int], PreviewServer]) -> PreviewServer:
    for port in ports:
        try:
            found = server(port)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise SetupError(f"this address cannot be used: {error.strerror}") from error
            continue
        if port != ports[0]:
            click.echo(f"Port {ports[0]} is taken: using {port}.", err=True)
        return found
    raise SetupError(f"port {ports[0]} is taken: choose another with --port")


def _show(server: PreviewServer, root: Path) -> None:
    from helpdesk.preview.watching import watching

    for stop in (signal.SIGINT, signal.SIGTERM):  # shells let what runs behind them ignore Ctrl+C
        signal.signal(stop, signal.default_int_handler)
    with watching(root) as watcher:
        Thread(target=_watch, args=(watcher, server), daemon=True).start()
        click.echo(f"Open {server.url} (Ctrl+C stops).", err=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("\nStopped.", err=True)
            sys.exit(0)


def _watch(watcher: Watcher, server: PreviewServer) -> None:
    """Wake the open pages after each change; with time to spare, say what is wrong with pages."""
    unsaid: frozenset[str] = frozenset()
    while True:
        watcher.wait(_SPARE if unsaid else _PATIENCE)
        changed = server.site.changed()
        if changed:
            unsaid |= changed
            server.wake()
        elif unsaid:
            _report(unsaid, server)
            unsaid = frozenset()


def _report(files: frozenset[str], server: PreviewServer) -> None:
    from helpdesk.build import BuildError
    from helpdesk.reporting import Format, lines

    try:
        found = server.site.findings(files)
    except BuildError as error:
        click.echo(str(error), err=True)
        return
    except Exception:  # noqa: BLE001 - a fault of ours must not end the preview
        traceback.print_exc()
        return
    for file, findings in found.items():
        report = "\n".join(lines(findings, Format.TEXT)) or f"{file}: nothing found"
        click.echo(report, err=True)

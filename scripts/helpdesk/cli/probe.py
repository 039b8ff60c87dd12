"""`helpdesk probe`: do the servers do what the facts say?"""

from __future__ import annotations

import asyncio
import ssl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from helpdesk.cli.setup import SetupError, load
from helpdesk.facts import Facts
from helpdesk.probing.options import Options, connections, endpoint
from helpdesk.probing.outcome import Result, Verdict
from helpdesk.probing.record import record_of, write_record
from helpdesk.probing.report import json_line, summary, text_line
from helpdesk.probing.servers import Done
from helpdesk.project import FACTS_FILE, find_root


@click.command()
@click.option("--facts", "facts_file", metavar="FILE", help="The facts; else facts.yml.")
@click.option(
    "--format", "chosen", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 300),
    default=15.0,
    show_default=True,
    metavar="SECONDS",
    help="The deadline of each server.",
)
@click.option("--dns", "with_dns", is_flag=True, help="Also SRV records and autoconfig addresses.")
@click.option("--record", is_flag=True, help="Keep the result for the site and for `check`.")
@click.option("--ca", metavar="FILE", help="Trust these authorities (PEM), not the system's.")
@click.option("--connect", multiple=True, hidden=True, metavar="HOST:PORT=ADDRESS:PORT")
@click.option("--nameserver", hidden=True, metavar="ADDRESS:PORT")
def probe(
    *,
    facts_file: str | None,
    chosen: str,
    timeout: float,
    with_dns: bool,
    record: bool,
    ca: str | None,
    connect: tuple[str, ...],
    nameserver: str | None,
) -> None:
    """Connect to every server of the facts, all at once, and see whether it does what they say.

    Encryption, certificate, protocol, STARTTLS and login methods are looked at on every address.
    Nobody logs in: no password is asked for or sent.

    Exit code 0: all is as stated, 1: a server differs, 2: the set-up is wrong.
    """
    file = _facts_file(facts_file)
    root = find_root(file.resolve().parent)
    if record and root is None:
        raise SetupError("--record needs a help centre: an mkdocs.yml beside the facts")
    facts = load(file)
    options = _options(timeout, ca, connect, nameserver)
    results = _run(facts, options, with_dns=with_dns)
    for result in results:
        print(json_line(result) if chosen == "json" else text_line(result))
    click.echo(summary(results), err=True)
    if record and root is not None:
        _record(root / "overrides", results, facts)
    verdicts = {result.verdict for result in results}
    if verdicts == {Verdict.UNTESTED}:
        raise SetupError("nothing could be tested: the facts name no server to connect to")
    sys.exit(int(Verdict.MISMATCH in verdicts))


def _facts_file(given: str | None) -> Path:
    if given:
        return Path(given)
    root = find_root(Path.cwd())
    if root is None and not Path(FACTS_FILE).is_file():
        raise SetupError(f"there is no {FACTS_FILE} here: name one with --facts FILE")
    return root / FACTS_FILE if root else Path(FACTS_FILE)


def _options(
    timeout: float, ca: str | None, connect: tuple[str, ...], nameserver: str | None
) -> Options:
    try:
        if ca:
            ssl.create_default_context(cafile=ca)
        return Options(
            timeout, ca, connections(connect), endpoint(nameserver) if nameserver else None
        )
    except ValueError as error:
        raise SetupError(str(error)) from error
    except OSError as error:  # ssl.SSLError is one: no certificate in it
        raise SetupError(f"{ca}: {error.strerror or 'no certificates in it'}") from error


def _run(facts: Facts, options: Options, *, with_dns: bool) -> list[Result]:
    from helpdesk.probing.run import parts, probe

    with _progress(parts(facts, with_dns=with_dns)) as done:
        return asyncio.run(probe(facts, options, with_dns=with_dns, done=done))


@contextmanager
def _progress(total: int) -> Iterator[Done]:
    """Show on a terminal how much is done, and what came last."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("Probing"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[last]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Probing", total=total, last="")
        yield lambda subject: progress.update(task, advance=1, last=subject)


def _record(overrides: Path, results: list[Result], facts: Facts) -> None:
    today = datetime.now(UTC).date()
    try:
        file = write_record(overrides, record_of(results, facts, today))
    except OSError as error:
        raise SetupError(f"the record cannot be written: {error}") from error
    click.echo(f"Recorded in {file}", err=True)

"""`helpdesk import-autoconfig`: facts from a provider's autoconfig file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from helpdesk.cli.setup import SetupError
from helpdesk.clients.importing import ImportRefusedError, facts_from_autoconfig, to_yaml
from helpdesk.facts.load import parse_facts

_LARGEST = 1_000_000
"""Bytes. A provider's file has a few thousand."""


@click.command("import-autoconfig")
@click.argument("file", metavar="FILE|-")
@click.option("-o", "--output", metavar="FILE", help="Write there; a file that exists is kept.")
def import_autoconfig(file: str, output: str | None) -> None:
    """Print a facts.yml made from a config-v1.1.xml (`-`: standard input).

    What is odd (POP3 on 993, plain IMAP) is imported as it stands, with a warning. Exit code 0:
    imported, 2: refused.
    """
    try:
        source = sys.stdin.buffer if file == "-" else Path(file).open("rb")  # noqa: SIM115
        with source:
            document = source.read(_LARGEST + 1)
    except OSError as error:
        raise SetupError(f"{file}: {error.strerror}") from error
    if len(document) > _LARGEST:
        raise SetupError(f"{file}: larger than {_LARGEST:,} bytes, so no autoconfig file")
    try:
        data, facts = facts_from_autoconfig(document)
    except ImportRefusedError as error:
        raise SetupError(f"{file}: {error}") from error
    text = to_yaml(data)
    for warning in parse_facts(text.encode(), path=output or "facts.yml", environ={}).warnings:
        click.echo(f"Warning: {warning}", err=True)
    for server in facts.mail.servers:
        if server.unencrypted:
            place = f"{server.protocol.label} on {server.host}:{server.port}"
            click.echo(f"Warning: {place} is not encrypted: no client file will hold it", err=True)
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        with Path(output).open("x", encoding="utf-8") as target:
            target.write(text)
    except FileExistsError as error:
        raise SetupError(f"{output} exists, and is kept: name another file") from error
    except OSError as error:
        raise SetupError(f"{output}: {error.strerror}") from error

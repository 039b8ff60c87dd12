"""`helpdesk schema`: the JSON Schema of facts.yml, for editors."""

from __future__ import annotations

import sys

import click

from helpdesk.facts.schema import SCHEMA_FILE, is_current, schema_text


@click.command()
@click.option("--write", is_flag=True, help="Write the schema to its file in the package.")
@click.option("--check", "verify", is_flag=True, help="Exit with 1 if that file is not current.")
def schema(*, write: bool, verify: bool) -> None:
    """Print the JSON Schema of facts.yml.

    Editors use it to complete and explain keys; it is generated from the typed model.
    """
    if write:
        SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
    if verify and not is_current():
        click.echo(f"{SCHEMA_FILE}: not current, type: helpdesk schema --write", err=True)
        sys.exit(1)
    if not write and not verify:
        click.echo(schema_text(), nl=False)

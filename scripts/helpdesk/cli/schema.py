"""`helpdesk schema`: the JSON Schemas of facts.yml and of front matter, for editors."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from helpdesk.facts import schema as facts_schema
from helpdesk.markdown import schema as front_matter_schema

_SCHEMAS: Final = {"facts": facts_schema, "front-matter": front_matter_schema}


@click.command()
@click.argument("which", type=click.Choice(list(_SCHEMAS)), default="facts")
@click.option("--write", is_flag=True, help="Write every schema to its file in the package.")
@click.option("--check", "verify", is_flag=True, help="Exit with 1 if a file is not current.")
def schema(*, which: str, write: bool, verify: bool) -> None:
    """Print the JSON Schema of facts.yml, or of the front matter of pages.

    Editors use them to complete and explain keys; they are generated from the typed models.
    """
    stale: list[Path] = []
    for each in _SCHEMAS.values():
        if write:
            each.SCHEMA_FILE.write_text(each.schema_text(), encoding="utf-8")
        elif verify and not each.is_current():
            stale.append(each.SCHEMA_FILE)
    for file in stale:
        click.echo(f"{file}: not current, type: helpdesk schema --write", err=True)
    if stale:
        sys.exit(1)
    if not write and not verify:
        click.echo(_SCHEMAS[which].schema_text(), nl=False)

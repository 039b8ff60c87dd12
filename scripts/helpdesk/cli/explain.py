"""`helpdesk explain`: what a code means, why it matters, how to mend it."""

from __future__ import annotations

import click

from helpdesk.cli.setup import SetupError
from helpdesk.rules.base import Rule
from helpdesk.rules.registry import UnknownCodeError, rule, rules


@click.command()
@click.argument("code", required=False)
@click.option("--all", "everything", is_flag=True, help="Print the pages of all codes.")
def explain(*, code: str | None, everything: bool) -> None:
    """Say what a CODE means, or list all.

    Its page says what is found, why that matters, and how to mend it.
    """
    if everything:
        click.echo("# Rules\n")
        click.echo("\n\n".join(page(each, level=2) for each in rules().values()))
    elif code:
        try:
            click.echo(page(rule(code)))
        except UnknownCodeError as error:
            raise SetupError(str(error)) from error
    else:
        for each in rules().values():
            click.echo(f"{each.code}  {each.title}")


def page(one: Rule, level: int = 1) -> str:
    """Return a rule's page in Markdown."""
    return f"{'#' * level} {one.code}: {one.title}\n\n{one.text}"

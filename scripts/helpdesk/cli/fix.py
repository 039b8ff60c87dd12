"""`helpdesk fix`."""
import click
@click.command()
def fix() -> None:
    """Mend."""

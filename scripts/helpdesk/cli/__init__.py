"""`helpdesk <verb>`: one program. A verb's module is imported only when the verb is called.

To add a verb, write `cli/<verb>.py` with a click command and name it in `VERBS`.
"""

from __future__ import annotations

import gc
import importlib
from typing import Final

import click

from helpdesk.nearest import nearest
from helpdesk.processes import COLLECTIONS

VERBS: Final = {
    "check": "helpdesk.cli.check:check",
    "fix": "helpdesk.cli.fix:fix",
    "explain": "helpdesk.cli.explain:explain",
    "schema": "helpdesk.cli.schema:schema",
    "stamp": "helpdesk.cli.stamp:stamp",
    "status": "helpdesk.cli.status:status",
    "new": "helpdesk.cli.new:new",
    "new-language": "helpdesk.cli.new_language:new_language_verb",
    "serve": "helpdesk.cli.serve:serve",
    "build": "helpdesk.cli.build:build",
    "stage": "helpdesk.cli.stage:stage",
    "check-site": "helpdesk.cli.check_site:check_site",
    "compress": "helpdesk.cli.compress:compress",
    "switch": "helpdesk.cli.switch:switch",
    "publish-check": "helpdesk.cli.publish_check:publish_check",
    "nginx": "helpdesk.cli.nginx:nginx",
    "import-autoconfig": "helpdesk.cli.import_autoconfig:import_autoconfig",
    "probe": "helpdesk.cli.probe:probe",
    "ratings": "helpdesk.cli.ratings:ratings",
}
"""Every verb and where its command stands, in the order of `--help`."""


class Verbs(click.Group):
    """Finds a verb's command by name; a wrong name is answered with the nearest right one."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        """Return the verbs in the order of the table."""
        return list(VERBS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click passes it
        cmd_name: str,
    ) -> click.Command | None:
        """Import a verb's module and return its command, None if there is no such verb."""
        if cmd_name not in VERBS:
            return None
        gc.set_threshold(*COLLECTIONS)  # imports, too, make many objects and no circles to break
        module, _, name = VERBS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), name)
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb of a command line; options before a verb belong to click."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            close = nearest(args[0], VERBS)
            meant = f" Did you mean {close!r}?" if close else ""
            ctx.fail(f"There is no verb {args[0]!r}.{meant} Verbs: {', '.join(VERBS)}")
        return super().resolve_command(ctx, args)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Keep a mail host's help centre true to its facts.

    Exit code 0: all is well, 1: pages are wrong, 2: the set-up is wrong.
    """


__all__ = ["VERBS", "main"]

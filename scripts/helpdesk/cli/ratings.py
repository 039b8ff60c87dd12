"""`helpdesk ratings`: count the votes in access logs, and report on them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import BinaryIO, Final, cast

import click

from helpdesk.cli.ratings_site import STATE, RatedSite
from helpdesk.cli.setup import SetupError
from helpdesk.ratings import RatingsError, load_ratings
from helpdesk.ratings.counting import Count, Outcome
from helpdesk.ratings.reading import Notes

_COUNT: Final = "count"


class _Ratings(click.Group):
    """Takes what is no verb for the logs to count: `helpdesk ratings access.log`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            args = [_COUNT, *args]
        return super().resolve_command(ctx, args)


@click.group(cls=_Ratings, context_settings={"ignore_unknown_options": True})
def ratings() -> None:
    """Count votes: `helpdesk ratings LOG...`, or `-` for standard input.

    The rating forms of the pages lead to static pages: the access log of the web server shows who
    went there. Logs of nginx and Apache (Common, Combined), CloudFront and Caddy, plain or packed
    with gzip or zstd, in any order, whole or in pieces, as often as you like: a vote counts once.

    No address reaches the disk; see SECURITY.md. Log files named like a verb: `./report`.
    """


_LOGS: Final = click.argument(
    "logs",
    metavar="LOG...",
    nargs=-1,
    required=True,
    # All of them must be there before anything is counted.
    type=click.Path(exists=True, dir_okay=False, readable=True, allow_dash=True),
)
_STATE: Final = click.option(
    "--state", metavar="DIR", help=f"Where the count is kept between runs; else {STATE}/."
)
_KEEP: Final = click.option(
    "--keep",
    type=click.IntRange(1, 400),
    metavar="DAYS",
    help="Forget who voted earlier than site.remember_voters of the facts says.",
)
_FORMAT: Final = click.option(
    "--format", "chosen", type=click.Choice(["text", "json"]), default="text", show_default=True
)


def _opened(logs: Sequence[str]) -> Iterator[BinaryIO]:
    """Yield the logs, one open at a time."""
    for log in logs:
        with click.open_file(log, "rb") as stream:
            yield cast("BinaryIO", stream)


@ratings.command(_COUNT)
@_LOGS
@_STATE
@click.option(
    "--host", "hosts", metavar="NAME", multiple=True, help="Another name of the site; repeatable."
)
@_KEEP
def count(logs: Sequence[str], state: str | None, hosts: Sequence[str], keep: int | None) -> None:
    """Count the votes in these logs (the verb itself may be left out).

    Exit code 0: counted, 1: counted, but a packed log is damaged, 2: the set-up is wrong.
    """
    site = RatedSite()
    job = Count(site.project.overrides, site.state(state), site.days(keep), _say_waiting)
    try:
        outcome = job.run(_opened(logs), site.forms(hosts), _today())
    except (RatingsError, OSError) as error:
        raise SetupError(str(error)) from error
    for line in _told(outcome):
        click.echo(line, err=True)
    sys.exit(int(bool(outcome.notes.damaged)))


@ratings.command("forget")
@_STATE
@_KEEP
def forget(state: str | None, keep: int | None) -> None:
    """Close the days whose time is over, without a log: for a host that is rarely counted."""
    site = RatedSite()
    try:
        Count(site.project.overrides, site.state(state), site.days(keep), _say_waiting).run(
            [], site.forms(()), _today()
        )
    except (RatingsError, OSError) as error:
        raise SetupError(str(error)) from error


@ratings.command("report")
@_STATE
@_FORMAT
def report(state: str | None, chosen: str) -> None:
    """Show which articles help, how sure that is, and why they do not."""
    from helpdesk.ratings.report import as_data, rows

    site = RatedSite()
    try:
        known = load_ratings(site.project.overrides)
        ledger = Count(site.project.overrides, site.state(state), site.days(None)).load(known)
    except RatingsError as error:
        raise SetupError(str(error)) from error
    found = rows(site.titles, known, ledger)
    if chosen == "json":
        _print_json(as_data(found, ledger.counted_on))
    else:
        from helpdesk.cli.ratings_tables import show_report

        show_report(found, ledger.counted_on)


@ratings.command("missing")
@_LOGS
@_FORMAT
@click.option("--least", type=click.IntRange(1), default=2, show_default=True, metavar="HITS")
def missing(logs: Sequence[str], chosen: str, least: int) -> None:
    """List the addresses that readers did not find, and the redirects that would help.

    With each: the pages that led there, and the page that is most like it. Bots are left out, and
    what was asked for less than LEAST times.
    """
    from helpdesk.ratings.missing import collect, listed

    site = RatedSite()
    try:
        collected = collect(_opened(logs))
    except OSError as error:
        raise SetupError(str(error)) from error
    found = [(one, site.advice(one)) for one in listed(collected, site.paths) if one.hits >= least]
    if chosen == "json":
        nothing = {"file": None, "line": None}
        _print_json(
            [one.as_data() | (advice._asdict() if advice else nothing) for one, advice in found]
        )
    else:
        from helpdesk.cli.ratings_tables import show_missing

        show_missing(found)
    for line in _read(collected.notes):
        click.echo(line, err=True)
    sys.exit(int(bool(collected.notes.damaged)))


def _today() -> date:
    return datetime.now(UTC).date()


def _say_waiting() -> None:
    click.echo("Another count is running: waiting for its end.", err=True)


def _told(outcome: Outcome) -> Iterator[str]:
    """Yield what a count did, for people: nothing of a log's own text."""
    for verdict, number in sorted(outcome.verdicts.items(), key=lambda one: -one[1]):
        yield f"{number:>9,} {verdict.value}"
    if outcome.without_agent_field:
        yield (
            f"Warning: {outcome.without_agent_field:,} votes come from a log without user agents: "
            "robots cannot be told from readers there. Use the Combined format"
        )
    yield from _read(outcome.notes)


def _read(notes: Notes) -> Iterator[str]:
    yield f"{notes.lines:>9,} lines read"
    if notes.malformed:
        yield f"{notes.malformed:>9,} malformed lines left out"
    if notes.incomplete:
        yield f"{notes.incomplete:>9,} last lines without an end: they count when they are whole"
    for why in notes.damaged:
        yield f"Warning: a log is damaged, what comes after is not counted: {why}"


def _print_json(data: object) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2))

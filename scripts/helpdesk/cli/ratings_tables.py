"""The tables of `helpdesk ratings`, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from helpdesk.cli.ratings_site import Advice
from helpdesk.ratings.missing import Missing
from helpdesk.ratings.report import RECENT, Row, Trend

_ARROWS: Final = {Trend.BETTER: "↑", Trend.WORSE: "↓", Trend.SAME: "=", Trend.UNKNOWN: ""}


def show_report(
    rows: Sequence[Row], counted_on: date | None, console: Console | None = None
) -> None:
    """Print a row for every article with votes, then the articles nobody votes on."""
    console = console or Console(highlight=False)
    voted = [row for row in rows if row.share.votes]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("article", "helpful", "95% interval", "yes", "no", "trend", "reasons after no"):
        table.add_column(name, justify="right" if name in {"yes", "no"} else "left")
    for row in voted:
        low, high = row.share.interval
        reasons = ", ".join(f"{name} {count}" for name, count in row.reasons.items())
        table.add_row(
            Text(row.article),
            f"{row.share.value:.0%}",
            f"{low:.0%} to {high:.0%}",
            f"{row.share.yes:,}",
            f"{row.share.no:,}",
            _ARROWS[row.trend],
            Text(reasons),
        )
    if voted:
        console.print(table)
        console.print(f"Trend: the last {RECENT} weeks against the {RECENT} before.", style="dim")
    silent = [row.article for row in rows if not row.share.votes]
    if silent:
        console.print("Nobody voted on:", style="bold")
        for article in silent:
            console.print(Text(f"  {article}"))
    day = counted_on.isoformat() if counted_on else "never"
    console.print(f"Counted up to: {day}", style="dim")


def show_missing(
    found: Sequence[tuple[Missing, Advice | None]], console: Console | None = None
) -> None:
    """Print each missing address with the pages that led there and the line that would help."""
    console = console or Console(highlight=False, soft_wrap=True)
    for one, advice in found:
        console.print(Text.assemble((f"{one.hits:>7,}  ", "cyan"), one.address))
        for page in one.referers:
            console.print(Text(f"         from {page}", "dim"))
        if advice:
            console.print(Text(f"         add to {advice.file}: {advice.line}", "green"))
    if not found:
        console.print("Nothing was asked for in vain.")

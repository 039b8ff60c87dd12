"""PROBE: the record of the last probe, whose date the port tables show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from helpdesk.findings import Finding, Severity, Span
from helpdesk.probing.record import FILE, RecordError, judged_record
from helpdesk.rules.base import SiteInput, site_rule


@site_rule("PROBE01", "The record of the last probe may not be shown", by_article=False)
def outdated(site: SiteInput) -> Iterator[Finding]:
    """The file that `helpdesk probe --record` wrote says nothing about the servers of today.

    It is about other facts, older than 30 days, of a server that failed, or unreadable. A warning:
    the pages then show no "checked on".

    **Why.** The date tells readers that the settings work. It may stand there only for as long as
    that is known.

    Before: `overrides/data/probe.yml` of last year, or from before a server moved.

    After: `.venv/bin/helpdesk probe --record`, or the file deleted.
    """
    project = site.library.project
    try:
        judged_record(project.overrides, site.facts, datetime.now(UTC).date())
    except RecordError as error:
        yield Finding(
            site.shown(project.overrides / FILE),
            Span(1, 1, 1, 1),
            "PROBE01",
            f"the record of the last probe is not shown: {error}",
            "type: .venv/bin/helpdesk probe --record",
            Severity.WARNING,
        )


CHECKS = (outdated,)

"""LINE: lines that no reader of Markdown can work with."""

from __future__ import annotations

from collections.abc import Iterator

from helpdesk.claims.layout import LONGEST_LINE
from helpdesk.findings import Finding, Span
from helpdesk.rules.base import PageInput, page_rule


@page_rule("LINE01", "A line is too long to be read")
def too_long(page: PageInput) -> Iterator[Finding]:
    """A line has more than 20,000 characters.

    It is not parsed: what it claims about servers and ports is not checked.

    **Why.** No sentence and no table row is that long. It is data pasted into a page, an image as
    text, or a page that lost its line breaks.

    Before: `![logo](data:image/png;base64,iVBORw0KGgo...)` with 30,000 characters.

    After: `![logo](../assets/logo.png)`
    """
    if len(page.text) <= LONGEST_LINE:
        return
    for number, line in enumerate(page.text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            yield Finding(
                page.path,
                Span(number, 1, number, len(line) + 1),
                "LINE01",
                f"the line has {len(line):,} characters and is not checked",
                f"break it, or move the data to a file of its own (at most {LONGEST_LINE:,})",
            )


CHECKS = (too_long,)

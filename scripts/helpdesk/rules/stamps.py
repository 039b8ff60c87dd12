"""STAMP: every section of a translation reflects the present text of its source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from helpdesk.findings import Finding, Span
from helpdesk.freshness import FRONT_MATTER, STAMPS, State, compare, read_stamps
from helpdesk.library import Page
from helpdesk.markdown import INTRODUCTION
from helpdesk.rules.base import Rule, SiteCheck, SiteInput
from helpdesk.rules.places import key_span, line_span, page_sections, translations

MISSING: Final = Rule(
    "STAMP01",
    "A translated section has no stamp",
    """A translation holds, for each section of its source, the digest of the text that it reflects.
For this section there is none, so nobody knows whether the translation says what the source says.

**Why.** A date would lie: a typo mended in the translation makes it look fresh.

Before: a new section in Dutch, its front matter as it was.

After: read both, then `.venv/bin/helpdesk stamp docs/nl/email/mailboxes.md --section create`.""",
)

OUTDATED: Final = Rule(
    "STAMP02",
    "A translated section is older than its source",
    """The source section changed since the translation was stamped. White space, line breaks, link
targets and list bullets do not count as changes; words and markers do.

**Why.** The reader of the translation would follow steps that no longer hold.

Before: a step was added in French, the Dutch section has the old steps.

After: the step translated, then `.venv/bin/helpdesk stamp docs/nl/email/mailboxes.md --section
create`, which shows what changed and writes the stamp.""",
)

ORPHAN: Final = Rule(
    "STAMP03",
    "A stamp belongs to no section of the source",
    """The source has no section with this id any more: it was renamed or taken out.

**Why.** The translation most likely still has the section.

Before: `stamps: {old-name: "0123456789ab"}`

After: the section renamed in the translation too, then `.venv/bin/helpdesk stamp` on the page,
which drops the orphan.""",
)

TOLD_TO_READERS: Final = frozenset({MISSING.code, OUTDATED.code, ORPHAN.code})
"""What a page says itself when it is published all the same."""

_COMMAND: Final = ".venv/bin/helpdesk stamp"
_RULES: Final = {State.MISSING: MISSING, State.OUTDATED: OUTDATED, State.ORPHAN: ORPHAN}


def stamps(site: SiteInput) -> Iterator[Finding]:
    """Compare the stamps of every translation with its source.

    Nothing is said while one of the two front matters is unreadable: FRONT reports that, and the
    stamps are not known.
    """
    for page, source in translations(site):
        if page.parsed.meta is None or source.parsed.meta is None:
            continue
        lines = {section.id: section.line for section in page_sections(page)}
        for section, state in compare(source.text, read_stamps(page.text)).items():
            if state is not State.CURRENT:
                message, hint = _words(state, section, site.path(page), site.path(source))
                place = _place(page, section, state, lines)
                yield Finding(site.path(page), place, _RULES[state].code, message, hint)


def _words(state: State, section: str, page: str, source: str) -> tuple[str, str]:
    name = {FRONT_MATTER: "the front matter", INTRODUCTION: "the introduction"}.get(
        section, f'the section "{section}"'
    )
    if state is State.MISSING:
        return (
            f"{name} has no stamp: nothing says that it reflects {source}",
            f"compare it with the source, then type: {_COMMAND} {page} --section {section}",
        )
    if state is State.OUTDATED:
        return (
            f"{name} is outdated: {source} changed since it was translated",
            f"translate the change that this shows: {_COMMAND} {page} --section {section}",
        )
    return (
        f'the stamp "{section}" belongs to no section of {source}',
        f"rename or remove the section as the source did, then type: {_COMMAND} {page}",
    )


def _place(page: Page, section: str, state: State, lines: dict[str, int]) -> Span:
    """Return the section's heading, the title for the front matter, the stamp for an orphan."""
    if state is State.ORPHAN:
        return line_span(page.text, _stamp_line(page, section))
    if section == FRONT_MATTER:
        return key_span(page, "title")
    return line_span(page.text, lines[section]) if section in lines else key_span(page, STAMPS)


def _stamp_line(page: Page, section: str) -> int:
    first = page.parsed.lines.get(STAMPS, 1)
    for number, line in enumerate(page.text.split("\n")[first:], start=first + 1):
        if line.rstrip() == "---":
            break
        if line.partition(":")[0].strip().strip("\"'") == section:
            return number
    return first


CHECKS = (SiteCheck((MISSING, OUTDATED, ORPHAN), stamps),)

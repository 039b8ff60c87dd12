"""Where a finding stands: lines and stretches of a page, and the sections of two languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from helpdesk.findings import Span
from helpdesk.library import Page
from helpdesk.markdown import Section, sections
from helpdesk.markers import span_of
from helpdesk.rules.base import SiteInput


def line_span(text: str, line: int) -> Span:
    """Return a whole line, leading white space left out; an empty or absent line has no width."""
    lines = text.split("\n")
    written = lines[line - 1].rstrip() if 0 < line <= len(lines) else ""
    start = len(written) - len(written.lstrip()) + 1
    return Span(line, start, line, max(len(written) + 1, start))


def key_span(page: Page, key: str) -> Span:
    """Return the line of a front matter key; the page's first line when it has none."""
    return line_span(page.text, page.parsed.lines.get(key, 1))


def page_sections(page: Page) -> tuple[Section, ...]:
    """Return the sections of a page; their lines are lines of the file."""
    return sections(page.parsed.body, first_line=page.parsed.body_line)


def span_in(section: Section, start: int, end: int) -> Span:
    """Return where a stretch of a section (offsets) stands in the file."""
    span, above = span_of(section.text, start, end), section.line - 1
    return Span(span.line + above, span.column, span.end_line + above, span.end_column)


class SectionPair(NamedTuple):
    """The same section in a translation and in its source."""

    here: Section
    there: Section


def section_pairs(page: Page, source: Page) -> Iterator[SectionPair]:
    """Yield the sections that both pages have, in the order of the translation."""
    of_source = {section.id: section for section in page_sections(source)}
    for section in page_sections(page):
        if section.id in of_source:
            yield SectionPair(section, of_source[section.id])


def translations(site: SiteInput) -> Iterator[tuple[Page, Page]]:
    """Yield each translation with its source page; a page without one is a LANG finding."""
    for page in site.pages():
        source = site.library.source.get(page.key)
        if source is not None and source is not page:
            yield page, source

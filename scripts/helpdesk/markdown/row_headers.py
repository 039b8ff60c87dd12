"""Tables that name their rows: the first column speaks when the corner above it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class RowHeaders(Treeprocessor):
    """Make the first cell of each row a header where the table's corner is empty, and that a cell.

    Markdown has headers for columns alone. A comparison ("| | IMAP | POP |") has its questions in
    the first column, and a screen reader announces them with each answer only if they are
    headers (WCAG 2.2, 1.3.1; HTML, 4.9.10 `scope`).
    """

    def run(self, root: Element) -> None:
        """Change the tables of a page in place."""
        for table in root.iter("table"):
            corner = table.find("thead/tr/*")
            if corner is None or corner.text or len(corner):
                continue
            corner.tag = "td"
            for row in table.iterfind("tbody/tr"):
                row[0].tag = "th"
                row[0].set("scope", "row")


class RowHeadersExtension(Extension):
    """The extension by which mkdocs.yml asks for row headers."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Run after inline patterns, so that an empty cell is known to be empty."""
        md.treeprocessors.register(RowHeaders(md), "row_headers", 5)


def makeExtension() -> RowHeadersExtension:  # noqa: N802 - Python-Markdown's name
    """Return the extension."""
    return RowHeadersExtension()

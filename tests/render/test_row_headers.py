"""A table that names its rows tells screen readers so."""

from __future__ import annotations

from lxml import html
from markdown import Markdown

from helpdesk.markdown.row_headers import RowHeadersExtension


def cells(table: str) -> list[list[str]]:
    page = html.fromstring(Markdown(extensions=["tables", RowHeadersExtension()]).convert(table))
    return [
        [f"{cell.tag} {cell.get('scope', '')}".strip() for cell in row] for row in page.iter("tr")
    ]


def test_an_empty_corner_is_no_header():
    assert cells("| | IMAP |\n| --- | --- |\n| Copy | yes |")[0] == ["td", "th"]


def test_the_first_column_heads_the_rows_when_the_corner_is_empty():
    table = "| | IMAP | POP |\n| --- | --- | --- |\n| Copy | yes | no |\n| Sync | yes | no |"
    assert cells(table)[1:] == [["th row", "td", "td"]] * 2


def test_a_table_whose_corner_says_something_stays_as_it_is():
    table = "| **Message** | Cause |\n| --- | --- |\n| 535 | password |"
    assert cells(table) == [["th", "th"], ["td", "td"]]


def test_a_corner_with_a_mark_in_it_is_not_empty():
    table = "| `535` | Cause |\n| --- | --- |\n| text | password |"
    assert cells(table) == [["th", "th"], ["td", "td"]]

"""Properties that hold for every text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.helpers import USUAL, found
from helpdesk.claims import read_claims

_WORDS = st.sampled_from(
    (
        *("IMAP", "POP3", "SMTP", "port", "Port:", "993", "939", "465", "587", "143", "25"),
        *("SSL/TLS", "STARTTLS", "none", "|", "||", "|-", "---", "#", "##", ">", "*", "-", "1."),
        *(":", "=", "(", ")", "[", "]", "**", "`", "```", "~~~", "<br>", "<td>", "<tr>"),
        *("<table>", "</table>", "<!--", "-->", "\n", "\n\n", "\t", "\r\n"),
        *("imap.bluemail.net", "imap.blumail.net", "incoming", "outgoing", "server", "or", "and"),
        *("not", "instead", "of", "for", "entrant", "sortant", "993'tür", ".", "?", ";", ",", "/"),
        *("&eacute;", "title:", "a@b.net", "ftp://x", "http://x:993/", "\ufeff", "İ", "ı"),
        *("\x1d", "\x1c", "\ue003"),
    )
)
_PAGES = st.lists(_WORDS, max_size=60).map(" ".join)


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_arbitrary_unicode_does_not_break_the_reader(text: str) -> None:
    read_claims(text)


@given(_PAGES, st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=100, deadline=None)
def test_findings_lie_inside_the_file_and_quote_it_in_a_stable_order(page: str, end: str) -> None:
    text = page.replace("\n", end)
    lines = text.split("\n")
    findings = found(text)
    assert findings == sorted(findings, key=lambda finding: finding.sort_key)
    assert findings == found(text)
    for finding in findings:
        span = finding.span
        assert span.line == span.end_line
        quoted = lines[span.line - 1][span.column - 1 : span.end_column - 1]
        assert quoted == finding.found


@given(_PAGES)
@settings(max_examples=100, deadline=None)
def test_a_finding_is_at_the_same_place_with_either_line_end(page: str) -> None:
    text = page.replace("\r\n", "\n")
    places = [(f.span, f.code, f.found) for f in found(text)]
    assert places == [(f.span, f.code, f.found) for f in found(text.replace("\n", "\r\n"))]


def test_a_long_line_and_a_deep_nest_are_read() -> None:
    found("IMAP 993 " * 3_000)
    found("> " * 500 + "IMAP: 993")
    found("| " * 2_000 + "\n" + "|-" * 2_000 + "\n" + "| 993 " * 2_000)
    found("<table><tr><td>" * 500)
    found("(" * 3_000 + "IMAP 993")


def test_a_byte_order_mark_counts_as_a_column() -> None:
    (finding,) = found("\ufeffIMAP: port 939", USUAL, "en")
    assert finding.span.column == 13

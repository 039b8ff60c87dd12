"""What holds for any page at all."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpdesk.checking.mend import mend
from helpdesk.checking.runner import Settings, check_text
from helpdesk.facts import parse_facts
from helpdesk.facts.changes import Changes
from helpdesk.findings import in_order
from helpdesk.rules.files import FAILED
from helpdesk.rules.registry import selected

WAS = """\
mail:
  servers:
    - {protocol: imap, host: mail.example.net, port: 993, security: tls}
    - {protocol: imap, host: mail.example.net, port: 143, security: none}
    - {protocol: pop3, host: mail.example.net, port: 995, security: tls}
    - {protocol: smtp, host: mail.example.net, port: 465, security: tls}
    - {protocol: smtp, host: mail.example.net, port: 587, security: starttls}
"""
NOW = WAS.replace("993", "1993").replace("587", "2525").replace("mail.", "mx.")


def _facts(text):
    return parse_facts(text.encode(), path="facts.yml", environ={}).facts


CODES = selected(["PORT", "LINE", "IGN", "MARK", "FILE"])
SETTINGS = Settings(_facts(NOW), CODES)
CHANGES = Changes.between(_facts(WAS), _facts(NOW))

WORDS = """IMAP POP3 SMTP port server 993 143 995 465 587 939 1993 2525 SSL/TLS STARTTLS
    mail.example.net
    mx.example.net incoming outgoing : | - ** ` ( ) , . or and # ## <br> > <!-- --> ignore: needs:
    PORT02 imap --- ``` <table> <td> username password"""
words = st.sampled_from([*WORDS.split()])
spaces = st.sampled_from([" ", " ", " ", "\n", "\n\n", "\r\n", "", "\t", "\u00a0", "\r"])
pages = st.lists(st.tuples(words, spaces), max_size=40).map(
    lambda parts: "".join(word + space for word, space in parts)
)
anything = st.one_of(pages, st.text(max_size=300))


@settings(deadline=None)
@given(anything)
@example("\ufeff\x00\u2028IMAP\u2029993\x0c\x85")
@example("| IMAP | 939\n|---\n| | |")
def test_no_rule_breaks_and_findings_lie_inside_the_page(text):
    lines = text.split("\n")
    for finding in check_text(text, "a.md", SETTINGS).findings:
        assert finding.code != FAILED.code, finding.message
        span = finding.span
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1
        assert (span.line, span.column) <= (span.end_line, span.end_column)


@settings(deadline=None)
@given(anything)
def test_the_same_page_gives_the_same_findings(text):
    first = check_text(text, "a.md", SETTINGS).findings
    assert in_order(first) == in_order(reversed(check_text(text, "a.md", SETTINGS).findings))


@settings(deadline=None)
@given(anything)
@example("IMAP: port 993, mail.example.net\nSMTP: port 587 STARTTLS\n")
def test_mending_twice_is_mending_once(text):
    once = mend(text, "a.md", SETTINGS, CHANGES)
    assert mend(once, "a.md", SETTINGS, CHANGES) == once


@settings(deadline=None)
@given(anything)
def test_mending_changes_no_line_ends_and_adds_no_lines(text):
    mended = mend(text, "a.md", SETTINGS, CHANGES)
    assert mended.count("\n") == text.count("\n")
    assert mended.count("\r") == text.count("\r")


services = st.sampled_from(
    [
        "IMAP: port {imap} (SSL/TLS)",
        "POP3: port {pop} (SSL/TLS)",
        "SMTP: port {smtp} (SSL/TLS)",
        "SMTP: port {submission} (STARTTLS)",
        "IMAP server: {host}, port {imap}",
        "| IMAP | {host} | {imap} | SSL/TLS |",
    ]
)


@settings(deadline=None)
@given(st.lists(services, min_size=1, max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_after_mending_a_page_that_was_right_it_is_right_again(lines, end):
    page = "".join(f"{line}{end}{end}" for line in lines)
    was = {"imap": 993, "pop": 995, "smtp": 465, "submission": 587, "host": "mail.example.net"}
    now = was | {"imap": 1993, "submission": 2525, "host": "mx.example.net"}
    mended = mend(page.format(**was), "a.md", SETTINGS, CHANGES)
    assert mended == page.format(**now)
    assert [each for each in check_text(mended, "a.md", SETTINGS).findings if each.edit] == []

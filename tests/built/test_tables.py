"""Port tables cell by cell: each wrong value, missing row and row too many is reported."""

from __future__ import annotations

import pytest

from helpdesk.built.tables import check_tables, forms_on, promised
from helpdesk.facts import Facts

IMAP = ("imap", "IMAP réception", "mail.example.net", "993", "SSL/TLS")
POP3 = ("pop3", "POP3 réception déconseillé", "mail.example.net", "995", "SSL/TLS")
SMTP = ("smtp", "SMTP envoi", "mail.example.net", "465", "SSL/TLS")
PLAIN = ("imap", "IMAP réception déconseillé", "mail.example.net", "143", "aucune")
LOGIN = ("votre adresse complète", "mot de passe normal")
FIELDS = ("service", "host", "port", "security", "username", "authentication")


def table(form: str, *rows: tuple[str, ...]) -> str:
    written = []
    for protocol, *cells in rows:
        columns = zip(FIELDS, cells, strict=False)
        tds = "".join(f'<td data-field="{field}">{text}</td>' for field, text in columns)
        written.append(f'<tr data-protocol="{protocol}">{tds}</tr>')
    body = "\n".join(written)
    return f'<table class="ports" data-ports="{form}">\n<tbody>\n{body}\n</tbody></table>'


def full(*rows: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [(*row, *LOGIN) for row in rows]


@pytest.fixture
def found(build, said, html, facts, strings):
    def run(body: str) -> list[str]:
        page = build({"index.html": html(body)}).pages["index.html"]
        return said(list(check_tables(page, facts, strings)))

    return run


@pytest.mark.parametrize(
    "body",
    [
        table("full", *full(IMAP, POP3, SMTP)),
        table("full", *full(SMTP, IMAP, POP3)),
        table("short", IMAP, SMTP),
        table("imap", *full(IMAP)),
        f"<details>{table('unencrypted', *full(PLAIN))}</details>",
    ],
)
def test_tables_that_say_what_the_facts_say_are_clean(found, body):
    assert found(body) == []


@pytest.mark.parametrize(
    ("cell", "wrong"),
    [
        (field, wrong)
        for field, wrong in zip(
            range(1, 7),
            ("SMTP envoi", "mail2.example.net", "995", "STARTTLS", "x", "y"),
            strict=True,
        )
    ],
)
def test_every_wrong_cell_is_a_finding_at_its_row(found, cell, wrong):
    row = [*IMAP, *LOGIN]
    right, row[cell] = row[cell], wrong
    field = FIELDS[cell - 1]
    assert found(table("imap", tuple(row))) == [
        f'index.html:8: SITE04 imap, {field}: "{wrong}" instead of "{right}"'
    ]


def test_a_missing_cell_is_a_finding(found):
    messages = [line.partition("SITE04 ")[2] for line in found(table("imap", IMAP))]
    assert messages == [
        'imap, username: no cell instead of "votre adresse complète"',
        'imap, authentication: no cell instead of "mot de passe normal"',
    ]


def test_a_missing_row_is_a_finding(found):
    assert found(table("short", IMAP)) == [
        (
            "index.html:6: SITE05 the form short lacks a row of the facts: "
            "SMTP envoi / mail.example.net / 465 / SSL/TLS"
        )
    ]


def test_a_row_too_many_is_a_finding(found):
    assert found(table("short", IMAP, SMTP, IMAP)) == [
        (
            "index.html:10: SITE05 the form short shows a row that the facts do not have: "
            "IMAP réception / mail.example.net / 993 / SSL/TLS"
        )
    ]


def test_an_unencrypted_server_in_an_open_form_is_a_finding(found):
    assert [line[:22] for line in found(table("full", *full(IMAP, POP3, SMTP, PLAIN)))] == [
        "index.html:11: SITE05 "
    ]


@pytest.mark.parametrize("around", ["{}", "<details open>{}</details>"])
def test_the_unencrypted_form_is_folded(found, around):
    assert found(around.format(table("unencrypted", *full(PLAIN)))) == [
        "index.html:6: SITE05 unencrypted servers stand in the open"
    ]


def test_the_forms_of_a_page_are_known_in_order(build, html):
    page = build({"index.html": html(table("short") + table("full"))}).pages["index.html"]
    assert forms_on(page) == ["short", "full"]


def test_where_nothing_is_encrypted_the_open_forms_show_what_there_is():
    servers = [{"protocol": "imap", "port": 143, "security": "none"}]
    facts = Facts.model_validate({"mail": {"servers": servers}})
    assert promised("full", facts) == promised("short", facts) == facts.mail.servers
    assert promised("unencrypted", facts) == ()

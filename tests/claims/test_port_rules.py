"""What is reported, where, and what is left alone."""

from __future__ import annotations

import pytest

from claims.helpers import USUAL, codes, facts, found
from helpdesk.facts import UserName

_TLS_ONLY = facts("imap 993 tls mail.bluemail.net", "smtp 465 tls mail.bluemail.net")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IMAP: port 465", [("PORT01", "465")]),
        ("IMAP: port 939", [("PORT02", "939")]),
        ("IMAP: 993 with STARTTLS", [("PORT01", "993")]),
        ("IMAP: 143 with SSL/TLS", [("PORT01", "143")]),
        ("IMAP server: imap.blumail.net", [("PORT05", "imap.blumail.net")]),
        ("IMAP server: smtp.bluemail.net", [("PORT04", "smtp.bluemail.net")]),
        ("Incoming server (SMTP): port 465", [("PORT08", "SMTP")]),
        ("IMAP: 993 with SSL/TLS, SMTP: 587 with STARTTLS", []),
        ("SMTP: 587 with TLS", []),
        ("IMAP: imap.othermail.org, port 1143", []),
        ("Incoming server: mail.yourdomain.com, port 939", [("PORT02", "939")]),
    ],
)
def test_each_kind_of_mistake_has_its_code(text: str, expected: list[object]) -> None:
    assert codes(text, language="en") == expected


def test_the_finding_stands_at_the_number_and_says_which_is_meant() -> None:
    (finding,) = found("# IMAP\n\nServer: imap.bluemail.net\nPort: **939**\nEncryption: SSL/TLS\n")
    assert (finding.span.line, finding.span.column, finding.span.end_column) == (4, 9, 12)
    assert (finding.protocol, finding.found, finding.expected) == ("imap", "939", "993")
    assert finding.edit is not None
    assert finding.edit.text == "993"


def test_the_finding_stands_at_the_encryption_when_no_port_would_make_it_right() -> None:
    (finding,) = found("## IMAP\nPort: 993\nEncryption: STARTTLS\n", _TLS_ONLY)
    assert (finding.code, finding.span.line, finding.expected) == ("PORT03", 3, "SSL/TLS")


def test_both_places_are_shown_when_either_could_be_meant() -> None:
    lines = [f.span.line for f in found("## IMAP\nPort: 993\nEncryption: STARTTLS\n", USUAL)]
    assert lines == [2, 3]


def test_an_encryption_without_a_port_is_held_against_the_facts() -> None:
    text = "## IMAP\nServer: mail.bluemail.net\nEncryption: STARTTLS\n"
    assert codes(text, _TLS_ONLY) == [("PORT03", "STARTTLS")]
    assert codes(text, USUAL) == []


def test_without_encryption_in_the_facts_none_is_checked() -> None:
    assert codes("IMAP: 993 with STARTTLS", facts("imap 993 - mail.bluemail.net")) == []


def test_without_hosts_in_the_facts_no_name_is_foreign_or_checked() -> None:
    truth = facts("imap 993 tls -")
    assert codes("IMAP server: imap.anybody.org, port 143", truth) == [("PORT01", "143")]
    assert codes("IMAP server: imap.anybdy.org, port 993", truth) == []


def test_a_foreign_server_is_not_ours_also_lines_later() -> None:
    assert codes("## Gmail\nIMAP server: imap.gmail.com\nEncryption: STARTTLS\nPort: 1143\n") == []


@pytest.mark.parametrize("name", ["imap2.bluemail.net", "imaps.bluemail.net", "mx.bluemail.net"])
def test_a_numbered_or_other_server_of_ours_is_no_misspelling(name: str) -> None:
    assert codes(f"IMAP server: {name}") == []


@pytest.mark.parametrize(
    "name", ["mail1.bluemail.net", "mai01.bluemail.net", "mail01.bluemal.net", "mail01bluemail.net"]
)
def test_one_missing_sign_is_a_near_miss(name: str) -> None:
    truth = facts("imap 993 tls mail01.bluemail.net")
    (finding,) = found(f"Incoming server: {name}", truth, "en")
    assert (finding.code, finding.expected) == ("PORT05", "mail01.bluemail.net")


def test_a_domain_placeholder_in_the_facts_fits_every_domain() -> None:
    truth = facts("imap 993 tls mail.%EMAILDOMAIN%")
    assert codes("IMAP: mail.example.net, port 993", truth) == []
    assert codes("IMAP: mail.example.net, port 995", truth) == [("PORT01", "995")]


def test_a_service_that_the_facts_do_not_have_is_not_judged() -> None:
    assert codes("POP3: port 995 with SSL/TLS", _TLS_ONLY) == []
    assert codes("Incoming server: port 995", _TLS_ONLY, "en") == []


def test_shared_encryption_words_are_right_if_they_fit_any_of_their_ports() -> None:
    assert codes("SMTP: 465 or 587 with SSL/TLS") == []
    assert codes("SMTP: 587 or 465 with STARTTLS") == []


def test_a_tls_name_alone_stands_for_both_kinds() -> None:
    assert codes("IMAP: 993 (TLS), 143 (TLS)") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("User name: the part before the @", [("PORT06", "part before the")]),
        ("User name: your full email address", []),
        ("User name: not the part before the @", []),
        ("Authentication: encrypted password", [("PORT07", "encrypted password")]),
        ("Authentication method: CRAM-MD5", [("PORT07", "CRAM-MD5")]),
        ("Authentication: normal password", []),
        ("Authentication: normal password or OAuth2", []),
    ],
)
def test_login_settings(text: str, expected: list[object]) -> None:
    login = {"username": UserName.EMAIL_ADDRESS, "authentication": ["password-cleartext"]}
    truth = facts("imap 993 tls mail.bluemail.net", login=login)
    assert codes(text, truth, "en") == expected


def test_login_settings_are_not_judged_by_a_default_that_nobody_wrote() -> None:
    assert codes("User name: the part before the @", USUAL, "en") == []


@pytest.mark.parametrize(
    ("language", "cell"),
    [
        ("de", "Keine Verbindung"),
        ("nl", "Geen verbinding"),
        ("fr", "Aucune connexion"),
        ("en", "None of these"),
        ("tr", "Bağlantı yok"),
        ("pl", "Brak połączenia"),
    ],
)
def test_that_there_is_no_connection_is_no_encryption(language: str, cell: str) -> None:
    row = f"| IMAP | x | y | {cell} |\n"
    assert codes(row, language=language) == []
    assert codes(f"## IMAP\n\n- {cell}\n", language=language) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Use 143.", [("PORT01", "143")]),
        ("Use 465.", []),
        ("Incoming server, port 2525", [("PORT01", "2525")]),
        ("Incoming server, port 995", []),
        ("Make sure that the SMTP server port is 2525.", [("PORT01", "2525")]),
        ("```\nrelayhost = [mail.bluemail.net]:993\n```", [("PORT01", "993")]),
        ("```\nrelayhost = [mail.bluemail.net]:465\n```", []),
        ("Choose SMTP.\n\nUse port 993 with STARTTLS.", [("PORT01", "993")]),
        ("Choose SMTP.\n\nUse port 993 with SSL/TLS.", []),
    ],
)
def test_a_port_of_no_service_is_wrong_whichever_is_meant(
    text: str, expected: list[object]
) -> None:
    assert codes(text, _TLS_ONLY, "en") == expected

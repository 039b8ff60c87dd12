"""Code and records: what the program or the setting is for says which service a port serves."""

from __future__ import annotations

import pytest

from claims.helpers import TLS_ONLY, codes


@pytest.mark.parametrize(
    "code",
    [
        "$mail = new PHPMailer(true);\n$mail->Host = 'mail.blue.net';\n$mail->Port = {};",
        "nodemailer.createTransport({{\n  host: 'mail.blue.net',\n  port: {},\n}})",
        'EMAIL_HOST = "mail.blue.net"\nEMAIL_PORT = {}',
        "MAIL_MAILER=smtp\nMAIL_HOST=mail.blue.net\nMAIL_PORT={}",
        'cfg.Item(sch & "smtpserverport") = {}',
    ],
)
@pytest.mark.parametrize("language", ["en", "pl"])
def test_programs_that_send(code: str, language: str) -> None:
    page = f"```\n{code}\n```"
    assert codes(page.format(587), TLS_ONLY, language) == []
    assert codes(page.format(993), TLS_ONLY, language) == [("PORT01", "993")]


@pytest.mark.parametrize("wrong", [587, 25, 143])
def test_a_command_that_begins_with_tls(wrong: int) -> None:
    page = "```\nopenssl s_client -connect mail.blue.net:{}\n```"
    assert codes(page.format(993), TLS_ONLY, "en") == []
    assert codes(page.format(wrong), TLS_ONLY, "en") == [("PORT01", str(wrong))]


@pytest.mark.parametrize(
    "options",
    ["-starttls smtp -connect mail.blue.net:587", "-connect mail.blue.net:587 -starttls smtp"],
)
def test_a_command_that_begins_without_tls(options: str) -> None:
    assert codes(f"```\nopenssl s_client {options}\n```", TLS_ONLY, "en") == []


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("_imaps._tcp", 993, 465),
        ("\\_submissions.\\_tcp", 465, 995),
        ("_submission._tcp", 587, 143),
    ],
)
def test_srv_records_in_a_table(name: str, right: int, wrong: int) -> None:
    table = "| Name | Type | TTL | Priority | Value |\n|--|--|--|--|--|\n"
    row = f"| {name} | SRV | 3600 | 0 | 1 {{}} mail.blue.net |"
    assert codes(table + row.format(right), TLS_ONLY, "en") == []
    assert codes(table + row.format(wrong), TLS_ONLY, "en") == [("PORT01", str(wrong))]

"""What pages say less plainly: boxes, glossaries, switches of libraries, late refusals."""

from __future__ import annotations

import pytest

from claims.helpers import TLS_ONLY, codes

DJANGO = 'SMTP\n\n```\nEMAIL_HOST = "mail.blue.net"\nEMAIL_PORT = {}\nEMAIL_USE_TLS = True\n```'
NODEMAILER = 'SMTP\n\n```js\nhost: "mail.blue.net",\nport: {},\nsecure: {},\n```'
GLOSSARY = """\
**POP3** – fetches mail. Server mail.blue.net, port 995, SSL/TLS.

**Port 25** – for mail from one server to another.

**{}** – encryption from the first moment. For the ports 993, 995 and {}.
"""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            (
                "IMAP : mail.blue.net, port : {}, case « Connexion sécurisée (SSL) » cochée. "
                "Google arrête cette fonction."
            ),
            "fr",
        ),
        (
            (
                "## IMAP\n\nLa porta in arrivo diventa {} e va spuntata la casella *Il server "
                "richiede una connessione crittografata (SSL/TLS)*."
            ),
            "it",
        ),
    ],
)
def test_a_ticked_box_ends_its_bracket(text: str, language: str) -> None:
    assert codes(text.format(993), TLS_ONLY, language) == []
    assert codes(text.format(25), TLS_ONLY, language) == [("PORT01", "25")]


def test_djangos_switch_for_tls_means_starttls() -> None:
    assert codes(DJANGO.format(587), TLS_ONLY, "en") == []
    assert ("PORT01", "465") in codes(DJANGO.format(465), TLS_ONLY, "en")


def test_nodemailers_switch_says_how_a_connection_begins() -> None:
    assert codes(NODEMAILER.format(465, "true"), TLS_ONLY, "en") == []
    assert codes(NODEMAILER.format(587, "false"), TLS_ONLY, "en") == []
    assert ("PORT01", "587") in codes(NODEMAILER.format(587, "true"), TLS_ONLY, "en")
    assert ("PORT01", "465") in codes(NODEMAILER.format(465, "false"), TLS_ONLY, "en")


def test_each_entry_of_a_glossary_is_on_its_own() -> None:
    assert codes(GLOSSARY.format("SSL/TLS", 465), TLS_ONLY, "en") == []
    assert codes(GLOSSARY.format("SSL/TLS", 456), TLS_ONLY, "en") == [("PORT02", "456")]


def test_strong_tags_are_as_good_as_stars() -> None:
    page = "<p><b>IMAP</b></p>\n\n<p>Port: {}</p>"
    assert codes(page.format(993), TLS_ONLY, "en") == []
    assert codes(page.format(587), TLS_ONLY, "en") == [("PORT01", "587")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Android schlägt für SMTP 587 vor: auf 465 ändern oder STARTTLS wählen.", "de"),
        ("Wählen Sie IMAP (Posteingang). Port 993 und 465, beide Male „SSL/TLS“.", "de"),
        ("SMTP: Port 25 steht nicht zur Verfügung, ebenso wenig 2525.", "de"),
        ("| SMTP port | 587 |\n| --- | --- |\n| Use TLS / STARTTLS | Yes |", "en"),
        (
            (
                "O programa envia pela porta 25. Essa porta destina-se à receção de mensagens "
                "de outros servidores. Mude para 465 ou 587."
            ),
            "pt",
        ),
        ("SMTP: ASP.NET örtük SSL bilmediğinden bu durumda 587 kullanılmalıdır.", "tr"),
    ],
)
def test_an_alternative_or_a_remark_contradicts_nothing(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


def test_a_bracket_adds_to_an_encryption_and_does_not_change_it() -> None:
    form = 'IMAP\n\nPort .... 993\nSecurity .... {} (may just say "SSL")'
    assert codes(form.format("SSL/TLS"), TLS_ONLY, "en") == []
    assert codes(form.format("STARTTLS"), TLS_ONLY, "en") == [("PORT03", "STARTTLS")]


def test_a_service_that_is_not_offered_explains_no_port() -> None:
    page = "Note 1: POP3 is not offered.\nNote 2: port {} with STARTTLS stays open for sending."
    assert codes(page.format(587), TLS_ONLY, "en") == []
    assert codes(page.format(993), TLS_ONLY, "en") == [("PORT01", "993")]


def test_old_devices_may_have_a_port_of_their_own() -> None:
    line = "Eski faks/santral yazılımları için SMTP {} (STARTTLS) da açıktır."
    assert codes(line.format(587), TLS_ONLY, "tr") == []
    assert codes(line.format(465), TLS_ONLY, "tr") == [("PORT01", "465")]

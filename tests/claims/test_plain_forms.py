"""Forms that nearly every page has are read whatever the mood of the page around them."""

from __future__ import annotations

import pytest

from claims.helpers import codes, facts, ports

HOST = facts(
    "imap 993 tls mail.blue.net",
    "imap 143 none mail.blue.net",
    "pop3 995 tls mail.blue.net",
    "pop3 110 none mail.blue.net",
    "smtp 465 tls mail.blue.net",
    "smtp 587 starttls mail.blue.net",
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("POP3: {}, tick “This server requires an encrypted connection ({}).”", "en"),
        ("POP3 : {}, cochez « Ce serveur nécessite une connexion chiffrée ({}) ».", "fr"),
        ("POP3: {}, vink aan: “Deze server vereist een versleutelde verbinding ({})”.", "nl"),
        ("POP3: {}, Häkchen bei „Server erfordert eine verschlüsselte Verbindung ({})“.", "de"),
        ("POP3: {}, spuntare «Il server richiede una connessione crittografata ({})».", "it"),
        ("POP3: {}, marque «Este servidor precisa una conexión cifrada ({})».", "es"),
        ("POP3: {}, marcar «Este servidor requer uma ligação encriptada ({})».", "pt"),
        ("POP3: {}, zaznacz „Serwer wymaga szyfrowanego połączenia ({})”.", "pl"),
        ('POP3: {}, "Bu sunucu şifreli bir bağlantı ({}) gerektirir" işaretli.', "tr"),
        ('POP3: {}, "Bu server şifrələnmiş bağlantı ({}) tələb edir" qeyd olunsun.', "az"),
    ],
)
def test_the_label_of_a_box_says_which_encryption(text: str, language: str) -> None:
    assert codes(text.format(995, "SSL/TLS"), HOST, language) == []
    assert codes(text.format(110, "SSL/TLS"), HOST, language) == [("PORT01", "110")]
    assert codes(text.format(995, "STARTTLS"), HOST, language) == [("PORT03", "STARTTLS")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Outgoing (SMTP): 587, “This server supports a secure connection (SSL/TLS)” on.", "en"),
        ("SMTP : port 587. « Impossible de se connecter avec SSL » : touchez Non.", "fr"),
        ("SMTP: porta 587. «Impossibile connettersi usando SSL»: toccate No.", "it"),
        ("SMTP: poort 587. “Kan geen verbinding maken via SSL”: tik op Nee.", "nl"),
        ("SMTP: Port 587. „Es kann nicht verbunden werden mit SSL“ erscheint.", "de"),
        ("SMTP: porta 587. Se der «Não é possível conectar usando SSL», toque em Não.", "pt"),
        ("SMTP: puerto 587. Si sale «No se puede conectar usando SSL», toca No.", "es"),
    ],
)
def test_a_box_may_mean_either_and_a_message_says_nothing(text: str, language: str) -> None:
    assert codes(text, HOST, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("| IMAP port | 993 (SSL none) |", "en"),
        ("IMAP: mail.blue.net, port 993, SSL none.", "en"),
        ("IMAP: mail.blue.net, poort 993, SSL geen.", "nl"),
        ("**Réception IMAP** : mail.blue.net — 993 — aucun", "fr"),
        ("**IMAP:** mail.blue.net — 993 — ninguno", "es"),
        ("**IMAP:** mail.blue.net — 993 — keine", "de"),
        ("**IMAP:** mail.blue.net — 993 — brak", "pl"),
        ("**IMAP:** mail.blue.net — 993 — nessuna", "it"),
        ("**IMAP:** mail.blue.net — 993 — nenhuma", "pt"),
        ("| IMAP | mail.blue.net<br>port 993<br>yok |", "tr"),
        ("| IMAP | mail.blue.net<br>port 993<br>yoxdur |", "az"),
    ],
)
def test_none_where_an_encryption_stands(text: str, language: str) -> None:
    assert [code for code, _ in codes(text, HOST, language)] == ["PORT01"]


def test_a_name_behind_the_key_ssl_is_its_value() -> None:
    assert ports("SMTP: mail.blue.net, poort 465, SSL STARTTLS.", "nl") == [
        ("smtp", 465, "starttls")
    ]


def test_a_first_row_that_denies_one_service_is_no_old_column() -> None:
    page = (
        "<table>\n<tr><td>Kontotyp</td><td>IMAP (POP gibt es nicht)</td></tr>\n"
        "<tr><td>Posteingangsserver</td><td>mail.blue.net</td></tr>\n"
        "<tr><td>Port</td><td>{}</td></tr>\n</table>"
    )
    assert codes(page.format(993), HOST, "de") == []
    assert codes(page.format(939), HOST, "de") == [("PORT02", "939")]


@pytest.mark.parametrize(
    ("heading", "language"),
    [
        ("Outlook 2019 bis 2024", "de"),
        ("Outlook 2016 and previous versions", "en"),
        ("Outlook jusqu'à la version 2019", "fr"),
        ("Outlook tot en met 2019", "nl"),
        ("Outlook fino al 2019", "it"),
    ],
)
def test_old_programs_have_no_old_settings(heading: str, language: str) -> None:
    page = f"## {heading}\n\n1. IMAP: mail.blue.net, port 143, SSL/TLS."
    assert codes(page, HOST, language) == [("PORT01", "143")]


@pytest.mark.parametrize(
    ("row", "language"),
    [
        ("| Verzenden mislukt | poort 25 ingesteld | wijzigen in {} |", "nl"),
        ("| Sending fails | port 25 is set | change it to {} |", "en"),
        ("| Versand schlägt fehl | Port 25 eingestellt | auf {} ändern |", "de"),
        ("| L'envoi échoue | port 25 configuré | mettre {} |", "fr"),
    ],
)
def test_the_remedy_in_a_table_of_errors_is_told(row: str, language: str) -> None:
    table = "| A | B | C |\n|--|--|--|\n" + row
    assert codes(table.format(587), HOST, language) == []
    assert codes(table.format(143), HOST, language) == [("PORT01", "143")]

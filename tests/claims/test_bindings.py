"""What a number belongs to, and what around it is no reason to doubt or to report it."""

from __future__ import annotations

import pytest

from claims.helpers import TLS_ONLY, USUAL, codes, ports


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("SMTP: other providers ask for 25 or 2525.", "en"),
        ("SMTP : d'autres fournisseurs, ou un autre hébergeur, veulent le port 25.", "fr"),
        ("SMTP: andere Anbieter verwenden Port 25.", "de"),
        ("SMTP: andere providers gebruiken poort 25.", "nl"),
        ("SMTP: altri gestori usano la porta 25.", "it"),
        ("SMTP: otros proveedores usan el puerto 25.", "es"),
        ("SMTP: outros provedores usam a porta 25.", "pt"),
        ("SMTP: inni operatorzy używają portu 25.", "pl"),
        ("SMTP: diğer sağlayıcılar 25 portunu kullanır.", "tr"),
        ("SMTP: digər provayderlər 25 portundan istifadə edir.", "az"),
    ],
)
def test_ports_of_others_are_not_ours(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("### SMTP\n\nEnvois : 110 par heure et 143 par jour.", "fr"),
        ("### SMTP\n\nSending: 110/hour, 143/day.", "en"),
        ('### SMTP\n\n```\n{ "smtpPort": 587, "MaxPerHour": 143 }\n```', "en"),
        ("| 2001 | IMAP added on port 143 |\n| 2014 | POP3 on port 110 |", "en"),
        ('```\nSMTP_PORTS = "25,465,587"\n```', "en"),
    ],
)
def test_rates_years_and_lists_of_a_firewall_are_no_claims(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("### SMTP\n\nUse STARTTLS: yes\n\nPort: 465 or 587", "en"),
        ("Submission (587) beginnt im Klartext und wechselt mit STARTTLS.", "de"),
        ("Submission (587) starts in clear and goes on with STARTTLS.", "en"),
        (
            "| Server | Port ohne SSL | Port mit SSL |\n|--|--|--|\n| SMTP (STARTTLS) | | 587 |",
            "de",
        ),
        ("L'app propone spesso 143 se si cambia il tipo di sicurezza in «Nessuna».", "it"),
    ],
)
def test_an_encryption_that_fits_in_one_reading_is_right(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


def test_a_heading_begins_no_form() -> None:
    page = "## IMAP: 993 better than 143\n\nOlder apps switch it on with STARTTLS."
    assert codes(page, USUAL, "en") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Gelen posta portu 143 (POP3'te 995), giden posta portu 465.", "tr"),
        ("Incoming: port 143 (for POP3 995), outgoing: port 465.", "en"),
        ("Réception : port 143 (POP3 : 995), envoi : port 465.", "fr"),
    ],
)
def test_a_bracket_with_its_own_port_keeps_its_name(text: str, language: str) -> None:
    assert [(p, n) for p, n, _ in ports(text, language)] == [
        ("imap+pop3", 143),
        ("pop3", 995),
        ("smtp", 465),
    ]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        (
            "Folders are missing: this account is POP (995), another with IMAP (110) has them.",
            "en",
            "110",
        ),
        ("Zajrzyj do zapory, czy przepuszcza port 25 (IMAP) w tym programie.", "pl", "25"),
        ("Die Verbindung beginnt auf dem alten Port, etwa 25 bei IMAP.", "de", "25"),
    ],
)
def test_a_service_that_never_had_a_port_is_no_remark(text: str, language: str, found: str) -> None:
    assert [value for _, value in codes(text, TLS_ONLY, language)] == [found]


def test_one_stranger_in_a_list_is_a_slip() -> None:
    page = "### SMTP\n\nPorts: 465, 587 or {}"
    assert codes(page.format(995), TLS_ONLY, "en") == [("PORT01", "995")]
    assert codes(page.format("993, 995"), TLS_ONLY, "en") == []


def test_a_wrong_name_excuses_no_table_below_it() -> None:
    page = "Not mail.green.org.\n\n| Service | Port |\n|--|--|\n| IMAP | 143 |"
    assert codes(page, TLS_ONLY, "en") == [("PORT01", "143")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Se il client non supporta SSL: porta 110 con STARTTLS per IMAP.", "it"),
        ("Wenn das Programm kein SSL unterstützt: Port 110 für IMAP.", "de"),
        ("Si le logiciel ne connaît pas SSL : port 110 pour IMAP.", "fr"),
    ],
)
def test_what_a_colon_introduces_is_not_denied(text: str, language: str) -> None:
    assert [value for _, value in codes(text, USUAL, language)] == ["110"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Before the move: IMAP 143, SMTP 25. After it: IMAP 993, SMTP 465.", "en"),
        ("Bisher: IMAP 143, SMTP 25. Ab Mai: IMAP 993, SMTP 465.", "de"),
        ("Prima: IMAP 143, SMTP 25. Adesso: IMAP 993, SMTP 465.", "it"),
        ("Antes: IMAP 143, SMTP 25. Ahora: IMAP 993, SMTP 465.", "es"),
        ("Dotychczas: IMAP 143, SMTP 25. Od maja: IMAP 993, SMTP 465.", "pl"),
        ("Əvvəl: IMAP 143, SMTP 25. İndi: IMAP 993, SMTP 465.", "az"),
        ("Önceki: IMAP 143, SMTP 25. Yeni: IMAP 993, SMTP 465.", "tr"),
        ("At your old provider the port was 143 for IMAP and 25 for SMTP.", "en"),
        ("The combination 587 and SSL fails with a handshake error.", "en"),
        ("587 mit SSL/TLS führt zu einem Fehler.", "de"),
        ("### IMAP\n\nSTARTTLS starts unencrypted on 587, SSL is encrypted at once on 465.", "en"),
        ("### SMTP\n\nVult de app 143 in, maak daar dan 465 van.", "nl"),
        ("Do not write mail.blue.be or sftp.blue.net.", "en"),
    ],
)
def test_old_settings_failures_and_another_service_are_no_claims(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Nothing may block the ports 110 (SMTP) and 993 (IMAP).", "en", "110"),
        (
            "Güvenlik duvarı 993 (IMAP), 995 (POP3) ve 110 (SMTP) çıkışına izin veriyor mu?",
            "tr",
            "110",
        ),
        (
            "Ausgehend ist Port 25 gesperrt. Port 110 für SMTP ist davon nicht betroffen.",
            "de",
            "110",
        ),
        ("Port 25 is blocked: use SMTP port 995.", "en", "995"),
        ("De solito la porta 25 è chiusa: cambia la porta SMTP in 995.", "it", "995"),
        ("Outgoing server: mail.blue.net / 25.", "en", "25"),
    ],
)
def test_a_name_right_beside_a_port_is_a_claim_whatever_is_denied(
    text: str, language: str, found: str
) -> None:
    assert [value for _, value in codes(text, TLS_ONLY, language)] == [found]

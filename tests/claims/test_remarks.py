"""Remarks about encryption, other servers and programs that claim nothing, in any language."""
# ruff: noqa: E501 - a page is one string

from __future__ import annotations

import pytest

from claims.helpers import TLS_ONLY, codes


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("### SMTP\n\nAuf Port 25 nehmen unsere Server nur Post von anderen Servern an.", "de"),
        ("### SMTP\n\nLe port 25 sert à recevoir le courrier d'autres serveurs.", "fr"),
        ("### SMTP\n\nIl campo POP before SMTP (porta 110) va lasciato vuoto.", "it"),
        ("### SMTP\n\nPara SSL desde el principio se usa el 465.", "es"),
        ("### IMAP\n\nUsa la 993; 143 rimane solo con STARTTLS.", "it"),
        ("### SMTP\n\nNinguno filtra el 993 ni el 465.", "es"),
        ("En la parte de SMTP, el 587 por el 465. En los dos marque SSL/TLS.", "es"),
        (
            "### SMTP\n\nPort 465, SSL. İkisi arasında güvenlik açısından fark yoktur.",
            "tr",
        ),
        (
            "### IMAP\n\nBu, şifrələnməmiş bağlantıdır və bizdə işləmir, portu 993-ə dəyişin.",
            "az",
        ),
        (
            "3. **Outlook me puso 587 con SSL y no envía.** Cámbielo: el puerto de salida es el 465.",
            "es",
        ),
    ],
)
def test_a_remark_claims_nothing(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


@pytest.mark.parametrize("switches", [("nee", "ja"), ("uit", "aan")])
def test_starttls_yes_and_ssl_no(switches: tuple[str, str]) -> None:
    table = (
        "### SMTP\n\n| Instelling | Waarde |\n|--|--|\n| Poort | {} |\n"
        f"| Beveiligde verbinding (SSL/TLS) gebruiken | {switches[0]} |\n"
        f"| STARTTLS gebruiken | {switches[1]} |"
    )
    assert codes(table.format(587), TLS_ONLY, "nl") == []
    assert codes(table.format(465), TLS_ONLY, "nl") != []


def test_a_switch_for_ssl_that_is_on() -> None:
    table = "### SMTP\n\n| Veld | Waarde |\n|--|--|\n| Poort | {} |\n| SSL gebruiken | aan |"
    assert codes(table.format(465), TLS_ONLY, "nl") == []
    assert codes(table.format(587), TLS_ONLY, "nl") != []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("IMAP poort 993, SMTP poort 587.\nBeveiliging: de eerste {}, de tweede {}.", "nl"),
        ("Porta IMAP 993, porta SMTP 587.\nSicurezza: {} sulla prima, {} sulla seconda.", "it"),
        ("Port IMAP 993, port SMTP 587.\nSécurité : {} sur le premier, {} sur le second.", "fr"),
    ],
)
def test_encryptions_in_the_order_of_the_ports(text: str, language: str) -> None:
    assert codes(text.format("SSL/TLS", "STARTTLS"), TLS_ONLY, language) == []
    assert codes(text.format("SSL/TLS", "SSL/TLS"), TLS_ONLY, language) != []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            (
                "App: Privat (IMAP). Server mail.blue.net, Port 993, SSL/TLS. "
                "Nächste Seite: mail.blue.net, Port 587, STARTTLS."
            ),
            "de",
        ),
        ("Conta IMAP. Porta 993 e SSL/TLS no primeiro; porta 465 e SSL/TLS no segundo.", "pt"),
        ("### IMAP\n\nA Cloudflare não repassa as portas 993, 995, 465 e 587.", "pt"),
        ("1. W ustawieniach SMTP jest port 25. Większość dostawców blokuje go.", "pl"),
        (
            (
                "### SMTP\n\n**Without encryption (not recommended)**\n\n"
                "Many providers filter what leaves their own networks nowadays. So take 465."
            ),
            "en",
        ),
    ],
)
def test_what_another_sentence_makes_of_a_port(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


@pytest.mark.parametrize("port", [587, 143])
def test_a_first_row_that_names_a_service_is_no_heading_of_old_values(port: int) -> None:
    rows = [
        ("Kontotyp", "IMAP (POP gibt es nicht)"),
        ("Posteingang", "mail.blue.net"),
        ("Port", port),
    ]
    cells = "".join(f"<tr><td>{key}</td><td>{value}</td></tr>\n" for key, value in rows)
    assert codes(f"<table>\n{cells}</table>", TLS_ONLY, "de") == [("PORT01", str(port))]


def test_an_answer_that_wraps_is_one_sentence() -> None:
    text = (
        "R: Per IMAP la 993. Per il POP3 la 995 (SSL). Per spedire, la {} con\nSSL oppure la 587."
    )
    assert codes(text.format(465), TLS_ONLY, "it") == []
    assert codes(text.format(993), TLS_ONLY, "it") == [("PORT01", "993")]

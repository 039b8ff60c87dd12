"""Old ports, denials and remarks: what pages say in passing is no claim, in any language."""
# ruff: noqa: E501 - a page is one string

from __future__ import annotations

import pytest

from claims.helpers import TLS_ONLY, codes, ports


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("IMAP: 143 → 993", "de"),
        ("- POP3: 110 -> **995**", "en"),
        ("Nella parte IMAP la porta da 143 a 993, in POP3 da 110 a 995.", "it"),
        ("Le port passe de 143 à 993 automatiquement.", "fr"),
        ("Outlook SSL seçildiğinde portu 143'ten 993'e kendisi değiştirir.", "tr"),
        ("SSL seçəndə port 143-dən 993-ə dəyişir.", "az"),
        ("Giden sunucu portu 25 ise silip 465 yazın.", "tr"),
        ("| Ancien réglage | Nouveau réglage |\n|--|--|\n| IMAP 143 | IMAP 993 |", "fr"),
        (
            "| Avant | Maintenant |\n|--|--|\n| SMTP, port 25, sans SSL | SMTP, port 465, SSL |",
            "fr",
        ),
    ],
)
def test_old_ports_lead_to_new_ones(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("- 110: POP3 without encryption. Not available.", "en"),
        ("- 143 : IMAP sans SSL, désactivé", "fr"),
        ("- 143: IMAP ohne SSL, abgeschaltet", "de"),
        ("- 110: POP3 sin SSL, desactivado", "es"),
        ("- 110: POP3 bez SSL, wyłączony", "pl"),
        ("Ohne SSL (Ports 110 und 143) ist kein Abruf mehr möglich.", "de"),
        ("Les ports 110 et 143 font circuler le mot de passe en clair.", "fr"),
        ("143 ve 110 portları şifrenizi açık gönderir.", "tr"),
        ("POP3 op 110 en IMAP op 143 zijn verouderd.", "nl"),
        ("Gebruik geen 143, maar 993.", "nl"),
        ("### Puerto 25\n\nLo bloquean casi todos los operadores.", "es"),
        ("| Sortant | TCP | 25 | SMTP | bloqué |", "fr"),
        ("```\nsmtp_timeout: 25\nimap_max: 143\nsmtpd_port = 25\n```", "en"),
        ("- ticket #110-993", "en"),
    ],
)
def test_a_service_that_is_gone(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("IMAP: port 143 with SSL/TLS", "en"),
        ("Use port 143 for IMAP.", "en"),
        ("Utilisez le port 143 pour IMAP.", "fr"),
        ("| IMAP | 143 | SSL/TLS |\n| SMTP | 465 | SSL/TLS |", "en"),
        ("### IMAP\n\n- Port: 143\n- Verschlüsselung: SSL/TLS", "de"),
        ("### SMTP\n\n- Port: 110", "en"),
    ],
)
def test_a_firm_statement_is_reported(text: str, language: str) -> None:
    assert [found for _, found in codes(text, TLS_ONLY, language)] in (["143"], ["110"])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Incoming server: 993 (IMAP) or 995 (POP3)", "en"),
        ("Server in entrata: metti 993 se usi IMAP o 995 se usi POP.", "it"),
        ("Entrée 993 (IMAP) ou 995 (POP3), sortie 465", "fr"),
        ("Eingang: 993 (IMAP) oder 995 (POP3)", "de"),
    ],
)
def test_a_name_that_follows_binds_tighter_than_a_role(text: str, language: str) -> None:
    assert ports(text, language)[:2] == [("imap", 993, ""), ("pop3", 995, "")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("SMTP: port 587\n\nSecure connection (SSL/TLS) required: yes", "en"),
        ("Si no usa SSL, puerto 587 para SMTP.", "es"),
        ("Choose nothing else: do not use SSL/TLS with SMTP on 587.", "en"),
        (
            "1. Incoming server: a.blue.net. Outgoing server: a.blue.net.\n2. Advanced: SSL on, port 993.",
            "en",
        ),
        ("### SMTP\n\n- Authentication: yes (same as incoming mail)\n- Port: 587", "en"),
    ],
)
def test_boxes_remarks_and_both_directions(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("El puerto 25 está bloqueado. Cámbielo por el 993.", "es"),
        ("Port 25 ist gesperrt. Verwenden Sie 993.", "de"),
        ("Port 25 is blocked. Use 993.", "en"),
    ],
)
def test_an_order_is_about_the_port_of_the_sentence_before(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == [("PORT01", "993")]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("### SMTP\n\nVerwenden Sie 857.", "de", "857"),
        ("Per l'invio il server SMTP risponde sulla 456.", "it", "456"),
        ("| _imaps._tcp | 3600 | 0 1 110 mail.blue.net |", "en", "110"),
        ("| Port | Used by |\n|--|--|\n| 21 | FTP |\n| 110 | IMAP over SSL |", "en", "110"),
    ],
)
def test_shapes_that_hold_a_wrong_port(text: str, language: str, found: str) -> None:
    assert [finding for _, finding in codes(text, TLS_ONLY, language)] == [found]


def test_a_file_is_no_server() -> None:
    assert codes("Put `config-v1.1.xml` on the server.", TLS_ONLY, "en") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("These ports are closed:\n\n- 25 (SMTP)\n- 110 (POP3)\n- 143 (IMAP)", "en"),
        ("Ces ports sont fermés :\n\n- 25 (SMTP)\n- 110 (POP3)\n- 143 (IMAP)", "fr"),
        ("Diese Ports sind geschlossen:\n\n- 25 (SMTP)\n- 143 (IMAP)", "de"),
        ("Te porty są zamknięte:\n\n- 25 (SMTP)\n- 143 (IMAP)", "pl"),
        ("## Closed ports\n\n| Port | Service |\n|--|--|\n| 110 | POP3 |\n| 143 | IMAP |", "en"),
        ("## Alter Server\n\n- IMAP: 143\n- SMTP: 25\n\n## Neuer Server\n\n- IMAP: 993", "de"),
        ("## Vecchio server\n\n- IMAP: 143\n\n## Nuovo server\n\n- IMAP: 993", "it"),
        ("## Veelgemaakte fouten\n\n1. IMAP met poort 143.\n2. SSL met poort 587.", "nl"),
        ("## Errores frecuentes\n\n1. IMAP con el puerto 143.\n2. SSL con el puerto 587.", "es"),
        ("## Erros comuns\n\n1. IMAP com a porta 143.\n2. SSL com a porta 587.", "pt"),
        ("## Sık yapılan hatalar\n\n1. IMAP için 143 portu.\n2. 587 ile SSL.", "tr"),
        ("## Tez-tez edilən səhvlər\n\n1. IMAP üçün 143 portu.\n2. 587 ilə SSL.", "az"),
        ("| Date | Change |\n|--|--|\n| 25.03.2024 | IMAP on 143 ends |", "en"),
    ],
)
def test_a_heading_or_label_may_speak_against_what_stands_below(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("## Typical mistakes\n\nPort 25 is blocked. Use 143 for sending.", "en"),
        ("## Häufige Fehler\n\nPort 25 ist gesperrt. Verwenden Sie 143 zum Senden.", "de"),
        ("## Closed ports\n\n- 25\n\n## Open ports\n\n- SMTP: 143", "en"),
    ],
)
def test_an_order_and_the_next_heading_are_not_spoken_against(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == [("PORT01", "143")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Choose IMAP, port 993 in the upper field and port 587 in the lower one.", "en"),
        ("Escolha IMAP, porta 993 em cima e porta 587 embaixo.", "pt"),
        ("Der Port springt beim Eingangsserver auf 993 und beim Ausgangsserver auf 465.", "de"),
        ("Port kutusunda 993'ü, giden ekranında 465'i görmelisiniz.", "tr"),
        ("Per ricevere la porta è la 993, per mandare la 465.", "it"),
    ],
)
def test_one_sentence_tells_both_ways(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


def test_the_wrong_one_of_both_ways_is_reported() -> None:
    text = "Choose IMAP, port 143 in the upper field and port 587 in the lower one."
    assert ("PORT01", "143") in codes(text, TLS_ONLY, "en")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Hazırkı ayar | Yeni ayar\n:-- | :--\nIMAP, 143 | IMAP, port 993\nSMTP, port 25 | SMTP, port 465",
            "az",
        ),
        (
            "| Było (do 2023 r.) | Jest |\n|---|---|\n| IMAP 143 | IMAP 993 |\n| SMTP 25 | SMTP 587 |",
            "pl",
        ),
        (
            "| O quê | Até 28 de março | A partir de 29 de março |\n|---|---|---|\n| IMAP | 143 ou 993 | 993 |\n| SMTP | 25 ou 587 | 465 ou 587 |",
            "pt",
        ),
        ("Port 25 yazmısınız, onu 465-lə əvəz edin.", "az"),
        ("**Which ports are closed?** Outgoing 25, incoming 110. No others.", "en"),
        ("**Welche Ports sind gesperrt?** Ausgehend die 25, eingehend die 110.", "de"),
        ("## SMTP\n\nNa serwerach VPS port 25 odblokowujemy po 14 dniach na wniosek.", "pl"),
        ("## SMTP\n\n1. la stampante usa ancora la porta 25;", "it"),
        ("Ebenso überholt: POP3 auf 110 und IMAP auf 143.", "de"),
        ("**Mio nipote dice di usare la 2525 per mandare** – avrà un altro fornitore.", "it"),
        ("## SMTP\n\nPosta protokolü SMTP, kapı `587`, zaman aşımı `5`.", "tr"),
        ("## SMTP\n\nScansione su cartella (SMB, porta 445).", "it"),
    ],
)
def test_old_settings_closed_ports_and_those_of_others(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


@pytest.mark.parametrize(
    "text",
    [
        "| Incoming | Outgoing |\n|--|--|\n| IMAP 143 | SMTP 465 |",
        "| Für unterwegs | Im Büro |\n|--|--|\n| IMAP 993 | IMAP 143 |",
    ],
)
def test_other_tables_with_two_columns_are_read(text: str) -> None:
    assert codes(text, TLS_ONLY, "de") == [("PORT01", "143")]

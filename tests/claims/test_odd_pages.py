"""What pages say less plainly: boxes, glossaries, switches of libraries, late refusals."""

from __future__ import annotations

import pytest

from claims.helpers import TLS_ONLY, codes, facts

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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2. SMTP: wer noch Port 25 eingestellt hat, liest dies. Stellen Sie auf 465 um.", "de"),
        ("SMTP: de fabriek zet het poortnummer op 25; pas dat dus altijd aan.", "nl"),
        ("M. Dudek: a ja mam w telefonie na wysyłkę 2525 i też działa.", "pl"),
        ("Chiedere di aprire in uscita 587 oppure 465, e 993 per la ricezione.", "it"),
        ("IMAP: bu ekranda port için ayrı kutu yoktur. Port 993.", "tr"),
        ("Go to **SMTP**. Use SSL should be on and **Server Port** should be 587.", "en"),
        ("## Poczta\n\nPort przy odbieraniu ma być 993, przy wysyłaniu 587.", "pl"),
        ("SMTP: Port 465, SSL/TLS (Joomla 3-də TLS).", "az"),
        ("SMTP: smtp.blue.net\n\n*Baxış: 2525*", "az"),
    ],
)
def test_what_is_shown_or_counted_is_no_setting(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


def test_an_assistant_offers_a_port_that_is_to_be_changed() -> None:
    only_tls = facts("imap 993 tls -", "smtp 465 tls -")
    offer = "Die Suche liefert für den Postausgang mitunter Port 587."
    assert codes(offer, only_tls, "de") == [("PORT01", "587")]
    assert codes(f"{offer} Bitte auf 465 ändern.", only_tls, "de") == []


def test_a_sentence_about_the_login_closes_no_port() -> None:
    text = "Gelen tarafta 993, giden tarafta {} yazın. Kullanıcı adında alan adı olmamalıdır."
    assert codes(text.format(587), TLS_ONLY, "tr") == []
    assert codes(text.format(143), TLS_ONLY, "tr") == [("PORT01", "143")]


def test_a_form_may_be_wrong_about_port_25() -> None:
    line = "4. Ausgehende E-Mail: Server wie oben, Port {}, Verschlüsselungsmethode STARTTLS."
    assert codes(line.format(587), TLS_ONLY, "de") == []
    assert codes(line.format(25), TLS_ONLY, "de") == [("PORT01", "25")]


@pytest.mark.parametrize(
    ("page", "language"),
    [
        ("## What will stop working\n\n* POP3 on port 110\n* SMTP on port 2525", "en"),
        (
            "| Servicio | Puerto que se cierra | En su lugar |\n|--|--|--|\n| POP3 | 110 | 995 |",
            "es",
        ),
    ],
)
def test_what_will_close_is_no_setting(page: str, language: str) -> None:
    assert codes(page, TLS_ONLY, language) == []


def test_english_words_that_mean_something_else_are_ordinary() -> None:
    assert codes("Note : utilisez plus souvent le port 995 pour IMAP.", TLS_ONLY, "fr") != []
    assert codes("Not: IMAP için port 995.", TLS_ONLY, "tr") == [("PORT01", "995")]


def test_dots_may_lead_to_a_value() -> None:
    form = (
        "Account type .................... IMAP (no POP)\n"
        "Incoming server ................. mail.blue.net\n"
        "Incoming port ..................: {}\n"
        "Incoming security ............... {}\n"
    )
    assert codes(form.format(993, "SSL/TLS"), TLS_ONLY, "en") == []
    assert codes(form.format(939, "SSL/TLS"), TLS_ONLY, "en") == [("PORT02", "939")]
    assert codes(form.format(993, "STARTTLS"), TLS_ONLY, "en") == [("PORT03", "STARTTLS")]


@pytest.mark.parametrize(
    "text",
    [
        "SMTP port 587, STARTTLS (na 465: SSL/TLS)",
        "IMAP działa na porcie 993 (SSL), POP3 na 995 (SSL).",
        "SMTP: tu też 465 (SSL/TLS) lub 587 (STARTTLS), IMAP na 993 (SSL).",
    ],
)
def test_what_has_its_own_word_takes_no_other(text: str) -> None:
    assert codes(text, TLS_ONLY, "pl") == []
    assert codes(text.replace("465", "456").replace("995", "959"), TLS_ONLY, "pl") != []


def test_a_short_refusal_chooses_nothing() -> None:
    page = "Scegliete **IMAP**. Non POP. Mai POP.\n\nPer ricevere la porta è la {}."
    assert codes(page.format(993), TLS_ONLY, "it") == []
    assert codes(page.format(939), TLS_ONLY, "it") == [("PORT02", "939")]

"""Ports that are named because they are not offered, or were set by mistake, in any language."""

from __future__ import annotations

import pytest

from claims.helpers import codes, facts

LEAN = facts(
    "imap 993 tls mail.blue.net",
    "pop3 995 tls mail.blue.net",
    "smtp 587 starttls mail.blue.net",
)
"""A host that offers one port per service."""

NOT_OFFERED = [
    ("SMTP over SSL would be port {}, which we never opened.", "en"),
    ("We have no POP3 service and no SMTP on {}.", "en"),
    ("Pour l'envoi, SSL correspond au port {}, que nous n'ouvrons pas.", "fr"),
    ("Er is bij ons geen server voor SMTP achter {}.", "nl"),
    ("Für SMTP mit SSL gäbe es Port {}, den wir nicht anbieten.", "de"),
    ("SMTP üçün SSL {} portunda olardı, biz onu açmamışıq.", "az"),
    ("Giden posta için SSL seçeneği çalışmaz, çünkü {} portumuz yoktur.", "tr"),
    ("Per l'invio con SSL ci sarebbe la porta {}, che non offriamo.", "it"),
    ("Para enviar con SSL estaría el puerto {}, que no ofrecemos.", "es"),
    ("Para o envio com SSL haveria a porta {}, que não oferecemos.", "pt"),
    ("Do wysyłania przez SSL byłby port {}, którego nie otwieramy.", "pl"),
]


@pytest.mark.parametrize(("text", "language"), NOT_OFFERED)
def test_a_port_that_is_said_not_to_be_offered_claims_nothing(text: str, language: str) -> None:
    assert codes(text.format(465), LEAN, language) == []


BY_ITSELF = [
    ("For the outgoing server many programs switch to {} by themselves.", "en"),
    ("Pour l'envoi, l'application passe d'elle-même au port {}.", "fr"),
    ("Voor de uitgaande server springt de app vanzelf naar poort {}.", "nl"),
    ("Etliche Programme wechseln beim Postausgang von sich aus auf {}.", "de"),
    ("Gedən poçt üçün proqram portu özü {} edir.", "az"),
    ("Giden sunucu için uygulama kendiliğinden {} portuna geçer.", "tr"),
    ("Per la posta in uscita il programma passa da solo alla porta {}.", "it"),
    ("Para el correo saliente la aplicación pasa por su cuenta al puerto {}.", "es"),
    ("No envio, o aplicativo muda sozinho para a porta {}.", "pt"),
    ("Przy poczcie wychodzącej program sam z siebie zmienia port na {}.", "pl"),
]


@pytest.mark.parametrize(("text", "language"), BY_ITSELF)
def test_a_port_that_an_app_sets_by_itself_claims_nothing(text: str, language: str) -> None:
    assert codes(text.format(465), LEAN, language) == []


BY_MISTAKE = [
    ("If you click SSL by mistake, the port for sending becomes {}: set it back by hand.", "en"),
    ("Si vous cliquez par mégarde sur SSL, le port d'envoi devient {} : corrigez-le.", "fr"),
    ("Klik je per ongeluk op SSL, dan staat de uitgaande poort op {}: herstel dat.", "nl"),
    ("Klicken Sie versehentlich auf SSL, steht der Ausgangsport auf {}: bitte berichtigen.", "de"),
    ("Yanlışlıqla SSL-ə bassanız, gedən poçt portu {} olur: düzəldin.", "az"),
    ("Yanlışlıkla SSL'e basarsanız giden sunucu portu {} olur: düzeltin.", "tr"),
    ("Se premete SSL per sbaglio, la porta in uscita diventa {}: correggetela a mano.", "it"),
    ("Si pulsa SSL por error, el puerto saliente queda en {}: corríjalo.", "es"),
    ("Se tocar em SSL por engano, a porta de saída fica em {}: corrija.", "pt"),
    ("Jeśli przez pomyłkę klikniesz SSL, port wychodzący to {}: popraw go.", "pl"),
]


@pytest.mark.parametrize(("text", "language"), BY_MISTAKE)
def test_a_port_that_is_set_by_mistake_claims_nothing(text: str, language: str) -> None:
    assert codes(text.format(465), LEAN, language) == []


USUALLY = [
    ("Ask that company. For sending it is usually {}.", "en"),
    ("Demandez à cette société. Pour l'envoi, c'est généralement le port {}.", "fr"),
    ("Vraag het die firma. Voor verzenden is het meestal poort {}.", "nl"),
    ("Fragen Sie diese Firma. Zum Senden ist es meistens Port {}.", "de"),
    ("Həmin şirkətdən soruşun. SMTP üçün adətən {} portu olur.", "az"),
    ("O firmadan öğrenin. Göndermek için genellikle {} portu kullanılır.", "tr"),
    ("Chiedete a quella ditta. Per inviare di solito è la porta {}.", "it"),
    ("Pregunte a esa empresa. Para enviar normalmente es el puerto {}.", "es"),
    ("Pergunte a essa empresa. Para enviar, geralmente é a porta {}.", "pt"),
    ("Zapytaj tę firmę. Do wysyłania zwykle jest to port {}.", "pl"),
]


@pytest.mark.parametrize(("text", "language"), USUALLY)
def test_what_is_usual_claims_nothing_about_this_host(text: str, language: str) -> None:
    assert codes(text.format(465), LEAN, language) == []


COMPLAINTS = [
    ("**My phone says IMAP but the port is {}.**", "en"),
    ("**L'application de mon iPhone dit IMAP mais le port est {}.**", "fr"),
    ("**Mijn telefoon zegt IMAP maar de poort is {}.**", "nl"),
    ("**Mein Telefon sagt IMAP, aber der Port ist {}.**", "de"),
    ("**Mənim telefonum IMAP deyir, amma port {}.**", "az"),
    ("**Benim telefonum IMAP diyor ama port {}.**", "tr"),
    ("**Il mio telefono dice IMAP ma la porta è {}.**", "it"),
    ("**Mi teléfono dice IMAP pero el puerto es {}.**", "es"),
    ("**Meu telefone diz IMAP mas a porta é {}.**", "pt"),
    ("**Mój telefon pokazuje IMAP, ale port to {}.**", "pl"),
]


@pytest.mark.parametrize(("text", "language"), COMPLAINTS)
def test_what_a_reader_says_of_his_own_program_claims_nothing(text: str, language: str) -> None:
    assert codes(text.format(995), LEAN, language) == []


SAYING_SO = [
    *[(text, language) for text, language in NOT_OFFERED if "SMTP" in text],
    ("Per l'invio con SSL si usa la porta {}, che non va cambiata.", "it"),
]


@pytest.mark.parametrize(("text", "language"), SAYING_SO)
def test_a_slip_is_one_in_a_refusal_too(text: str, language: str) -> None:
    assert codes(text.format(578), LEAN, language) != []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("For sending set port {}; if you typed it by mistake elsewhere, correct it.", "en"),
        ("Pour l'envoi, mettez le port {}, que nous recommandons.", "fr"),
        ("Gebruik poort {} om te verzenden, die werkt overal.", "nl"),
        ("Zum Senden verwenden Sie Port {}, wie üblich bei uns.", "de"),
        ("Göndərmək üçün {} portunu yazın.", "az"),
        ("Göndermek için {} portunu yazın.", "tr"),
        ("Per inviare usate la porta {}, senza cambiare altro.", "it"),
        ("Para enviar use el puerto {}, y no cambie lo demás.", "es"),
        ("Para enviar use a porta {}, e não mude mais nada.", "pt"),
        ("Do wysyłania ustaw port {}, a reszty nie zmieniaj.", "pl"),
    ],
)
def test_a_port_that_readers_are_told_to_use_is_held_to_it(text: str, language: str) -> None:
    assert codes(text.format(587), LEAN, language) == []
    assert codes(text.format(465), LEAN, language) != []


def test_pairs_that_are_said_to_fail_claim_nothing() -> None:
    both = facts("smtp 465 tls mail.blue.net", "smtp 587 starttls mail.blue.net")
    assert codes("Avec 587 + SSL/TLS ou 465 + STARTTLS, rien ne part.", both, "fr") == []
    assert codes("Avec 587 + SSL/TLS ou 465 + STARTTLS, tout part.", both, "fr") != []


def test_an_odd_pair_that_the_next_sentence_puts_right_claims_nothing() -> None:
    both = facts("smtp 465 tls mail.blue.net", "smtp 587 starttls mail.blue.net")
    text = "Autoconfig gave SMTP 587 with SSL/TLS. Now it gives {} with SSL/TLS."
    assert codes(text.format(465), both, "en") == []
    assert codes(text.format(587), both, "en") != []


def test_the_service_of_a_refused_part_is_not_that_of_the_next() -> None:
    host = facts("imap 993 tls -", "imap 143 starttls -", "pop3 995 tls -")
    assert codes("Il POP3 in chiaro non esiste, e la 143 resta con STARTTLS.", host, "it") == []
    assert codes("Il POP3 esiste, e la 143 è la sua porta con STARTTLS.", host, "it") != []


def test_a_number_of_thousands_is_no_list_of_ports() -> None:
    host = facts("smtp 465 tls -", "smtp 587 starttls -")
    assert codes("Views: 25,587 | Last revised: 11-Nov-2026", host, "en") == []
    assert codes("SMTP ports: 25,587", host, "en") != []


def test_an_encryption_waits_for_the_port_of_its_own_form_only() -> None:
    host = facts("imap 993 tls -", "imap 143 starttls -")
    far = "\n\n".join(["Another page explains the ports."] * 6)
    assert codes(f"Encryption: STARTTLS\n\n{far}\n\n- port 993", host, "en") == []
    assert codes("Encryption: STARTTLS\n- port 993", host, "en") != []


def test_a_list_of_what_was_removed_claims_no_old_port() -> None:
    page = "## Sending\n\n**{}**\n\n* SMTP on port 25.\n"
    assert codes(page.format("Removed (in May)"), LEAN, "en") == []
    assert codes(page.format("For all"), LEAN, "en") != []

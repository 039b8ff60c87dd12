"""What a sentence tells to use is claimed, whatever it speaks against before; in any language."""

from __future__ import annotations

import pytest

from claims.helpers import TLS_ONLY, codes


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Sending no longer works on port 25: use 143.", "en", "143"),
        ("Dal 2014 non è più possibile inviare dalla 25: passa alla 110.", "it", "110"),
        ("Il bloque le port 25, utilisez le 110.", "fr", "110"),
        ("Bloqueiam a porta 25; utilize sempre a 995 ou a 587 para o envio.", "pt", "995"),
        ("W 2009 roku zablokował port 25, dlatego prosimy o ustawienie portu 995.", "pl", "995"),
        ("Provayder 25-ci portu bağlayır. Onu 110-yə dəyişin.", "az", "110"),
        ("25'i kabul etmeyin, 2525 yazın.", "tr", "2525"),
        ("Port 25 ist gesperrt. Stellen Sie auf Port 25 um.", "de", "25"),
        ("Poort 25 is dicht. Zet je mailprogramma op 143.", "nl", "143"),
        ("El 25 está cerrado: poné el 110.", "es", "110"),
    ],
)
def test_an_order_ends_what_a_denial_reaches(text: str, language: str, found: str) -> None:
    assert [value for _, value in codes(text, TLS_ONLY, language)] == [found]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The IMAP port shows 143. Right is 993.", "en"),
        ("Beim IMAP-Posteingang steht 143; richtig ist 993.", "de"),
        ("SMTP portunun 25 bırakılması. Doğrusu 587'dir.", "tr"),
        ("IMAP-da 143 yazılıb. Düzgün port 993-dür.", "az"),
    ],
)
def test_what_is_corrected_is_not_claimed(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Se trovi la 25 o la 143, sostituiscila con la 465.", "it"),
        ("If it shows 143, change it to 993.", "en"),
        ("25 yazılıbsa, 587 ilə əvəz edin.", "az"),
        ("Wenn dort 25 steht, ändern Sie es auf 587.", "de"),
    ],
)
def test_what_a_program_may_show_is_not_claimed(text: str, language: str) -> None:
    assert codes(f"### SMTP\n\n{text}", TLS_ONLY, language) in ([], [("PORT01", "993")])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Entrata 993 (IMAP) o 995 (POP3), uscita 110.", "it"),
        ("Przychodzący 993 (IMAP) albo 995 (POP3), wychodzący 110.", "pl"),
        ("Eingang: 993 (IMAP) oder 995 (POP3), Ausgang: 110.", "de"),
        ("Incoming 993 (IMAP) or 995 (POP3), outgoing 110.", "en"),
    ],
)
def test_a_bracket_names_one_port_and_ends(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == [("PORT01", "110")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Per l'invio la 465 o la 110.", "it"),
        ("Para enviar use el 465 o el 110.", "es"),
        ("Para o envio, use a 465 ou a 110.", "pt"),
        ("Zum Senden verwenden Sie die 465 oder die 110.", "de"),
    ],
)
def test_articles_do_not_part_a_list(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == [("PORT01", "110")]


def test_a_foreign_server_further_up_excuses_nothing() -> None:
    page = "Do not write mail.green.org.\n\n**Ports.** IMAP 143, SMTP 465."
    assert codes(page, TLS_ONLY, "en") == [("PORT01", "143")]


def test_a_number_in_groups_is_a_phone_number() -> None:
    assert codes("Mail: 22 143 46 50, NIP 525-25-87-993", TLS_ONLY, "pl") == []

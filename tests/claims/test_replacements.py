"""Two ports for one service, in one sentence: a stranger among them is a slip, in any language."""

from __future__ import annotations

import pytest

from claims.helpers import TLS_ONLY, codes


@pytest.mark.parametrize(
    ("text", "language", "wrong"),
    [
        ("SMTP-Port: 993, SSL/TLS (alternativ: 587, Verschlüsselung STARTTLS)", "de", "993"),
        ("SMTP port: 993 (SSL) və ya 587 (STARTTLS)", "az", "993"),
        ("Poort POP3: 465 (met SSL) of 995 (met STARTTLS)", "nl", "465"),
        ("El puerto del IMAP es el 993 con SSL y el 587 sin SSL.", "es", "587"),
        ("Controlla che la porta SMTP sia 465 (con SSL) oppure 993 (senza).", "it", "993"),
        ("In uscita: SMTP, 995 (SSL) o 587 (STARTTLS)", "it", "995"),
    ],
)
def test_variants_of_one_service(text: str, language: str, wrong: str) -> None:
    assert ("PORT01", wrong) in codes(text, TLS_ONLY, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("IMAP: oben 993 eintragen, und weiter unten auf derselben Seite 587.", "de"),
        ("Con IMAP, puerto 993 con SSL, y enviando por SMTP puerto 587 con STARTTLS.", "es"),
    ],
)
def test_another_service_further_on_is_no_variant(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vérifiez les ports : 143 devient 993, 110 devient 465, 25 devient 465.", "fr"),
        ("Si le 995 ne passe pas non plus, essayez le 465 avec SSL/TLS.", "fr"),
        ("Se nem essa nem a 143 passarem, tente a 465.", "pt"),
        ("Port 110 ile sorun yaşarsanız 587 (STARTTLS) kullanabilirsiniz.", "tr"),
        ("Usa el 465 en lugar del 110.", "es"),
        ("POP3 için 465 yerine 995 yazın.", "tr"),
        ("Przy POP3 zamiast 465 wpisz 995.", "pl"),
        ("Il 143 e il 110 non sono attivi: cambiateli in 587 e 995.", "it"),
        ("If 143 is closed too, use 587.", "en"),
        ("Zmień port na 143 albo 465.", "pl"),
        ("# 993 czy 465, 465 czy 587?", "pl"),
        ("# ¿993 o 143? ¿995 o 587?", "es"),
    ],
)
def test_a_port_is_replaced_by_one_of_its_own_service(text: str, language: str) -> None:
    assert [code for code, _ in codes(text, TLS_ONLY, language)] == ["PORT01"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vérifiez les ports : 143 devient 993, 110 devient 995, 25 devient 465.", "fr"),
        ("Si le 587 ne passe pas non plus, essayez le 465 avec SSL/TLS.", "fr"),
        ("Si trovi la 25 o la 143, sostituiscila con la 465.", "it"),
        ("Offen sind 80, 443 und 993, nicht aber 25 und 110.", "de"),
        ("Use 993 or 995 for incoming mail and 465 or 587 for outgoing mail.", "en"),
        ("25 is blocked; IMAP on 993 goes on working.", "en"),
        ("# 993 or 995?", "en"),
    ],
)
def test_a_replacement_of_the_same_service(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le serveur d'envoi ne change pas : mail.blue.net sur 993 ou 587.", "fr"),
        ("«Porta»: 587 em IMAP", "pt"),
        ("IMAP no 465, POP3 no 995.", "pt"),
        ("Po porcie też można poznać: 587 to IMAP.", "pl"),
        ("Der Ausgangsserver ändert sich nicht: 993 oder 587.", "de"),
    ],
)
def test_words_that_deny_nothing(text: str, language: str) -> None:
    assert [code for code, _ in codes(text, TLS_ONLY, language)] == ["PORT01"]

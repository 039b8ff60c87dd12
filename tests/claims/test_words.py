"""The lexicons: data in ten files, one way to look words up."""

from __future__ import annotations

import pytest

from helpdesk.words import LANGUAGES, Kind, detect, lexicon
from helpdesk.words.fold import fold
from helpdesk.words.lexicon import read_data

_SENTENCES = {
    "az": "Gələn poçt serverinin portunu və şifrələmə növünü proqramda yoxlayın.",
    "de": "Bitte wählen Sie den Port und die Verschlüsselung für den Posteingang.",
    "en": "Please choose the port and the encryption for the incoming server.",
    "es": "Elija el puerto y el cifrado para el servidor de correo entrante.",
    "fr": "Choisissez le port et le chiffrement pour le serveur entrant.",
    "it": "Scegli la porta e la crittografia per il server di posta in arrivo.",
    "nl": "Kies de poort en de versleuteling voor de server van je inkomende mail.",
    "pl": "Wybierz port oraz rodzaj szyfrowania dla serwera poczty przychodzącej.",
    "pt": "Escolha a porta e a segurança para o servidor de entrada.",
    "tr": "Gelen posta sunucusu için bağlantı noktasını ve şifreleme türünü seçin.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_found_out_from_one_sentence(language: str) -> None:
    assert detect(_SENTENCES[language]) == language


@pytest.mark.parametrize("language", [*LANGUAGES, "common"])
def test_a_data_file_has_only_kinds_that_the_code_knows(language: str) -> None:
    data = read_data(language)
    assert {Kind(kind) for kind in data["words"]}
    assert {Kind(kind) for kind in data.get("tails", {})} <= {
        Kind.PORT,
        Kind.SERVER,
        Kind.ENCRYPTION,
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["port", "incoming", "outgoing", "server", "encryption", "none"])
def test_every_language_has_words_for_what_a_claim_is_made_of(language: str, kind: str) -> None:
    assert read_data(language)["words"][kind]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_can_deny_and_tell_history(language: str) -> None:
    words = read_data(language)["words"]
    assert all(words[kind] for kind in ("not", "blocked", "history", "mistake", "change"))
    assert words.get("instead") or words.get("instead_after")


def test_a_text_without_words_is_english() -> None:
    assert detect("") == "en"
    assert detect("993 465 %%%") == "en"


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Şifrələmə", "sifrələmə"),
        ("IMAP", "imap"),
        ("İMAP", "imap"),
        ("kapısı", "kapisi"),
        ("Übliche", "ubliche"),
    ],
)
def test_case_accents_and_the_dotless_i_do_not_matter(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_a_compound_has_the_meaning_of_its_parts() -> None:
    german = lexicon("de")
    entry = german.look_up("Postausgangsserver")
    assert entry is not None
    assert entry.alone == (Kind.OUTGOING, Kind.SERVER)
    compound = lexicon("en").look_up("SMTPServer")
    assert compound is not None
    assert compound.alone == (Kind.SMTP, Kind.SERVER)


def test_an_inflected_word_is_found_by_its_stem_also_when_phrases_begin_with_it() -> None:
    entry = lexicon("nl").look_up("inkomende")
    assert entry is not None
    assert Kind.INCOMING in entry.alone


def test_english_words_are_known_in_every_language() -> None:
    for language in LANGUAGES:
        entry = lexicon(language).look_up("outgoing")
        assert entry is not None
        assert Kind.OUTGOING in entry.alone


def test_an_unknown_language_gets_the_words_of_all() -> None:
    everything = lexicon(None)
    assert all(
        everything.look_up(word) for word in ("poort", "puerto", "szyfrowanie", "chiffrement")
    )

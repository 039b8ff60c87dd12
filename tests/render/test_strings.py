"""The interface speaks every language whole, with its own plurals, numbers and alphabet."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from helpdesk.collation import initial, lower, sort_key
from helpdesk.library import load_library
from helpdesk.project import load_project
from helpdesk.strings import Strings, StringsError, load_strings

ROOT = Path(__file__).parents[2]
PROJECT = load_project(ROOT).published
LANGUAGES = [language.code for language in PROJECT.languages]
SOURCE = load_strings(PROJECT.overrides, PROJECT.source.code)
OPTIONAL = {"alphabet"}


def strings(language) -> Strings:
    return load_strings(PROJECT.overrides, language)


def fields(entry):
    texts = entry.values() if isinstance(entry, dict) else [entry]
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_interface_word_is_missing_or_left_over(language):
    assert set(strings(language).entries) - OPTIONAL == set(SOURCE.entries) - OPTIONAL


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_fills_the_same_places_as_the_source(language):
    for key, entry in strings(language).entries.items():
        if key not in OPTIONAL:
            assert fields(entry) == fields(SOURCE.entries[key]), key


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "fr"])
def test_no_interface_text_is_left_in_french(language):
    own = strings(language).entries
    sentences = {
        key: entry
        for key, entry in SOURCE.entries.items()
        if isinstance(entry, str) and re.search(r"[a-zé]{3} [a-zé]{2}", entry)
    }
    assert {key for key, entry in sentences.items() if own[key] == entry} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_every_form_that_the_language_needs(language):
    t = strings(language)
    needed = {t.locale.plural_form(n) for n in (0, 1, 2, 3, 5, 11, 100, 1_000_000)}
    for key, entry in t.entries.items():
        if not isinstance(entry, str):
            assert needed <= set(entry), key


@pytest.mark.parametrize(
    ("language", "n", "expected"),
    [
        ("fr", 0, "0 personne a trouvé"),
        ("fr", 1, "1 personne a trouvé"),
        ("fr", 5, "5 personnes ont trouvé"),
        ("fr", 1234, "1\u202f234 personnes ont trouvé"),
        ("fr", 1_000_000, "1\u202f000\u202f000 de personnes"),
        ("en", 0, "0 people found this"),
        ("en", 1, "1 person found this"),
        ("en", 5, "5 people found this"),
    ],
)
def test_the_number_of_readers_stands_in_the_right_plural(language, n, expected):
    assert strings(language)("popular.useful", n=n).startswith(expected)


def test_dates_are_written_in_azerbaijani_although_browsers_cannot():
    assert strings("az").date(date(2026, 11, 23)) == "23 noyabr 2026"


def test_every_tag_and_plan_in_use_has_a_name_in_every_language():
    tags = {tag for page in load_library(PROJECT) for tag in page.meta.tags}
    for language in LANGUAGES:
        assert tags <= set(strings(language).group("tags.names"))


def test_a_missing_text_names_the_file_and_the_key():
    with pytest.raises(StringsError, match=r"fr\.yml: no text for 'nothing'"):
        strings("fr")("nothing")


def test_a_missing_file_is_said_not_thrown(tmp_path):
    with pytest.raises(StringsError, match="No such file"):
        load_strings(tmp_path, "fr")


AZ = "abcçdeəfgğhxıijkqlmnoöprsştuüvyz"


def test_titles_stand_in_the_order_of_the_azerbaijani_alphabet():
    words = ["zəng", "xəta", "hesab", "ızgara", "ikon", "əsas", "ev", "çap", "cədvəl"]
    expected = ["cədvəl", "çap", "ev", "əsas", "hesab", "xəta", "ızgara", "ikon", "zəng"]
    assert sorted(words, key=lambda word: sort_key(word, "az", AZ)) == expected


def test_accents_do_not_split_the_french_alphabet():
    words = ["Zone", "étiquette", "E-mail", "Fichier"]
    assert sorted(words, key=lambda word: sort_key(word, "fr")) == [
        "E-mail",
        "étiquette",
        "Fichier",
        "Zone",
    ]


def test_the_dotted_and_the_dotless_i_stay_two_letters():
    assert lower("İSTİFADƏÇİ", "az") == "istifadəçi"
    assert lower("QISA", "az") == "qısa"
    assert initial("istifadəçi", "az", AZ) == "İ"
    assert initial("ızgara", "az", AZ) == "I"


def test_a_title_that_starts_with_a_number_stands_under_the_numbers():
    assert initial("535: login", "en") == "0-9"

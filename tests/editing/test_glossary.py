"""The glossary: what is banned, in which spellings, and what is only spoken about."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpdesk.editing.glossary import Glossary, GlossaryError, Term, load_glossary
from helpdesk.project import load_project

ROOT = Path(__file__).parents[2]
PROJECT = load_project(ROOT)

TERMS = (
    Term(term="encryption", wanted="chiffrement", banned=("cryptage*", "niveau d’accès")),
    Term(term="user name", wanted="istifadəçi adı", banned=("istifadəçi ismi",)),
)


def banned(text: str) -> list[str]:
    return [each.written for each in Glossary(Path("fr.yml"), TERMS).banned_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le cryptage aide.", ["cryptage"]),
        ("Les CRYPTAGES aident.", ["CRYPTAGES"]),
        ("Le niveau\n  d'accès.", ["niveau\n  d'accès"]),
        ("İstifadəçi ismi", ["İstifadəçi ismi"]),
        ("décryptage", []),
        ("niveau d’accessibilité", []),
        ("On lit « cryptage » ou “cryptage”.", []),
        ("« le cryptage aide »", ["cryptage"]),
    ],
)
def test_a_banned_rendering_is_found_in_every_spelling_and_in_no_other_word(text, found):
    assert banned(text) == found


def test_a_language_without_a_file_has_no_glossary(tmp_path):
    assert load_glossary(tmp_path, "fr").terms == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- {term: a, wanted: b, banned: c}", "banned must be a list"),
        ("- {term: a, banned: [c]}", "entry 1: wanted"),
        ("- {term: a, wanted: b, banned: [c], more: d}", "entry 1: more"),
        ("term: a", "must be a list"),
        ("- [", "not readable as YAML"),
    ],
)
def test_a_file_that_is_no_glossary_says_why(tmp_path, text, words):
    (tmp_path / "terms").mkdir()
    (tmp_path / "terms" / "fr.yml").write_text(text, encoding="utf-8")
    with pytest.raises(GlossaryError, match=words):
        load_glossary(tmp_path, "fr")


@pytest.mark.parametrize("language", [each.code for each in PROJECT.published.languages])
def test_every_language_of_the_site_has_a_glossary_that_bans_nothing_it_wants(language):
    glossary = load_glossary(PROJECT.overrides, language)
    assert glossary.terms
    wanted = " ; ".join(term.wanted for term in glossary.terms)
    assert list(glossary.banned_in(wanted)) == []


@pytest.mark.parametrize("written", ["ITEM LIST", "ıtem lıst", "İTEM LİST", "item liſt"])
def test_letters_of_any_shape_are_found(written):
    term = Term(term="list", wanted="row", banned=("item list",))
    other = Term(term="row", wanted="line", banned=("'quoted", "row*"))
    for terms in ((term,), (other, term), (term, other)):
        found = Glossary(Path("en.yml"), terms).banned_in(f"An {written} of rows.")
        assert {each.written for each in found} >= {written}

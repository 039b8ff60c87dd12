"""`helpdesk new-language`: one command, left to right or right to left, and the site builds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
import yaml
from babel import Locale
from lxml import html

from helpdesk.cli.build import renderer
from helpdesk.editing.interface import TO_TRANSLATE, open_strings
from helpdesk.preview.centre import Centre
from helpdesk.preview.site import PreviewedSite
from helpdesk.project import load_project
from helpdesk.strings import load_strings

DRAFTS = {"tr": ("Türkçe", "ltr"), "he": ("עברית", "rtl")}
CHANGED = "docs/fr/contact.md"


@pytest.fixture
def drafted(centre):
    """The copy with two more languages."""
    for code in DRAFTS:
        result = centre.run("new-language", code)
        assert result.exit_code == 0, result.output
    return centre


def test_the_registry_gets_one_line_and_stays_as_it_was_otherwise(centre):
    before = centre.read("mkdocs.yml").splitlines()
    centre.run("new-language", "tr")
    after = centre.read("mkdocs.yml").splitlines()
    added = [line for line in after if line not in before]
    assert added == ["        - {locale: tr, name: Türkçe, build: false}"]
    assert [line for line in after if line not in added] == before


@pytest.mark.parametrize("code", DRAFTS)
def test_every_interface_text_is_there_in_the_forms_that_the_language_needs(drafted, code):
    overrides = drafted.root / "overrides"
    source, made = load_strings(overrides, "fr"), load_strings(overrides, code)
    assert made.entries.keys() == source.entries.keys() - {"alphabet"}
    forms = set(Locale.parse(code).plural_form.tags) | {"other"}
    for key, entry in made.entries.items():
        assert isinstance(entry, str) or set(entry) == forms, key


def test_only_what_differs_between_languages_waits_for_a_translation(drafted):
    waiting = {text.text for text in open_strings(drafted.root / "overrides", "tr")}
    assert "Accueil" in waiting
    assert not waiting & {"IMAP", "SSL/TLS", "{form}"}


def test_check_still_passes_and_warns_about_the_draft(drafted):
    result = drafted.run("check")
    assert result.exit_code == 0, result.output
    assert "overrides/strings/tr.yml:5:" in result.stdout
    assert "docs/tr/index.md" in result.stdout


def test_status_shows_what_is_left(drafted):
    output = drafted.run("status", "tr").output
    assert "tr (draft)" in output
    assert re.search(r"overrides/strings/tr\.yml: \d+ interface texts to translate", output)
    assert "docs/tr/index.md: without a stamp" in output
    assert re.search(r"email/mailboxes +missing", output)


def test_what_is_there_already_is_kept(centre):
    centre.write("docs/tr/index.md", "mine")
    result = centre.run("new-language", "tr")
    assert result.exit_code == 0
    assert "Kept as it is: docs/tr/index.md" in result.output
    assert centre.read("docs/tr/index.md") == "mine"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("nl", "Nederlands (nl) is there already"),
        ("Turkish", "Turkish is tr."),
        ("xx", 'CLDR knows no language "xx"'),
        ("../x", "is no language code"),
    ],
)
def test_wrong_use_is_answered_with_the_right_one(untouched, code, words):
    before = untouched.read("mkdocs.yml")
    result = untouched.run("new-language", code)
    assert result.exit_code == 2
    assert words in result.output
    assert untouched.read("mkdocs.yml") == before


@pytest.fixture(scope="module")
def built(tmp_path_factory, copied) -> Iterator[tuple[Path, PreviewedSite]]:
    """A site with two drafts and one section that is behind: published, and in preview."""
    with pytest.MonkeyPatch.context() as patch:
        centre = copied(tmp_path_factory.mktemp("languages") / "centre")
        patch.chdir(centre.root)
        for code in DRAFTS:
            centre.run("new-language", code)
        text = centre.read(CHANGED)
        heading = re.search(r"^## (.*) \{#what-to-have-ready\}\n", text, re.MULTILINE)
        assert heading
        centre.change(CHANGED, heading[0], f"{heading[0]}\nÀ lire.\n")
        yield centre.build(), PreviewedSite(Centre(centre.root, renderer))


def page(folder: Path, name: str) -> html.HtmlElement:
    return html.parse(folder / name).getroot()


def previewed(site: PreviewedSite, address: str) -> html.HtmlElement:
    return html.document_fromstring(site.answer(address, "").body.decode())


def pages_with(folder: Path, text: str) -> list[str]:
    pages = (path for path in folder.rglob("*.html") if text in path.read_text(encoding="utf-8"))
    return sorted(path.relative_to(folder).as_posix() for path in pages)


def test_a_published_site_has_no_draft(built):
    published, _ = built
    assert not [name for name in DRAFTS if (published / name).exists()]
    assert "/tr/" not in (published / "sitemap.xml").read_text(encoding="utf-8")
    links = page(published, "index.html").xpath("//*[@class='help-languages']//a/@hreflang")
    assert links == ["fr", "en", "nl"]


@pytest.mark.parametrize("code", DRAFTS)
def test_a_preview_shows_each_draft_in_its_direction_with_its_search(built, code):
    _, preview = built
    name, direction = DRAFTS[code]
    root = previewed(preview, f"{code}/")
    assert (root.get("lang"), root.get("dir")) == (code, direction)
    assert name in root.xpath("//*[@class='help-languages']//a/text()")
    assert preview.answer(f"search/{code}.json", "").status == HTTPStatus.OK


def test_a_page_that_is_behind_says_so_in_its_language_with_a_link_to_the_section(built):
    published, _ = built
    notice = page(published, "nl/contact/index.html").xpath("//aside")
    assert len(notice) == 1
    assert "Een deel van deze pagina is niet meer actueel" in notice[0].text_content()
    (link,) = notice[0].xpath(".//a")
    assert link.get("href") == "../../contact/#what-to-have-ready"
    target = page(published, "contact/index.html")
    assert target.get_element_by_id("what-to-have-ready").text in link.text_content()


def test_a_page_that_is_current_says_nothing(built):
    published, _ = built
    behind = pages_with(published, "help-outdated")
    assert behind == ["en/contact/index.html", "nl/contact/index.html"]


def test_findings_are_shown_with_the_page_in_a_preview_only(built):
    published, preview = built
    assert "STAMP02" in preview.bar("nl/contact/")
    assert preview.bar("contact/") == ""
    assert pages_with(published, "help-preview") == []


def test_a_preview_has_a_page_for_editors_that_shows_what_is_behind(built):
    _, preview = built
    root = previewed(preview, "status.html")
    rows = {row.xpath("string(th)"): row for row in root.xpath("//tbody/tr")}
    (link,) = [each for each in rows["contact"].xpath(".//a/@href") if each.startswith("nl/")]
    assert link == "nl/contact/"
    assert "outdated" in rows["contact"].text_content()
    assert "what-to-have-ready" in rows["contact"].text_content()
    assert "missing" in rows["email/mailboxes"].text_content()


def test_the_page_for_editors_is_published_but_in_no_index(built):
    published, _ = built
    root = page(published, "status.html")
    assert root.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "status.html" not in (published / "sitemap.xml").read_text("utf-8")


def test_the_registry_can_be_a_list_in_any_yaml_style():
    from helpdesk.editing.language import NewLanguage, registered  # noqa: PLC0415

    config = (
        "plugins:\n  - search\n  - i18n:\n      languages:\n        - locale: fr\n"
        "          name: Français\n          default: true\n\ntheme: material\n"
    )
    after = yaml.safe_load(registered(config, NewLanguage("no", "Norsk", is_right_to_left=False)))
    assert after["plugins"][1]["i18n"]["languages"][1] == {
        "locale": "no",
        "name": "Norsk",
        "build": False,
    }
    assert after["theme"] == "material"


def test_a_draft_is_published_by_its_line_in_the_registry(drafted):
    assert "tr" not in {each.code for each in load_project(drafted.root).published.languages}
    drafted.change("mkdocs.yml", "name: Türkçe, build: false", "name: Türkçe, build: true")
    assert "tr" in {each.code for each in load_project(drafted.root).published.languages}
    result = drafted.run("check", "--select", "LANG02,LANG08")
    assert result.exit_code == 1
    assert TO_TRANSLATE in result.stdout
    assert "the page is not translated: Türkçe" in result.stdout

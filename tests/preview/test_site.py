"""A preview shows what is on disk, at every request: pages, findings, and what is broken."""

from __future__ import annotations

import json
from http import HTTPStatus

import pytest

from helpdesk.preview import bar

PAGE = "docs/en/email/mailboxes.md"
ADDRESS = "en/email/mailboxes/"


def html(site, address=ADDRESS, status=HTTPStatus.OK) -> str:
    answer = site.answer(address, "")
    assert answer.status == status, answer.body.decode()
    return answer.body.decode()


def change(copy, path, before, after) -> None:
    file = copy.root / path
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_a_saved_page_is_there_at_the_next_request(site, copy):
    assert "Quokka" not in html(site)
    change(copy, PAGE, "\n## ", "\nQuokka.\n\n## ")
    assert "Quokka" in html(site)


def test_only_what_an_edit_touches_has_another_version(site, copy):
    addresses = (ADDRESS, "email/mailboxes/", "az/email/mailboxes/", "en/email/mail-protocols/")
    before = {address: site.shown(address).version for address in addresses}
    change(copy, PAGE, "\n## ", "\nQuokka.\n\n## ")
    site.changed()
    assert {each for each in addresses if site.shown(each).version != before[each]} == {ADDRESS}


def test_a_section_of_the_source_touches_its_translations(site, copy):
    before = site.shown(ADDRESS).version
    change(copy, "docs/fr/email/mailboxes.md", "\n## ", "\nQuokka.\n\n## ")
    assert "help-outdated" in html(site)
    assert site.shown(ADDRESS).version != before


def test_a_title_is_new_wherever_it_is_shown(site, copy):
    assert "Quokka" not in html(site, "en/email/")
    change(copy, PAGE, 'title: "', 'title: "Quokka ')
    assert "Quokka" in html(site, "en/email/")
    assert "Quokka" in html(site, "en/a-z/")
    assert "Quokka" in site.answer("search/en.json", "").body.decode()


def test_a_page_may_come_move_and_go(site, copy):
    old, new = (copy.root / f"docs/en/email/{name}.md" for name in ("mailboxes", "moved"))
    html(site, "en/email/moved/", HTTPStatus.NOT_FOUND)
    missing = site.shown("en/email/moved/").version
    old.rename(new)
    assert 'href="../moved/"' in html(site, "en/email/moved/").replace('"./"', '"../moved/"')
    assert site.shown("en/email/moved/").version != missing
    html(site, ADDRESS, HTTPStatus.NOT_FOUND)
    new.rename(old)
    html(site, ADDRESS)
    html(site, "en/email/moved/", HTTPStatus.NOT_FOUND)


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("overrides/main.html", '<main id="content"', '<main id="content" title="Quokka"'),
        ("overrides/partials/footer.html", "</footer>", "Quokka</footer>"),
        ("facts.yml", "name: BeHostings", "name: Quokka"),
        ("overrides/strings/en.yml", "  home: ", "  home: Quokka # "),
    ],
)
def test_templates_facts_and_words_change_every_page(site, copy, path, before, after):
    version = site.shown(ADDRESS).version
    assert "Quokka" not in html(site)
    change(copy, path, before, after)
    assert "Quokka" in html(site)
    assert site.shown(ADDRESS).version != version


def test_the_style_sheet_is_the_one_on_disk(site, copy):
    before = site.shown(ADDRESS)
    (copy.root / "overrides/assets/help.css").write_text(".quokka { order: 1 }")
    assert ".quokka" in site.answer("assets/site.css", "").body.decode()
    site.changed()
    after = site.shown(ADDRESS)
    assert after.html == before.html
    assert after.version != before.version
    assert after.beside != before.beside


def test_a_picture_comes_and_changes(site, copy):
    address, picture = "email/mailboxes/", copy.root / "docs/fr/email/quokka.svg"
    change(copy, "docs/fr/email/mailboxes.md", "\n## ", "\n![Quokka](quokka.svg)\n\n## ")
    html(site, address)
    assert "quokka.svg" in site.bar(address)
    versions = set()
    for text in ("<svg>1</svg>", "<svg>2</svg>"):
        picture.write_text(text)
        assert "../quokka.svg" in html(site, address)
        assert site.answer("email/quokka.svg", "").body == text.encode()
        versions.add(site.shown(address).version)
    assert len(versions) == 2
    assert site.bar(address) == ""


def test_the_bar_names_place_message_and_way_out_until_it_is_mended(site, copy):
    assert site.bar(ADDRESS) == ""
    change(copy, PAGE, "\n## ", "\nIMAP: port 995 with SSL/TLS.\n\n## ")
    html(site)
    said = site.bar(ADDRESS)
    line = (copy.root / PAGE).read_text(encoding="utf-8").partition("IMAP: port")[0].count("\n") + 1
    assert f"<code>{PAGE}:{line}:12</code> <strong>PORT01</strong>" in said
    assert "993" in said
    assert site.bar("en/email/mail-protocols/") == ""
    found = site.findings(site.changed())
    assert found.keys() == {PAGE}
    assert f"{len(found[PAGE])} finding" in said
    assert "PORT01" in {each.code for each in found[PAGE]}
    change(copy, PAGE, "\nIMAP: port 995 with SSL/TLS.\n", "")
    html(site)
    assert site.bar(ADDRESS) == ""


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("facts.yml", "port: 993", "port: many"),
        ("facts.yml", "mail:", "mail: ["),
        ("mkdocs.yml", "plugins:", "plugins: ["),
        ("overrides/strings/en.yml", "  home: ", "  - home: "),
        ("overrides/data/ratings.yml", "articles:", "articles: ["),
        ("overrides/main.html", "<main", "{% if %}<main"),
        ("overrides/main.html", "<main", "{{ nothing.at.all }}<main"),
        ("overrides/partials/help/articles.html", "<ul", "{% if %}<ul"),
    ],
)
def test_what_is_broken_stands_in_the_place_of_the_page_until_it_is_mended(
    site, copy, path, before, after
):
    address = "en/email/"
    sound, version = html(site, address), site.shown(address).version
    change(copy, path, before, after)
    broken = html(site, address, HTTPStatus.INTERNAL_SERVER_ERROR)
    assert f"{path}:" in broken
    assert "data-broken" in broken
    assert site.shown(address).version != version
    assert f'data-version="{site.shown(address).version}"' in broken
    change(copy, path, after, before)
    assert html(site, address) == sound
    assert site.shown(address).version == version


def test_a_broken_template_of_another_file_is_named_too(site, copy):
    assert html(site, "status.html")
    change(copy, "overrides/partials/help/status.html", "<table", "{% if %}<table")
    broken = html(site, "status.html", HTTPStatus.INTERNAL_SERVER_ERROR)
    assert "overrides/partials/help/status.html:" in broken
    assert html(site)


def test_a_page_that_is_no_yaml_says_so_in_its_bar(site, copy):
    change(copy, PAGE, "title:", "title: [")
    html(site)
    assert "FRONT01" in site.bar(ADDRESS)


def test_a_changed_program_asks_to_be_started_again(site, copy):
    (copy.root / "scripts/mkdocs_hook.py").write_text("")
    for _ in range(2):
        assert "start it again" in html(site, status=HTTPStatus.INTERNAL_SERVER_ERROR)
        change(copy, PAGE, "\n## ", "\nMore.\n\n## ")


def test_the_search_says_what_is_broken_and_is_there_again(site, copy):
    sound = site.answer("search/en.json", "")
    change(copy, "facts.yml", "port: 993", "port: many")
    assert b"facts.yml:" in site.answer("search/en.json", "").body
    change(copy, "facts.yml", "port: many", "port: 993")
    assert site.answer("search/en.json", "") == sound
    assert "Quokka" not in sound.body.decode()
    change(copy, PAGE, "\n## ", "\nQuokka.\n\n## ")
    assert "Quokka" in site.answer("search/en.json", "").body.decode()


def test_every_other_address_of_the_site_is_there(site):
    assert site.answer("en/email/mailboxes", "").location == f"/{ADDRESS}"
    assert "help--system" in html(site, "az/no/such/page", HTTPStatus.NOT_FOUND)
    assert "<table" in html(site, "status.html")
    assert site.answer("assets/print.css", "").status == HTTPStatus.OK
    assert site.answer("assets/search.js", "").kind == "text/javascript"
    assert json.loads(site.answer("search/az.json", "").body)
    assert "frame" not in html(site, "../facts.yml", HTTPStatus.NOT_FOUND)
    autoconfig = site.answer(".well-known/autoconfig/mail/config-v1.1.xml", "http://here/")
    assert b"http://here/" in autoconfig.body


def test_what_is_added_to_a_page_stands_before_its_end():
    assert bar.with_client("<body>x</body>\n", "a&b/", "1").startswith("<body>x<aside")
    assert 'data-page="a&amp;b/"' in bar.added("a&b/", "1")
    assert bar.with_client("no page", "", "1").endswith("</script>\n")


def test_a_text_takes_the_place_of_another_only_where_nothing_else_changed():
    def page(title: str, text: str) -> str:
        return f'<title>{title}<main><div class="help-main">{text}</div>\n</main>the end'

    assert bar.exchange(page("a", "old"), page("a", "<div>new</div>")) == "<div>new</div>"
    assert bar.exchange(page("a", "old"), page("b", "new")) is None
    assert bar.exchange("", page("a", "new")) is None
    assert bar.exchange(page("a", "old"), "") is None
    assert bar.exchange("no main", "no main at all") is None

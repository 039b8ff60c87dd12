"""LANG and SVC: what only the whole site can tell."""

import pytest

from helpdesk.checking.runner import Settings, check
from helpdesk.library import load_library
from helpdesk.project import load_project
from helpdesk.rules.base import SiteInput
from helpdesk.rules.registry import selected

HEAD = "---\ntitle: Ports\ndescription: The ports of each service\n{more}---\n"


def page(body: str, more: str = "") -> str:
    return HEAD.format(more=more) + body


@pytest.fixture
def found(site, facts):
    def run(files: dict[str, str], select: str = "LANG01,LANG02,SVC") -> list[str]:
        root = site({f"docs/{name}": text for name, text in files.items()})
        whole = SiteInput(
            load_library(load_project(root), facts),
            facts,
            lambda path: path.relative_to(root).as_posix(),
        )
        settings = Settings(facts, selected(select.split(",")))
        return [
            f"{each.path}:{each.span.line}:{each.span.column}: {each.code} {each.message}"
            for each in check([], settings, site=whole)
        ]

    return run


def test_translations_that_claim_the_same_agree(found):
    french = page("Relève : IMAP 993 (SSL/TLS).\n\n## POP {#pop}\n\nPOP : port 995.\n")
    german = page("## POP {#pop}\n\nPOP: Port 995.\n\nAbruf: IMAP 993, mit SSL/TLS.\n")
    assert found({"fr/a.md": french, "de/a.md": german}) == []


def test_a_lost_claim_is_a_finding_at_its_section_with_both_places(found):
    french = page("Texte.\n\n## Ports {#ports}\n\nIMAP : 993.\n\nSMTP : 465.\n")
    german = page("Text.\n\n## Ports {#ports}\n\nSMTP: 465.\n")
    assert found({"fr/a.md": french, "de/a.md": german}) == [
        (
            'docs/de/a.md:7:1: LANG01 IMAP port "993" is lost: '
            "the source page says it at docs/fr/a.md:9:8"
        )
    ]


def test_an_added_claim_is_a_finding_at_its_place(found):
    french = page("## Ports {#ports}\n\nIMAP : 993.\n")
    german = page("## Ports {#ports}\n\nIMAP: 993.\n\nSMTP: 465.\n")
    assert found({"fr/a.md": french, "de/a.md": german}) == [
        'docs/de/a.md:9:7: LANG01 SMTP port "465" is not in the source page: see docs/fr/a.md:5:1'
    ]


def test_a_claim_that_stands_twice_in_one_language_only_is_a_finding(found):
    french = page("IMAP : 993.\n\n## Rappel {#again}\n\nIMAP : 993.\n")
    german = page("IMAP: 993.\n\n## Nochmals {#again}\n\nSiehe oben.\n")
    (finding,) = found({"fr/a.md": french, "de/a.md": german})
    assert finding.startswith('docs/de/a.md:7:1: LANG01 IMAP port "993" is lost')


def test_the_same_port_with_another_encryption_is_a_finding(found):
    french = page("SMTP : 465 (SSL/TLS).\n")
    german = page("SMTP: 465 (STARTTLS).\n")
    assert found({"fr/a.md": french, "de/a.md": german}) == [
        (
            'docs/de/a.md:5:12: LANG01 SMTP port "465" is given "STARTTLS", '
            'the source page says "SSL/TLS" at docs/fr/a.md:5:13'
        )
    ]


def test_a_number_that_is_a_claim_only_in_one_language_is_not_missed(found):
    french = page("## Ports {#ports}\n\nSMTP : port 465. Le port 25 est bloqué.\n")
    german = page("## Ports {#ports}\n\nSMTP: Port 465, und auch SMTP mit Port 25 gibt es.\n")
    assert found({"fr/a.md": french, "de/a.md": german}) == []
    assert found({"fr/a.md": german, "de/a.md": french}) == []


def test_words_for_no_encryption_are_not_compared_across_languages(found):
    french = page("## Ports {#ports}\n\nIMAP : 993. IMAP sans chiffrement est déconseillé.\n")
    german = page("## Ports {#ports}\n\nIMAP: 993. Davon raten wir ab.\n")
    assert found({"fr/a.md": french, "de/a.md": german}) == []


def test_what_the_facts_hide_is_not_compared(found):
    french = page("<!-- needs: unencrypted -->\nIMAP : 143.\n<!-- /needs -->\nIMAP : 993.\n")
    assert found({"fr/a.md": french, "de/a.md": page("IMAP: 993.\n")}) == []


def test_a_page_without_a_counterpart_is_a_finding_in_both_directions(found):
    files = {"fr/only.md": page(""), "de/alone.md": page(""), "fr/x/y.md": page("")}
    files["de/x/y.md"] = page("")
    assert found(files) == [
        "docs/de/alone.md:1:1: LANG02 the translation has no source page docs/fr/alone.md",
        "docs/fr/only.md:1:1: LANG02 the page is not translated: Deutsch",
    ]


def test_a_promised_service_that_the_page_misses_is_a_finding_at_its_word(found):
    text = page("IMAP: 993.\n", "services: [imap, smtp]\n")
    assert found({"fr/a.md": text, "de/a.md": text}, "SVC01")[0] == (
        "docs/de/a.md:4:18: SVC01 the page promises SMTP, but states no setting of it"
    )


@pytest.mark.parametrize(
    "body",
    ["IMAP: 993. SMTP: 465.\n", "<!-- show: ports -->\n", "IMAP: 993\n\n<!-- show: ports smtp -->"],
)
def test_a_service_is_stated_in_words_or_by_a_table(found, body):
    text = page(body, "services: [imap, smtp]\n")
    assert found({"fr/a.md": text, "de/a.md": text}, "SVC") == []


def test_a_service_that_the_facts_lack_is_not_missed(found):
    text = page("", "services: [sieve]\n")
    assert found({"fr/a.md": text, "de/a.md": text}, "SVC") == []


def test_an_unknown_service_is_answered_with_the_nearest(found):
    text = page("", "services:\n  - pop\n")
    assert found({"fr/a.md": text, "de/a.md": text}, "SVC")[1] == (
        'docs/fr/a.md:5:5: SVC02 "pop" is no mail service'
    )

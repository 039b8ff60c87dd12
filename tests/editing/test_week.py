"""An editor's week on a copy of the help centre.

Each thing that happens is reported in the right words at the right place, mended by the documented
commands, and the site builds clean.
"""

from __future__ import annotations

import json
import re

KEY = "email/note-your-settings"
BOXES = "email/mailboxes"
RENAMED = "email/mail-accounts"

DESCRIPTIONS = {
    "fr": "Notez le port de la réception et gardez-le près de votre appareil : vous le retrouvez "
    "le jour où vous changez de téléphone.",
    "en": "Note the port that your app uses to receive mail and keep it near your device: you will "
    "need it when you change phones.",
    "nl": "Noteer de poort waarmee uw app mail ontvangt en bewaar die bij uw toestel: u hebt ze "
    "nodig wanneer u van telefoon verandert.",
}
BODIES = {
    "fr": "## Le port à noter {#port}\n\n1. IMAP : 993 avec SSL/TLS.\n2. Gardez cette note.\n",
    "en": "## The port to note {#port}\n\n1. IMAP: 993 with SSL/TLS.\n2. Keep this note.\n",
    "nl": "## De poort {#port}\n\n1. IMAP: 993 met SSL/TLS.\n2. Bewaar het briefje.\n",
}
TITLES = {
    "fr": "Noter vos réglages",
    "en": "Note your settings",
    "nl": "Uw instellingen noteren",
}
TRANSLATIONS = ("en", "nl")


def article(language: str) -> str:
    return (
        f'---\ntitle: "{TITLES[language]}"\ndescription: "{DESCRIPTIONS[language]}"\n'
        f'teaser: "{TITLES[language]}."\ntags: [mailbox]\nsearch_words: []\n---\n\n'
        + BODIES[language]
    )


def line_of(text: str, words: str) -> int:
    return next(n for n, line in enumerate(text.split("\n"), start=1) if words in line)


def codes(findings: list[str]) -> set[str]:
    return {line.split(": ")[1].split()[0] for line in findings}


def outdated(centre) -> dict[str, object]:
    lines = centre.run("status", *TRANSLATIONS, "--format", "json").output.splitlines()
    pages = [json.loads(line) for line in lines]
    return {page["path"]: page["sections"] for page in pages if page["state"] == "outdated"}


def test_an_editors_week(centre):
    assert centre.findings() == []
    monday_writes_an_article(centre)
    monday_changes_a_port(centre)
    tuesday_rewrites_a_section(centre)
    wednesday_renames_an_article(centre)
    thursday_adds_a_language(centre)
    friday_breaks_a_heading_id(centre)
    friday_leaves_half_a_page_in_english(centre)
    assert outdated(centre) == {}
    shown = centre.run("status", *TRANSLATIONS).output
    assert re.search(r"All pages +100 % +100 %", shown)
    folder = centre.build()
    assert (folder / RENAMED / "index.html").is_file()
    assert not [
        page for page in folder.rglob("*.html") if "help-outdated" in page.read_text("utf-8")
    ]


def monday_writes_an_article(centre):
    centre.run("new", KEY, "--title", TITLES["fr"])
    for language in TRANSLATIONS:
        centre.run("new", KEY, "--language", language)
    for language in TITLES:
        centre.write(f"docs/{language}/{KEY}.md", article(language))
    for language in TRANSLATIONS:
        result = centre.run("stamp", f"docs/{language}/{KEY}.md", "--yes")
        assert result.exit_code == 0, result.output
    centre.commit()


def monday_changes_a_port(centre):
    centre.change("facts.yml", "port: 993", "port: 9930")
    findings = centre.findings("PORT")
    for language in TITLES:
        path = f"docs/{language}/{KEY}.md"
        place = f"{path}:{line_of(centre.read(path), 'IMAP')}:"
        mine = [each for each in findings if each.startswith(place)]
        assert mine, language
        assert "993" in mine[0]
    result = centre.run("fix", "--write")
    assert "-1. IMAP: 993 met SSL/TLS.\n+1. IMAP: 9930 met SSL/TLS." in result.output
    assert result.exit_code == 0, "the pages are checked once more after they are mended"
    assert outdated(centre) == {}
    centre.commit()


def tuesday_rewrites_a_section(centre):
    page = f"docs/fr/{BOXES}.md"
    heading = next(
        line for line in centre.read(page).split("\n") if line.endswith("{#change-password}")
    )
    centre.change(page, heading, f"{heading}\n\nChoisissez un mot de passe neuf.")
    findings = centre.findings("STAMP")
    assert codes(findings) == {"STAMP02"}
    for language in TRANSLATIONS:
        path = f"docs/{language}/{BOXES}.md"
        place = f"{path}:{line_of(centre.read(path), '{#change-password}')}:1: STAMP02"
        assert any(each.startswith(place) and page in each for each in findings)
        assert outdated(centre)[path] == {"change-password": "outdated"}
    diff = centre.run("status", "nl", "--diff").output
    assert "+Choisissez un mot de passe neuf." in diff
    for language, words in {
        "en": "Choose a new password.",
        "nl": "Kies een nieuw wachtwoord.",
    }.items():
        path = f"docs/{language}/{BOXES}.md"
        here = next(
            line for line in centre.read(path).split("\n") if line.endswith("{#change-password}")
        )
        centre.change(path, here, f"{here}\n\n{words}")
        centre.run("stamp", path, "--section", "change-password", "--yes")
    assert centre.findings("STAMP") == []
    centre.commit()


def wednesday_renames_an_article(centre):
    for language in TITLES:
        centre.git("mv", f"docs/{language}/{BOXES}.md", f"docs/{language}/{RENAMED}.md")
    findings = centre.findings("LINK", "FRONT", "STAMP")
    assert codes(findings) == {"LINK01", "FRONT07"}
    assert any("docs/nl/glossary.md" in each and "mailboxes.md" in each for each in findings)
    for path in sorted((centre.root / "docs").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        new = re.sub(r"(?<=[(/])mailboxes\.md", "mail-accounts.md", text)
        path.write_text(new.replace(f"- {BOXES}\n", f"- {RENAMED}\n"), encoding="utf-8")
    assert centre.findings("LINK", "FRONT", "STAMP") == []
    assert outdated(centre) == {}
    centre.commit()


def thursday_adds_a_language(centre):
    assert centre.run("new-language", "tr").exit_code == 0
    result = centre.run("check", "--select", "LANG08,STAMP,LINK")
    assert result.exit_code == 0
    assert "tr is a draft" in centre.run("status", "tr").output
    centre.commit()


def errors(centre, *families: str) -> list[str]:
    """Findings outside the draft."""
    return [each for each in centre.findings(*families) if "/tr" not in each.split(":")[0]]


def friday_breaks_a_heading_id(centre):
    page = f"docs/nl/{RENAMED}.md"
    line = line_of(centre.read(page), "{#change-limits}")
    centre.change(page, "{#change-limits}", "{#limieten}")
    findings = errors(centre, "HEAD")
    assert any(
        each.startswith(f"{page}:{line}:1: HEAD05") and "limieten" in each for each in findings
    )
    assert any('"change-limits" of the source is missing' in each for each in findings)
    centre.change(page, "{#limieten}", "{#change-limits}")
    assert errors(centre, "HEAD") == []


def friday_leaves_half_a_page_in_english(centre):
    page, english = f"docs/nl/{RENAMED}.md", centre.read(f"docs/en/{RENAMED}.md")
    before = centre.read(page)
    half = "## .*{#suspend-or-delete}"
    dutch_end = re.search(half, before)
    english_end = re.search(half, english)
    assert dutch_end
    assert english_end
    centre.write(page, before[: dutch_end.start()] + english[english_end.start() :])
    findings = errors(centre, "LANG04")
    start = before[: dutch_end.start()].count("\n") + 1
    assert len(findings) >= 3
    assert all(each.startswith(f"{page}:") for each in findings)
    assert all(int(each.split(":")[1]) > start for each in findings)
    assert all("this reads like English, in a page in Nederlands" in each for each in findings)
    centre.write(page, before)

"""`helpdesk fix`: the facts change, and every page says the new values."""

import subprocess

import pytest
from click.testing import CliRunner

from helpdesk.checking.mend import mend
from helpdesk.checking.runner import Settings
from helpdesk.cli import main
from helpdesk.facts import parse_facts
from helpdesk.facts.changes import Changes
from helpdesk.rules.registry import selected

WAS = """\
mail:
  servers:
    - {protocol: imap, host: mail.example.net, port: 993, security: tls}
    - {protocol: pop3, host: mail.example.net, port: 995, security: tls}
    - {protocol: smtp, host: mail.example.net, port: 465, security: tls}
    - {protocol: smtp, host: mail.example.net, port: 587, security: starttls}
"""


def load(text: str):
    return parse_facts(text.encode(), path="facts.yml", environ={}).facts


def mended(text: str, new: str, was: str | None = WAS) -> str:
    settings = Settings(load(new), selected(["PORT"]))
    changes = Changes.between(load(was), load(new)) if was else None
    return mend(text, "a.md", settings, changes)


def run(*arguments: str, answer: str | None = None):
    return CliRunner().invoke(main, arguments, input=answer)


NEW_IMAP = WAS.replace("993", "1993")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("IMAP: port 993 (SSL/TLS)\n", "IMAP: port 1993 (SSL/TLS)\n"),
        ("IMAP port 993, POP3 port 995\n", "IMAP port 1993, POP3 port 995\n"),
        ("SMTP: port 465. IMAP: port **993**.", "SMTP: port 465. IMAP: port **1993**."),
        ("In 993 people wrote letters.\n", "In 993 people wrote letters.\n"),
    ],
)
def test_a_changed_port_is_written_where_its_service_is_claimed(before, after):
    assert mended(before, NEW_IMAP) == after


def test_two_ports_of_a_sentence_that_both_changed_are_both_written():
    new = WAS.replace("993", "1993").replace("995", "1995")
    assert mended("IMAP uses port 993 and POP3 uses port 995.\n", new) == (
        "IMAP uses port 1993 and POP3 uses port 1995.\n"
    )


def test_services_that_swap_their_ports_are_swapped_once():
    new = WAS.replace("993", "0").replace("995", "993").replace("port: 0", "port: 995")
    text = "IMAP: port 993\n\nPOP3: port 995\n"
    swapped = "IMAP: port 995\n\nPOP3: port 993\n"
    assert mended(text, new) == swapped
    assert mended(swapped, new) == swapped


def test_one_of_two_ports_of_a_service_changed_and_the_other_stays():
    new = WAS.replace("465", "2465")
    text = "SMTP: port 465 (SSL/TLS)\n\nSMTP: port 587 (STARTTLS)\n"
    assert mended(text, new) == text.replace("465", "2465")


def test_a_renamed_server_is_written():
    new = WAS.replace("mail.example.net", "mx.example.org")
    text = "IMAP server: mail.example.net, port 993\n"
    assert mended(text, new) == text.replace("mail.example.net", "mx.example.org")


def test_port_and_encryption_that_changed_together_are_written_together():
    was = "mail: {servers: [{protocol: smtp, port: 465, security: tls}]}"
    new = "mail: {servers: [{protocol: smtp, port: 587, security: starttls}]}"
    assert mended("SMTP: port 465, SSL/TLS\n", new, was) == "SMTP: port 587, STARTTLS\n"


def test_a_finding_that_is_excused_is_not_mended():
    text = "<!-- ignore: PORT01 the old port, as history -->\nIMAP: port 993\n"
    assert mended(text, NEW_IMAP) == text


def test_what_the_facts_hide_is_not_mended():
    text = "<!-- needs: unencrypted -->\nIMAP: port 993\n<!-- /needs -->\n"
    assert mended(text, NEW_IMAP) == text


def test_a_sentence_about_tls_stays_when_the_port_changes_and_is_mended():
    text = "<!-- needs: imap-tls -->\nIMAP: port 993\n<!-- /needs -->\n"
    assert mended(text, NEW_IMAP) == text.replace("993", "1993")


def test_without_earlier_facts_only_what_has_one_candidate_is_mended():
    assert mended("IMAP: port 939\n", WAS, None) == "IMAP: port 993\n"
    assert mended("SMTP: port 2526\n", WAS, None) == "SMTP: port 2526\n"


def test_everything_else_is_kept_byte_for_byte(folder):
    page = b"\xef\xbb\xbfIMAP: port 993\r\n\r\n\tx  \rlast line, no end"
    root = folder({"a.md": page, "facts.yml": NEW_IMAP, "was.yml": WAS})
    result = run("fix", "a.md", "--was", "was.yml", "--write")
    assert result.exit_code == 0, result.output
    assert (root / "a.md").read_bytes() == page.replace(b"993", b"1993")


def test_the_mode_of_a_file_and_a_link_to_it_are_kept(folder):
    root = folder({"real/a.md": "IMAP: port 993\n", "facts.yml": NEW_IMAP, "was.yml": WAS})
    (root / "real/a.md").chmod(0o640)
    (root / "link.md").symlink_to("real/a.md")
    run("fix", "link.md", "--was", "was.yml", "--write")
    assert (root / "link.md").is_symlink()
    assert (root / "real/a.md").read_text() == "IMAP: port 1993\n"
    assert (root / "real/a.md").stat().st_mode & 0o777 == 0o640


def test_it_shows_the_difference_and_writes_nothing_unless_told(folder):
    root = folder({"a.md": "IMAP: port 993\n", "facts.yml": NEW_IMAP, "was.yml": WAS})
    result = run("fix", "a.md", "--was", "was.yml")
    assert result.exit_code == 1
    assert "-IMAP: port 993\n+IMAP: port 1993\n" in result.stdout
    assert "add --write" in result.stderr
    assert (root / "a.md").read_text() == "IMAP: port 993\n"


def test_check_with_fix_is_the_same_and_keeps_json_clean(folder):
    root = folder({"a.md": "IMAP: port 993\n", "facts.yml": NEW_IMAP, "was.yml": WAS})
    result = run("check", "a.md", "--fix", "--was", "was.yml", "--write", "--format", "json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "+IMAP: port 1993" in result.stderr
    assert (root / "a.md").read_text() == "IMAP: port 1993\n"


PAGES = {
    "docs/fr/a.md": "Ports\n\n- IMAP : 993 (SSL/TLS)\n- SMTP : 465 (SSL/TLS)\n",
    "docs/de/a.md": "Ports\n\n- IMAP: Port 993 (SSL/TLS)\n- SMTP: Port 465 (SSL/TLS)\n",
    "docs/de/b.md": "POP3: Port 995 (SSL/TLS)\n",
}


@pytest.fixture
def committed(site):
    root = site({**PAGES, "facts.yml": WAS})
    git("init", "-q")
    git("add", ".")
    git("-c", "user.name=x", "-c", "user.email=x@example.net", "commit", "-qm", "before")
    (root / "facts.yml").write_text(NEW_IMAP)
    return root


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)


def test_the_big_case_one_line_of_the_facts_changes_every_page_in_every_language(committed):
    assert run("check", "--select", "PORT").exit_code == 1
    result = run("fix", "--select", "PORT", "--write")
    assert result.exit_code == 0, result.output
    for name, text in PAGES.items():
        assert (committed / name).read_text() == text.replace("993", "1993")
    assert run("check", "--select", "PORT").exit_code == 0
    assert "Nothing to mend" in run("fix", "--select", "PORT", "--write").stderr


def test_a_renamed_server_is_found_on_pages_that_are_otherwise_right(folder):
    new = WAS.replace("mail.example.net", "mx.example.org")
    root = folder({"a.md": "IMAP server: Mail.example.net\n", "facts.yml": new, "was.yml": WAS})
    assert run("fix", "a.md", "--was", "was.yml", "--write").exit_code == 0
    assert (root / "a.md").read_text() == "IMAP server: mx.example.org\n"


def test_a_change_of_the_facts_that_is_committed_already_is_found_too(committed):
    git("add", "facts.yml")
    git("-c", "user.name=x", "-c", "user.email=x@example.net", "commit", "-qm", "after")
    assert run("fix", "--select", "PORT", "--write").exit_code == 0
    assert (committed / "docs/fr/a.md").read_text() == PAGES["docs/fr/a.md"].replace("993", "1993")


def test_what_the_change_takes_off_the_pages_is_said(folder):
    text = "Ports\n\n<!-- needs: imap-tls -->\nIMAP: port 993\n\nmore\n<!-- /needs -->\n"
    upgraded = WAS.replace("port: 993, security: tls", "port: 143, security: starttls")
    folder({"a.md": text, "facts.yml": upgraded, "was.yml": WAS})
    result = run("fix", "a.md", "--was", "was.yml")
    assert "Hidden now, since the facts changed: a.md:3\n" in result.stderr
    assert result.stderr.count("Hidden now") == 1


def test_without_git_it_says_what_it_can_do(folder, monkeypatch):
    folder({"a.md": "IMAP: port 939\n"})
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", "/")
    monkeypatch.setenv("PATH", "")
    result = run("fix", "a.md", "--write")
    assert "mending only what has one candidate" in result.stderr
    assert result.exit_code == 0

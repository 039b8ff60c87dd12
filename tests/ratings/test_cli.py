from __future__ import annotations

import gzip
import json
import shutil
import time
from pathlib import Path

import pytest
import zstandard
from click.testing import CliRunner

from helpdesk.cli import main
from ratings.lines import ARTICLE, combined, target

ROOT = Path(__file__).parents[2]
HERE = "https://help.example.org/email/mail-protocols/"


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A small copy of the site, with the current folder in it."""
    for name in ("mkdocs.yml", "facts.yml"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "overrides" / "strings", tmp_path / "overrides" / "strings")
    data = tmp_path / "overrides" / "data" / "ratings.yml"
    data.parent.mkdir()
    data.write_text(
        "counted_on: null\narticles: {email/mail-protocols: {useful: 5, total: null}}\n"
    )
    for language in ("fr", "az"):
        shutil.copytree(ROOT / "docs" / language / "email", tmp_path / "docs" / language / "email")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SITE_URL", raising=False)
    return tmp_path


def now(asked=None, **more) -> bytes:
    return combined(asked or target(), at=int(time.time()), referer=HERE, **more)


def run(*arguments, **more):
    return CliRunner().invoke(main, ["ratings", *arguments], **more)


def counted(site: Path) -> str:
    return (site / "overrides/data/ratings.yml").read_text(encoding="utf-8").splitlines()[-1]


def test_logs_are_counted_from_files_and_from_standard_input(site):
    (site / "a.log").write_bytes(now())
    (site / "b.log.gz").write_bytes(gzip.compress(now(address="198.51.100.1")))
    (site / "c.log.zst").write_bytes(zstandard.compress(now(address="203.0.113.1")))
    done = run("a.log", "b.log.gz", "c.log.zst")
    assert done.exit_code == 0, done.output
    assert "3 votes" in done.stderr
    assert run("-", input=now(target("no", prefix="az/"), address="10.0.0.1")).exit_code == 0
    assert counted(site).endswith("{useful: 8, total: null, counted: {'no': 1, 'yes': 3}}")
    assert (site / ".ratings" / "ledger.json").is_file()


def test_another_folder_may_hold_the_count(site):
    (site / "a.log").write_bytes(now())
    assert run("--state", "elsewhere/count", "a.log").exit_code == 0
    assert (site / "elsewhere/count/ledger.json").is_file()
    assert not (site / ".ratings").exists()


def test_another_name_of_the_site_may_be_given(site):
    line = combined(at=int(time.time()), referer="https://www.help.example/")
    assert "1 from another site" in run("-", input=line).stderr
    assert "1 votes" in run("--host", "www.help.example", "-", input=line).stderr


def test_a_site_below_a_path_counts_below_that_path(site, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://host.example/sub/")
    above = combined(at=int(time.time()), referer="-")
    below = above.replace(b"GET /thanks", b"GET /sub/thanks")
    assert "votes" not in run("-", input=above).stderr
    assert "1 votes" in run("-", input=below).stderr


def test_a_log_that_does_not_exist_counts_nothing(site):
    (site / "a.log").write_bytes(now())
    assert run("a.log", "b.log").exit_code == 2
    assert "useful: 5" in counted(site)


def test_a_damaged_log_is_counted_as_far_as_it_goes_and_said(site):
    (site / "a.log.gz").write_bytes(gzip.compress(now())[:-4])
    done = run("a.log.gz")
    assert done.exit_code == 1
    assert "damaged" in done.stderr


def test_nothing_of_a_hostile_line_reaches_the_terminal(site):
    hostile = now("/thanks/yes/?article=\x1b[2J\x1b]0;owned\x07") + b"/thanks/\x1b[31m\n"
    done = run("-", input=hostile)
    assert done.exit_code == 0
    assert "\x1b" not in done.output
    assert "1 no such article or answer" in done.stderr


def test_the_report_has_every_article(site):
    run("-", input=now() + now(target("no"), address="10.0.0.1"))
    text = run("report").stdout
    assert ARTICLE in text
    assert "50%" in text
    data = json.loads(run("report", "--format", "json").stdout)
    rows = {row["article"]: row for row in data["articles"]}
    assert (rows[ARTICLE]["yes"], rows[ARTICLE]["no"], rows[ARTICLE]["useful"]) == (1, 1, 6)
    silent = next(row for row in rows.values() if row["article"] != ARTICLE)
    assert silent["share"] is None
    assert silent["article"] in text.partition("Nobody voted on")[2]


def test_forgetting_needs_no_log(site):
    old = combined(at=int(time.time()) - 3 * 86_400, referer=HERE)
    run("-", input=old)
    assert run("forget", "--keep", "2").exit_code == 0
    assert json.loads((site / ".ratings/ledger.json").read_text())["days"] == {}
    assert "useful: 6" in counted(site)


def test_voters_are_never_remembered_longer_than_the_privacy_page_says(site):
    done = run("-", "--keep", "15", input=now())
    assert done.exit_code == 2
    assert "the privacy page promises 14 days" in done.stderr
    facts = site / "facts.yml"
    told = "site:\n  remember_voters: 15"
    facts.write_text(facts.read_text(encoding="utf-8").replace("site:", told), encoding="utf-8")
    assert run("-", "--keep", "15", input=now()).exit_code == 0


def test_missing_pages_come_with_the_line_that_an_editor_adds(site):
    line = now("/email/mail-protocol/", status=404)
    text = run("missing", "-", input=line * 2).stdout
    file, added = "docs/fr/email/mail-protocols.md", 'redirect_from: ["/email/mail-protocol/"]'
    assert f"add to {file}: {added}" in text
    (data,) = json.loads(run("missing", "--format", "json", "-", input=line * 2).stdout)
    assert (data["file"], data["line"]) == (file, added)
    page = site / file
    page.write_text(page.read_text(encoding="utf-8").replace("---\n", f"---\n{added}\n", 1))
    assert "add to" not in run("missing", "-", input=line * 2).stdout


def test_an_article_of_the_old_knowledge_base_is_led_on_by_its_number(site):
    asked = "/index.php?rp=/knowledgebase/5/mail-protocols.html&language=french"
    text = run("missing", "--least", "1", "-", input=now(asked, status=404)).stdout
    assert '["/index.php?rp=/knowledgebase/5/mail-protocols.html"]' in text


def test_an_address_that_says_something_to_a_server_gets_no_line(site):
    text = run("missing", "--least", "1", "-", input=now("/contact;}server{", status=404)).stdout
    assert "/contact;}server{" in text
    assert "add to" not in text


def test_nothing_is_listed_that_was_asked_for_less_often_than_wanted(site):
    line = now("/email/mail-protocol/", status=404)
    assert json.loads(run("missing", "--format", "json", "-", input=line).stdout) == []


def test_away_from_a_help_centre_it_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("-", input=b"").exit_code == 2


def test_a_ratings_file_that_cannot_be_read_is_named(site):
    (site / "overrides/data/ratings.yml").write_text("articles: 3\n")
    done = run("-", input=now())
    assert done.exit_code == 2
    assert "ratings.yml" in done.stderr

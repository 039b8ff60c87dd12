"""A build out of the cache is the one from nothing; nothing that happens to the cache spoils it."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sqlite3
import time

import pytest
from click.testing import CliRunner

from building.small_centre import Centre, contents
from helpdesk.build import BuildError
from helpdesk.building.progress import shown
from helpdesk.cli import main

FILE = ".cache/build.sqlite"
PAGE = "docs/en/email/mailboxes.md"


def change(centre: Centre, path: str, before: str, after: str) -> None:
    file = centre.root / path
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def assert_sound(centre: Centre) -> None:
    """The folder that the cache was used for is the one that is built from nothing."""
    centre.build()
    centre.build("anew", cache=False)
    assert contents(centre.root / "site") == contents(centre.root / "anew")


def test_processes_and_one_process_build_the_same(centre):
    centre.build("many", cache=False, jobs=3)
    assert contents(centre.root / "many") == contents(centre.root / "site")


def test_what_did_not_change_is_neither_made_nor_written_again(centre):
    centre.build()
    before = {file: file.stat().st_mtime_ns for file in (centre.root / "site").rglob("*.*")}
    course = centre.build()
    assert course.made == 0
    assert before == {file: file.stat().st_mtime_ns for file in (centre.root / "site").rglob("*.*")}


def test_an_edited_page_alone_is_made_again(centre):
    change(centre, PAGE, "\n## ", "\nOne more sentence.\n\n## ")
    assert centre.build().made == 1
    assert_sound(centre)


def test_a_new_title_is_made_again_wherever_it_is_shown(centre):
    change(centre, PAGE, 'title: "', 'title: "New ')
    assert 1 < centre.build().made < 12
    assert_sound(centre)


def test_a_change_that_sqlite_cannot_hold_in_memory_keeps_nobody_from_reading(centre, monkeypatch):
    connect = sqlite3.connect

    def with_little_memory(*arguments, **settings):
        database = connect(*arguments, **settings)
        database.execute("PRAGMA cache_size = 3")
        return database

    monkeypatch.setattr("helpdesk.cache.store._PATIENCE", 0.1)
    monkeypatch.setattr("helpdesk.cache.store.sqlite3.connect", with_little_memory)
    change(centre, PAGE, "\n## ", "\nOne more sentence.\n\n## ")
    assert centre.build().made == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: b"",
        lambda raw: b"no database at all",
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw[:2000] + bytes(3000) + raw[5000:],
        lambda raw: raw.replace(b"<article", b"<artocle"),
        lambda raw: raw.replace(b"leads_to", b"leads_ta"),
    ],
    ids=["empty", "foreign", "cut", "holes", "pages", "features"],
)
def test_a_broken_cache_is_noticed_and_made_again(centre, damage):
    before = contents(centre.root / "site")
    file = centre.root / FILE
    file.write_bytes(damage(file.read_bytes()))
    for page in (centre.root / "site").rglob("*.html"):
        page.unlink()
    centre.build()
    assert contents(centre.root / "site") == before


def test_a_cache_that_cannot_be_used_is_told_of_in_one_line(centre, caplog):
    before = contents(centre.root / "site")
    shutil.rmtree(centre.root / ".cache")
    (centre.root / ".cache").write_text("a file")
    caplog.clear()
    assert centre.build().made > 0
    assert contents(centre.root / "site") == before
    assert [line for line in caplog.messages if "cache" in line] == [
        f"The cache cannot be used, everything is made anew: {centre.root / FILE}: File exists"
    ]


def test_a_foreign_cache_is_told_of_in_one_line(centre, caplog):
    (centre.root / FILE).write_bytes(b"no database at all")
    caplog.clear()
    assert centre.build().made > 0
    assert [line for line in caplog.messages if "cache" in line] == [
        f"{centre.root / FILE} was no cache of this version: a new one takes its place"
    ]
    caplog.clear()
    assert centre.build().made == 0
    assert "cache" not in caplog.text


def test_a_site_that_somebody_changed_is_mended(centre):
    before = contents(centre.root / "site")
    (centre.root / "site/email/mailboxes/index.html").write_text("spoiled")
    (centre.root / "site/en/index.html").unlink()
    (centre.root / "site/left/over").mkdir(parents=True)
    (centre.root / "site/left/over/page.html").write_text("old")
    centre.build()
    assert contents(centre.root / "site") == before


def test_the_cache_of_another_help_centre_does_no_harm(centre, template, tmp_path):
    change(centre, "facts.yml", "port: 993", "port: 1993")
    for language in ("fr", "en", "az"):
        for page in (centre.docs / language).rglob("*.md"):
            text = page.read_text(encoding="utf-8")
            page.write_text(text.replace("993", "1993"), encoding="utf-8")
    centre.stamp()
    assert_sound(centre)


def test_a_build_that_is_killed_leaves_a_sound_cache(centre):
    for delay in (0.05, 0.3, 0.9):
        change(centre, PAGE, "\n## ", f"\nAfter {delay} seconds.\n\n## ")
        process = multiprocessing.get_context("fork").Process(target=centre.build)
        process.start()
        time.sleep(delay)
        if process.pid and process.is_alive():
            os.kill(process.pid, signal.SIGKILL)
        process.join()
    assert_sound(centre)


def test_what_is_wrong_with_a_page_is_said_each_time(centre):
    change(centre, PAGE, "\n## ", "\nIMAP: 995 with SSL/TLS.\n\n## ")
    said = []
    for _ in range(2):
        with pytest.raises(BuildError) as caught:
            centre.build()
        said.append(str(caught.value))
    assert said[0] == said[1]
    assert "PORT" in said[0]
    change(centre, PAGE, "IMAP: 995", "IMAP: 993")


def test_a_profile_names_slow_pages_and_templates(centre, monkeypatch):
    arguments = ["build", "--profile", "--no-cache", "--cache", ".cache", "--jobs", "1"]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    assert "email/mail-protocols.md" in done.stderr
    assert "partials/header.html" in done.stderr


def test_a_bar_is_shown_at_a_terminal_only(capsys, monkeypatch):
    with shown() as quiet:
        quiet.step("pages", 1, 2)
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("FORCE_COLOR", "1")
    with shown() as course:
        course.step("pages", 1, 2)
    assert "pages" in capsys.readouterr().err

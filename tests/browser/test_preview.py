"""An editor's way with `helpdesk serve`: a saved page is there anew, at the same place."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.pages import DESKTOP, watch
from building.small_centre import small_centre

SCRIPTS = Path(__file__).parents[2] / "scripts"
PAGE = "docs/en/email/mail-protocols.md"
WRONG = "IMAP: port 995 with SSL/TLS."


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    return small_centre(tmp_path / "centre").root


@pytest.fixture
def preview(centre: Path) -> Iterator[str]:
    """The address of the preview."""
    environment = {**os.environ, "PYTHONPATH": str(SCRIPTS), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "helpdesk", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=centre, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        said = iter(process.stderr.readline, "")
        yield next(line.split()[1] for line in said if line.startswith("Open "))
        process.terminate()


def test_a_saved_file_is_seen_at_the_same_place_with_what_is_wrong_until_it_is_mended(
    browser, centre, preview, errors
):
    page = browser.new_page(viewport=DESKTOP)
    watch(page, errors)
    page.goto(f"{preview}en/email/mail-protocols/")
    bar = page.locator("#help-preview")
    page.evaluate("scrollTo({ top: 700, behavior: 'instant' })")
    expect(bar).to_be_hidden()

    file = centre / PAGE
    sound = file.read_text(encoding="utf-8")
    file.write_text(f"{sound}\n{WRONG}\n", encoding="utf-8")
    expect(page.get_by_text(WRONG)).to_be_attached()
    assert page.evaluate("scrollY") == 700
    bar.locator("summary").click()
    line = sound.count("\n") + 2
    finding = bar.get_by_role("listitem").filter(has_text="PORT01")
    expect(finding).to_contain_text(f"mail-protocols.md:{line}:")
    expect(finding).to_contain_text("993")
    assert page.evaluate("scrollY") == 700

    file.write_text(sound, encoding="utf-8")
    expect(page.get_by_text(WRONG)).not_to_be_attached()
    expect(bar).to_be_hidden()
    assert page.evaluate("scrollY") == 700
    assert errors == []
    page.close()


def test_broken_facts_are_named_in_the_place_of_the_page_which_comes_back_there(
    browser, centre, preview
):
    page = browser.new_page(viewport=DESKTOP)
    page.goto(f"{preview}en/email/mail-protocols/")
    page.evaluate("scrollTo({ top: 700, behavior: 'instant' })")
    facts = centre / "facts.yml"
    sound = facts.read_text(encoding="utf-8")
    facts.write_text(sound.replace("port: 993", "port: many", 1), encoding="utf-8")
    expect(page.locator("pre")).to_contain_text("facts.yml:")
    facts.write_text(sound, encoding="utf-8")
    expect(page.locator("article")).to_be_visible()
    page.wait_for_function("scrollY === 700")
    page.close()

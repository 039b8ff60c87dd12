"""A language written from right to left needs nothing but its pages and its words."""

from __future__ import annotations

import re
import shutil

import pytest

from browser.conftest import serving
from browser.pages import DESKTOP, PHONE, PROJECT
from browser.test_looks import TOO_WIDE


@pytest.fixture(scope="module")
def arabic(tmp_path_factory, build_site):
    """The address of a site whose only language is Arabic (with French words: looks are tested)."""
    root = tmp_path_factory.mktemp("arabic")
    shutil.copytree(PROJECT.overrides, root / "overrides")
    shutil.copytree(PROJECT.docs / "fr", root / "docs" / "ar")
    (root / "scripts").symlink_to(PROJECT.root / "scripts")
    shutil.copy(PROJECT.facts_file, root)
    strings = root / "overrides" / "strings"
    (strings / "fr.yml").rename(strings / "ar.yml")
    config = (PROJECT.root / "mkdocs.yml").read_text(encoding="utf-8")
    registered = "        - {locale: ar, name: العربية, build: true, default: true}\n"
    config = re.sub(r"(?: +- \{locale: .*\n)+", registered, config)
    (root / "mkdocs.yml").write_text(config.replace("language: fr", "language: ar"), "utf-8")
    site = build_site("", root)
    with serving(site, tmp_path_factory.mktemp("nginx")) as address:
        yield address


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("where", ["", "email/", "email/mail-protocols/", "a-z/"])
def test_a_page_reads_from_right_to_left(browser, arabic, where, size):
    page = browser.new_page(viewport=size)
    page.goto(arabic + where)
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.evaluate(TOO_WIDE) == []
    brand = page.locator(".help-brand").bounding_box()
    assert brand["x"] + brand["width"] > size["width"] * 0.9
    page.close()


def test_steps_and_symbols_stand_on_the_right(browser, arabic):
    page = browser.new_page(viewport=DESKTOP)
    page.goto(f"{arabic}email/mail-protocols/")
    item = page.locator("article ol li, article ul:not([class]) li").first
    indent = "one => [parseFloat(getComputedStyle(one).marginLeft), one.offsetLeft]"
    assert item.evaluate(indent)[0] == 0
    cell = page.locator(".ports td").first
    assert cell.evaluate("one => getComputedStyle(one).textAlign") == "start"
    contents = page.locator(".help-toc").bounding_box()
    assert contents["x"] < DESKTOP["width"] / 2
    page.close()

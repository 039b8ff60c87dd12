"""Cutting the style sheet changes no pixel: every type of page, in every state."""

from __future__ import annotations

from pathlib import Path

import lightningcss
import material
import pytest

from browser.pages import DESKTOP, PHONE, PROJECT, TYPES, path
from helpdesk.publishing.styles import BROWSERS


@pytest.fixture(scope="module")
def whole() -> str:
    """The theme's style sheet and ours, rewritten for the same browsers, but not cut."""
    theme = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
    sheets = [*theme.glob("main.*.min.css"), PROJECT.overrides / "assets" / "help.css"]
    assert len(sheets) == 2
    text = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    return lightningcss.process_stylesheet(text, browsers_list=BROWSERS)


@pytest.fixture(scope="module")
def tab(browser):
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def pictures(tab, url):
    """A page on a phone in light, on a desktop in dark, on paper; everything in it opened."""
    tab.set_viewport_size(PHONE)
    tab.emulate_media(media="screen", color_scheme="light")
    tab.goto(url)
    yield tab.screenshot(full_page=True)
    tab.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    tab.get_by_role("searchbox").fill("imap")
    tab.locator(".help-results a").first.wait_for()
    tab.locator(".help-results a").first.hover()
    yield tab.screenshot(full_page=True)
    tab.set_viewport_size(DESKTOP)
    tab.emulate_media(color_scheme="dark")
    yield tab.screenshot(full_page=True)
    tab.emulate_media(media="print", color_scheme="light")
    yield tab.screenshot(full_page=True)


@pytest.mark.parametrize("key", TYPES)
def test_no_pixel_changes_with_the_sheet(tab, address, whole, key):
    url = address + path("fr", key)
    cut = list(pictures(tab, url))
    sheets = {"site": whole, "print": ""}
    for name, text in sheets.items():
        tab.route(
            f"**/assets/{name}.*.css",
            lambda route, _request, text=text: route.fulfill(content_type="text/css", body=text),
        )
    try:
        full = list(pictures(tab, url))
    finally:
        tab.unroute_all()
    assert [one == other for one, other in zip(cut, full, strict=True)] == [True] * 4

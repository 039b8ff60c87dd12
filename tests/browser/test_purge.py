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


def picture(tab):
    """The whole page once it rests: no transition is half-way, nothing is still to be drawn."""
    tab.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
    return tab.screenshot(full_page=True, animations="disabled")


def pictures(tab, url):
    """A page on a phone in light, on a desktop in dark, on paper; everything in it opened."""
    tab.set_viewport_size(PHONE)
    tab.emulate_media(media="screen", color_scheme="light")
    tab.goto(url)
    yield picture(tab)
    tab.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    tab.get_by_role("searchbox").fill("imap")
    result = tab.locator(".help-results a").first
    result.hover()
    yield picture(tab)
    # The pointer is moved with the page: Chromium tells what came to lie under one that rests
    # only some time after the page has moved.
    tab.set_viewport_size(DESKTOP)
    tab.emulate_media(color_scheme="dark")
    result.hover()
    yield picture(tab)
    tab.mouse.move(0, 0)
    tab.emulate_media(media="print", color_scheme="light")
    yield picture(tab)


def with_sheets(tab, url, sheets):
    """The pictures of a page whose style sheets were replaced: name of a sheet -> its text."""
    for name, text in sheets.items():
        tab.route(
            f"**/assets/{name}.*.css",
            lambda route, _request, text=text: route.fulfill(content_type="text/css", body=text),
        )
    try:
        return list(pictures(tab, url))
    finally:
        tab.unroute_all()


@pytest.mark.parametrize("key", TYPES)
def test_no_pixel_changes_with_the_sheet(tab, address, whole, key):
    url = address + path("fr", key)
    cut = list(pictures(tab, url))
    full = with_sheets(tab, url, {"site": whole, "print": ""})
    if cut != full:  # what a sheet changes it changes each time, unlike a busy machine
        cut, full = list(pictures(tab, url)), with_sheets(tab, url, {"site": whole, "print": ""})
    assert [one == other for one, other in zip(cut, full, strict=True)] == [True] * 4


def test_a_rule_that_was_lost_is_seen(tab, address, whole):
    url = address + path("fr", "email/mail-protocols")
    lost = {"site": whole + ".help-results a { letter-spacing: 1px }"}
    assert [
        one == other
        for one, other in zip(pictures(tab, url), with_sheets(tab, url, lost), strict=True)
    ] != [True] * 4

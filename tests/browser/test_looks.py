"""The pages as readers have them: by keyboard, on small screens, in large type, on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.pages import DESKTOP, LANGUAGES, PHONE, PROJECT, TYPES, every_path, path

ARTICLE = "email/mail-protocols"
TABLETS = ({"width": 768, "height": 1024}, {"width": 1024, "height": 768})
SCREENS = ({"width": 320, "height": 640}, PHONE, *TABLETS, DESKTOP)
SMALLEST_TARGET = 24  # CSS pixels, WCAG 2.5.8

TOO_WIDE = """() => {
  const root = document.documentElement;
  const isClipped = (one) => one.matches(".ports-frame") ||
    /hidden|clip/.test(getComputedStyle(one).overflowX);
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.checkVisibility() && !one.closest("svg, .help-hidden, .help-skip, thead"))
    .filter((one) => {
      const box = one.getBoundingClientRect();
      const outside = box.right > root.clientWidth + 0.5 || box.left < -0.5;
      return outside || (one.scrollWidth > one.clientWidth + 1 && isClipped(one));
    })
    .map((one) => `${one.tagName} ${one.className}`)
    .concat(root.scrollWidth > root.clientWidth ? ["the page"] : []);
}"""
# A link within a sentence is exempt; so is one whose neighbours leave a circle of 24 px free, but
# nothing here needs that.
TOO_SMALL = """(least) => [...document.querySelectorAll("a[href], button, summary, input")]
  .filter((one) => one.checkVisibility() && !one.closest(".help-hidden"))
  .filter((one) => {
    const parent = one.parentElement;
    const alone = parent.textContent.trim() === one.textContent.trim();
    return alone || !/^(P|LI|TD|DD|FIGCAPTION|SPAN|STRONG|EM)$/.test(parent.tagName);
  })
  .filter((one) => !one.matches(".help-skip") && one.closest("form.help-search") === null)
  .filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width < least || box.height < least;
  })
  .map((one) => one.outerHTML.slice(0, 80))"""
GROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture
def open_tab(browser):
    """A function that opens an address in a context of its own."""
    contexts = []

    def open_one(url, **options):
        context = browser.new_context(**{"viewport": DESKTOP, **options})
        contexts.append(context)
        page = context.new_page()
        page.goto(url)
        return page

    yield open_one
    for context in contexts:
        context.close()


def focused(page):
    return page.evaluate("document.activeElement.className || document.activeElement.id")


def test_the_keyboard_goes_from_the_skip_link_through_the_header(open_tab, address):
    page = open_tab(address + path("de", ARTICLE))
    seen = []
    for _ in range(3 + len(LANGUAGES)):
        page.keyboard.press("Tab")
        shown = page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
        assert shown, focused(page)
        seen.append(page.evaluate("document.activeElement.hreflang") or focused(page))
    assert seen == ["help-skip", "help-brand", "search", *LANGUAGES]


def test_the_skip_link_leads_to_the_content(open_tab, address):
    page = open_tab(address + path("fr", ARTICLE))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_results_are_walked_with_arrows_and_opened_with_enter(open_tab, address):
    page = open_tab(address + path("nl", "index"))
    page.keyboard.press("/")
    page.keyboard.type("smtp")
    page.locator(".help-results a").nth(1).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".help-results a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert focused(page) == "search"
    page.keyboard.press("ArrowDown")
    target = page.locator(".help-results a").first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(target)


def test_a_vote_is_cast_by_keyboard(open_tab, address):
    page = open_tab(address + path("fr", ARTICLE))
    page.locator(".help-rating button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/thanks/yes/?article=*")


def test_what_has_the_focus_is_framed(open_tab, address):
    page = open_tab(address + path("fr", ARTICLE))
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    style = "getComputedStyle(document.activeElement)"
    assert page.evaluate(f"{style}.outlineStyle") == "solid"
    assert page.evaluate(f"parseFloat({style}.outlineWidth)") >= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_or_pushed_aside_on_any_screen(open_tab, address, language):
    page = open_tab(address)
    found = {}
    for where in every_path(language):
        page.goto(address + where)
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        for screen in SCREENS:
            page.set_viewport_size(screen)
            found[where, screen["width"]] = page.evaluate(TOO_WIDE)
    assert {where: what for where, what in found.items() if what} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_tapped_is_large_enough(open_tab, address, language):
    page = open_tab(address, viewport=PHONE)
    found = {}
    for key in TYPES:
        page.goto(address + path(language, key))
        found[key] = page.evaluate(TOO_SMALL, SMALLEST_TARGET)
    assert {key: what for key, what in found.items() if what} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_twice_as_large_stays_whole(open_tab, address, language):
    page = open_tab(address, viewport={"width": 640, "height": 430})
    page.context.new_cdp_session(page).send("Emulation.setPageScaleFactor", {"pageScaleFactor": 1})
    found = {}
    for key in TYPES:
        page.goto(address + path(language, key))
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        found[key] = page.evaluate(TOO_WIDE)
    assert {key: what for key, what in found.items() if what} == {}


def test_forced_colours_show_what_is_chosen_and_where_one_is(open_tab, address):
    page = open_tab(address + path("fr", ARTICLE), forced_colors="active")
    current = page.locator(".help-languages [aria-current]")
    other = page.locator(".help-languages a:not([aria-current])").first
    border = "one => getComputedStyle(one).borderStyle"
    assert current.evaluate(border) != other.evaluate(border)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_nothing_moves_for_readers_who_asked_for_less(open_tab, address):
    page = open_tab(address + path("fr", ARTICLE), reduced_motion="reduce")
    moving = """[...document.querySelectorAll("*")].filter((one) => {
      const style = getComputedStyle(one);
      return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none";
    }).length"""
    assert page.evaluate(moving) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_shows_the_article_alone_and_where_its_links_lead(open_tab, address, language):
    page = open_tab(address + path(language, ARTICLE))
    page.locator('.help-theme [data-theme="dark"]').click()
    page.pdf()  # what a printer gets: scripts are told before
    page.emulate_media(media="print")
    for gone in (".help-header", ".help-footer", ".help-rating", ".help-breadcrumb"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.locator("article h1")).to_be_visible()
    said = page.locator("article a[href]").evaluate_all(
        """links => links.filter((link) => link.checkVisibility())
          .filter((link) => !link.getAttribute("href").startsWith("#"))
          .map((link) => [link.dataset.address, getComputedStyle(link, "::after").content])"""
    )
    assert len(said) > 5
    assert all(url.startswith("http") and url in text for url, text in said)
    assert page.evaluate(GROUND) == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(23, 38, 44)"


def test_the_systems_dark_is_followed_without_scripts(open_tab, address):
    looks = {
        scheme: open_tab(address, color_scheme=scheme, java_script_enabled=False).evaluate(GROUND)
        for scheme in ("light", "dark")
    }
    assert looks == {"light": "rgb(255, 255, 255)", "dark": "rgb(16, 24, 28)"}


def test_a_chosen_look_is_kept_on_every_page_and_can_be_given_up(open_tab, address):
    page = open_tab(address, color_scheme="light")
    light = page.evaluate(GROUND)
    page.locator('.help-theme [data-theme="dark"]').click()
    page.goto(address + path("az", ARTICLE))
    assert page.evaluate(GROUND) != light
    pressed = page.locator('.help-theme [aria-pressed="true"]')
    assert pressed.get_attribute("data-theme") == "dark"
    page.locator('.help-theme [data-theme="system"]').click()
    page.reload()
    assert page.evaluate(GROUND) == light


def test_without_scripts_there_is_no_dead_control(open_tab, address):
    page = open_tab(address + path("fr", ARTICLE), java_script_enabled=False)
    for button in page.locator("button").all():
        alive = button.evaluate("one => one.form !== null && one.form.hasAttribute('action')")
        assert alive or not button.is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_its_language_and_direction(open_tab, address, language):
    page = open_tab(address + path(language, ARTICLE))
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("html").get_attribute("dir") == "ltr"
    others = page.locator(".help-languages a[lang]").evaluate_all("all => all.map((a) => a.lang)")
    assert others == [one.code for one in PROJECT.languages]

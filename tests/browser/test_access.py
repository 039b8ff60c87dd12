"""Nobody is kept out: axe finds nothing, in light and dark, on phones and desktops."""

from __future__ import annotations

from importlib.resources import files

import pytest

from browser.pages import DESKTOP, LANGUAGES, PHONE, TYPES, every_path, path

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")

# Every rule axe knows, the AAA, experimental and switched-off ones too. The plain contrast is left
# out: whatever fails it fails the enhanced one. In dark, colours are all that differs.
RUN = """async (scheme) => {
  const wanted = axe.getRules(scheme === "dark" ? ["cat.color"] : undefined)
    .map(({ ruleId }) => ruleId)
    .filter((id) => id !== "color-contrast");
  const { violations } = await axe.run(document, {
    resultTypes: ["violations"],
    runOnly: { type: "rule", values: wanted },
  });
  return violations.flatMap((found) => found.nodes.map((node) => `${found.id} ${node.target}`));
}"""
LOOKS = [(scheme, size) for size in (PHONE, DESKTOP) for scheme in ("light", "dark")]

pytestmark = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def tab(browser):
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    context.add_init_script(AXE)
    yield context.new_page()
    context.close()


def test_every_type_of_page_is_open_to_all_in_every_look(tab, address, language):
    found = {}
    for key in TYPES:
        tab.goto(address + path(language, key))
        open_everything(tab)
        for scheme, size in LOOKS:
            tab.emulate_media(color_scheme=scheme)
            tab.set_viewport_size(size)
            found[key, scheme, size["width"]] = tab.evaluate(RUN, scheme)
    assert {where: nodes for where, nodes in found.items() if nodes} == {}


def test_every_other_page_is_open_to_all(tab, address, language):
    tab.emulate_media(color_scheme="light")
    tab.set_viewport_size(PHONE)
    found = {}
    for where in set(every_path(language)) - {path(language, key) for key in TYPES}:
        tab.goto(address + where)
        open_everything(tab)
        found[where] = tab.evaluate(RUN, "light")
    assert {where: nodes for where, nodes in found.items() if nodes} == {}


def test_the_results_of_a_search_are_open_to_all(tab, address, language):
    found = {}
    for key in ("index", "email/mail-protocols"):
        tab.goto(address + path(language, key))
        tab.get_by_role("searchbox").fill("smtp")
        tab.locator(".help-results a").first.wait_for()
        for scheme, size in LOOKS:
            tab.emulate_media(color_scheme=scheme)
            tab.set_viewport_size(size)
            found[key, scheme, size["width"]] = tab.evaluate(RUN, scheme)
    assert {where: nodes for where, nodes in found.items() if nodes} == {}


def open_everything(tab):
    tab.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")

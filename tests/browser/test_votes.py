"""From a press on a button to the number on the page: real browsers, a real log, a real build."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from lxml import html

from browser.nginx import free_port, running
from browser.pages import LANGUAGES, PROJECT, path
from helpdesk.publishing.hosts import nginx_site
from helpdesk.ratings import load_ratings
from helpdesk.strings import load_strings

ARTICLE = "email/mail-protocols"
FORGED = "thanks/yes/?article=no%2Fsuch%2Farticle"
VOTE = "thanks/yes/?article=email%2Fmail-protocols"
SHOWN_BEFORE = 5

READERS = {
    language: f"Mozilla/5.0 (X11; Linux x86_64; rv:{number}.0) Gecko/20100101 Firefox/{number}.0"
    for number, language in enumerate(LANGUAGES, start=141)
}
UNHAPPY = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1"
)
PROGRAMS = (
    "",
    "curl/8.15.0",
    "python-requests/2.32.5",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.3)",
)


def press(browser, agent, url, *names):
    """Open a page and press buttons, one on each page that follows."""
    context = browser.new_context(**({"user_agent": agent} if agent else {}))
    page = context.new_page()
    page.goto(url)
    for name in names:
        before = page.url
        page.get_by_role("button", name=name, exact=True).click()
        page.wait_for_url(lambda now, before=before: now != before)
    context.close()


def ask(url, agent, *, method="GET", referer=""):
    headers = {"User-Agent": agent, **({"Referer": referer} if referer else {})}
    try:
        with urlopen(Request(url, headers=headers, method=method)):  # noqa: S310 - loopback
            pass
    except HTTPError as error:
        error.close()


def everybody_votes(browser, address):
    for language, agent in READERS.items():
        t = load_strings(PROJECT.overrides, language)
        for _ in range(2):  # the second time is not a second vote
            press(browser, agent, address + path(language, ARTICLE), t("rating.yes"))
    t = load_strings(PROJECT.overrides, "nl")
    answers = (t("rating.no"), t("reasons.unclear"))
    press(browser, UNHAPPY, address + path("nl", ARTICLE), *answers)
    # Chromium without a window says so in its name: a program.
    yes = load_strings(PROJECT.overrides, "fr")("rating.yes")
    press(browser, None, address + path("fr", ARTICLE), yes)
    for agent in PROGRAMS:
        ask(address + VOTE, agent)
    someone = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:99.0) Gecko/20100101 Firefox/99.0"
    ask(address + VOTE, someone, method="HEAD")
    ask(address + VOTE, someone, referer="https://elsewhere.example/")
    ask(address + FORGED, someone)
    ask(f"{address}az/{VOTE}x%1B%5B2J", someone)


def helpdesk(folder, *arguments):
    command = [sys.executable, "-m", "helpdesk", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT.root / "scripts")}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=True
    )


@pytest.fixture(scope="module")
def counted(site, browser, tmp_path_factory):
    """A copy of the project in which the votes of a day were counted."""
    folder = tmp_path_factory.mktemp("votes")
    project, log = folder / "project", folder / "access.log"
    for name in ("docs", "overrides", "scripts"):
        shutil.copytree(PROJECT.root / name, project / name)
    for name in ("mkdocs.yml", "facts.yml"):
        shutil.copy(PROJECT.root / name, project)
    (project / "overrides/data/ratings.yml").write_text(
        f"articles:\n  {ARTICLE}: {{useful: {SHOWN_BEFORE}, total: null}}\n"
    )
    port = free_port()
    languages = [language.code for language in PROJECT.translations]
    conf = nginx_site(site, languages, listen=f"127.0.0.1:{port}")
    conf = conf.replace("server {", f'server {{\n    access_log "{log}" combined;', 1)
    (folder / "nginx").mkdir()
    with running(folder / "nginx", conf, port) as address:
        everybody_votes(browser, address)
    done = helpdesk(project, "ratings", "--host", "127.0.0.1", str(log))
    return project, log, done.stderr


def test_readers_are_counted_once_and_programs_never(counted):
    project, _, said = counted
    votes = load_ratings(project / "overrides").of(ARTICLE)
    assert votes.counted == {"yes": len(READERS), "no": 1, "unclear": 1}, said
    assert votes.useful == SHOWN_BEFORE + len(READERS)
    assert votes.total is None
    words = {" ".join(line.split()) for line in said.splitlines()}
    assert {"6 votes", "1 reasons", "1 not GET", "1 from another site", "1 without a user agent",
            "2 no such article or answer", "5 counted before", "5 bots"} <= words  # fmt: skip


def test_the_same_log_again_changes_nothing(counted):
    project, log, _ = counted
    before = (project / "overrides/data/ratings.yml").read_bytes()
    helpdesk(project, "ratings", "--host", "127.0.0.1", str(log))
    assert (project / "overrides/data/ratings.yml").read_bytes() == before


def test_no_trace_of_a_reader_is_kept(counted):
    project, log, _ = counted
    assert b"127.0.0.1" in log.read_bytes()
    for file in [*(project / ".ratings").iterdir(), project / "overrides/data/ratings.yml"]:
        kept = file.read_bytes()
        assert not [text for text in (b"127.0", b"Mozilla", b"Firefox") if text in kept]


@pytest.fixture(scope="module")
def rebuilt(counted) -> Path:
    """The site, built again after the count."""
    project = counted[0]
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("SITE_URL", None)
    subprocess.run(command, cwd=project, env=environment, check=True)
    return project / "site"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_the_number_and_the_day_in_its_language(counted, rebuilt, language):
    t = load_strings(PROJECT.overrides, language)
    day = load_ratings(counted[0] / "overrides").counted_on
    page = html.parse(rebuilt / path(language, ARTICLE) / "index.html")
    (shown,) = page.xpath('//*[@class="help-rating__count"]')
    text = " ".join(shown.text_content().split())
    number = t("popular.useful", n=SHOWN_BEFORE + len(READERS))
    assert text == f"{number} {t('rating.counted_on', date=t.date(day))}"

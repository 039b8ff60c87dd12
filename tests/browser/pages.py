"""The pages of the site, and what every test of them needs."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from helpdesk.addresses import page_address
from helpdesk.library import load_library
from helpdesk.project import find_root, load_project

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 860}

# As root, Chromium starts without its sandbox only; the rest keeps it from calling home.
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

PROJECT = load_project(find_root(Path(__file__).resolve()))
LIBRARY = load_library(PROJECT)
LANGUAGES = [language.code for language in PROJECT.languages]

# One page of each type: home, category, the article, a table of symptoms, lists, forms, an error.
TYPES = (
    "index",
    "email/index",
    "email/mail-protocols",
    "email/error-messages",
    "glossary",
    "a-z",
    "tags",
    "contact",
    "thanks/no",
    "404",
)


def path(language: str, key: str) -> str:
    """A page's address below the root of the site; an error page by its file."""
    return page_address(PROJECT, language, key)


def every_path(language: str) -> list[str]:
    return [path(language, key) for key in LIBRARY.of(language)]


def watch(page: Page, errors: list[str]) -> None:
    """Note everything that goes wrong on a page: requests, scripts, the policy."""

    def note(kind: str, where: str) -> None:
        if "no-such-page" not in where:  # asked for on purpose
            errors.append(f"{kind}: {where}")

    page.on("pageerror", lambda error: note("script", str(error)))
    page.on(
        "requestfailed",
        # What a reader leaves before it has come is no failure.
        lambda request: request.failure != "net::ERR_ABORTED" and note("failed", request.url),
    )
    page.on(
        "response", lambda answer: answer.status >= 400 and note(str(answer.status), answer.url)
    )
    page.on(
        "console",
        lambda said: said.type == "error" and note(f"console: {said.text}", said.location["url"]),
    )

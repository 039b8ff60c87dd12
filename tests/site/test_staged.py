"""Zensical builds the staged help centre: the same articles, tables and related articles."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from click.testing import CliRunner
from lxml import html

from helpdesk.addresses import page_address
from helpdesk.cli import main
from helpdesk.facts import DEFAULT_SITE_URL
from helpdesk.library import load_library
from helpdesk.project import load_project
from helpdesk.staging.zensical import NOT_STAGED

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements-zensical.txt"
PROJECT = load_project(ROOT)

# Pages whose main content is not the same, in every language, and why.
DIFFERENT = {
    "index": "the theme puts a title on the home page, where ours stands beside the article",
    "email/mail-protocols": "its table of questions has row headers, by an extension of ours",
}

MAIN = "//article[contains(@class, 'help-article') or contains(@class, 'md-content__inner')]"
LINKS = ("href", "src", "action")


@pytest.fixture(scope="module")
def zensical() -> Path:
    """The program, in an environment of its own that is kept as long as its lock."""
    digest = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()[:12]
    folder = ROOT / ".cache" / f"zensical-{digest}"
    if not (folder / "bin/zensical").exists():
        shutil.rmtree(folder, ignore_errors=True)
        pip = [str(folder / "bin/python"), "-m", "pip", "--quiet", "install", "--no-deps"]
        commands = (
            [sys.executable, "-m", "venv", str(folder)],
            [*pip, "--require-hashes", "--requirement", str(LOCK)],
        )
        for command in commands:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                shutil.rmtree(folder, ignore_errors=True)
                pytest.fail(
                    f"Zensical cannot be installed from {LOCK.name}: this test needs a package"
                    f" registry that pip reaches, once.\n{done.stderr}",
                    pytrace=False,
                )
    return folder / "bin/zensical"


@pytest.fixture(scope="module")
def staged(zensical: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Zensical makes of what `helpdesk stage` writes, as it says."""
    folder = tmp_path_factory.mktemp("stage") / "tree"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        done = CliRunner().invoke(main, ["stage", str(folder), "--for", "zensical"])
    assert done.exit_code == 0, done.output
    commands = [line.split() for line in done.stdout.splitlines() if line.startswith("  ")]
    assert [command[-1] for command in commands] == [f"{each}.yml" for each in languages()]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    for _, *arguments in commands:
        built = subprocess.run(
            [zensical, *arguments, "--strict"],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert built.returncode == 0, built.stdout + built.stderr
    return folder / "site"


def languages() -> list[str]:
    return [each.code for each in (PROJECT.source, *PROJECT.translations)]


def content(folder: Path, address: str) -> list[str]:
    """The main content of a page: every element, attribute and text, links as full addresses."""
    root = html.parse(folder / address / "index.html").getroot()
    (article,) = root.xpath(MAIN)
    for skip in article.xpath("./*[@id='__skip']"):  # where the theme's skip link leads
        skip.drop_tree()
    return [*_inside(article, f"{DEFAULT_SITE_URL}{address}")]


def _inside(node: html.HtmlElement, url: str) -> Iterator[str]:
    yield from _words(node.text)
    for child in node:
        if isinstance(child.tag, str):
            shown = {
                name: urljoin(url, value) if name in LINKS else value
                for name, value in sorted(child.items())
            }
            yield f"<{child.tag} {shown}>"
            yield from _inside(child, url)
            yield f"</{child.tag}>"
        yield from _words(child.tail)


def _words(text: str | None) -> Iterator[str]:
    words = " ".join((text or "").split())
    if words:
        yield words


def test_the_main_content_of_all_but_a_few_pages_is_the_same(site, staged, capsys):
    addresses = {
        (page.language, page.key): page_address(PROJECT, page.language, page.key)
        for page in load_library(PROJECT)
        if page.key not in NOT_STAGED
    }
    differ = {
        page for page, at in addresses.items() if content(site, at) != content(staged, at)
    }
    equal, all_pages = len(addresses) - len(differ), len(addresses)
    with capsys.disabled():
        print(f"\n{equal} of {all_pages} pages have the same content under Zensical")  # noqa: T201
    assert differ == {(language, key) for language in languages() for key in DIFFERENT}


def test_each_page_is_in_its_language_and_the_switch_knows_all(staged):
    for language in PROJECT.languages:
        folder = staged / PROJECT.prefix(language.code)
        root = html.parse(folder / "email/index.html").getroot()
        assert root.get("lang") == language.code
        names = root.xpath("//*[contains(@class, 'md-select')]//a/@hreflang")
        assert set(names) == set(languages())


def test_nothing_is_written_over(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    (tmp_path / "mine.md").write_text("mine")
    done = CliRunner().invoke(main, ["stage", str(tmp_path), "--for", "zensical"])
    assert done.exit_code == 2
    assert "name an empty folder" in done.output
    assert [each.name for each in tmp_path.iterdir()] == ["mine.md"]

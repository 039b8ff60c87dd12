"""The assets of a built site: one style sheet, and names that change with their content."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from lxml import html as lxml_html

from helpdesk.policy import HASHED_NAMES
from helpdesk.publishing.styles import Styles, purge
from helpdesk.publishing.vocabulary import Vocabulary

ASSETS: Final = Path("assets")
SCREEN: Final = "site.css"
PRINTED: Final = "print.css"
SCRIPTS: Final = ("search.js",)

_OWN: Final = "help.css"
_THEME: Final = "stylesheets"
_MAIN: Final = rf"assets/{_THEME}/main\.[^/]*\.min\.css"
_DIGEST: Final = 8


class AssetsError(Exception):
    """The built site lacks something that pages are made with: what, and what to do."""


def write_assets(site: Path) -> None:
    """Replace the theme's and our style sheets by one, and give assets their final names.

    The sheet is cut to what the pages use; with a hash in each name, browsers may keep it for ever.

    Raises:
        AssetsError: the theme brought no style sheet.
    """
    folder = site / ASSETS
    names = (file.relative_to(site).as_posix() for file in folder.rglob("*.css"))
    sheets = [(site / name).read_text(encoding="utf-8") for name in style_sheets(names)]
    _write(folder, purge(sheets, _vocabulary(site)))
    shutil.rmtree(folder / _THEME)
    (folder / _OWN).unlink()
    renamed = {name: _add_digest(folder / name) for name in (SCREEN, PRINTED, *SCRIPTS)}
    for page in site.rglob("*.html"):
        _rename_in(page, renamed)


def hashed_assets(site: Path) -> list[str]:
    """Return the addresses of a published site's assets whose names change with their content."""
    found = (file.relative_to(site).as_posix() for file in (site / ASSETS).iterdir())
    return sorted(address for address in found if re.search(HASHED_NAMES, address))


def style_sheets(names: Iterable[str]) -> list[str]:
    """Return which of a site's files become its style sheet, in their order: the theme's, ours.

    Raises:
        AssetsError: the theme brought no style sheet.
    """
    theme = sorted(name for name in names if re.fullmatch(_MAIN, name))
    if not theme:
        raise AssetsError(f"{ASSETS / _THEME}: the theme's main.*.min.css is missing: rebuild")
    return [*theme, (ASSETS / _OWN).as_posix()]


def is_source(name: str) -> bool:
    """Say whether a file only goes into the style sheet, and is not published itself."""
    return name == f"{ASSETS.name}/{_OWN}" or name.startswith(f"{ASSETS.name}/{_THEME}/")


def _write(folder: Path, styles: Styles) -> None:
    (folder / SCREEN).write_text(styles.screen, encoding="utf-8")
    (folder / PRINTED).write_text(styles.printed, encoding="utf-8")


def _vocabulary(site: Path) -> Vocabulary:
    vocabulary = Vocabulary()
    for page in site.rglob("*.html"):
        vocabulary.read(lxml_html.parse(page).getroot().iter(tag="*"))
    return vocabulary


def final_name(name: str, content: bytes) -> str:
    """Return the name under which a file is published: it changes with the content."""
    stem, _, kind = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:_DIGEST]}.{kind}"


def with_final_names(html: str, renamed: Mapping[str, str]) -> str:
    """Return a page that asks for the assets by their final names."""
    for name, final in renamed.items():
        html = html.replace(f"{ASSETS.name}/{name}", f"{ASSETS.name}/{final}")
    return html


def _add_digest(file: Path) -> str:
    target = file.with_name(final_name(file.name, file.read_bytes()))
    file.rename(target)
    return target.name


def _rename_in(page: Path, renamed: Mapping[str, str]) -> None:
    html = page.read_text(encoding="utf-8")
    page.write_text(with_final_names(html, renamed), encoding="utf-8")

"""The assets of a built site: one style sheet, and names that change with their content."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from lxml import html as lxml_html

from helpdesk.policy import HASHED_NAMES
from helpdesk.publishing.styles import Styles, purge
from helpdesk.publishing.vocabulary import Vocabulary

ASSETS: Final = Path("assets")
SCREEN: Final = "site.css"
PRINTED: Final = "print.css"
SCRIPTS: Final = ("search.js", "theme.js")

_OWN: Final = "help.css"
_THEME: Final = "stylesheets"
_DIGEST: Final = 8


class AssetsError(Exception):
    """The built site lacks something that pages are made with: what, and what to do."""


def write_assets(site: Path, *, published: bool) -> None:
    """Replace the theme's and our style sheets by one, and give assets their final names.

    A preview keeps everything as it is, so that a change shows at once; a published site gets the
    sheet cut to what its pages use, and a hash in each name, so that browsers may keep it for ever.

    Raises:
        AssetsError: the theme brought no style sheet.
    """
    folder = site / ASSETS
    sheets = [sheet.read_text(encoding="utf-8") for sheet in _sheets(folder)]
    if not published:
        _write(folder, Styles("\n".join(sheets), ""))
        return
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


def _sheets(folder: Path) -> Iterator[Path]:
    theme = sorted((folder / _THEME).glob("main.*.min.css"))
    if not theme:
        raise AssetsError(f"{folder / _THEME}: the theme's main.*.min.css is missing: rebuild")
    yield from (*theme, folder / _OWN)


def _write(folder: Path, styles: Styles) -> None:
    (folder / SCREEN).write_text(styles.screen, encoding="utf-8")
    (folder / PRINTED).write_text(styles.printed, encoding="utf-8")


def _vocabulary(site: Path) -> Vocabulary:
    vocabulary = Vocabulary()
    for page in site.rglob("*.html"):
        vocabulary.read(lxml_html.parse(page).getroot())
    return vocabulary


def _add_digest(file: Path) -> str:
    digest = hashlib.sha256(file.read_bytes()).hexdigest()[:_DIGEST]
    target = file.with_name(f"{file.stem}.{digest}{file.suffix}")
    file.rename(target)
    return target.name


def _rename_in(page: Path, renamed: Mapping[str, str]) -> None:
    html = page.read_text(encoding="utf-8")
    for name, final in renamed.items():
        html = html.replace(f"{ASSETS.name}/{name}", f"{ASSETS.name}/{final}")
    page.write_text(html, encoding="utf-8")

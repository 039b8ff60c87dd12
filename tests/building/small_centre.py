"""A small help centre to build again and again, with what an editor does to it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from pathlib import Path

from helpdesk.build import BuildError
from helpdesk.building.progress import Course
from helpdesk.building.whole import build_site
from helpdesk.cli.build import renderer
from helpdesk.freshness import digests, with_stamps
from helpdesk.library import load_library
from helpdesk.project import load_project

ROOT = Path(__file__).parents[2]
KEPT = ("email/mailboxes", "email/mail-protocols", "email/index", "index", "tags", "a-z", "404")
THANKS = ("thanks/yes", "thanks/no", "thanks/reason")
LANGUAGES = ("fr", "en", "az")
DEAD = re.compile(r"(?<!!)\[([^\]]+)\]\((?!https?:)(?P<path>[^)#\s]*)(?:#[^)\s]*)?\)")


class Centre:
    """A help centre on disk, in one language and two translations, of ten pages each."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    def build(self, folder: str = "site", *, cache: bool = True, jobs: int = 1) -> Course:
        kept = self.root / ".cache" if cache else None
        return build_site(self.root, self.root / folder, renderer, cache=kept, jobs=jobs)

    def stamp(self) -> None:
        """Say of every translation that it reflects its source."""
        library = load_library(load_project(self.root))
        for page in library:
            source = library.source.get(page.key)
            if source is not None and source is not page:
                stamps = digests(source.text)
                page.path.write_text(with_stamps(page.text, stamps), encoding="utf-8")


def small_centre(root: Path) -> Centre:
    """Write some pages of the real help centre to `root`, without links to the others."""
    shutil.copytree(ROOT / "overrides", root / "overrides")
    (root / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/mkdocs_hook.py", root / "scripts")
    for name in ("facts.yml", "mkdocs.yml"):
        shutil.copy(ROOT / name, root / name)
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    for language in ("nl", "de"):
        config = re.sub(rf"^ +- \{{locale: {language},.*\n", "", config, flags=re.MULTILINE)
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    for language in LANGUAGES:
        for key in (*KEPT, *THANKS):
            source = ROOT / "docs" / language / f"{key}.md"
            target = root / "docs" / language / f"{key}.md"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_alone(source.read_text(encoding="utf-8"), key), encoding="utf-8")
    made = Centre(root)
    made.stamp()
    return made


def _alone(text: str, key: str) -> str:
    """Return a page without links and related articles that the small centre lacks."""

    def unlinked(found: re.Match[str]) -> str:
        path = os.path.normpath(Path(key).parent / found["path"]).removesuffix(".md")
        return found[0] if not found["path"] or path in (*KEPT, *THANKS) else found[1]

    text = re.sub(r"^related:\n(?: +- .*\n)*", "", text, flags=re.MULTILINE)
    text = re.sub(r"^redirect_from:\n(?: +- .*\n)*", "", text, flags=re.MULTILINE)
    return DEAD.sub(unlinked, text)


def contents(folder: Path) -> dict[str, str]:
    """The digest of every file of a folder, by name."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def built(centre: Centre, folder: str, *, cache: bool) -> dict[str, str] | str:
    """What a build gives: the files of the site, or what it says is wrong."""
    try:
        centre.build(folder, cache=cache)
    except BuildError as error:
        return str(error)
    return contents(centre.root / folder)

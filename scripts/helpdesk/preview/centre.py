"""The help centre as it was last read; each page is made when it is asked for, and kept by key."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from helpdesk.build import Build, BuildError, read_build
from helpdesk.building.keys import PageKeys, project_key, source_of
from helpdesk.building.pages import Finished, Renderer, finished
from helpdesk.cache import code_key, digest
from helpdesk.checking import articles
from helpdesk.checking.runner import Settings
from helpdesk.findings import Finding
from helpdesk.library import Page, with_pages_read
from helpdesk.preview.inputs import Contents, Inputs, changes
from helpdesk.preview.meaning import Meaning, Reach, meaning
from helpdesk.project import CONFIG_FILE
from helpdesk.publishing.vocabulary import Interest
from helpdesk.rules.base import SiteInput

_OUTDATED: Final = "This program has changed: stop the preview with Ctrl+C, and start it again."
_NO_STYLES: Final = Interest(frozenset(), frozenset())


class Centre:
    """A help centre in preview; it knows of no change before `refresh`."""

    def __init__(self, root: Path, renderer: Callable[[Build], Renderer]) -> None:
        self.root = root
        self._renderer = renderer
        self._code = code_key()
        self._inputs = Inputs(root)
        self._contents: Contents = {}
        self._build: Build | BuildError = BuildError("nothing was read yet")
        self._generator: Renderer | None = None
        self._kept: dict[str, Finished] = {}
        self._known_keys: dict[str, str] = {}
        self._checked: dict[str, dict[str, list[Finding]]] = {}
        self._assets: tuple[str, Mapping[str, Path]] = "", {}
        self._project = ""
        self.beside = ""
        """The key of what browsers load beside a page: pictures, styles, scripts."""
        self.refresh()

    @property
    def build(self) -> Build:
        """What was read last.

        Raises:
            BuildError: the help centre cannot be read: what is wrong, and where.
        """
        if isinstance(self._build, BuildError):
            raise self._build
        return self._build

    def refresh(self) -> frozenset[str]:
        """Take in what changed on disk; return the files that did, below the root."""
        before, self._contents = self._contents, self._inputs.look()
        change = changes(before, self._contents)
        if not change.paths:
            return change.paths
        self._checked, self._known_keys = {}, {}
        known = self._build.site.library.pages if isinstance(self._build, Build) else ()
        try:
            self._take_in(meaning(change, known) if before else Meaning(Reach.EVERYTHING))
        except BuildError as error:
            self._build = error
        except OSError as error:  # a file that is just being replaced
            self._build = BuildError(f"{error.filename}: {error.strerror}")
        seen = (each for each in self._contents.items() if _is_beside(each[0]))
        self.beside = digest(self._project, *(part for each in sorted(seen) for part in each))
        return change.paths

    def page(self, page: Page) -> Finished:
        """Return a page as the files have it.

        Raises:
            BuildError: it cannot be made: what is wrong, and where.
        """
        source, key = source_of(page), self.key(page)
        kept = self._kept.get(source)
        if kept is None or kept.key != key:
            with placed(self.root):
                (rendered,) = self._set_up().pages(page.language, [source])
                kept = finished(self.build, page, rendered, key, _NO_STYLES)
            self._kept[source] = kept
        return kept

    def key(self, page: Page) -> str:
        """Return the key of everything that a page depends on.

        Raises:
            BuildError: what it shows cannot be made.
        """
        source = source_of(page)
        if source not in self._known_keys:
            with placed(self.root):
                self._known_keys[source] = self._keys.of(page)
        return self._known_keys[source]

    def findings(self, page: Page) -> list[Finding]:
        """Return what is wrong with a page: with its text; if nothing is, with what came of it."""
        if page.key not in self._checked:
            self._checked[page.key] = self._check(page.key)
        in_text = self._checked[page.key].get(os.path.relpath(page.path))
        return in_text or list(self.page(page).findings)

    def assets(self) -> Mapping[str, Path]:
        """Return the files that are copied as they are: address -> file."""
        names = sorted(path for path in self._contents if not path.endswith(".md"))
        key = digest(self._contents.get(CONFIG_FILE, ""), *names)
        if self._assets[0] != key:
            with placed(self.root):
                self._assets = key, self._set_up().assets()
        return self._assets[1]

    def _take_in(self, what: Meaning) -> None:
        if what.reach is Reach.CODE:
            self._code = ""
        if not self._code:
            raise BuildError(_OUTDATED)
        if what.reach is Reach.EVERYTHING:
            self._build = read_build(self.root, preview=True)
            self._generator = None
            self._project = project_key(self._build, self._code)
        else:
            site = self.build.site
            library = with_pages_read(site.library, what.pages, site.facts)
            self._build = replace(self.build, site=site.with_library(library))
        if self._generator:
            self._generator.renew(self._build, what.languages)
        self._keys = PageKeys(self._build, self._project)

    def _set_up(self) -> Renderer:
        """Return the generator; for everything that is read anew there is a new one."""
        if self._generator is None:
            self._generator = self._renderer(self.build)
        return self._generator

    def _check(self, key: str) -> dict[str, list[Finding]]:
        site, settings = self.build.site, Settings(self.build.site.facts)
        seen = SiteInput(site.library, site.facts, os.path.relpath)
        reports = articles.check_articles([key], seen, settings)
        found: dict[str, list[Finding]] = {}
        for finding in articles.all_findings(reports.values(), seen, settings):
            found.setdefault(finding.path, []).append(finding)
        return found


def _is_beside(path: str) -> bool:
    return path.startswith("docs/") and not path.endswith(".md")


@contextmanager
def placed(root: Path) -> Iterator[None]:
    """Say of any error in which file of the help centre it came up: a template, most likely."""
    try:
        yield
    except BuildError:
        raise
    except Exception as error:  # what it is depends on the generator
        frames = traceback.extract_tb(error.__traceback__)
        ours = [each for each in frames if Path(each.filename).is_relative_to(root / "overrides")]
        place = f"{os.path.relpath(ours[-1].filename)}:{ours[-1].lineno}: " if ours else ""
        raise BuildError(f"{place}{type(error).__name__}: {error}") from error

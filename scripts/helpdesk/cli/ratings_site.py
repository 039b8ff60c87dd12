"""What `helpdesk ratings` knows of the site: its articles, its forms, its addresses."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from helpdesk.addresses import page_address
from helpdesk.cli.centre import shown, this_project
from helpdesk.cli.setup import SetupError, load
from helpdesk.library import Library, Page, load_library
from helpdesk.markdown import Kind
from helpdesk.project import Project
from helpdesk.ratings.missing import Missing
from helpdesk.ratings.votes import ANSWERS, Forms
from helpdesk.redirects import KEY, OldAddress, OldAddressError, read_address, redirects
from helpdesk.strings import StringsError, load_strings

STATE: Final = ".ratings"
"""Below the root of the site: what is remembered between two counts."""


class Advice(NamedTuple):
    """The line that an editor adds to a page's front matter."""

    file: str
    line: str


class RatedSite:
    """The help centre that the current folder belongs to."""

    def __init__(self) -> None:
        """Read it.

        Raises:
            SetupError: there is none, or it cannot be read.
        """
        self.project: Project = this_project()
        self.facts = load(self.project.facts_file)
        self.library: Library = load_library(self.project, self.facts)
        try:
            source = load_strings(self.project.overrides, self.project.source.code)
        except StringsError as error:
            raise SetupError(str(error)) from error
        self.reasons = frozenset(source.group("reasons")) - {"question"}

    def state(self, chosen: str | None) -> Path:
        """Return the folder of the count: the chosen one, else one that git ignores."""
        return Path(chosen) if chosen else self.project.root / STATE

    def days(self, chosen: int | None) -> int:
        """Return for how many days voters are remembered: never longer than readers are told.

        Raises:
            SetupError: the chosen time is longer than the facts say.
        """
        told = self.facts.site.remember_voters
        if chosen is not None and chosen > told:
            raise SetupError(
                f"--keep {chosen}: the privacy page promises {told} days. Set site.remember_voters "
                f"in {self.project.facts_file.name} and publish the site first"
            )
        return chosen or told

    @cached_property
    def titles(self) -> dict[str, str]:
        """The articles of the source language, with their titles."""
        source = self.project.source.code
        return {page.key: page.meta.title for page in self.library.articles(source)}

    @cached_property
    def paths(self) -> dict[str, Page]:
        """Every page that a reader may look for, by its path as a web server sees it."""
        return {
            self._path(page.language, page.key): page
            for page in self.library
            if page.meta.kind is not Kind.SYSTEM
        }

    def advice(self, one: Missing) -> Advice | None:
        """Return what makes a missing address lead to the nearest page; None: nothing can."""
        if one.nearest is None:
            return None
        address, _, query = one.address.partition("?")
        query = query.partition("&")[0] if query.startswith("rp=") else query
        written = f"{address}?{query}" if query else address
        try:
            old = read_address(written)
        except OldAddressError:  # a stranger's text
            return None
        if old in self._moved:
            return None
        line = f"{KEY}: [{json.dumps(written, ensure_ascii=False)}]"
        return Advice(shown(self.paths[one.nearest].path), line)

    @cached_property
    def _moved(self) -> frozenset[OldAddress]:
        return frozenset(each.old for each in redirects(self.library, f"{self._base}/"))

    def forms(self, more_hosts: Sequence[str]) -> Forms:
        """Return the rating forms of all languages."""
        languages = [language.code for language in self.project.languages]
        pages = {
            self._path(language, f"thanks/{answer}"): answer
            for language in languages
            for answer in ANSWERS
        }
        addresses = (str(self.facts.site.url), *(f"//{name}" for name in more_hosts))
        hosts = frozenset(urlsplit(address).hostname or "" for address in addresses)
        return Forms(pages, frozenset(self.titles), self.reasons, hosts)

    def _path(self, language: str, key: str) -> str:
        return f"{self._base}/{page_address(self.project, language, key)}"

    @property
    def _base(self) -> str:
        return urlsplit(str(self.facts.site.url)).path.rstrip("/")

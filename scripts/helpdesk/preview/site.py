"""What stands at an address of the preview, and what an open page is told about itself."""

from __future__ import annotations

import mimetypes
import time
from dataclasses import dataclass
from http import HTTPStatus
from threading import RLock
from typing import Final, NamedTuple

from helpdesk.build import BuildError
from helpdesk.building.finishing import sheets
from helpdesk.building.keys import source_of
from helpdesk.cache import digest
from helpdesk.findings import Finding
from helpdesk.library import Page
from helpdesk.preview import bar
from helpdesk.preview.centre import Centre, placed
from helpdesk.publishing.assets import ASSETS, PRINTED, SCREEN, is_source
from helpdesk.render import status
from helpdesk.search import FOLDER as SEARCH
from helpdesk.search import index, searched

_HTML: Final = "text/html; charset=utf-8"
_TURN: Final = 0.0005
"""Seconds. Who waits for the lock gets it only if the one who had it waits, too."""
_ASSETS: Final = f"{ASSETS.as_posix()}/"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent: the body with its type; `location` leads on to the right address."""

    body: bytes = b""
    kind: str = _HTML
    status: HTTPStatus = HTTPStatus.OK
    location: str = ""


class Shown(NamedTuple):
    """What a browser shows: its version, the page itself unless something else stands in its place.

    `beside` changes with what the browser loads beside the page.
    """

    version: str
    html: str = ""
    beside: str = ""


class PreviewedSite:
    """The site of a help centre as it is on disk, for any number of threads."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        self._lock = RLock()
        self._changed: frozenset[str] = frozenset()

    def changed(self) -> frozenset[str]:
        """Return the files that changed since this was last asked."""
        with self._lock:
            self._refresh()
            taken, self._changed = self._changed, frozenset()
            return taken

    def _refresh(self) -> None:
        self._changed |= self._centre.refresh()

    def answer(self, address: str, origin: str) -> Answer:
        """Return what stands at an address below the root; `origin` is the root itself."""
        folder, _, name = address.rpartition("/")
        if folder == SEARCH and name.endswith(".json"):
            return self._index(name.removesuffix(".json"))
        with self._lock:
            if not address.startswith(_ASSETS):  # these are read from the disk each time
                self._refresh()
            try:
                with placed(self._centre.root):
                    found = self._page(address) or self._file(address, origin)
                return found or self._missing(address)
            except BuildError as error:
                body = bar.error_page(str(error), address, _broken(error))
                return Answer(body.encode(), status=HTTPStatus.INTERNAL_SERVER_ERROR)

    def shown(self, address: str) -> Shown:
        """Return what a browser shows at an address, as the files were when last looked at."""
        with self._lock:
            try:
                page = self._page_at(address)
                version = self._version(page or self._error_page(address), address)
                html = self._centre.page(page).html if page else ""
                return Shown(version, html, self._centre.beside)
            except BuildError as error:
                return Shown(_broken(error))

    def bar(self, address: str) -> str:
        """Return the bar of the page at an address: empty when nothing is wrong with it."""
        with self._lock:
            try:
                page = self._page_at(address)
                findings = self._centre.findings(page) if page else []
                warnings = self._centre.page(page).warnings if page and not findings else ()
            except BuildError:
                return ""  # the page itself says what is wrong
            return bar.bar(findings, warnings)

    def findings(self, files: frozenset[str]) -> dict[str, list[Finding]]:
        """Return what is wrong with the pages among some files, such as `docs/nl/index.md`.

        Raises:
            BuildError: they cannot be made.
        """
        with self._lock:
            library = self._centre.build.site.library
            sources = {f"docs/{source_of(page)}": page for page in library} if files else {}
            pages = {file: sources[file] for file in sorted(files & sources.keys())}
            return {file: self._centre.findings(page) for file, page in pages.items()}

    def _index(self, language: str) -> Answer:
        """Return the search index of a language: all its pages, between which others are served."""
        try:
            with self._lock:
                self._refresh()
                keys = [page.key for page in searched(self._centre.build.site, language)]
            entries = []
            for key in keys:
                with self._lock:
                    page = self._centre.build.site.library.of(language).get(key)
                    entries.append(self._centre.page(page).entries if page else "")
                time.sleep(_TURN)
        except BuildError as error:
            return Answer(str(error).encode(), "text/plain", HTTPStatus.INTERNAL_SERVER_ERROR)
        return Answer(index(entries).encode(), "application/json")

    def _page_at(self, address: str) -> Page | None:
        site = self._centre.build.site
        language = self._language(address)
        path = address.removeprefix(site.project.prefix(language))
        pages = site.library.of(language)
        name = path.removesuffix("/")
        for key in (name, f"{name}/index" if name else "index", path.removesuffix(".html")):
            page = pages.get(key)
            if page is not None and site.address(page) == address:
                return page
        return None

    def _language(self, address: str) -> str:
        project = self._centre.build.site.project
        first = address.partition("/")[0]
        codes = [language.code for language in project.translations]
        return first if first in codes else project.source.code

    def _page(self, address: str) -> Answer | None:
        page = self._page_at(address)
        if page is None:
            if not address.endswith("/") and self._page_at(f"{address}/"):
                return Answer(status=HTTPStatus.FOUND, location=f"/{address}/")
            return None
        html = self._centre.page(page).html
        return Answer(bar.with_client(html, address, self._version(page, address)).encode())

    def _version(self, shown: Page | None, address: str) -> str:
        key = self._centre.key(shown) if shown else ""
        return digest(key, self._centre.beside, address)

    def _error_page(self, address: str) -> Page | None:
        return self._centre.build.site.library.of(self._language(address)).get("404")

    def _missing(self, address: str) -> Answer:
        page = self._error_page(address)
        html = self._centre.page(page).html if page else ""
        body = bar.with_client(html, address, self._version(page, address))
        return Answer(body.encode(), status=HTTPStatus.NOT_FOUND)

    def _file(self, address: str, origin: str) -> Answer | None:
        site = self._centre.build.site
        folder, _, name = address.rpartition("/")
        if address == status.ADDRESS:
            return Answer(status.status_page(site).encode())
        if folder == ASSETS.as_posix() and name in (SCREEN, PRINTED):
            whole = sheets(self._centre.assets()) if name == SCREEN else []
            return Answer("\n".join(whole).encode(), "text/css; charset=utf-8")
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        file = self._centre.assets().get(address)
        if file is not None and file.is_file() and not is_source(address):
            return Answer(file.read_bytes(), kind)
        content = site.client_files(origin).get(address)
        return None if content is None else Answer(content, kind)


def _broken(error: BuildError) -> str:
    return digest(str(error))

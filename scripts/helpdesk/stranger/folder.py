"""Answers of a folder of files, as a page host gives them that reads `_headers`.

Sources: the `_headers` of Netlify and Cloudflare Pages (every rule that matches counts); the media
types are Python's own table, so that no machine's /etc/mime.types changes the outcome.
"""

from __future__ import annotations

import gzip
import mimetypes
import re
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote, unquote

from helpdesk.stranger.answer import Answer

_TYPES: Final = mimetypes.MimeTypes(filenames=())
_TYPES.add_type("text/plain", ".map")

Rules = list[tuple[re.Pattern[str], list[tuple[str, str]]]]


class Folder:
    """A built site on disk that is served below `base`."""

    is_server = False

    def __init__(self, root: Path, base: str) -> None:
        self._root = root
        self._base = base
        file = root / "_headers"
        self.knows_headers = file.is_file()
        self._rules = _rules(file.read_text(encoding="utf-8")) if self.knows_headers else []

    def known(self) -> list[str]:
        """Return the address of every page in the folder, error pages left out."""
        names = (file.relative_to(self._root).as_posix() for file in self._root.rglob("*.html"))
        pages = sorted(name for name in names if not name.endswith("404.html"))
        return [f"{self._base}{quote(name.removesuffix('index.html'))}" for name in pages]

    def place(self, address: str) -> str:
        """Return the file that answers for an address."""
        return str(self._file(address))

    def get(self, address: str) -> Answer:
        """Return the file of an address; else the nearest error page, with 404."""
        file, status = self._file(address), 200
        if not file.is_file():
            status, file = 404, self._error_page(file)
            if not file.is_file():
                return Answer(self.place(address), 404, problem="there is no such file")
        body = file.read_bytes()
        name = file.relative_to(self._root).as_posix()
        headers = dict(self._headers(f"/{name.removesuffix('index.html')}"))
        kind = headers.pop("Content-Type", None) or _TYPES.guess_type(name)[0]
        sent = [("Content-Type", kind or "application/octet-stream"), *headers.items()]
        twin = file.with_name(f"{file.name}.gz")
        if twin.is_file():
            try:
                same = gzip.decompress(twin.read_bytes()) == body
            except (OSError, EOFError, zlib.error):
                same = False
            if not same:
                return Answer(str(twin), 0, problem=f"it is not {file.name}, packed")
            sent.append(("Content-Encoding", "gzip"))
        place = str(file) if status == 200 else self.place(address)
        return Answer(place, status, tuple(sent), body)

    def _headers(self, address: str) -> Iterator[tuple[str, str]]:
        for pattern, headers in self._rules:
            if pattern.fullmatch(address):
                yield from headers

    def _file(self, address: str) -> Path:
        path = unquote(address.partition("?")[0])
        name = path[len(self._base) :] if path.startswith(self._base) else f"..{path}"
        name = f"{name}index.html" if not name or name.endswith("/") else name
        if ".." in PurePosixPath(name).parts:
            return self._root / "outside-the-site"  # a name that no build writes
        return self._root / name

    def _error_page(self, file: Path) -> Path:
        for folder in file.parents:
            if (folder / "404.html").is_file() or folder == self._root:
                return folder / "404.html"
        return self._root / "404.html"


def _rules(text: str) -> Rules:
    found: Rules = []
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line[0].isspace():
            found.append((re.compile(".*".join(map(re.escape, line.strip().split("*")))), []))
        elif found:
            name, _, value = line.strip().partition(":")
            found[-1][1].append((name.strip(), value.strip()))
    return found

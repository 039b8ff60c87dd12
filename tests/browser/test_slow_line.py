"""A page that comes in pieces, over a bad line, is shown whole: nothing moves under the finger."""

from __future__ import annotations

import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from browser.pages import PHONE, path
from browser.visit import visiting

PIECES = 40
PAUSE = 0.04  # seconds: a browser paints what it has


class BadLine(SimpleHTTPRequestHandler):
    """Sends pages in pieces."""

    def copyfile(self, source, outputfile):
        content = source.read()
        size = len(content) // PIECES + 1 if self.path.endswith(".html") else len(content) + 1
        for start in range(0, len(content), size):
            time.sleep(PAUSE if start else 0)
            outputfile.write(content[start : start + size])

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def bad_line(site):
    """The address of the site behind a bad line."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(BadLine, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("key", ["index", "email/mail-protocols", "404"])
def test_nothing_moves_while_a_page_comes_in_pieces(browser, bad_line, key):
    where = path("az", key)
    with visiting(browser, viewport=PHONE) as visit:
        seen = visit(bad_line + (where if where.endswith(".html") else f"{where}index.html"))
    assert seen.shift == 0

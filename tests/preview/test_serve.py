"""`helpdesk serve`: pages over HTTP, an event for each open page that changed, a clean stop."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import urllib3

from helpdesk.cli.serve import _first_free
from helpdesk.cli.setup import SetupError

SCRIPTS = Path(__file__).parents[2] / "scripts"
PAGE = "docs/en/email/mailboxes.md"
ADDRESS = "en/email/mailboxes/"


@pytest.fixture
def server(copy) -> Iterator[subprocess.Popen[str]]:
    """The preview as a program."""
    environment = {**os.environ, "PYTHONPATH": str(SCRIPTS), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "helpdesk", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=copy.root, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


def url_of(server) -> str:
    assert server.stderr.readline() == "Reading the pages ...\n"
    first = server.stderr.readline()
    found = re.fullmatch(r"Open (http://127\.0\.0\.1:\d+/) .*\n", first)
    assert found, first
    return found[1]


def load(url: str) -> str:
    return urllib3.request("GET", url, timeout=60).data.decode()


def version_in(html: str) -> str:
    return html.partition('data-version="')[2].partition('"')[0]


def events(url: str, page: str, version: str) -> Iterator[tuple[str, Any]]:
    words, name = {"page": page, "version": version}, ""
    stream = urllib3.request("GET", f"{url}_preview/events", fields=words, preload_content=False)
    for line in io.TextIOWrapper(stream, encoding="utf-8"):
        word, _, rest = line.rstrip("\n").partition(": ")
        if word == "event":
            name = rest
        elif word == "data":
            yield name, json.loads(rest)


def test_an_open_page_is_told_its_text_its_findings_and_when_to_load_itself_anew(server, copy):
    url = url_of(server)
    before = version_in(load(url + ADDRESS))
    told = events(url, ADDRESS, before)
    assert next(told) == ("bar", "")
    text = (copy.root / PAGE).read_text(encoding="utf-8")
    wrong = text.replace("\n## ", "\nIMAP: port 995 with SSL/TLS.\n\n## ", 1)
    (copy.root / PAGE).write_text(wrong, encoding="utf-8")
    name, now = next(told)
    assert (name, "port 995" in now["html"]) == ("text", True)
    after = load(url + ADDRESS)
    assert now["html"] in after
    assert now["version"] == version_in(after)
    name, bar = next(told)
    assert (name, "PORT01" in bar) == ("bar", True)
    assert f"{PAGE}:" in server.stderr.readline()  # the terminal says it, too
    (copy.root / PAGE).write_text(text.replace('title: "', 'title: "New ', 1), encoding="utf-8")
    assert list(told) == [("reload", "")]
    assert list(events(url, ADDRESS, before)) == [("reload", "")]


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_when_told_to_while_pages_are_open(server, stop):
    url = url_of(server)
    told = events(url, "", version_in(load(url)))
    next(told)
    server.send_signal(stop)
    assert server.wait(timeout=30) == 0
    assert server.stderr.read().strip() == "Stopped."


def test_of_several_ports_the_first_free_one_is_used_and_said(capsys):
    taken = {1, 2}

    def server(port: int) -> int:
        if port in taken:
            raise OSError(errno.EADDRINUSE, "taken")
        return port

    assert _first_free((1, 2, 3, 4), server) == 3
    assert "Port 1 is taken: using 3." in capsys.readouterr().err
    assert _first_free((3,), server) == 3
    assert capsys.readouterr().err == ""
    with pytest.raises(SetupError, match="port 2 is taken: choose another with --port"):
        _first_free((2,), server)

"""Old addresses: a real nginx with our configuration, and a browser where no server redirects."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from browser.nginx import free_port, running
from browser.pages import PROJECT, path
from copies import copy_project
from helpdesk.facts.load import load_facts
from helpdesk.publishing.hosts import nginx_site
from helpdesk.publishing.moved import write_moved
from helpdesk.redirects import redirects
from helpdesk.render.site import load_site

ARTICLE = "email/mail-protocols"
URL = "https://help.example.org/"
OLD = {
    "fr": '[old/ports, "index.php?rp=/knowledgebase/5/Comment-configurer.html", old/réglages.html]',
    "az": "[köhnə/portlar]",
}


def request(address: str, target: str, **headers: str) -> tuple[int, dict[str, str]]:
    """Ask with a request line of our own: clients tidy up what they send."""
    host, port = urlsplit(address).hostname, urlsplit(address).port
    lines = [f"GET {target} HTTP/1.1", f"Host: {host}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    with socket.create_connection((host, port)) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode("utf-8", "replace")
    first, *rest = answer.partition("\r\n\r\n")[0].split("\r\n")
    return int(first.split()[1]), dict(line.split(": ", 1) for line in rest)


@pytest.fixture(scope="module")
def moved_site(site, tmp_path_factory):
    """The built site, after two articles moved: its folder and its redirects."""
    folder = tmp_path_factory.mktemp("moved")
    copy_project(folder, redirect_from=OLD)
    project = type(PROJECT)(folder, PROJECT.languages)
    moved = load_site(project, load_facts(project.facts_file, environ={}))
    shutil.copytree(site, folder / "site")
    write_moved(folder / "site", moved, URL)
    return folder, redirects(moved.library)


@pytest.fixture(scope="module")
def server(moved_site, tmp_path_factory):
    folder, moved = moved_site
    port = free_port()
    languages = [language.code for language in PROJECT.translations]
    conf = nginx_site(folder / "site", languages, listen=f"127.0.0.1:{port}", moved=moved)
    with running(tmp_path_factory.mktemp("nginx"), conf, port) as address:
        yield address


@pytest.mark.parametrize(
    "asked",
    [
        "/old/ports",
        "/old/ports/",
        "/old/ports/index.html",
        "/old/ports?utm_source=mail",
        "/old/r%C3%A9glages.html",
        "/old/r%c3%a9glages.html",
        "/index.php?rp=/knowledgebase/5/Comment-configurer.html",
        "/index.php?rp=%2Fknowledgebase%2f5%2FComment-configurer.html",
        "/index.php?rp=/knowledgebase/5/Comment-configurer.html&language=french",
    ],
)
def test_an_old_address_leads_to_the_page_for_good(server, asked):
    status, headers = request(server, asked)
    assert (status, headers["Location"]) == (301, f"/{ARTICLE}/")


def test_an_old_address_leads_to_the_page_of_its_language(server):
    status, headers = request(server, "/k%C3%B6hn%C9%99/portlar/")
    assert (status, headers["Location"]) == (301, f"/{path('az', ARTICLE)}")


@pytest.mark.parametrize(
    "asked", ["/index.php", "/index.php?rp=/knowledgebase/50/x.html", "/old/portsmouth", "/older"]
)
def test_what_is_like_an_old_address_is_not_found(server, asked):
    assert request(server, asked)[0] in {403, 404}


@pytest.mark.parametrize("header", ["Sec_Purpose", "Purpose"])
@pytest.mark.parametrize("answer", ["thanks/yes/", "az/thanks/no/"])
def test_a_page_loaded_on_suspicion_is_no_vote(server, header, answer):
    asked = f"/{answer}?article={ARTICLE}"
    assert request(server, asked, **{header: "prefetch;prerender"})[0] == 503
    assert request(server, asked)[0] == 200
    assert request(server, f"/{ARTICLE}/", **{header: "prefetch"})[0] == 200


def test_without_a_server_that_redirects_the_browser_follows_the_page(
    moved_site, browser, tmp_path
):
    port = free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    with subprocess.Popen(
        [*command, "--directory", str(moved_site[0] / "site")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            page = browser.new_context(java_script_enabled=False).new_page()
            address = f"http://127.0.0.1:{port}/"
            for _ in range(100):
                try:
                    socket.create_connection(("127.0.0.1", port)).close()
                    break
                except ConnectionRefusedError:
                    page.wait_for_timeout(50)
            page.goto(f"{address}old/ports/")
            page.wait_for_url(f"{address}{ARTICLE}/")
            page.context.close()
        finally:
            process.terminate()

"""`helpdesk publish-check` at a real nginx: nothing to find, then one fault at a time."""

from __future__ import annotations

import json
import os
import re
import shutil
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from browser.nginx import free_port, running
from copies import copy_project
from helpdesk.cli import main
from helpdesk.facts.load import load_facts
from helpdesk.findings import Finding, Severity
from helpdesk.project import load_project
from helpdesk.publishing.compress import compress
from helpdesk.publishing.hosts import nginx_site
from helpdesk.publishing.moved import write_moved
from helpdesk.redirects import redirects
from helpdesk.render.site import Site, load_site
from helpdesk.stranger import Folder, Report, Web, publish_check
from probe.authority import Authority, self_signed

ROOT = Path(__file__).parents[2]
PROJECT = load_project(ROOT).published
OLD = "[old/imap, 'index.php?rp=/knowledgebase/5/imap.html']"
BUILT_FOR = "https://help.example.org/"


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> Site:
    """The pages of this site; one has moved here from old addresses."""
    root = tmp_path_factory.mktemp("pages")
    copy_project(root, redirect_from={"fr": OLD})
    project = load_project(root).published
    return load_site(project, load_facts(project.facts_file, environ={}))


@pytest.fixture(scope="module")
def whole(site: Path, pages: Site, tmp_path_factory) -> Path:
    """The built site, packed, with what stands at old addresses."""
    folder = tmp_path_factory.mktemp("whole") / "site"
    shutil.copytree(site, folder)
    write_moved(folder, pages, BUILT_FOR)
    compress(folder)
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    """The same, to spoil: files are linked, and replaced when written."""
    copy = tmp_path / "site"
    shutil.copytree(whole, copy, copy_function=os.link)
    return copy


def write(file: Path, text: str) -> None:
    """Replace a file and its packed twins."""
    for old in file.parent.glob(f"{file.name}*"):
        old.unlink()
    file.write_text(text, encoding="utf-8")


def configuration(folder: Path, pages: Site, listen: str) -> str:
    languages = [language.code for language in PROJECT.translations]
    return nginx_site(folder, languages, listen=listen, moved=redirects(pages.library))


@pytest.fixture
def seen(folder: Path, pages: Site, tmp_path: Path):
    """What a stranger finds, after a change of the configuration."""

    def run(change: Callable[[str], str] = str) -> list[Finding]:
        port = free_port()
        conf = configuration(folder, pages, f"127.0.0.1:{port}")
        changed = change(conf)
        (tmp_path / "nginx").mkdir()
        with running(tmp_path / "nginx", changed, port) as address:
            report = publish_check(Web(address, seconds=10), pages, address)
        assert report.pages >= len(list(pages.library)) - 20
        return [each for each in report.findings if each.code != "PUB11"]

    return run


def said(findings: list[Finding]) -> list[str]:
    return [f"{each.code} {each.message}" for each in findings]


def test_a_site_as_it_is_built_and_served_has_no_finding(seen):
    assert said(seen()) == []


def without(line: str) -> Callable[[str], str]:
    def change(conf: str) -> str:
        assert line in conf
        return "\n".join(each for each in conf.splitlines() if line not in each)

    return change


def instead(before: str, after: str) -> Callable[[str], str]:
    def change(conf: str) -> str:
        assert re.search(before, conf)
        return re.sub(before, after, conf)

    return change


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (without("add_header X-Content-Type-Options"), "PUB04 X-Content-Type-Options is missing"),
        (
            without("add_header Content-Security-Policy"),
            "PUB04 Content-Security-Policy stands in the page only",
        ),
        (
            instead('add_header X-Content-Type-Options "nosniff"', r"\g<0> always; \g<0>"),
            "PUB04 X-Content-Type-Options is sent 2 times",
        ),
        (instead("same-origin", "unsafe-url"), "PUB04 Referrer-Policy is unsafe-url"),
        (
            instead("default_type application/x-apple-aspen-config", "default_type text/plain"),
            "PUB03 text/plain is sent",
        ),
        (instead("gzip(_static)? on", r"gzip\1 off"), "PUB05 a text is sent without compression"),
        (
            instead("error_page 403 404 =404 /nl/404.html", "error_page 403 404 =404 /404.html"),
            "PUB06 the error page is in the language fr",
        ),
        (instead("404 =404 /", "404 =200 /"), "PUB06 the answer is 200, not 404"),
        (instead('"public, max-age=[^"]*"', '"max-age=60"'), "PUB09 Cache-Control is max-age=60"),
        (instead('"no-cache"', '"max-age=86400"'), "PUB09 Cache-Control is max-age=86400"),
        (
            without("return 301 $helpdesk_moved"),
            "PUB12 /index.php?rp=/knowledgebase/5/imap.html is answered with 404, not with /email",
        ),
        (instead('"/email/mail-protocols/";', '"/contact/";'), "PUB12 /old/imap is answered"),
    ],
)
def test_a_fault_of_the_server_is_found(seen, change, wanted):
    findings = said(seen(change))
    assert [each for each in findings if each.startswith(wanted)], findings
    assert {each[:5] for each in findings} == {wanted[:5]}


def lose(folder: Path) -> None:
    shutil.rmtree(folder / "nl/email/mailboxes")


def stale_autoconfig(folder: Path) -> None:
    file = folder / "mail/config-v1.1.xml"
    write(file, file.read_text(encoding="utf-8").replace("993", "143"))


def lose_autoconfig(folder: Path) -> None:
    shutil.rmtree(folder / ".well-known")


def short_sitemap(folder: Path) -> None:
    file = folder / "sitemap.xml"
    entry = r"(?s)<url>\s*<loc>[^<]*/en/glossary/</loc>.*?</url>"
    text, number = re.subn(entry, "", file.read_text(encoding="utf-8"))
    assert number == 1
    write(file, text)


def broken_sitemap(folder: Path) -> None:
    write(folder / "sitemap.xml", "<urlset>")


def foreign_sitemap(folder: Path) -> None:
    file = folder / "sitemap.xml"
    other = "<url><loc>https://elsewhere.example/</loc></url></urlset>"
    write(file, file.read_text(encoding="utf-8").replace("</urlset>", other))


def listed_thanks(folder: Path) -> None:
    file = folder / "sitemap.xml"
    thanks = f"<url><loc>{BUILT_FOR}thanks/yes/</loc></url></urlset>"
    write(file, file.read_text(encoding="utf-8").replace("</urlset>", thanks))


def mixed(folder: Path) -> None:
    file = folder / "de/contact/index.html"
    picture = '<img src="http://pictures.example/a.png" alt=""></main>'
    write(file, file.read_text(encoding="utf-8").replace("</main>", picture))


@pytest.mark.parametrize(
    ("spoil", "wanted"),
    [
        (lose, ["PUB01 the answer is 404"]),
        (stale_autoconfig, ["PUB07 it does not say what facts.yml says"]),
        (lose_autoconfig, ["PUB07 the answer is 404"]),
        (short_sitemap, ["PUB02 /en/glossary/ is not listed"]),
        (broken_sitemap, ["PUB02 no XML: "]),
        (foreign_sitemap, ["PUB02 https://elsewhere.example/ is not an address of this site"]),
        (listed_thanks, ["PUB02 /thanks/yes/ is listed, and says that it is not to be"]),
        (mixed, ["PUB08 http://pictures.example/a.png is loaded"]),
    ],
)
def test_a_fault_of_the_files_is_found_by_address_and_in_the_folder(
    seen, folder, pages, spoil, wanted
):
    spoil(folder)
    findings = said(seen())
    assert len(findings) == len(wanted)
    assert all(map(str.startswith, findings, wanted)), findings
    same = publish_check(Folder(folder, "/"), pages, BUILT_FOR).findings
    codes = {each.code for each in same if each.severity is Severity.ERROR}
    assert codes == {each[:5] for each in findings}


def in_folder(folder: Path, pages: Site) -> Report:
    return publish_check(Folder(folder, "/"), pages, BUILT_FOR)


def test_a_folder_as_it_is_built_and_packed_has_only_the_reminder_of_its_address(folder, pages):
    report = in_folder(folder, pages)
    assert said(report.findings) == [f"PUB11 site.url is still {BUILT_FOR}"]
    assert report.findings[0].severity is Severity.WARNING


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        (r"  X-Frame-Options: DENY\n", "", "PUB04 X-Frame-Options is missing"),
        (r"  Cache-Control: .*\n", "", "PUB09 Cache-Control is missing"),
        (r"x-apple-aspen-config", "zip", "PUB03 application/zip is sent"),
    ],
)
def test_what_the_headers_file_says_counts_in_a_folder(folder, pages, before, after, wanted):
    file = folder / "_headers"
    text = file.read_text(encoding="utf-8")
    assert re.search(before, text)
    write(file, re.sub(before, after, text))
    errors = [each for each in in_folder(folder, pages).findings if each.code != "PUB11"]
    assert errors
    assert all(map(str.startswith, said(errors), [wanted] * len(errors))), said(errors)


def test_a_packed_twin_of_an_older_page_is_found(folder, pages):
    twin = folder / "contact/index.html.gz"
    older = (folder / "glossary/index.html.gz").read_bytes()
    twin.unlink()
    twin.write_bytes(older)
    codes = [each.code for each in in_folder(folder, pages).findings if each.path == str(twin)]
    assert codes == ["PUB01"]


def test_a_folder_without_its_headers_and_error_pages_is_found(folder, pages):
    (folder / "_headers").unlink()
    (folder / "az/404.html").unlink()
    findings = {(each.code, Path(each.path).name) for each in in_folder(folder, pages).findings}
    assert {("PUB04", "_headers"), ("PUB06", "index.html")} <= findings


@pytest.fixture(scope="module")
def authority(tmp_path_factory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def in_pages(pages, monkeypatch) -> None:
    """The current folder is the help centre that the site was built from."""
    monkeypatch.chdir(pages.project.root)
    monkeypatch.delenv("SITE_URL", raising=False)


def run(*arguments: str):
    return CliRunner().invoke(main, ["publish-check", *arguments])


@pytest.fixture
def encrypted(whole, pages, tmp_path, in_pages):
    """What a stranger finds, who trusts an authority, at a server with a certificate."""

    def run_at(certificate: Path, authority: Path):
        port = free_port()
        conf = configuration(whole, pages, f"127.0.0.1:{port} ssl")
        pem = f'ssl_certificate "{certificate}"; ssl_certificate_key "{certificate}";'
        folder = tmp_path / "nginx"
        folder.mkdir()
        with running(folder, conf.replace("server {", f"server {{ {pem}", 1), port):
            return run(f"https://127.0.0.1:{port}/", "--ca", str(authority), "--format", "json")

    return run_at


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("valid", None),
        ("expired", "certificate expired"),
        ("soon", "the certificate expires in "),
        ("another name", "certificate for another name"),
        ("self-signed", "certificate not trusted"),
    ],
)
def test_the_certificate_is_judged_as_browsers_do_and_the_rest_is_checked_all_the_same(
    encrypted, authority, tmp_path, kind, wanted
):
    certificate = {
        "valid": lambda: authority.issue("valid", "127.0.0.1"),
        "expired": lambda: authority.issue("expired", "127.0.0.1", days=-1),
        "soon": lambda: authority.issue("soon", "127.0.0.1", days=5),
        "another name": lambda: authority.issue("other", "other.example"),
        "self-signed": lambda: self_signed(tmp_path, "127.0.0.1"),
    }[kind]()
    done = encrypted(certificate, authority.file)
    assert done.exit_code == 1, done.output  # it is built for another address
    found = [json.loads(line) for line in done.stdout.splitlines()]
    about = [each["message"] for each in found if each["code"] == "PUB10"]
    assert len(about) == (wanted is not None)
    assert all(each.startswith(wanted) for each in about)
    assert {each["code"] for each in found} - {"PUB10"} == {"PUB11"}


class Stubborn(BaseHTTPRequestHandler):
    """Answers as no server should: a body that is not packed as it says."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"plain")

    def log_message(self, *_):
        pass


def test_a_server_that_says_nonsense_is_one_finding(pages):
    with ThreadingHTTPServer(("127.0.0.1", 0), Stubborn) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        (finding,) = publish_check(Web(url, seconds=10), pages, url).findings
        server.shutdown()
    assert (finding.code, finding.path) == ("PUB01", url)


def test_a_site_that_does_not_answer_is_one_finding(in_pages):
    done = run(f"http://127.0.0.1:{free_port()}/")
    assert done.exit_code == 1
    assert done.stdout.count("PUB") == 1
    assert "PUB01" in done.stdout


@pytest.mark.parametrize("where", ["no/such/folder", "http://[", "https://"])
def test_what_is_no_site_is_a_wrong_set_up(in_pages, where):
    assert run(where).exit_code == 2

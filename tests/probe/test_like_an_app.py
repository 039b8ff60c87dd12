"""The built site as mail apps use it: they fetch a file, read it, and then mail goes and comes.

Names and ports lead to the servers of this machine; everything else is as it would be outside.
"""

from __future__ import annotations

import imaplib
import json
import plistlib
import poplib
import smtplib
import socket
import ssl
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, build_opener
from xml.etree import ElementTree as ET

import dns.rdatatype
import dns.zone
import pytest
from click.testing import CliRunner

from browser.nginx import free_port, running
from helpdesk.cli import main
from probe.conftest import REAL_FACTS, ROOT
from probe.dovecot import GOOD, PASSWORD

DOMAIN = REAL_FACTS.provider.id
ADDRESS = f"reader@{DOMAIN}"
TLS_PORTS = {"imap": "imaps", "pop3": "pop3s", "smtp": "smtps"}

pytestmark = pytest.mark.xdist_group("built site")


@dataclass(frozen=True)
class Settings:
    """What an app knows after reading a file; the names of protocols are those of autoconfig."""

    protocol: str
    host: str
    port: int
    username: str


class NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_, **__):
        return None


@pytest.fixture(scope="module")
def web(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the built site, served with what `helpdesk nginx` prints."""
    port = free_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        patch.delenv("SITE_URL", raising=False)
        command = ["nginx", "--root", str(site), "--listen", f"127.0.0.1:{port}"]
        printed = CliRunner().invoke(main, command)
    assert printed.exit_code == 0, printed.output
    with running(tmp_path_factory.mktemp("nginx"), printed.stdout, port) as address:
        yield address


@pytest.fixture(scope="module")
def fetch(web: str) -> Callable[[str], tuple[int, str, bytes]]:
    """Ask for an address of any host: names lead to the site, what is not served is a 404."""

    def ask(address: str) -> tuple[int, str, bytes]:
        path = urlsplit(address).path.lstrip("/")
        try:
            with build_opener(NoRedirect).open(web + path) as answer:
                return answer.status, answer.headers.get_content_type(), answer.read()
        except HTTPError as error:
            with error:
                return error.code, error.headers.get_content_type(), b""

    return ask


def of_autoconfig(document: bytes) -> list[Settings]:
    """What Thunderbird takes from the file: the first server of each protocol."""
    found = {}
    for element in ET.fromstring(document).iter():  # noqa: S314 - our own file
        if element.tag in ("incomingServer", "outgoingServer"):
            told = {child.tag: child.text for child in element}
            name = told["username"].replace("%EMAILADDRESS%", ADDRESS)
            port = int(told["port"])
            found.setdefault(
                element.get("type"), Settings(element.get("type"), told["hostname"], port, name)
            )
    return list(found.values())


def of_profile(document: bytes) -> list[Settings]:
    """What a device takes from a profile; the name is what it asks the reader for."""
    (account,) = plistlib.loads(document)["PayloadContent"]
    incoming = {"EmailTypeIMAP": "imap", "EmailTypePOP": "pop3"}[account["EmailAccountType"]]
    return [
        Settings(
            protocol,
            account[f"{way}MailServerHostName"],
            account[f"{way}MailServerPortNumber"],
            ADDRESS,
        )
        for protocol, way in ((incoming, "Incoming"), ("smtp", "Outgoing"))
        if account[f"{way}MailServerUseSSL"]
    ]


def of_zone(document: bytes) -> list[Settings]:
    """What RFC 6186 and RFC 8314 make of SRV records."""
    zone = dns.zone.from_text(
        document.decode(), origin=DOMAIN, relativize=False, check_origin=False
    )
    protocols = {"_imaps": "imap", "_pop3s": "pop3", "_submissions": "smtp"}
    return [
        Settings(protocols[label], record.target.to_text(omit_final_dot=True), record.port, ADDRESS)
        for name, _, record in zone.iterate_rdatas(dns.rdatatype.SRV)
        if (label := name.labels[0].decode()) in protocols
    ]


def of_facts(document: bytes) -> list[Settings]:
    """What anybody's tool takes from the facts: the servers with TLS."""
    mail = json.loads(document)["mail"]
    name = mail["login"]["username"].replace("%EMAILADDRESS%", ADDRESS)
    return [
        Settings(server["protocol"], server["host"], server["port"], name)
        for server in mail["servers"]
        if server["security"] == "tls"
    ]


FILES = [
    ("mail/config-v1.1.xml", "text/xml", of_autoconfig),
    (".well-known/autoconfig/mail/config-v1.1.xml", "text/xml", of_autoconfig),
    ("mail/imap.mobileconfig", "application/x-apple-aspen-config", of_profile),
    ("mail/pop3.mobileconfig", "application/x-apple-aspen-config", of_profile),
    ("mail/dns-srv.txt", "text/plain", of_zone),
    ("facts.json", "application/json", of_facts),
]


@pytest.mark.parametrize(("path", "kind", "_"), FILES)
def test_a_file_is_served_as_apps_expect_it(fetch, site, path, kind, _):
    status, media_type, document = fetch(f"https://help.example/{path}")
    assert (status, media_type) == (200, kind)
    assert document == (site / path).read_bytes()


def test_page_hosts_are_told_the_media_types(site):
    blocks = (site / "_headers").read_text(encoding="utf-8").split("\n/")
    told = {block.partition("\n")[0].lstrip("/"): block for block in blocks}
    for path, kind, _ in FILES[:4]:
        assert f"Content-Type: {kind}" in told[path]


def lookups(domain: str, mx: str) -> Iterator[str]:
    """Where Thunderbird looks, in its order (draft-ietf-mailmaint-autoconfig-06, section 4)."""
    yield f"https://autoconfig.{domain}/mail/config-v1.1.xml?emailaddress=reader@{domain}"
    yield f"https://{domain}/.well-known/autoconfig/mail/config-v1.1.xml"
    yield f"http://autoconfig.{domain}/mail/config-v1.1.xml"
    full = mx.partition(".")[2]
    base = ".".join(mx.split(".")[-2:])
    for found in dict.fromkeys((full, base)):
        yield f"https://autoconfig.{found}/mail/config-v1.1.xml"


@pytest.mark.parametrize(
    ("domain", "hosts"),
    [
        (DOMAIN, {f"autoconfig.{DOMAIN}"}),  # the provider's own addresses
        (DOMAIN, {DOMAIN}),
        ("customer.example", {"customer.example"}),  # a customer who keeps the file
        ("customer.example", {f"autoconfig.{DOMAIN}"}),  # a customer whose MX is the provider's
    ],
)
def test_thunderbirds_order_of_places_leads_to_the_servers(fetch, domain, hosts):
    asked = [
        place for place in lookups(domain, f"mx1.{DOMAIN}") if urlsplit(place).hostname in hosts
    ]
    status, kind, document = fetch(asked[0])
    assert (status, kind) == (200, "text/xml")
    encrypted = [server.protocol.value for server in REAL_FACTS.mail.servers if server.encrypted]
    found = of_autoconfig(document)
    assert sorted(each.protocol for each in found) == sorted(encrypted)
    assert found[0].protocol == "imap"


@pytest.fixture
def trust(authority) -> ssl.SSLContext:
    """What apps check certificates with."""
    return ssl.create_default_context(cafile=str(authority.file))


@pytest.fixture
def lead(monkeypatch, incoming, outgoing) -> Callable[[], Path]:
    """Lead the servers of the facts to those on this machine, nothing else; return the mailbox."""
    ports = {**vars(incoming), **vars(outgoing)}
    leads = {
        (server.host, server.port): (GOOD, ports[TLS_PORTS[server.protocol.value]])
        for server in REAL_FACTS.mail.servers
        if server.encrypted
    }
    connect = socket.create_connection

    def connect_elsewhere(address, *rest, **more):
        return connect(leads[address], *rest, **more)

    def lead() -> Path:
        monkeypatch.setattr(socket, "create_connection", connect_elsewhere)
        return incoming.mailbox

    return lead


@pytest.mark.parametrize(("path", "read"), [(path, read) for path, _, read in FILES])
def test_with_the_values_of_each_file_mail_goes_and_comes(fetch, lead, trust, path, read):
    settings = {each.protocol: each for each in read(fetch(f"https://help.example/{path}")[2])}
    assert READERS.keys() & settings.keys()
    mailbox = lead()
    subject = uuid.uuid4().hex
    send(settings["smtp"], subject, trust)
    arrive(mailbox, subject)
    for protocol in READERS.keys() & settings.keys():
        assert subject in READERS[protocol](settings[protocol], trust)


def send(settings: Settings, subject: str, context: ssl.SSLContext) -> None:
    with smtplib.SMTP_SSL(settings.host, settings.port, context=context, timeout=10) as smtp:
        smtp.login(settings.username, PASSWORD)
        smtp.sendmail(ADDRESS, [ADDRESS], f"Subject: {subject}\r\n\r\nhello\r\n")


def arrive(mailbox: Path, subject: str) -> None:
    """Wait until the message is delivered: sending ends when it is queued."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if any(subject in file.read_text() for file in mailbox.glob("[nc]*/*") if file.is_file()):
            return
        time.sleep(0.02)
    pytest.fail("the message does not arrive")


def read_imap(settings: Settings, context: ssl.SSLContext) -> str:
    with imaplib.IMAP4_SSL(settings.host, settings.port, ssl_context=context, timeout=10) as imap:
        imap.login(settings.username, PASSWORD)
        imap.select()
        _, (numbers,) = imap.search(None, "ALL")
        _, parts = imap.fetch(numbers.split()[-1], "(RFC822)")
        return parts[0][1].decode()


def read_pop(settings: Settings, context: ssl.SSLContext) -> str:
    pop = poplib.POP3_SSL(settings.host, settings.port, context=context, timeout=10)
    pop.user(settings.username)
    pop.pass_(PASSWORD)
    count, _ = pop.stat()
    message = b"\n".join(pop.retr(count)[1]).decode()
    pop.quit()
    return message


READERS = {"imap": read_imap, "pop3": read_pop}

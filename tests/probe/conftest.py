"""Real mail servers with certificates of the tests' own authority, and a probe that finds them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from helpdesk.facts import Facts, load_facts
from helpdesk.probing.options import Options
from helpdesk.probing.outcome import Result
from helpdesk.probing.servers import probe_servers
from probe.authority import Authority, self_signed
from probe.daemons import own_folder
from probe.dovecot import EXPIRED, OTHER_NAME, SELF_SIGNED, Dovecot, dovecot
from probe.postfix import Postfix, postfix

ROOT = Path(__file__).parents[2]
REAL_FACTS = load_facts(ROOT / "facts.yml", environ={})

HOST = "mail.example.test"
DOMAIN = "example.test"


@pytest.fixture(scope="session")
def servers_folder() -> Iterator[Path]:
    """What the mail servers write; they stop before it goes."""
    with own_folder("mail") as folder:
        yield folder


@pytest.fixture(scope="session")
def authority(servers_folder: Path) -> Authority:
    """Who vouches for the servers."""
    (servers_folder / "certificates").mkdir()
    return Authority(servers_folder / "certificates")


@pytest.fixture(scope="session")
def certificate(authority: Authority) -> Path:
    """The certificate of a server that is as it should be, for the real host's names too."""
    hosts = [HOST, DOMAIN, f"autoconfig.{DOMAIN}", *REAL_FACTS.hosts]
    return authority.issue("good", *hosts)


@pytest.fixture(scope="session")
def incoming(servers_folder: Path, authority: Authority, certificate: Path) -> Iterator[Dovecot]:
    """Dovecot: IMAP and POP3."""
    folder = servers_folder / "dovecot"
    folder.mkdir()
    bad = {
        EXPIRED: authority.issue("expired", HOST, days=-3),
        OTHER_NAME: authority.issue("other", "one.example.test", "two.example.test"),
        SELF_SIGNED: self_signed(authority.folder, HOST),
    }
    with dovecot(folder, certificate, bad) as server:
        yield server


@pytest.fixture(scope="session")
def outgoing(servers_folder: Path, certificate: Path, incoming: Dovecot) -> Iterator[Postfix]:
    """Postfix: submission with TLS, with STARTTLS, and without."""
    folder = servers_folder / "postfix"
    folder.mkdir()
    domains = f"{DOMAIN}, {REAL_FACTS.provider.id}" if REAL_FACTS.provider else DOMAIN
    with postfix(folder, certificate, incoming, domains) as server:
        yield server


Look = Callable[..., Result]


@pytest.fixture
def look(authority: Authority) -> Look:
    """Probe one server of the facts that stands at an address of this machine."""

    def probe(entry: str, address: str, port: int, timeout: float = 5) -> Result:
        facts = facts_of(entry)
        server = facts.mail.servers[0]
        options = Options(timeout, str(authority.file), {(HOST, server.port): ((address, port),)})
        (result,) = asyncio.run(probe_servers(facts, options))
        return result

    return probe


def facts_of(*entries: str, **mail: object) -> Facts:
    """Facts from words such as `imap 993 tls`."""
    servers = [
        {"protocol": protocol, "port": int(port), "security": security, "host": HOST}
        for protocol, port, security in (entry.split() for entry in entries)
    ]
    provider = {"name": "Example", "id": DOMAIN}
    return Facts.model_validate({"provider": provider, "mail": {"servers": servers, **mail}})

"""From any provider's autoconfig file to facts, and from there back to the same settings."""

from __future__ import annotations

import os
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings

from clients.strategies import facts
from helpdesk.cli import main
from helpdesk.clients.autoconfig import NothingToPublishError, autoconfig
from helpdesk.clients.importing import ImportRefusedError, facts_from_autoconfig
from helpdesk.facts import Facts, Protocol, parse_facts

ISPDB = Path(__file__).parents[3] / "shared" / "ispdb"
PROVIDERS = sorted(ISPDB.glob("*.xml"))

OLD_SPELLINGS = {"plain": "password-cleartext", "secure": "password-encrypted"}

SMALL = """<clientConfig version="1.1"><emailProvider id="a.be"><domain>a.be</domain>
<displayName>A</displayName>{servers}</emailProvider></clientConfig>"""
SERVER = """<{way}Server type="{kind}"><hostname>{host}</hostname><port>{port}</port>
<socketType>{socket}</socketType><authentication>password-cleartext</authentication>
<username>%EMAILADDRESS%</username></{way}Server>"""


def run(*arguments: str, text: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["import-autoconfig", *arguments], input=text)


def server(kind: str, port: int, socket: str, host: str = "mail.a.be") -> str:
    way = "outgoing" if kind == "smtp" else "incoming"
    return SERVER.format(way=way, kind=kind, port=port, socket=socket, host=host)


def document(*servers: str) -> bytes:
    return SMALL.format(servers="".join(servers)).encode()


def told(xml: bytes) -> dict[str, list[tuple[object, ...]]]:
    """What a file says about each protocol's encrypted servers, read without our code."""
    found: dict[str, list[tuple[object, ...]]] = {"imap": [], "pop3": [], "smtp": []}
    for element in ET.fromstring(xml).find("emailProvider"):  # noqa: S314 - stored or our own
        kind = element.get("type", "")
        socket = (element.findtext("socketType") or "").strip()
        if kind in found and socket != "plain":
            methods = [(node.text or "").strip() for node in element.findall("authentication")]
            each = (
                (element.findtext("hostname") or "").strip(),
                int(element.findtext("port") or 0),
                socket,
                (element.findtext("username") or "").strip(),
                [OLD_SPELLINGS.get(method, method) for method in methods],
            )
            if each not in found[kind]:
                found[kind].append(each)
    return found


def test_the_public_database_is_there():
    if not ISPDB.is_dir() and not os.environ.get("CI"):
        pytest.skip("the stored providers (../shared/ispdb) are not beside this checkout")
    assert PROVIDERS


@pytest.mark.parametrize("file", PROVIDERS, ids=lambda file: file.stem)
def test_a_real_provider_imports_and_its_encrypted_servers_come_back(file):
    result = run(str(file))
    assert result.exit_code == 0, result.stderr
    known = parse_facts(result.stdout.encode(), path="facts.yml", environ={}).facts
    expected = told(file.read_bytes())
    try:
        assert told(autoconfig(known)) == expected
    except NothingToPublishError:
        assert not any(expected.values())


@settings(max_examples=40, deadline=None)
@given(facts())
def test_what_we_publish_imports_again(known):
    try:
        published = autoconfig(known)
    except NothingToPublishError:
        return
    _, imported = facts_from_autoconfig(published)
    for protocol in (Protocol.IMAP, Protocol.POP3, Protocol.SMTP):
        ours = [each for each in known.servers(protocol) if each.encrypted and each.host]
        theirs = imported.servers(protocol)
        assert [each.key for each in theirs] == [each.key for each in ours]
        assert [settings_of(imported, each) for each in theirs] == [
            settings_of(known, each) for each in ours
        ]


def settings_of(known: Facts, each) -> tuple[str, tuple[object, ...]]:
    return known.username_of(each), known.authentication_of(each)


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        (server("pop3", 993, "SSL"), "993"),
        (server("smtp", 586, "STARTTLS"), "586"),
        (server("smtp", 587, "SSL"), "587"),
        (server("imap", 143, "plain"), "not encrypted"),
    ],
)
def test_what_is_odd_is_imported_with_a_warning(odd, words):
    result = run("-", text=document(odd))
    assert result.exit_code == 0
    assert "Warning" in result.stderr
    assert words in result.stderr
    assert "mail.a.be" in result.stdout


def test_a_usual_provider_is_imported_without_a_word():
    result = run("-", text=document(server("imap", 993, "SSL"), server("smtp", 465, "SSL")))
    assert (result.exit_code, result.stderr) == (0, "")


def test_placeholders_are_kept():
    result = run("-", text=document(server("imap", 993, "SSL", "imap.%EMAILDOMAIN%")))
    mail = yaml.safe_load(result.stdout)["mail"]
    assert mail["servers"][0]["host"] == "imap.%EMAILDOMAIN%"
    assert mail["login"]["username"] == "%EMAILADDRESS%"


def test_a_file_that_exists_is_kept(tmp_path):
    target = tmp_path / "facts.yml"
    small = document(server("imap", 993, "SSL"))
    assert run("-", "-o", str(target), text=small).exit_code == 0
    written = target.read_bytes()
    again = run("-", "-o", str(target), text=document(server("pop3", 995, "SSL")))
    assert again.exit_code == 2
    assert "exists" in again.stderr
    assert target.read_bytes() == written


LAUGHS = """<!DOCTYPE c [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><clientConfig>&c;</clientConfig>"""
EXTERNAL = '<!DOCTYPE c [<!ENTITY a SYSTEM "file:///etc/passwd">]><clientConfig>&a;</clientConfig>'

HOSTILE = {
    "entities that grow": LAUGHS.encode(),
    "an external entity": EXTERNAL.encode(),
    "a document type": b'<!DOCTYPE c SYSTEM "http://a.be/c.dtd"><clientConfig/>',
    "five megabytes": b"<clientConfig>" + b" " * 5_000_000 + b"</clientConfig>",
    "no XML": b"imap: mail.a.be",
    "cut off": document(server("imap", 993, "SSL"))[:-40],
    "nothing": b"",
    "zeros": b"\0" * 100,
    "another encoding than it says": document(server("imap", 993, "SSL"))
    .decode()
    .encode("utf-16-le"),
    "a web page": b"<html><body>404</body></html>",
    "no provider": b"<clientConfig/>",
    "no server": document(),
    "no host": document(server("imap", 993, "SSL", "")),
    "no port": document(server("imap", 993, "SSL").replace("993", "")),
    "a port that is none": document(server("imap", 99999, "SSL")),
    "a socket type that is none": document(server("imap", 993, "sssl")),
    "a host that is none": document(server("imap", 993, "SSL", "mail a.be")),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_or_no_autoconfig_file_is_refused_in_one_line(name, tmp_path):
    file = tmp_path / "config.xml"
    file.write_bytes(HOSTILE[name])
    result = run(str(file))
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stderr.startswith("Error: ")
    assert "Traceback" not in result.stderr


def test_a_file_that_is_not_there_is_a_wrong_set_up(tmp_path):
    result = run(str(tmp_path / "none.xml"))
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_refusal_says_what_is_wrong():
    with pytest.raises(ImportRefusedError, match="sssl"):
        facts_from_autoconfig(HOSTILE["a socket type that is none"])

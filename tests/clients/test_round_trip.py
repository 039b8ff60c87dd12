"""Every generated file, read by a foreign parser, holds the encrypted part of the facts."""

from __future__ import annotations

import json
import plistlib
from pathlib import Path
from xml.etree import ElementTree as ET

import dns.name
import dns.rdatatype
import dns.zone
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from clients.strategies import facts
from helpdesk.clients.autoconfig import Documentation, NothingToPublishError, autoconfig
from helpdesk.clients.dns import records, zone
from helpdesk.clients.profile import profile
from helpdesk.clients.published import FACTS_JSON, FACTS_SCHEMA, client_files, facts_json
from helpdesk.facts import Facts, Protocol, Security

GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).with_name("autoconfig.rng")))
PAGES = (
    Documentation("https://help.example/", "fr", "Réglages <&>"),
    Documentation("https://help.example/az/", "az", "Parametrlər"),
)
TEXTS = {"default": "Bonjour", "fr": "Bonjour", "az": "Salam"}

SOCKETS = {Security.TLS: "SSL", Security.STARTTLS: "STARTTLS"}
APPLE_METHODS = {
    "password-cleartext": "EmailAuthPassword",
    "password-encrypted": "EmailAuthCRAMMD5",
    "NTLM": "EmailAuthNTLM",
    "none": "EmailAuthNone",
}

many = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)


def encrypted(known: Facts, *protocols: Protocol):
    return [
        server
        for server in known.mail.servers
        if server.host
        and server.security in SOCKETS
        and (not protocols or server.protocol in protocols)
    ]


def published(known: Facts) -> bytes | None:
    try:
        return autoconfig(known, PAGES)
    except NothingToPublishError:
        return None


@many
@given(facts())
def test_autoconfig_holds_the_encrypted_servers_in_their_order(known):
    document = published(known)
    assert (document is None) == (not encrypted(known, *list(Protocol)[:3]))
    if document is None:
        return
    for tag, protocols in (
        ("incomingServer", (Protocol.IMAP, Protocol.POP3)),
        ("outgoingServer", (Protocol.SMTP,)),
    ):
        found = [
            (
                element.get("type"),
                element.findtext("hostname"),
                int(element.findtext("port")),
                element.findtext("socketType"),
                element.findtext("username") or "",
                [method.text for method in element.findall("authentication")],
            )
            for element in ET.fromstring(document).iter(tag)  # noqa: S314 - our own file
        ]
        assert found == [
            (
                server.protocol.value,
                server.host,
                server.port,
                SOCKETS[server.security],
                known.username_of(server),
                [method.value for method in known.authentication_of(server)],
            )
            for server in encrypted(known, *protocols)
        ]


@many
@given(facts())
def test_autoconfig_is_valid_and_names_the_provider(known):
    document = published(known)
    if document is None:
        return
    tree = etree.fromstring(document)
    assert GRAMMAR.validate(tree), GRAMMAR.error_log
    assert document.startswith(b"<?xml")
    assert tree.find("emailProvider").get("id") == known.provider.id
    domains = [element.text for element in tree.iter("domain")]
    assert domains == list(known.provider.domains or (known.provider.id,))
    pages = {
        (page.get("url"), text.get("lang"), text.text)
        for page in tree.iter("documentation")
        for text in page
    }
    assert pages == {(page.url, page.language, page.title) for page in PAGES}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"<socketType>SSL<", b"<socketType>sssl<"),
        (b"<socketType>SSL<", b"<socketType>plain<"),
        (b"<hostname>mail.a.be</hostname>", b""),
        (b"<port>993<", b"<port>70000<"),
        (b"<port>993<", b"<port>imap<"),
        (b"<domain>a.be</domain>", b""),
        (b">password-cleartext<", b">password<"),
    ],
)
def test_the_grammar_refuses_what_apps_would_stumble_over(right, wrong):
    server = {"protocol": "imap", "host": "mail.a.be", "port": 993, "security": "tls"}
    known = {"provider": {"name": "A", "id": "a.be"}, "mail": {"servers": [server]}}
    document = autoconfig(Facts.model_validate(known))
    assert GRAMMAR.validate(etree.fromstring(document))
    assert right in document
    assert not GRAMMAR.validate(etree.fromstring(document.replace(right, wrong)))


@many
@given(facts())
def test_a_profile_holds_the_first_pair_of_encrypted_servers(known):
    for protocol, kind in ((Protocol.IMAP, "EmailTypeIMAP"), (Protocol.POP3, "EmailTypePOP")):
        document = profile(known, protocol, texts=TEXTS, title="Mail")
        pair = [apple_server(known, each) for each in (protocol, Protocol.SMTP)]
        assert (document is None) == (None in pair)
        if document is None:
            continue
        top = plistlib.loads(document)
        (account,) = top["PayloadContent"]
        assert account["EmailAccountType"] == kind
        for way, server in zip(("Incoming", "Outgoing"), pair, strict=True):
            assert account[f"{way}MailServerHostName"] == server.host
            assert account[f"{way}MailServerPortNumber"] == server.port
            assert account[f"{way}MailServerUseSSL"] is True
            methods = [method.value for method in known.authentication_of(server)]
            assert account[f"{way}MailServerAuthentication"] == next(
                APPLE_METHODS[method] for method in methods if method in APPLE_METHODS
            )
        assert top["ConsentText"] == TEXTS
        assert len({top["PayloadUUID"], account["PayloadUUID"]}) == 2


def apple_server(known: Facts, protocol: Protocol):
    """The first server that a device can use: with a name of its own, and a login it knows."""
    return next(
        (
            server
            for server in encrypted(known, protocol)
            if "%" not in server.host
            and {method.value for method in known.authentication_of(server)} & APPLE_METHODS.keys()
        ),
        None,
    )


@many
@given(facts())
def test_a_profile_holds_no_address_no_name_and_no_password(known):
    for protocol in (Protocol.IMAP, Protocol.POP3):
        document = profile(known, protocol, texts=TEXTS, title="Mail")
        if document is not None:
            (account,) = plistlib.loads(document)["PayloadContent"]
            secrets = ("EmailAddress", "IncomingPassword", "OutgoingPassword")
            names = [f"{way}MailServerUsername" for way in ("Incoming", "Outgoing")]
            assert not {*secrets, *names} & account.keys()


@many
@given(facts())
def test_the_zone_leads_to_the_encrypted_servers_in_their_order(known):
    labels = {
        "_imaps": (Protocol.IMAP, Security.TLS),
        "_imap": (Protocol.IMAP, Security.STARTTLS),
        "_pop3s": (Protocol.POP3, Security.TLS),
        "_pop3": (Protocol.POP3, Security.STARTTLS),
        "_submissions": (Protocol.SMTP, Security.TLS),
        "_submission": (Protocol.SMTP, Security.STARTTLS),
        "_sieve": (Protocol.SIEVE, Security.STARTTLS),
    }
    read = dns.zone.from_text(zone(known), origin="a.be", relativize=False, check_origin=False)
    found = [
        (record.priority, labels[name.labels[0].decode()], record.target, record.port)
        for name, _, record in read.iterate_rdatas(dns.rdatatype.SRV)
    ]
    expected = [
        ((server.protocol, server.security), dns.name.from_text(server.host), server.port)
        for server in encrypted(known)
        if "%" not in server.host and (server.protocol, server.security) in labels.values()
    ]
    for is_outgoing in (False, True):
        assert [
            tuple(rest)
            for _, *rest in sorted(found)
            if (rest[0][0] is Protocol.SMTP) == is_outgoing
        ] == [each for each in expected if (each[0][0] is Protocol.SMTP) == is_outgoing]
    assert len(records(known)) == len(expected)


@many
@given(facts())
def test_the_facts_file_for_tools_gives_the_facts_back(known):
    data = json.loads(facts_json(known))
    assert Facts.model_validate(data) == known


@many
@given(facts())
def test_the_same_facts_give_the_same_bytes(known):
    again = Facts.model_validate(known.model_dump())
    told = {"documentation": PAGES, "consent": TEXTS, "title": "Mail"}
    first = client_files(known, **told)
    assert first == client_files(again, **told)


@many
@given(facts())
def test_no_client_file_holds_an_unencrypted_server(known):
    files = client_files(known, documentation=PAGES, consent=TEXTS, title="Mail")
    allowed = {(server.host, str(server.port)) for server in encrypted(known)}
    del files[FACTS_JSON], files[FACTS_SCHEMA]
    for name, content in files.items():
        if name.endswith(".xml"):
            assert b"plain<" not in content
            for element in etree.fromstring(content).iter("incomingServer", "outgoingServer"):
                assert (element.findtext("hostname"), element.findtext("port")) in allowed
        elif name.endswith(".txt"):
            for line in content.decode().splitlines():
                *_, port, target = line.split()
                assert (target.rstrip("."), port) in allowed

"""`helpdesk probe` as people and tools call it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from helpdesk.cli import main
from helpdesk.clients.dns import zone
from helpdesk.facts import load_facts
from helpdesk.probing.record import valid_record
from probe.conftest import DOMAIN, HOST, ROOT
from probe.daemons import free_port
from probe.dovecot import GOOD, IPV6, PLAIN_LOGIN
from probe.nameserver import nameserver

FACTS = f"""\
provider: {{name: Example, id: {DOMAIN}}}
mail:
  servers:
    - {{protocol: imap, host: {HOST}, port: 993, security: tls}}
    - {{protocol: pop3, host: {HOST}, port: 110, security: starttls}}
    - {{protocol: imap, host: {HOST}, port: 143, security: none}}
"""
MKDOCS = "plugins:\n  - i18n:\n      languages:\n        - {locale: fr, name: fr, default: true}\n"


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """A help centre with three servers, as the current folder."""
    (tmp_path / "facts.yml").write_text(FACTS)
    (tmp_path / "mkdocs.yml").write_text(MKDOCS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def leads(authority, incoming) -> list[str]:
    """Options that lead each server to the one on this machine, IMAP by IPv4 and by IPv6."""
    return [
        f"--ca={authority.file}",
        f"--connect={HOST}:993={GOOD}:{incoming.imaps}",
        f"--connect={HOST}:993=[{IPV6}]:{incoming.imaps}",
        f"--connect={HOST}:110={GOOD}:{incoming.pop3}",
        f"--connect={HOST}:143={PLAIN_LOGIN}:{incoming.imap}",
    ]


def probe(*options: str) -> Result:
    return CliRunner().invoke(main, ["probe", *options])


def nobody() -> str:
    """An option that leads IMAP to where nobody listens."""
    return f"--connect={HOST}:993={GOOD}:{free_port(GOOD)}"


def test_servers_that_are_as_stated_exit_with_0_and_a_line_each(here, leads):
    result = probe(*leads)
    assert result.exit_code == 0, result.output
    marks = [line.split()[0] for line in result.stdout.splitlines()]
    assert marks == ["ok"] * 4
    assert f"imap {HOST}:993 tls (::1): TLS 1.3" in result.stdout
    assert "not recommended" in result.stdout
    assert result.stderr == "4 as stated\n"


def test_a_server_that_differs_exits_with_1_and_is_named(here, leads):
    result = probe(*leads[:1], nobody(), *leads[3:])
    assert result.exit_code == 1
    first = result.stdout.splitlines()[0]
    assert first == f"WRONG    imap {HOST}:993 tls ({GOOD}): refused: nothing listens there"


def test_json_has_an_object_per_line(here, leads, incoming):
    result = probe(*leads, "--format", "json")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [each["verdict"] for each in found] == ["as stated"] * 4
    assert found[0] | {"certificate_days_left": 90} == {
        "subject": f"imap {HOST}:993 tls",
        "verdict": "as stated",
        "fault": None,
        "detail": "",
        "address": GOOD,
        "protocol": "imap",
        "host": HOST,
        "port": 993,
        "security": "tls",
        "tls": "TLSv1.3",
        "certificate_days_left": 90,
        "capabilities": found[0]["capabilities"],
        "notes": [],
    }


def test_the_dns_is_asked_when_that_is_wanted(here, leads):
    nobody_at = f"127.0.0.1:{free_port('127.0.0.1')}"
    files = [f"--connect={name}:443={nobody_at}" for name in (DOMAIN, f"autoconfig.{DOMAIN}")]
    lines = zone(load_facts("facts.yml", environ={}))
    with nameserver(DOMAIN, lines) as address:
        result = probe(*leads, *files, "--dns", f"--nameserver={address}")
    assert result.exit_code == 1
    assert f"ok       SRV _imaps._tcp.{DOMAIN}" in result.stdout
    assert f"WRONG    https://autoconfig.{DOMAIN}/mail/config-v1.1.xml" in result.stdout


def test_a_recorded_probe_may_be_shown(here, leads):
    assert probe(*leads, "--record").exit_code == 0
    today = datetime.now(UTC).date()
    assert valid_record(here / "overrides", load_facts("facts.yml", environ={}), today) == today


def test_a_recorded_failure_is_a_warning_of_check(here, leads):
    (here / "docs" / "fr").mkdir(parents=True)
    (here / "docs" / "fr" / "page.md").write_text("text\n")
    assert probe(
        *leads[:1], f"--connect={HOST}:993={GOOD}:{free_port(GOOD)}", *leads[3:], "--record"
    )
    checked = CliRunner().invoke(main, ["check", "--select", "PROBE"])
    assert checked.exit_code == 0
    assert "overrides/data/probe.yml:1:1: PROBE01" in checked.stdout


@pytest.mark.parametrize(
    "options",
    [
        ["--facts", "none.yml"],
        ["--ca", "none.pem"],
        ["--ca", "facts.yml"],
        ["--connect", "nonsense"],
        ["--timeout", "0"],
        ["--format", "xml"],
    ],
)
def test_a_wrong_set_up_exits_with_2(here, options):
    result = probe(*options)
    assert (result.exit_code, result.stdout) == (2, "")


def test_facts_without_a_server_name_cannot_be_probed(here):
    (here / "facts.yml").write_text("mail: {servers: [{protocol: imap, port: 993}]}")
    result = probe()
    assert result.exit_code == 2
    assert "no server to connect to" in result.stderr


def test_an_address_that_this_machine_cannot_reach_says_nothing_about_the_server(here, leads):
    no_way = f"--connect={HOST}:993=255.255.255.255:993"
    result = probe(leads[0], leads[1], no_way, *leads[3:])
    marks = [line.split()[0] for line in result.stdout.splitlines()]
    assert (result.exit_code, marks) == (0, ["ok", "untested", "ok", "ok"])
    assert "no way there from this machine" in result.stdout


def test_a_server_without_any_address_that_can_be_reached_is_a_mismatch(here, leads):
    result = probe(leads[0], f"--connect={HOST}:993=255.255.255.255:993", *leads[3:])
    assert result.exit_code == 1
    assert "unreachable" in result.stdout.splitlines()[0]


def test_checking_pages_loads_nothing_of_the_probes():
    code = "import helpdesk.rules.probed, sys; sys.exit(bool({'asyncio', 'dns'} & {*sys.modules}))"
    path = {"PYTHONPATH": str(ROOT / "scripts")}
    subprocess.run([sys.executable, "-c", code], env={**os.environ, **path}, check=True)

"""Debian's Postfix as a private instance that takes mail from whoever logs in, and delivers it."""

from __future__ import annotations

import grp
import os
import pwd
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from probe.daemons import free_port, program, running
from probe.dovecot import GOOD, PLAIN_LOGIN, Dovecot

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
mail_owner = postfix
setgid_group = postdrop
myhostname = mail.example.test
mydestination =
inet_interfaces = loopback-only
inet_protocols = ipv4
alias_maps =
alias_database =
biff = no
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {certificate}
smtpd_tls_security_level = may
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {sasl}
smtpd_relay_restrictions = permit_sasl_authenticated, reject
mynetworks =
virtual_mailbox_domains = {domain}
virtual_mailbox_base = {mail_folder}
virtual_mailbox_maps = static:{mail_name}/
virtual_minimum_uid = 1
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
"""

# A line each: service, type, private, unprivileged, chroot, wake-up, processes, command.
MASTER = """
{good}:{smtp} inet n - n - - smtpd
  -o smtpd_tls_auth_only=yes
{good}:{smtps} inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
{good}:{without_tls} inet n - n - - smtpd
  -o smtpd_tls_security_level=none
{plain_login}:{smtp} inet n - n - - smtpd
  -o smtpd_tls_auth_only=no
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
proxymap unix - - n - - proxymap
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


QUEUES = (
    *("active", "bounce", "corrupt", "defer", "deferred", "flush"),
    *("hold", "incoming", "private", "saved", "trace"),
)


@dataclass(frozen=True)
class Postfix:
    """Ports: `smtp` offers STARTTLS, on another address plain login too; `without_tls` does not."""

    smtp: int
    smtps: int
    without_tls: int


@contextmanager
def postfix(folder: Path, certificate: Path, beside: Dovecot, domain: str) -> Iterator[Postfix]:
    """Run it in an empty folder of its own; Dovecot knows the passwords and has the mailbox."""
    if os.geteuid() != 0:
        pytest.skip("Postfix starts for root only: sudo scripts/test tests/probe")
    owner = pwd.getpwnam(beside.mail_user)
    ports = {name: free_port(GOOD) for name in ("smtp", "smtps", "without_tls")}
    values = {
        "folder": folder,
        "good": GOOD,
        "plain_login": PLAIN_LOGIN,
        "certificate": certificate,
        "sasl": beside.sasl,
        "domain": domain,
        "mail_folder": beside.mailbox.parent,
        "mail_name": beside.mailbox.name,
        "uid": owner.pw_uid,
        "gid": owner.pw_gid,
        **ports,
    }
    (folder / "main.cf").write_text(MAIN.format(**values), encoding="utf-8")
    (folder / "master.cf").write_text(MASTER.format(**values), encoding="utf-8")
    _make_queue(folder)
    addresses = [(GOOD, ports["smtp"]), (GOOD, ports["smtps"]), (GOOD, ports["without_tls"])]
    command = [_master(), "-c", str(folder), "-d"]
    with running(command, folder / "start.log", *addresses):
        yield Postfix(**ports)


def _master() -> str:
    """Where the server behind the `postfix` command stands: it alone can be told when to end."""
    ask = [program("postconf", "postfix"), "-h", "daemon_directory"]
    said = subprocess.run(ask, check=True, capture_output=True, text=True)
    return str(Path(said.stdout.strip(), "master"))


def _make_queue(folder: Path) -> None:
    """Make the folders of Debian's postfix-files(5), for the users that it names."""
    user, group = pwd.getpwnam("postfix").pw_uid, grp.getgrnam("postdrop").gr_gid
    modes = {"queue": 0o755, "data": 0o700, "queue/pid": 0o755}
    modes |= {f"queue/{name}": 0o700 for name in QUEUES}
    modes |= {"queue/public": 0o710, "queue/maildrop": 0o730}
    for name, mode in modes.items():
        path = folder / name
        path.mkdir()
        path.chmod(mode)
        if name not in ("queue", "queue/pid"):
            os.chown(path, user, group if name in ("queue/public", "queue/maildrop") else 0)

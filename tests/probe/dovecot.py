"""Debian's Dovecot as a private instance: every loopback address shows another fault."""

from __future__ import annotations

import getpass
import os
import pwd
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from probe.daemons import free_port, program, running

PASSWORD = "only-for-this-test"  # noqa: S105

# The server takes a client on its own address for safe and offers it plain login: Linux gives
# clients of 127.0.0.2 and up the address 127.0.0.1.
GOOD = "127.0.0.2"
PLAIN_LOGIN = "127.0.0.3"
EXPIRED = "127.0.0.4"
OTHER_NAME = "127.0.0.5"
SELF_SIGNED = "127.0.0.6"
WITHOUT_TLS = "127.0.0.7"
IPV6 = "::1"

MAIN = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
{no_chroot}
protocols = imap pop3
listen = {addresses}
ssl = yes
ssl_cert = <{good}
ssl_key = <{good}
ssl_dh =
disable_plaintext_auth = yes
mail_location = maildir:{mailbox}
mail_uid = {mail_user}
mail_gid = {mail_group}
first_valid_uid = 1
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={mail_user} gid={mail_group} home={folder}/home allow_all_users=yes
}}
service imap-login {{
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service pop3-login {{
  inet_listener pop3 {{
    port = {pop3}
  }}
  inet_listener pop3s {{
    port = {pop3s}
    ssl = yes
  }}
}}
service auth {{
  unix_listener {folder}/sasl {{
    mode = 0666
  }}
}}
service stats {{
  client_limit = 100
}}
local {plain_login} {{
  disable_plaintext_auth = no
}}
local {without_tls} {{
  ssl = no
}}
"""

LOCAL = """
local {address} {{
  ssl_cert = <{file}
  ssl_key = <{file}
}}
"""

NO_CHROOT = """
service anvil { chroot = }
service imap-login { chroot = }
service pop3-login { chroot = }
"""


@dataclass(frozen=True)
class Dovecot:
    """Ports on every address, the mailbox that every user has, and where SASL clients ask."""

    imap: int
    imaps: int
    pop3: int
    pop3s: int
    mailbox: Path
    mail_user: str
    sasl: Path


@contextmanager
def dovecot(folder: Path, good: Path, bad: Mapping[str, Path]) -> Iterator[Dovecot]:
    """Run it in an empty folder of its own; `bad` are certificates by address."""
    is_root = os.geteuid() == 0
    me = getpass.getuser()
    mail_user = "nobody" if is_root else me
    entry = pwd.getpwnam(mail_user)
    mailbox = folder / "mailbox"
    for path in (mailbox, folder / "home"):
        path.mkdir()
        if is_root:
            os.chown(path, entry.pw_uid, entry.pw_gid)
    ports = {name: free_port(GOOD) for name in ("imap", "imaps", "pop3", "pop3s")}
    text = MAIN.format(
        folder=folder,
        internal="dovecot" if is_root else me,
        internal_group="dovecot" if is_root else os.getgid(),
        login="dovenull" if is_root else me,
        no_chroot="" if is_root else NO_CHROOT,
        addresses=", ".join([GOOD, PLAIN_LOGIN, WITHOUT_TLS, *bad, IPV6]),
        good=good,
        password=PASSWORD,
        mailbox=mailbox,
        mail_user=entry.pw_uid,
        mail_group=entry.pw_gid,
        plain_login=PLAIN_LOGIN,
        without_tls=WITHOUT_TLS,
        **ports,
    )
    text += "".join(LOCAL.format(address=address, file=file) for address, file in bad.items())
    config = folder / "dovecot.conf"
    config.write_text(text, encoding="utf-8")
    command = [program("dovecot", "dovecot-imapd dovecot-pop3d"), "-F", "-c", str(config)]
    with running(command, folder / "dovecot.log", (GOOD, ports["imap"]), (GOOD, ports["pop3s"])):
        yield Dovecot(**ports, mailbox=mailbox, mail_user=mail_user, sasl=folder / "sasl")

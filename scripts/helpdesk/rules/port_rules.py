"""PORT: the codes of everything that is held against the facts. `port.py` decides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from helpdesk.findings import Finding
from helpdesk.rules.base import PageCheck, PageInput, Rule
from helpdesk.rules.port import check_claims

RULES: Final = (
    Rule(
        "PORT01",
        "The port is not this service's",
        """The page gives a service a port that the facts know, but for something else: another
service, or the same one with another encryption than the page states. A port that a list names
twice ("993, 995 and 995") is another's, too.

**Why.** The mail app connects to the wrong door, and the reader sees nothing but a timeout.

Before: `IMAP: port 995 with SSL/TLS`

After: `IMAP: port 993 with SSL/TLS`""",
    ),
    Rule(
        "PORT02",
        "The facts do not know the port",
        """The page gives a service a port that stands nowhere in the facts. Often two digits have
changed places; the hint then says which port is meant.

**Why.** As PORT01; and a slip such as 939 looks right at a glance.

Before: `SMTP: port 456`

After: `SMTP: port 465`""",
    ),
    Rule(
        "PORT03",
        "The encryption is not this port's",
        """The page states another encryption than the facts do for this service and port.

If the service has that encryption on another port, the port may be what is wrong: then that is
reported (PORT01), and the word as well where it stands on a line of its own.

**Why.** TLS from the first byte, STARTTLS and no encryption do not understand each other: the
connection fails, or the password travels in the clear.

Before: `IMAP: port 993 with STARTTLS`

After: `IMAP: port 993 with SSL/TLS`""",
    ),
    Rule(
        "PORT04",
        "The server name is not this service's",
        """The page gives a service a server name that the facts own, but for another service.

**Why.** The name may exist and still not answer to that service.

Before: `Incoming server (IMAP): smtp.example.net`

After: `Incoming server (IMAP): imap.example.net`""",
    ),
    Rule(
        "PORT05",
        "A server name is nearly right",
        """The page writes a server name that differs from one of the facts' names by a letter or
two.

**Why.** A slip in a name leads nowhere, or to somebody else's server, who then gets the password.

Before: `mai01.example.net`

After: `mail01.example.net`""",
    ),
    Rule(
        "PORT06",
        "The user name has another form",
        """The page tells readers to log in with another form of user name than the facts do.

**Why.** The server refuses it, and the reader looks for the mistake in the password.

Before: `User name: the part before the @`, while the facts say `%EMAILADDRESS%`.

After: `User name: your full mail address`""",
    ),
    Rule(
        "PORT07",
        "The authentication is another one",
        """The page names a login method that the facts do not have.

**Why.** Mail apps offer several; only those of the facts work.

Before: `Authentication: encrypted password`, while the facts say `password-cleartext`.

After: `Authentication: normal password`""",
    ),
    Rule(
        "PORT08",
        "Incoming and outgoing are swapped",
        """The page calls a service that fetches mail outgoing, or one that sends it incoming.

**Why.** Readers copy line by line: both servers then stand in the wrong field.

Before: `Outgoing server: IMAP, port 993`

After: `Incoming server: IMAP, port 993`""",
    ),
)


def _run(page: PageInput) -> Iterable[Finding]:
    return check_claims(page.visible, path=page.path, facts=page.facts, language=page.language)


CHECKS = (PageCheck(RULES, _run),)

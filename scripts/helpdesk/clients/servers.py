"""What may go into a client file: encrypted servers with a name, in the order of the facts."""

from __future__ import annotations

from typing import Final

from helpdesk.facts import Facts, MailServer, Protocol

INCOMING: Final = (Protocol.IMAP, Protocol.POP3)


def publishable(facts: Facts, *protocols: Protocol) -> tuple[MailServer, ...]:
    """Return the servers of some protocols (all if none is named) that client files may hold."""
    return tuple(
        server
        for server in facts.mail.servers
        if server.encrypted and server.host and (not protocols or server.protocol in protocols)
    )

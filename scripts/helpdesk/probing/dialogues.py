"""How each protocol greets, lists what it can, and goes over to TLS.

IMAP: RFC 9051 sections 6.1.1, 6.2.1, 7.1; POP3: RFC 1939, RFC 2449, RFC 2595; SMTP: RFC 5321,
RFC 3207, RFC 4954; ManageSieve: RFC 5804.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Protocol

from helpdesk import facts
from helpdesk.probing.outcome import Fault, ProbeError
from helpdesk.probing.wire import Wire

_PASSWORD_MECHANISMS: Final = frozenset({"PLAIN", "LOGIN"})

_STARTS: Final = (
    ("* ", "IMAP"),
    ("+OK", "POP3"),
    ("220", "SMTP or FTP"),
    ('"IMPLEMENTATION"', "ManageSieve"),
    ("SSH-", "SSH"),
    ("HTTP/", "HTTP"),
)


@dataclass(frozen=True, slots=True)
class Offer:
    """What a server says that it can do, before or after TLS.

    `mechanisms` are names of SASL; `password` is whether a plain password is taken, None where the
    server does not say.
    """

    words: tuple[str, ...] = ()
    starttls: bool = False
    mechanisms: frozenset[str] = frozenset()
    password: bool | None = None


class Dialogue(Protocol):
    """The few words of a protocol that need no log-in. All raise ProbeError."""

    async def greeting(self, wire: Wire) -> None:
        """Take the server's first words."""

    async def offer(self, wire: Wire) -> Offer:
        """Ask what the server can do."""

    async def start_tls(self, wire: Wire) -> None:
        """Ask for the upgrade; after the server agreed, the handshake follows."""


class Imap:
    """IMAP4rev1 and rev2."""

    async def greeting(self, wire: Wire) -> None:
        """Take `* OK`."""
        line = await wire.line()
        if line.upper().startswith("* BYE"):
            raise ProbeError(Fault.TURNED_AWAY, line)
        _expect(line, "* OK", "IMAP")

    async def offer(self, wire: Wire) -> Offer:
        """Ask with CAPABILITY."""
        words: list[str] = []
        for line in await _tagged(wire, "CAPABILITY"):
            if line.upper().startswith("* CAPABILITY "):
                words += line.upper().split()[2:]
        mechanisms = frozenset(word[5:] for word in words if word.startswith("AUTH="))
        password = "LOGINDISABLED" not in words or bool(mechanisms & _PASSWORD_MECHANISMS)
        return Offer(tuple(words), "STARTTLS" in words, mechanisms, password)

    async def start_tls(self, wire: Wire) -> None:
        """Ask with STARTTLS."""
        await _tagged(wire, "STARTTLS")


class Pop3:
    """POP3 with its extension mechanism."""

    async def greeting(self, wire: Wire) -> None:
        """Take `+OK`."""
        line = await wire.line()
        if line.startswith("-ERR"):
            raise ProbeError(Fault.TURNED_AWAY, line)
        _expect(line, "+OK", "POP3")

    async def offer(self, wire: Wire) -> Offer:
        """Ask with CAPA, which a server need not know."""
        await wire.say("CAPA")
        if not (await wire.line()).startswith("+OK"):
            return Offer()
        words = []
        while (line := await wire.line()) != ".":
            words.append(line.upper())
        mechanisms = frozenset(
            mechanism
            for word in words
            if word.startswith("SASL ")
            for mechanism in word.split()[1:]
        )
        password = "USER" in words or bool(mechanisms & _PASSWORD_MECHANISMS)
        return Offer(tuple(words), "STLS" in words, mechanisms, password)

    async def start_tls(self, wire: Wire) -> None:
        """Ask with STLS."""
        await wire.say("STLS")
        _agreed(await wire.line(), "+OK")


class Smtp:
    """Submission, and SMTP on its old port."""

    async def greeting(self, wire: Wire) -> None:
        """Take `220`."""
        line = (await _reply(wire))[0]
        if line[:1] in ("4", "5") and line[:3].isdigit():
            raise ProbeError(Fault.TURNED_AWAY, line)
        _expect(line, "220", "SMTP")

    async def offer(self, wire: Wire) -> Offer:
        """Ask with EHLO and this machine's address (RFC 5321 section 4.1.4)."""
        literal = f"IPv6:{wire.own_address}" if ":" in wire.own_address else wire.own_address
        await wire.say(f"EHLO [{literal}]")
        lines = await _reply(wire)
        if not lines[0].startswith("250"):
            raise ProbeError(Fault.WRONG_PROTOCOL, f"no answer to EHLO as of SMTP: {lines[0]!r}")
        words = tuple(line[4:].upper() for line in lines[1:])
        mechanisms = frozenset(
            mechanism
            for word in words
            if word.startswith(("AUTH ", "AUTH="))
            for mechanism in word[5:].split()
        )
        return Offer(
            words, "STARTTLS" in words, mechanisms, bool(mechanisms & _PASSWORD_MECHANISMS)
        )

    async def start_tls(self, wire: Wire) -> None:
        """Ask with STARTTLS."""
        await wire.say("STARTTLS")
        _agreed((await _reply(wire))[0], "220")


class Sieve:
    """ManageSieve, whose greeting is the list of what it can do."""

    def __init__(self) -> None:
        self._greeted: tuple[str, ...] | None = None

    async def greeting(self, wire: Wire) -> None:
        """Take the lines up to `OK`."""
        first = await wire.line()
        if first.upper().startswith("BYE"):
            raise ProbeError(Fault.TURNED_AWAY, first)
        _expect(first, '"', "ManageSieve")
        self._greeted = (first, *await _until_ok(wire))

    async def offer(self, wire: Wire) -> Offer:
        """Return what the greeting said; after TLS the server says it once more unasked."""
        lines = self._greeted or await _until_ok(wire)
        self._greeted = None
        said = {words[0].upper(): words[1:] for line in lines if (words := line.split('"')[1::2])}
        mechanisms = frozenset(" ".join(said.get("SASL", [])).upper().split())
        password = bool(mechanisms & _PASSWORD_MECHANISMS)
        return Offer(tuple(lines), "STARTTLS" in said, mechanisms, password)

    async def start_tls(self, wire: Wire) -> None:
        """Ask with STARTTLS."""
        await wire.say("STARTTLS")
        _agreed(await wire.line(), "OK")


DIALOGUES: Final[Mapping[facts.Protocol, type[Dialogue]]] = MappingProxyType(
    {
        facts.Protocol.IMAP: Imap,
        facts.Protocol.POP3: Pop3,
        facts.Protocol.SMTP: Smtp,
        facts.Protocol.SIEVE: Sieve,
    }
)
"""The others (JMAP, CalDAV, CardDAV) are spoken over HTTP: the client has the first word."""


def spoken(line: str) -> str:
    """Name the protocol that a server's first line belongs to."""
    return next((name for start, name in _STARTS if line.upper().startswith(start)), "")


def _expect(line: str, start: str, protocol: str) -> None:
    if not line.upper().startswith(start):
        other = spoken(line)
        told = f"it speaks {other}" if other and protocol not in other else f"it says {line[:60]!r}"
        raise ProbeError(Fault.WRONG_PROTOCOL, f"{protocol} was expected, {told}")


def _agreed(line: str, start: str) -> None:
    if not line.upper().startswith(start):
        raise ProbeError(Fault.STARTTLS_MISSING, f"it is listed, but refused: {line[:60]!r}")


async def _tagged(wire: Wire, command: str) -> list[str]:
    """Send an IMAP command, return the lines before its OK."""
    await wire.say(f"a1 {command}")
    lines = []
    while not (line := await wire.line()).startswith("a1 "):
        lines.append(line)
    _agreed(line, "A1 OK") if command == "STARTTLS" else _expect(line, "A1 OK", "IMAP")
    return lines


async def _reply(wire: Wire) -> list[str]:
    """Return the lines of one SMTP reply: a dash after the number says that more follow."""
    lines = [await wire.line()]
    while lines[-1][3:4] == "-" and lines[-1][:3].isdigit():
        lines.append(await wire.line())
    return lines


async def _until_ok(wire: Wire) -> tuple[str, ...]:
    lines = []
    while not (line := await wire.line()).upper().startswith("OK"):
        lines.append(line)
    return tuple(lines)

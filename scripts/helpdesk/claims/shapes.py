"""Pass 1a: what the shape alone tells of a token: numbers, server names, mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import Final, NamedTuple

from helpdesk.words import Kind


class Shape(Enum):
    """Tokens that are known by their shape and not by a lexicon."""

    NUMBER = auto()
    HOST = auto()
    EMAIL = auto()
    DOTTED = auto()  # 1.2, 192.0.2.25, 25.11.2026
    SYMBOL = auto()
    BREAK = auto()  # the end of a source line, a <br>
    CELL = auto()  # the border between two table cells
    WORD = auto()  # a word that no lexicon knows

    __hash__ = object.__hash__


class Token(NamedTuple):
    """A piece of text: what it is, where (offsets into the page), and its value as written."""

    kind: Kind | Shape
    start: int
    end: int
    text: str


_PIECE: Final = re.compile(r"\d+|[^\W\d_][^\W_]*|[^\w\s]")
_LABEL: Final = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?|%EMAILDOMAIN%)\Z")
_TOP: Final = re.compile(r"[a-z]{2,18}|xn--[a-z0-9-]+")
_FILE_ENDINGS: Final = frozenset(
    {
        "png", "jpg", "jpeg", "gif", "svg", "webp", "pdf", "exe", "msi", "dmg", "zip", "gz",
        "tar", "php", "html", "htm", "css", "js", "ts", "json", "xml", "yml", "yaml", "md", "txt",
        "conf", "cf", "cnf", "ini", "cfg", "log", "sh", "py", "rb", "pl", "ost", "pst", "eml",
        "mbox", "pem", "crt", "key", "csr", "mobileconfig", "apk", "doc", "docx", "xls", "xlsx",
        "csv", "bat", "reg", "local", "jar", "java",
    }
)  # fmt: skip
# The last word of a setting's name, which is no top-level domain: `mail.smtp.port`.
_PROPERTIES: Final = frozenset(
    {
        "port", "host", "hostname", "server", "type", "user", "username", "password", "ssl",
        "tls", "starttls", "enable", "enabled", "auth", "protocol", "socket", "trust", "timeout",
        "connectiontimeout", "imap", "smtp", "pop", "pop3", "security", "encryption", "secure",
        "transport", "socketfactory", "fallback", "class",
    }
)  # fmt: skip
# No top-level domain begins with a protocol's name: `sendemail.smtpserverport`.
_PROPERTY: Final = re.compile(r"(?:smtp|imap|pop3)[a-z]+\Z")
_CAMEL: Final = re.compile(r"[a-z]+[A-Z]")
_PRODUCTS: Final = frozenset({"ASP.NET", "VB.NET", "ADO.NET"})
_LONGEST_NUMBER: Final = 12
_PAIR: Final = 2
_OWN_MACHINE: Final = "localhost"


def plain(value: str) -> Shape:
    """Return the shape of digits or letters."""
    if not value.isdigit():
        return Shape.HOST if value == _OWN_MACHINE else Shape.WORD
    return Shape.NUMBER if value.isascii() and len(value) <= _LONGEST_NUMBER else Shape.DOTTED


def with_at(text: str, value: str, start: int) -> Iterator[Token]:
    """Tell mail addresses from the name and server of an address such as `smtp://me@mail.x:465`."""
    name, _, server = value.rpartition("@")
    before = text[max(0, start - 80) : start]
    if "://" in before and " " not in before[before.rfind("://") :]:
        yield from dotted(text, server, start + len(name) + 1)
    else:
        yield Token(Shape.EMAIL, start, start + len(value), value)


def _is_call(text: str, labels: Sequence[str], end: int) -> bool:
    """Tell `props.put(`, `nodemailer.createTransport` and `cfg.Item(` from a server's name."""
    last = labels[-1]
    called = text[end : end + 1] == "(" and (len(labels) == _PAIR or not last.islower())
    return called or (not last.islower() and _CAMEL.match(last) is not None)


def dotted(text: str, value: str, start: int) -> Iterator[Token]:
    """Tell host names from versions and from words that a full stop joins."""
    labels = value.split(".")
    if all(label[:1].isdigit() for label in labels):
        yield Token(Shape.DOTTED, start, start + len(value), value)
        return
    last = labels[-1]
    called = _is_call(text, labels, start + len(value))
    code = called or last.lower() in _PROPERTIES or _PROPERTY.match(last.lower()) is not None
    top = None if code or value.upper() in _PRODUCTS else _TOP.match(last.lower())
    if labels[-1] == "%EMAILDOMAIN%":
        yield Token(Shape.HOST, start, start + len(value), value)
        return
    is_file = top is not None and top[0] in _FILE_ENDINGS
    is_file = is_file and (len(labels) == 2 or labels[-2].isdigit())  # config-v1.1.xml
    if top is not None and not is_file and all(map(_LABEL.match, labels[:-1])):
        rest = labels[-1][top.end() :]
        if not rest or rest[0] == "-":
            name = value[: len(value) - len(rest)]
            yield Token(Shape.HOST, start, start + len(name), name)
            return
    for piece in _PIECE.finditer(value):
        text = piece[0]
        kind = plain(text) if text[0].isalnum() else Shape.SYMBOL
        yield Token(kind, start + piece.start(), start + piece.end(), text)

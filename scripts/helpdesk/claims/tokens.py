"""Pass 1: text to typed tokens. Words are classified by the lexicon; nothing is interpreted yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import Final, NamedTuple

from helpdesk.words import Entry, Kind, Lexicon
from helpdesk.words.fold import fold


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


_new = tuple.__new__
_SCAN: Final = re.compile(
    r"0x[0-9A-Fa-f]+|[Nn]°"  # error codes; the sign for "number"
    r"|[^\W_][\w%+-]*(?:[.@][\w%-]+)+"  # names with dots, mail addresses
    r"|\d+|[^\W\d_][^\W_]*"  # numbers, words
    r"|\n|[\x1a-\x1f]|[^\w\s*`\"“”„«»]"  # line ends, symbols; decorations are skipped
)
_PIECE: Final = re.compile(r"\d+|[^\W\d_][^\W_]*|[^\w\s]")
_CAMEL: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
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
_SUFFIX_SIGNS: Final = "'’‘-‑"
_LONGEST_SUFFIX: Final = 7
_JOINTS: Final = " -'’‘`*_\u00a0\u202f\u2011\t"


def tokenize(text: str, lexicon: Lexicon, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of text[start:end], in order, with offsets into the whole text."""
    raw = list(_scan(text, start, len(text) if end is None else end))
    tokens: list[Token] = []
    index = 0
    while index < len(raw):
        token = raw[index]
        if token.kind is not Shape.WORD:
            if token.text != "." or not tokens or tokens[-1].text != ".":
                tokens.append(token)
            index += 1
            if token.kind is Shape.NUMBER:
                index += _suffix_length(raw, index, token.end, lexicon)
            continue
        entry = lexicon.look_up(token.text)
        if entry is None:
            tokens.extend(_camel(token, lexicon))
            index += 1
            continue
        used, kind = _longest_phrase(raw, index, entry, text)
        if kind is not None:
            last = raw[index + used - 1]
            tokens.append(Token(kind, token.start, last.end, text[token.start : last.end]))
            index += used
        else:
            tokens.extend(token._replace(kind=k) for k in entry.alone)
            if not entry.alone:
                tokens.extend(_camel(token, lexicon))
            index += 1
    return tokens


def _suffix_length(raw: Sequence[Token], index: int, end: int, lexicon: Lexicon) -> int:
    """Return how many tokens an ending such as the one of "993'tür" or "25-ci" takes."""
    if index + 1 >= len(raw):
        return 0
    sign, ending = raw[index], raw[index + 1]
    if sign.start != end or sign.text not in _SUFFIX_SIGNS or ending.start != sign.end:
        return 0
    if ending.kind is not Shape.WORD or len(ending.text) > _LONGEST_SUFFIX:
        return 0
    return 0 if lexicon.look_up(ending.text) else 2


def _camel(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """Split `imapPort` or `incomingServer`; anything else is a word without a meaning."""
    word = token.text
    if word.islower() or word.isupper() or not word.isascii() or len(word) < 6 or word[0] == "0":
        yield token
        return
    for part in _CAMEL.finditer(word):
        entry = lexicon.look_up(part[0])
        kind = entry.alone[0] if entry is not None and entry.alone else Shape.WORD
        yield Token(kind, token.start + part.start(), token.start + part.end(), part[0])


def _longest_phrase(
    raw: Sequence[Token], index: int, entry: Entry, text: str
) -> tuple[int, Kind | None]:
    for words, kind in entry.phrases:
        used = _phrase_length(raw, index, words, text)
        if used:
            return used, kind
    return 1, None


def _phrase_length(raw: Sequence[Token], index: int, words: Sequence[str], text: str) -> int:
    """Return how many tokens the phrase takes from `index` on; 0 if it does not stand there."""
    before = raw[index]
    position = index + 1
    for word in words:
        while position < len(raw) and raw[position].text in _JOINTS:
            position += 1
        if position >= len(raw):
            return 0
        token = raw[position]
        folded = fold(token.text)
        same = folded.startswith(word[:-1]) if word.endswith("*") else folded == word
        if not same or text[before.end : token.start].strip(_JOINTS):
            return 0
        before = token
        position += 1
    return position - index


def _scan(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _SCAN.finditer(text, start, end):
        first, last = match.span()
        value = match[0]
        head = value[0]
        if head.isalpha() or head.isdigit():
            if "@" in value:
                yield from _with_at(text, value, first)
            elif "." in value:
                yield from _dotted(value, first)
            elif value.isdigit():
                if value.isascii() and len(value) <= 12:
                    yield Token(Shape.NUMBER, first, last, value)
                else:
                    yield Token(Shape.DOTTED, first, last, value)
            else:
                yield _new(Token, (Shape.WORD, first, last, value))
        elif value == "\n" or "\x1a" <= value <= "\x1f":
            yield Token(Shape.BREAK, first, last, value)
        else:
            yield _new(Token, (Shape.SYMBOL, first, last, value))


def _with_at(text: str, value: str, start: int) -> Iterator[Token]:
    """Tell mail addresses from the name and server of an address such as `smtp://me@mail.x:465`."""
    name, _, server = value.rpartition("@")
    before = text[max(0, start - 80) : start]
    if "://" in before and " " not in before[before.rfind("://") :]:
        yield from _dotted(server, start + len(name) + 1)
    else:
        yield Token(Shape.EMAIL, start, start + len(value), value)


def _dotted(value: str, start: int) -> Iterator[Token]:
    """Tell host names from versions and from words that a full stop joins."""
    labels = value.split(".")
    if all(label[:1].isdigit() for label in labels):
        yield Token(Shape.DOTTED, start, start + len(value), value)
        return
    top = None if labels[-1].lower() in _PROPERTIES else _TOP.match(labels[-1].lower())
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
        kind = Shape.WORD
        if text.isdigit():
            kind = Shape.NUMBER if text.isascii() and len(text) <= 12 else Shape.DOTTED
        elif not text[0].isalnum():
            kind = Shape.SYMBOL
        yield Token(kind, start + piece.start(), start + piece.end(), text)

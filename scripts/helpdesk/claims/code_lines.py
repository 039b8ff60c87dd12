"""What in a line of code or configuration is a value: `port = 993`, `security = "ssl"`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from helpdesk.claims.mentions import Mention
from helpdesk.claims.pieces import EITHER, Encryption, Piece
from helpdesk.claims.tokens import Shape, Token
from helpdesk.words import Kind

_LONGEST_NAME: Final = 40
_LONGEST_SWITCH: Final = 6
# What stands before a value: `security = "`, `SMTPSecure = PHPMailer::ENCRYPTION_`,
# `define('SMTP_SECURE', '`, `setEncryption("`, `--`.
_ASSIGNED: Final = re.compile(
    r"(?:[=:>][ \t\"'`]*(?:\w+(?:::|\.)\w*)?|[\"'],[ \t]*[\"']|\w\([\"']|[ \t]--)\Z"
)
_MEMBER: Final = re.compile(r"\.[A-Za-z_]")
# A line that is nothing but a name and a value: `TLSType IMAPS`, `stream-type 'starttls)`.
_ONE_NAME: Final = re.compile(r"[ \t]*[\w.-]+[ \t]+[\"']?\Z")
_ENDS: Final = re.compile(r"[\"');, \t]*(?:[#;].*)?\Z")
# Options of a program without a name: `ssl`, `user "me" is me here ssl`.
_OPTION: Final = re.compile(r"(?:\A|[ \t])\Z")
_OPTION_ENDS: Final = re.compile(r"(?:[ \t]|\Z)")
_KEY: Final = re.compile(r"\w[ \t]*[=:][ \t\"'\[]*\Z")
_REMARK: Final = re.compile(r"#|//|--[ \t]|[.!?][ \t]")


def assigned(
    sentence: Sequence[Piece], words: Sequence[Encryption], text: str, *, in_form: bool
) -> list[Encryption]:
    """Return the last of the words that is a value: in `'MAIL_SSL', 'tls'` the first is a key.

    `in_form`: a port was set above it; then an option such as `ssl` may stand without a name.
    """
    return [w for w in words if _is_assigned(sentence, w, text, in_form=in_form)][-1:]


def _is_assigned(sentence: Sequence[Piece], word: Encryption, text: str, *, in_form: bool) -> bool:
    """Tell the value in `security = "ssl"` from a part of a name such as `ssl_force_tls`."""
    start = text.rfind("\n", 0, word.start) + 1
    before = text[start : word.start]
    end = text.find("\n", word.end)
    after = text[word.end : end if end >= 0 else len(text)]
    if _ASSIGNED.search(before[-_LONGEST_NAME:]) is not None:
        return _MEMBER.match(after) is None  # `context=ssl.create_default_context()`
    if word.value == EITHER:
        return False  # `tls on` says less than the `tls_starttls on` that follows it
    if before.endswith(".") and after.startswith("("):
        return True  # `server.starttls()`
    if _ONE_NAME.match(before) and _ENDS.match(after):
        return True
    return _is_switched_on(sentence, word) or (in_form and _is_option(before, after))


def _is_switched_on(sentence: Sequence[Piece], word: Encryption) -> bool:
    """Tell whether it names a switch that is on: `tls_starttls on`, `starttls.enable=true`."""
    following = [piece for piece in sentence if piece.start >= word.end][:_LONGEST_SWITCH]
    words = [p for p in following if not isinstance(p, Token) or p.kind is not Shape.SYMBOL]
    return bool(words) and all(isinstance(p, Token) and p.kind is Kind.YES for p in words)


def _is_option(before: str, after: str) -> bool:
    alone = _OPTION.search(before) is not None and _OPTION_ENDS.match(after) is not None
    return alone and _REMARK.search(before) is None


def is_setting(mention: Mention, text: str) -> bool:
    """Tell a line of a configuration from a command or a remark."""
    start = text.rfind("\n", 0, mention.token.start) + 1
    before = text[start : mention.token.start]
    if "#" in before or "//" in before:
        return False
    host = mention.host
    return host is None or host.start < start or _KEY.search(text[start : host.start]) is not None

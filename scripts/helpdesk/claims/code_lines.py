"""What in a line of code or configuration is a value: `port = 993`, `security = "ssl"`."""

from __future__ import annotations

import re
from typing import Final

from helpdesk.claims.mentions import Mention
from helpdesk.claims.pieces import Encryption

_LONGEST_NAME: Final = 40
# What stands before a value: `security = "`, `SMTPSecure = PHPMailer::ENCRYPTION_`.
_ASSIGNED: Final = re.compile(r"[=:>][ \t\"'`]*(?:\w+(?:::|\.)\w*)?\Z")


def is_assigned(word: Encryption, text: str) -> bool:
    """Tell the value in `security = "ssl"` from a part of a name such as `ssl_force_tls`."""
    start = text.rfind("\n", 0, word.start) + 1
    before = text[max(start, word.start - _LONGEST_NAME) : word.start]
    return _ASSIGNED.search(before) is not None


def is_setting(mention: Mention, text: str) -> bool:
    """Tell a line of a configuration from a command or a remark."""
    start = text.rfind("\n", 0, mention.token.start) + 1
    before = text[start : mention.token.start]
    remark = "#" in before or "//" in before
    return not remark and not (mention.host is not None and mention.host.start >= start)

"""What browsers are told about every page: one policy, written for each kind of host.

Sources: W3C Content Security Policy Level 3, Referrer Policy, Permissions Policy; RFC 6797.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from pathlib import Path
from types import MappingProxyType
from typing import Final

_COMMENT: Final = re.compile(r"^\s*//.*\n|^\s+", re.MULTILINE)

START: Final = _COMMENT.sub("", Path(__file__).with_name("start.js").read_text(encoding="utf-8"))
"""The one inline script, without its comments and indents.

A file of its own would hold up the first view for one more round trip, and cost a phone a task.
"""


def source_of(script: str) -> str:
    """Return the source expression that allows one inline script (CSP 3, section 2.3.1)."""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{b64encode(digest).decode('ascii')}'"


CONTENT_SECURITY: Final = MappingProxyType(
    {
        "default-src": "'none'",
        "script-src": f"'self' {source_of(START)}",
        "style-src": "'self'",
        "img-src": "'self' data:",  # the theme's icons are pictures inside the style sheet
        "connect-src": "'self'",  # the search index
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
)
"""Nothing but the site's own files and one script by its hash; no other inline script or style."""

_HEADER_ONLY: Final = frozenset({"frame-ancestors"})
"""Browsers ignore these in a meta element (CSP 3, section 3.3)."""

HEADERS: Final = MappingProxyType({"X-Content-Type-Options": "nosniff"})
"""Sent with every answer, error pages included."""

DOCUMENT_HEADERS: Final = MappingProxyType(
    {
        "Content-Security-Policy": "; ".join(f"{k} {v}" for k, v in CONTENT_SECURITY.items()),
        # A vote's reason is counted with the page it came from, on this site only.
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "X-Frame-Options": "DENY",
    }
)
"""Sent with what a browser opens as a document; with a style sheet they say nothing, and weigh."""

TRANSPORT_SECURITY: Final = ("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
"""An option: once sent, a host must keep https for a year (RFC 6797)."""

HASHED_NAMES: Final = r"\.[0-9a-f]{8}\.(css|js)$"
"""Addresses of files whose name changes with their content."""

KEEP: Final = "public, max-age=31536000, immutable"
ASK: Final = "no-cache"
"""Ask the server each time whether it changed: a page that says a port must be the present one."""


def meta_policy() -> str:
    """Return the content security policy for a meta element."""
    return "; ".join(
        f"{name} {value}" for name, value in CONTENT_SECURITY.items() if name not in _HEADER_ONLY
    )

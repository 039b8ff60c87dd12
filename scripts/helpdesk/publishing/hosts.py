"""The one policy in the words of web servers: an nginx site, and the `_headers` of page hosts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from helpdesk.policy import (
    ASK,
    HASHED_NAMES,
    HEADERS,
    KEEP,
    TRANSPORT_SECURITY,
)


def headers_file(assets: Sequence[str]) -> str:
    """Return `_headers` for hosts that read one; `assets` are the addresses with hashed names."""
    blocks = [("/*", {**HEADERS, "Cache-Control": ASK})]
    blocks += [(f"/{asset}", {"Cache-Control": KEEP}) for asset in assets]
    lines = []
    for address, headers in blocks:
        lines.append(address)
        lines += [f"  {name}: {value}" for name, value in headers.items()]
    return "\n".join([*lines, ""])


def nginx_site(
    root: Path,
    languages: Sequence[str],
    *,
    server_name: str = "_",
    listen: str = "80",
    transport_security: bool = False,
    brotli: bool = False,
) -> str:
    """Return an nginx configuration (to include in `http {}`) that serves the site at `root`.

    `languages` are those below a folder of their own: each has its error page. Precompressed files
    are sent as they are; with `brotli` also .br, for which nginx needs ngx_brotli's static module.
    """
    headers = dict(HEADERS)
    if transport_security:
        name, value = TRANSPORT_SECURITY
        headers[name] = value
    lines = [
        "# Made by `helpdesk nginx`; the policy is that of _headers and of the pages themselves.",
        "map $uri $helpdesk_cache {",
        f'    default "{ASK}";',
        f'    "~{HASHED_NAMES}" "{KEEP}";',
        "}",
        "",
        "server {",
        f"    listen {listen};",
        f"    server_name {server_name};",
        f'    root "{root}";',
        "    index index.html;",
        "    charset utf-8;",
        "    server_tokens off;",
        "    absolute_redirect off;",
        "",
        "    gzip on;",
        "    gzip_static on;",
        "    gzip_comp_level 6;",
        "    gzip_vary on;",
        "    gzip_min_length 256;",
        "    gzip_types text/css text/javascript application/javascript application/json",
        "               application/xml text/xml image/svg+xml text/plain;",
        *(["    brotli_static on;"] if brotli else []),
        "",
        *(f'    add_header {name} "{value}" always;' for name, value in headers.items()),
        "    add_header Cache-Control $helpdesk_cache always;",
        "",
        "    error_page 404 /404.html;",
        *(
            f"    location /{language}/ {{ error_page 404 /{language}/404.html; }}"
            for language in languages
        ),
        "}",
        "",
    ]
    return "\n".join(lines)

"""The one policy in the words of web servers: an nginx site, and the `_headers` of page hosts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from helpdesk.clients import autoconfig, profile
from helpdesk.facts import Protocol
from helpdesk.policy import (
    ASK,
    DOCUMENT_HEADERS,
    HASHED_NAMES,
    HEADERS,
    KEEP,
    TRANSPORT_SECURITY,
)
from helpdesk.publishing.moved import nginx_map
from helpdesk.redirects import Redirect

_DOCUMENTS: Final = "^(text/html|image/svg)"
"""Media types that a browser opens as a document, which can hold scripts."""

_DOCUMENT_ADDRESSES: Final = ("/", "/*/", "/*.html", "/*.svg")
"""The same in `_headers`, which knows addresses only."""

_PROFILES: Final = tuple(profile.profile_name(each) for each in (Protocol.IMAP, Protocol.POP3))
"""Apple's profiles: web servers do not know the ending, and devices look at the media type."""

_MEDIA_TYPES: Final = {
    **dict.fromkeys(autoconfig.PATHS, autoconfig.MEDIA_TYPE),
    **dict.fromkeys(_PROFILES, profile.MEDIA_TYPE),
}


_PREFETCH: Final = "/thanks/(yes|no|reason)/.* .*prefetch"
"""A form's page and a header that says that nobody asked for it yet (Sec-Purpose, Purpose)."""


def headers_file(assets: Sequence[str]) -> str:
    """Return `_headers` for hosts that read one; `assets` are the addresses with hashed names.

    No file gets a header twice: hosts join values of all rules that match. That browsers ask anew
    for what has no hash in its name is what these hosts say by themselves (Netlify, Cloudflare).
    """
    blocks = [("/*", dict(HEADERS))]
    blocks += [(address, dict(DOCUMENT_HEADERS)) for address in _DOCUMENT_ADDRESSES]
    blocks += [(f"/{asset}", {"Cache-Control": KEEP}) for asset in assets]
    blocks += [(f"/{file}", {"Content-Type": kind}) for file, kind in _MEDIA_TYPES.items()]
    lines = []
    for address, headers in blocks:
        lines.append(address)
        lines += [f"  {name}: {value}" for name, value in headers.items()]
    return "\n".join([*lines, ""])


def nginx_site(
    root: Path,
    languages: Sequence[str],
    *,
    base: str = "/",
    server_name: str = "_",
    listen: str = "80",
    transport_security: bool = False,
    brotli: bool = False,
    moved: Sequence[Redirect] = (),
) -> str:
    """Return an nginx configuration (to include in `http {}`) that serves the site at `root`.

    `languages` are those below a folder of their own: each has its error page. `base` is the path
    of the site's address, `/` at both ends; `moved` are old addresses.
    Precompressed files are sent as they are; with `brotli` also .br, for which nginx needs
    ngx_brotli's static module.
    """
    headers = dict(HEADERS)
    if transport_security:
        name, value = TRANSPORT_SECURITY
        headers[name] = value
    lines = [
        "# Made by `helpdesk nginx`; the policy is that of _headers and of the pages themselves.",
        *_map("$uri", "$helpdesk_cache", ASK, HASHED_NAMES, KEEP),
        *(
            line
            for name, value in DOCUMENT_HEADERS.items()
            for line in _map("$sent_http_content_type", _variable(name), "", _DOCUMENTS, value)
        ),
        *nginx_map(moved),
        "# A page that a browser loads on suspicion is no vote: it is asked for again when opened.",
        *_map('"$uri $http_sec_purpose $http_purpose"', "$helpdesk_unasked", "", _PREFETCH, "1"),
        "",
        "server {",
        f"    listen {listen};",
        f"    server_name {server_name};",
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
        *(f"    add_header {name} {_variable(name)} always;" for name in DOCUMENT_HEADERS),
        "    add_header Cache-Control $helpdesk_cache always;",
        "",
        "    if ($helpdesk_unasked) { return 503; }",
        *(["    if ($helpdesk_moved) { return 301 $helpdesk_moved; }"] if moved else []),
        "",
        "    # A folder without a page is no page either. Each language has its own error page.",
        _error_page(base, ""),
        _location(base, root, ""),
        *(_location(base, root, f"{language}/") for language in languages),
        *(_profile(base, root, file) for file in _PROFILES),
        "}",
        "",
    ]
    return "\n".join(lines)


def _map(source: str, target: str, default: str, pattern: str, value: str) -> list[str]:
    return [
        f"map {source} {target} {{",
        f'    default "{default}";',
        f'    "~{pattern}" "{value}";',
        "}",
    ]


def _variable(header: str) -> str:
    """Name the variable that holds a header's value; nginx sends no header that is empty."""
    return f"$helpdesk_{header.lower().replace('-', '_')}"


def _location(base: str, root: Path, folder: str) -> str:
    error_page = _error_page(base, folder).strip()
    return f'    location {base}{folder} {{ alias "{root}/{folder}"; {error_page} }}'


def _profile(base: str, root: Path, file: str) -> str:
    kind = f"types {{ }} default_type {profile.MEDIA_TYPE};"
    return f'    location = {base}{file} {{ alias "{root}/{file}"; {kind} }}'


def _error_page(base: str, folder: str) -> str:
    return f"    error_page 403 404 =404 {base}{folder}404.html;"

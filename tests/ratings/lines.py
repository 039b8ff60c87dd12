"""Lines of access logs as servers write them."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from urllib.parse import quote

from helpdesk.ratings.votes import Forms

TODAY = date(2026, 11, 23)
NOON = int(datetime(2026, 11, 23, 12, tzinfo=UTC).timestamp())
DAY = 86_400
ARTICLE = "email/mail-protocols"
OTHER = "databases/mysql-password"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
PAGE = "https://help.example/email/mail-protocols/"

FORMS = Forms(
    pages={
        f"/{prefix}thanks/{answer}/": answer
        for prefix in ("", "en/", "nl/", "de/", "az/")
        for answer in ("yes", "no", "reason")
    },
    articles=frozenset({ARTICLE, OTHER}),
    reasons=frozenset({"unclear", "outdated"}),
    hosts=frozenset({"help.example"}),
)


def target(answer: str = "yes", article: str = ARTICLE, prefix: str = "") -> str:
    return f"/{prefix}thanks/{answer}/?article={quote(article, safe='')}"


def combined(
    asked: str = target(),
    *,
    at: int = NOON,
    address: str = "192.0.2.7",
    method: str = "GET",
    status: int = 200,
    referer: str = PAGE,
    agent: str = FIREFOX,
) -> bytes:
    return (
        common(asked, at=at, address=address, method=method, status=status)[:-1]
        + f' "{referer}" "{agent}"\n'.encode()
    )


def common(
    asked: str = target(),
    *,
    at: int = NOON,
    address: str = "192.0.2.7",
    method: str = "GET",
    status: int = 200,
) -> bytes:
    when = datetime.fromtimestamp(at, UTC)
    stamp = f"{when.day:02}/{MONTHS[when.month - 1]}/{when:%Y:%H:%M:%S} +0000"
    return f'{address} - - [{stamp}] "{method} {asked} HTTP/1.1" {status} 1234\n'.encode()


MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def caddy(asked: str = target(), *, at: int = NOON, address: str = "192.0.2.7", **headers) -> bytes:
    entry = {
        "level": "info",
        "ts": at + 0.25,
        "logger": "http.log.access",
        "msg": "handled request",
        "request": {
            "remote_ip": address,
            "remote_port": "41342",
            "proto": "HTTP/2.0",
            "method": "GET",
            "host": "help.example",
            "uri": asked,
            "headers": {"User-Agent": [FIREFOX], "Referer": [PAGE], **headers},
        },
        "duration": 0.000929675,
        "size": 10900,
        "status": 200,
    }
    return json.dumps(entry, separators=(",", ":")).encode() + b"\n"


CLOUDFRONT_HEADER = (
    b"#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) "
    b"cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type "
    b"x-edge-request-id x-host-header cs-protocol cs-bytes time-taken\n"
)


def cloudfront(asked: str = target(), *, at: int = NOON, address: str = "192.0.2.7") -> bytes:
    when = datetime.fromtimestamp(at, UTC)
    path, _, query = asked.partition("?")
    values = (
        f"{when:%Y-%m-%d}", f"{when:%H:%M:%S}", "BRU50-C1", "2390", address, "GET",
        "d111111abcdef8.cloudfront.net", path, "200", PAGE, quote(FIREFOX, safe="/();:._,"),
        quote(query, safe="=&") or "-", "-", "Hit", "SOX4xwn4XV6Q4rgb7XiVGOHms_BGlTAC4KyHmu==",
        "help.example", "https", "23", "0.001",
    )  # fmt: skip
    return "\t".join(values).encode() + b"\n"


def stream(*parts: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(b"".join(parts)))

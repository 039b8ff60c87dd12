"""All checks of a published site, over whatever answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from helpdesk.facts import DEFAULT_SITE_URL
from helpdesk.findings import Finding, Severity
from helpdesk.redirects import Redirect, redirects
from helpdesk.render.site import Site
from helpdesk.rules.published import (
    ADDRESS,
    CLIENT_FILE,
    ERROR_PAGE,
    FOREIGN,
    HEADER,
    OLD_ADDRESS,
)
from helpdesk.stranger import files
from helpdesk.stranger.answer import Answer, Source
from helpdesk.stranger.problems import Problem, as_findings
from helpdesk.stranger.sitemap import complete, read_sitemap
from helpdesk.stranger.walk import Walker

NO_SUCH_PAGE: Final = "publish-check/no-such-page/"
_AGAIN: Final = "build and publish the site again"


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, and how many pages answered."""

    findings: list[Finding]
    pages: int


def publish_check(source: Source, site: Site, url: str) -> Report:
    """Check what answers at `url`, the address of a site that was built from these pages."""
    check = _Check(source, site, url.rstrip("/") + "/")
    problems = list(check.run())
    pages = sum(answer.page is not None for answer in check.answers.values())
    return Report(as_findings(problems), pages)


class _Check:
    def __init__(self, source: Source, site: Site, url: str) -> None:
        self.source = source
        self.site = site
        self.url = url
        self.built_for = str(site.facts.site.url).rstrip("/") + "/"
        self.base = urlsplit(url).path
        self.answers: dict[str, Answer] = {}

    def run(self) -> Iterator[Problem]:
        home = self.source.get(self.base)
        if home.status != 200:
            yield from files.answered(home, "whoever types the address")
            return
        origins = frozenset(
            f"{each.scheme}://{each.netloc}" for each in map(urlsplit, (self.url, self.built_for))
        )
        listed = read_sitemap(self.source, self.base, origins)
        starts = [self.base, f"{self.base}sitemap.xml", f"{self.base}robots.txt"]
        walk = Walker(self.source, self.base, origins).walk(
            [*starts, *listed.addresses, *self.source.known()]
        )
        self.answers = walk.answers
        for address, answer in walk.answers.items():
            yield from files.answered(answer, walk.led.get(address, ""))
            if answer.status == 200:
                yield from self._file(address, answer)
        for place, link in walk.foreign:
            yield Problem(place, FOREIGN, f"{link} is loaded", "take a file of this site")
        yield from listed.problems
        yield from complete(listed, walk.answers)
        yield from self._address(home)
        yield from self._error_pages()
        yield from self._client_files()
        yield from self._old_addresses()
        if not self.source.knows_headers:
            message = "there is no _headers: the host will send its own"
            place = self.source.place(f"{self.base}_headers")
            yield Problem(place, HEADER, message, _AGAIN)

    def _file(self, address: str, answer: Answer) -> Iterator[Problem]:
        yield from files.media_type(answer, address)
        yield from files.packing(answer, address, is_server=self.source.is_server)
        if self.source.knows_headers:
            yield from files.headers(answer, address)
            yield from files.caching(answer, address)

    def _address(self, home: Answer) -> Iterator[Problem]:
        named = home.page.xpath('//link[@rel="canonical"]/@href') if home.page is not None else []
        hint = f"SITE_URL={self.url} scripts/build, and publish that"
        if named and str(named[0]) != self.url:
            yield Problem(home.place, ADDRESS, f"it is built for {named[0]}", hint)
        elif self.url == DEFAULT_SITE_URL:
            message = f"site.url is still {DEFAULT_SITE_URL}"
            hint = "set it in facts.yml or in the variable SITE_URL before you publish"
            yield Problem(home.place, ADDRESS, message, hint, Severity.WARNING)

    def _error_pages(self) -> Iterator[Problem]:
        project = self.site.project
        for language in project.languages:
            prefix = project.prefix(language.code)
            address = f"{self.base}{prefix}{NO_SUCH_PAGE}"
            answer = self.source.get(address)
            hint = f"answer what is not there with 404 and {prefix}404.html"
            if answer.status != 404:
                message = f"the answer is {answer.status}, not 404"
                yield Problem(answer.place, ERROR_PAGE, message, hint)
                continue
            shown = answer.page.get("lang") if answer.page is not None else None
            if shown != language.code:
                message = f"the error page is in the language {shown or 'unknown'}"
                yield Problem(answer.place, ERROR_PAGE, message, hint)
            elif self.source.knows_headers:
                yield from files.headers(answer, address)

    def _client_files(self) -> Iterator[Problem]:
        for name, content in self.site.client_files(self.built_for).items():
            address = f"{self.base}{name}"
            answer = self.source.get(address)
            if answer.status != 200:
                message = f"the answer is {answer.status}" if answer.status else answer.problem
                yield Problem(answer.place, CLIENT_FILE, message, _AGAIN)
                continue
            if answer.body != content:
                message = "it does not say what facts.yml says"
                yield Problem(answer.place, CLIENT_FILE, message, _AGAIN)
            yield from files.media_type(answer, address)

    def _old_addresses(self) -> Iterator[Problem]:
        for each in redirects(self.site.library, self.base):
            if self.source.is_server or each.old.file(self.base) is not None:
                yield from self._old_address(each)

    def _old_address(self, moved: Redirect) -> Iterator[Problem]:
        address = str(moved.old)
        answer = self.source.get(address if self.source.is_server else _as_file(moved, self.base))
        where = answer.header("Location") if answer.status in {301, 308} else _leads_on(answer)
        if where and urlsplit(urljoin(self.url, where)).path == moved.target:
            return
        message = f"{address} is answered with {answer.status}, not with {moved.target}"
        hint = f"redirect_from in {moved.page.path.name}: take the configuration of helpdesk nginx"
        yield Problem(answer.place, OLD_ADDRESS, message, hint if self.source.is_server else _AGAIN)


def _as_file(moved: Redirect, base: str) -> str:
    return f"{base}{moved.old.file(base) or ''}".removesuffix("index.html")


def _leads_on(answer: Answer) -> str:
    """Return where a page leads on by itself (`0; url=/there/`); empty if it does not."""
    if answer.status != 200 or answer.page is None:
        return ""
    said = answer.page.xpath('//meta[@http-equiv="refresh"]/@content')
    return str(said[0]).partition("url=")[2] if said else ""

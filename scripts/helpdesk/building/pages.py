"""One finished page, and all that is read off it while it is parsed once."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from helpdesk.build import Build
from helpdesk.built.check import check_against_source, check_page
from helpdesk.built.links import leads_somewhere, targets
from helpdesk.built.site import BuiltPage, BuiltSite, parse_page
from helpdesk.findings import Finding
from helpdesk.library import Page
from helpdesk.publishing.budget import blocking
from helpdesk.publishing.vocabulary import Interest, Vocabulary
from helpdesk.search import entries, is_searched


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as the generator made it; `warnings` are the generator's own."""

    source: str
    html: str
    warnings: tuple[str, ...] = ()


class Renderer(Protocol):
    """Makes finished pages of sources: the generator, set up once per process."""

    def pages(self, language: str, sources: Sequence[str], /) -> Iterator[Rendered]:
        """Yield the pages of one language."""

    def renew(self, build: Build, languages: Collection[str], /) -> None:
        """Go on with another build, whose pages and files are others only in these languages."""

    def assets(self) -> Mapping[str, Path]:
        """Return the files that are copied as they are: address -> file."""

    def templates(self) -> Mapping[str, float]:
        """Return the seconds that each template took since the last call, those in it included."""


@dataclass(frozen=True, slots=True)
class Features:
    """What the rest of the build needs to know of a page.

    `leads_to` are files of the site, with the anchor where there is one (`en/a-z/index.html#m`);
    `vocabulary` is what style sheets can select in it; `blocking` the styles and scripts that its
    first view waits for.
    """

    name: str
    leads_to: tuple[str, ...]
    ids: tuple[str, ...]
    vocabulary: str
    blocking: tuple[str, ...]

    def to_json(self) -> bytes:
        """Write it for the cache."""
        fields = {name: getattr(self, name) for name in self.__slots__}
        return json.dumps(fields, ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, raw: bytes) -> Features:
        """Read what `to_json` wrote."""
        read = json.loads(raw)
        lists = {name: tuple(read[name]) for name in ("leads_to", "ids", "blocking")}
        return cls(read["name"], vocabulary=read["vocabulary"], **lists)


@dataclass(frozen=True, slots=True)
class Finished:
    """One page, ready but for the final names of its assets; `entries` are those of the search."""

    source: str
    key: str
    html: str
    entries: str
    features: Features
    findings: tuple[Finding, ...]
    warnings: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing was said about it: only then it may be kept."""
        return not (self.findings or self.warnings)


def file_of(address: str) -> str:
    """Return the file behind an address of the site: `en/` is `en/index.html`."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def finished(
    build: Build, page: Page, rendered: Rendered, key: str, interest: Interest
) -> Finished:
    """Return a page with all that is read off it; styles ask for what is in `interest`."""
    root = parse_page(rendered.html.encode("utf-8"))
    # Held until the end: what nobody holds, lxml makes anew each time that it is met.
    elements = [] if root is None else list(root.iter(tag="*"))
    name = file_of(build.site.address(page))
    site = BuiltSite(Path(), build.site_url, {}, {}, frozenset())
    built = BuiltPage(name, Path(name), page.language, root)
    facts, strings = build.site.facts, build.site.strings[page.language]
    findings = [*check_page(built, facts, strings), *check_against_source(built, page, facts)]
    vocabulary = Vocabulary()
    vocabulary.read(elements)
    features = Features(
        name,
        tuple(dict.fromkeys(_link(*target) for target in targets(site, built))),
        tuple(sorted(built.ids)),
        vocabulary.within(interest).to_json(),
        () if root is None else tuple(blocking(root)),
    )
    found = "" if root is None or not is_searched(page) else entries(page, build.site, root)
    return Finished(
        rendered.source, key, rendered.html, found, features, tuple(findings), rendered.warnings
    )


def dead_links(pages: Iterable[Features], others: Iterable[str]) -> bool:
    """Say whether any link of the pages leads to no file or to no id; `others` are other files."""
    known = set(others)
    pages = list(pages)
    for page in pages:
        known.add(page.name)
        known.update(f"{page.name}#{each}" for each in page.ids)
    return any(not known.issuperset(page.leads_to) for page in pages)


def _link(name: str, anchor: str) -> str:
    return f"{name}#{anchor}" if name.endswith(".html") and leads_somewhere(anchor) else name

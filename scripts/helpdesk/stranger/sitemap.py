"""The sitemap as search engines read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from lxml import etree

from helpdesk.rules.published import SITEMAP
from helpdesk.stranger.answer import Answer, Source
from helpdesk.stranger.problems import Problem

_BUILD: Final = "publish the one that scripts/build writes"


@dataclass
class Listed:
    """The addresses that a sitemap lists, and what is wrong with it."""

    place: str
    addresses: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_sitemap(source: Source, base: str, origins: frozenset[str]) -> Listed:
    """Read sitemap.xml (sitemaps.org 0.9), without entities and network."""
    answer = source.get(f"{base}sitemap.xml")
    listed = Listed(answer.place)
    if answer.status != 200:
        listed.problems.append(Problem(answer.place, SITEMAP, "there is no sitemap", _BUILD))
        return listed
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(answer.body, parser)
    except etree.XMLSyntaxError as error:
        listed.problems.append(Problem(answer.place, SITEMAP, f"no XML: {error}", _BUILD))
        return listed
    for text in root.xpath("//*[local-name()='loc']/text()"):
        target = urlsplit(str(text).strip())
        if f"{target.scheme}://{target.netloc}" in origins and target.path.startswith(base):
            listed.addresses.append(target.path)
        else:
            message = f"{text} is not an address of this site"
            listed.problems.append(Problem(answer.place, SITEMAP, message, _BUILD))
    return listed


def complete(listed: Listed, answers: Mapping[str, Answer]) -> Iterator[Problem]:
    """Say which pages the sitemap lacks, and which of its pages forbid to be listed."""
    there = set(listed.addresses)
    if not there:
        return
    for address, answer in sorted(answers.items()):
        if answer.is_indexable and address not in there:
            yield Problem(listed.place, SITEMAP, f"{address} is not listed", _BUILD)
        if address in there and answer.status == 200 and not answer.is_indexable:
            message = f"{address} is listed, and says that it is not to be"
            yield Problem(listed.place, SITEMAP, message, _BUILD)

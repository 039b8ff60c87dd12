"""After any edits a preview shows what a build writes, but for what only a public address needs."""

from __future__ import annotations

import re
from http import HTTPStatus

from hypothesis import assume

from building.edits import copied, in_sequences
from building.small_centre import built
from helpdesk.build import read_build
from helpdesk.building.keys import source_of
from helpdesk.cli.build import renderer
from helpdesk.preview import bar
from helpdesk.preview.centre import Centre
from helpdesk.preview.site import PreviewedSite

SEQUENCES = 12

# The policy, the addresses for search engines, and the names of files that are kept for ever.
PUBLIC_LINE = re.compile(
    r'^(?:<meta http-equiv="Content-Security-Policy"|<link rel="(?:canonical|alternate)"'
    r'|<meta property="og:|<script type="application/ld\+json">).*\n',
    re.MULTILINE,
)
HASHED = re.compile(r"(assets/\w+)\.[0-9a-f]{8}\.(css|js)")


def without_address(page: str, url: str) -> str:
    return HASHED.sub(r"\1.\2", PUBLIC_LINE.sub("", page)).replace(url, "")


def shown(site: PreviewedSite, address: str) -> str:
    """The page without what a preview adds to it."""
    answer = site.answer(address, "")
    assert answer.status == HTTPStatus.OK, answer.body.decode()
    page = answer.body.decode()
    added = bar.added(address, site.shown(address).version)
    assert page.count(added) == 1
    return page.replace(added, "")


@in_sequences(SEQUENCES, most=4)
def test_a_page_in_preview_is_the_one_that_is_built_from_nothing(template, sequence):
    with copied(template) as copy:
        site = PreviewedSite(Centre(copy.root, renderer))
        for change, *arguments in sequence:
            site.answer("az/email/", "")  # so that there is something old to show
            site.answer("email/mailboxes/", "")
            change(copy, *arguments)
            copy.stamp()
        build = read_build(copy.root, preview=True)
        for language in build.languages:
            pages = {source_of(page): page for page in build.site.library.of(language).values()}
            for rendered in renderer(build).pages(language, list(pages)):
                assert shown(site, build.site.address(pages[rendered.source])) == rendered.html


@in_sequences(SEQUENCES // 2, most=3)
def test_a_page_in_preview_is_the_one_that_is_published(template, sequence):
    with copied(template) as copy:
        site = PreviewedSite(Centre(copy.root, renderer))
        for change, *arguments in sequence:
            change(copy, *arguments)
            copy.stamp()
        build, preview = (read_build(copy.root, preview=each) for each in (False, True))
        assume(build.languages == preview.languages)  # a draft is in the switcher of its editor
        assume(not isinstance(built(copy, "site", cache=False), str))
        for page in build.site.library:
            address = build.site.address(page)
            file = address if address.endswith(".html") else f"{address}index.html"
            written = (copy.root / "site" / file).read_text(encoding="utf-8")
            assert without_address(written, build.site_url) == shown(site, address)

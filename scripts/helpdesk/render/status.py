"""The page that tells editors how far each translation is: on the site, but in no index."""

from __future__ import annotations

from typing import Final

from helpdesk.editing.overview import overview
from helpdesk.render.site import Site

ADDRESS: Final = "status.html"
"""Relative to the root of the site; no page leads there, and it asks not to be indexed."""


def status_page(site: Site) -> str:
    """Return the page as HTML: articles and languages, with the sections that are behind."""
    pages = list(overview(site.library))
    return site.templates.get_template("status.html").render(
        site=site,
        languages=site.project.translations,
        keys=list(dict.fromkeys(page.key for page in pages)),
        cells={(page.key, page.language): page for page in pages},
    )

"""Structured data: what a page is, in schema.org's words as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from helpdesk.library import Page
from helpdesk.markdown import Kind
from helpdesk.render.site import Site


def structured_data(
    page: Page, site: Site, site_url: str, breadcrumbs: Sequence[tuple[str, str]]
) -> str:
    """Return the JSON of a page: an article (TechArticle) or page, and the way that leads to it.

    Safe inside a script element: no `<` is left in it.
    """
    address = site_url + site.address(page)
    about: dict[str, Any] = {
        "@type": "TechArticle" if page.meta.kind is Kind.ARTICLE else "WebPage",
        "@id": address,
        "url": address,
        "name": page.meta.title,
        "headline": page.meta.title,
        "description": page.meta.description,
        "inLanguage": page.language,
        "publisher": {"@type": "Organization", "name": site.provider},
    }
    day = site.changed.get(page.path)
    if day is not None:
        about["dateModified"] = day.isoformat()
    graph = [about]
    if breadcrumbs:
        graph.append(_breadcrumbs([*breadcrumbs, (page.meta.title, site.address(page))], site_url))
    document = {"@context": "https://schema.org", "@graph": graph}
    return json.dumps(document, ensure_ascii=False).replace("<", "\\u003c")


def _breadcrumbs(steps: Sequence[tuple[str, str]], site_url: str) -> dict[str, Any]:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": site_url + address}
            for place, (name, address) in enumerate(steps, start=1)
        ],
    }

"""A page's Markdown as it is built: hidden blocks gone, every `show` marker replaced."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import Final

from helpdesk.markers import expand, shown_text
from helpdesk.render import lists, setup, values
from helpdesk.render.context import MarkerRenderer, PageContext

RENDERERS: Final = MappingProxyType[str, MarkerRenderer](
    {**values.RENDERERS, **lists.RENDERERS, **setup.RENDERERS}
)
"""The renderer of every marker name; a test keeps them equal to the catalogue."""


def expand_page(text: str, context: PageContext) -> str:
    """Expand the markers of a page's text (its front matter may be gone already)."""
    if "<!--" not in text:
        return text
    renderers = {name: partial(render, context) for name, render in RENDERERS.items()}
    return expand(shown_text(text, context.site.facts), renderers)

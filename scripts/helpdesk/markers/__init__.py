"""Markers: HTML comments in a page that stand for something generated or conditional."""

from helpdesk.markers.catalogue import SHOWS, Show
from helpdesk.markers.expand import Renderer, expand
from helpdesk.markers.needs import conditions, hidden, shown_text, visible_text
from helpdesk.markers.scan import (
    IGNORE,
    NEEDS,
    PAIRED,
    SHOW,
    VERBS,
    Comment,
    Marker,
    as_marker,
    comments,
    scan,
    span_of,
    unclosed_comment,
)

__all__ = [
    "IGNORE",
    "NEEDS",
    "PAIRED",
    "SHOW",
    "SHOWS",
    "VERBS",
    "Comment",
    "Marker",
    "Renderer",
    "Show",
    "as_marker",
    "comments",
    "conditions",
    "expand",
    "hidden",
    "scan",
    "shown_text",
    "span_of",
    "unclosed_comment",
    "visible_text",
]

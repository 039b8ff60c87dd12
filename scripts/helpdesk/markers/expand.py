"""`show` markers: each replaced by what it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import zip_longest

from helpdesk.markers.scan import SHOW, Marker, scan

Renderer = Callable[[tuple[str, ...]], str]
"""Takes a marker's arguments, returns what stands in its place."""


def expand(text: str, renderers: Mapping[str, Renderer]) -> str:
    """Replace every `show` marker, and the preview text up to its `/show`, if it has one.

    A name without a renderer stays as it is; a rule reports it before a build comes this far.
    """
    parts: list[str] = []
    done = 0
    markers = [marker for marker in scan(text) if marker.verb == SHOW]
    for marker, following in zip_longest(markers, markers[1:]):
        name, *arguments = marker.argument.split() or [""]
        if marker.closing or name not in renderers:
            continue
        parts += [text[done : marker.start], renderers[name](tuple(arguments))]
        done = following.end if _closes(following) else marker.end
    return "".join([*parts, text[done:]])


def _closes(marker: Marker | None) -> bool:
    return marker is not None and marker.closing

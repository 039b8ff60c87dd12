"""Which marker closes which: pairs, and what stands alone or crosses another pair."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise
from typing import Final

from helpdesk.markers import NEEDS, PAIRED, SHOW, Marker

_BLANK_LINE: Final = re.compile(r"\n[ \t\r]*\n")


class Trouble(Enum):
    """What can be wrong with a pair."""

    UNCLOSED = auto()
    UNOPENED = auto()
    CROSSED = auto()


@dataclass(frozen=True, slots=True)
class Unpaired:
    """A marker without its other half; `inner` is what is still open where pairs cross."""

    trouble: Trouble
    marker: Marker
    inner: Marker | None = None


def unpaired(text: str, markers: Sequence[Marker]) -> Iterator[Unpaired]:
    """Yield what is wrong with the pairs of a page, in the order of their closing markers.

    A `show` marker needs no `/show`; with one, both stand in the same paragraph, since the text
    between them is only what previews show.
    """
    paired = [marker for marker in markers if marker.verb in PAIRED]
    previews = _with_preview(text, paired)
    still_open: list[Marker] = []
    for marker in paired:
        if not marker.closing:
            if marker.verb == NEEDS or marker in previews:
                still_open.append(marker)
            continue
        opener = next((m for m in reversed(still_open) if m.verb == marker.verb), None)
        if opener is None:
            yield Unpaired(Trouble.UNOPENED, marker)
            continue
        if still_open[-1] is not opener:
            yield Unpaired(Trouble.CROSSED, marker, still_open[-1])
        still_open.remove(opener)
    for marker in still_open:
        yield Unpaired(Trouble.UNCLOSED, marker)


def _with_preview(text: str, paired: Sequence[Marker]) -> set[Marker]:
    """Return the `show` markers that a `/show` follows in the same paragraph."""
    shows = [marker for marker in paired if marker.verb == SHOW]
    return {
        marker
        for marker, following in pairwise(shows)
        if following.closing
        and not marker.closing
        and not _BLANK_LINE.search(text, marker.end, following.start)
    }

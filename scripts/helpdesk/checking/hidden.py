"""What a change of the facts took off the pages: blocks whose `needs` no longer hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from helpdesk.checking.pages import read_page
from helpdesk.facts import Facts
from helpdesk.rules.base import readable


def newly_hidden(pages: Iterable[str], old: Facts, new: Facts) -> Iterator[str]:
    """Yield `path:line` of the first line of each such block; unreadable pages hold none."""
    for path in pages:
        try:
            text = read_page(path).text
        except OSError:
            continue
        if "needs:" in text:
            yield from (f"{path}:{line}" for line in _starts(text, old, new))


def _starts(text: str, old: Facts, new: Facts) -> Iterator[int]:
    before, after = readable(text, old).split("\n"), readable(text, new).split("\n")
    hiding = False
    for number, (shown, left) in enumerate(zip(before, after, strict=True), start=1):
        if shown != left and not hiding:
            yield number
        # A blank line is the same in both: it does not end a block.
        hiding = shown != left or (hiding and not shown.strip())

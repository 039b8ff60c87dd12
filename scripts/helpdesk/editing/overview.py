"""How far every translation is: per page a state, per language a share of current sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from helpdesk.freshness import State, compare, digests
from helpdesk.library import Library, Page


@dataclass(frozen=True, slots=True)
class PageStatus:
    """One page in one language other than the source.

    `state` is missing without a translation and orphan without a source page; else outdated, or
    current if no section is anything else. `sections` are those that are not current, in the order
    of the source. `done` of `total` sections of the source are current.
    """

    language: str
    key: str
    path: Path
    state: State
    sections: Mapping[str, State]
    done: int = 0
    total: int = 0

    @property
    def percent(self) -> int:
        """The share of current sections, rounded down: 100 only when nothing is left."""
        return percent(self.done, self.total)


def overview(library: Library) -> Iterator[PageStatus]:
    """Yield the status of every page in every language but the source, language by language."""
    for language in library.project.translations:
        translated = library.of(language.code)
        for key in sorted(library.source.keys() | translated.keys()):
            path = library.project.docs / language.code / f"{key}.md"
            source, page = library.source.get(key), translated.get(key)
            if source is None:
                yield PageStatus(language.code, key, path, State.ORPHAN, {})
            elif page is None:
                sections = dict.fromkeys(digests(source.text), State.MISSING)
                missing = State.MISSING
                yield PageStatus(language.code, key, path, missing, sections, 0, len(sections))
            else:
                yield _compared(page, source)


def percent(done: int, total: int) -> int:
    """Return a share in percent, rounded down; nothing to do is all done."""
    return 100 * done // total if total else 100


def _compared(page: Page, source: Page) -> PageStatus:
    states = compare(source.text, page.meta.stamps)
    left = {section: state for section, state in states.items() if state is not State.CURRENT}
    total = sum(state is not State.ORPHAN for state in states.values())
    state = State.OUTDATED if left else State.CURRENT
    done = len(states) - len(left)
    return PageStatus(page.language, page.key, page.path, state, left, done, total)

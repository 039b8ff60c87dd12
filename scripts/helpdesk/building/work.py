"""What one process does: it renders pages, writes files.

The functions here run in processes that were forked when everything was read: what they work on is
`shared`, set once before that. Only small things go in and out.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from helpdesk.build import Build, BuildError
from helpdesk.building.keys import source_of
from helpdesk.building.output import Stamp, write_file
from helpdesk.building.pages import Finished, Rendered, Renderer, finished
from helpdesk.cache.store import HTML, Store
from helpdesk.publishing.assets import with_final_names
from helpdesk.publishing.budget import packed_at_most
from helpdesk.publishing.vocabulary import Interest


@dataclass
class Shared:
    """Everything that all processes read, and what each of them sets up for itself."""

    build: Build
    renderer: Callable[[Build], Renderer]
    cache: Path
    folder: Path
    interest: Interest = field(default_factory=lambda: Interest(frozenset(), frozenset()))

    @cached_property
    def generator(self) -> Renderer:
        """The generator, set up when the first page is to be rendered."""
        return self.renderer(self.build)


class Wanted(NamedTuple):
    """A page that is to be written: its source, file and key, the final names of assets."""

    source: str
    name: str
    key: str
    renamed: tuple[tuple[str, str], ...]


class Outcome(NamedTuple):
    """A written page: what its file is now (None: the cache lacks it), at most its packed size."""

    source: str
    name: str
    stamp: Stamp | None
    packed: int


shared: Shared
"""Set by `share`, before processes are forked."""


def share(what: Shared) -> None:
    """Set what this process and those forked from it work on."""
    global shared  # noqa: PLW0603 - a forked process has no other place for it
    shared = what


@dataclass(frozen=True, slots=True)
class Part:
    """Some pages that were made, with seconds.

    `templates` are the seconds that each template took, if the renderer measures them.
    """

    made: tuple[Finished, ...]
    seconds: Mapping[str, float]
    templates: Mapping[str, float]
    megabytes: int


def pages(language: str, keys: Mapping[str, str]) -> Part:
    """Make some pages of one language, given as source -> key.

    Raises:
        BuildError: a page cannot be rendered.
    """
    library = shared.build.site.library.of(language)
    by_source = {source_of(page): page for page in library.values()}
    made: list[Finished] = []
    seconds: dict[str, float] = {}
    start = time.perf_counter()
    for rendered in _rendered(language, list(keys)):
        source = rendered.source
        made.append(
            finished(shared.build, by_source[source], rendered, keys[source], shared.interest)
        )
        now = time.perf_counter()
        seconds[source], start = now - start, now
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Part(tuple(made), seconds, shared.generator.templates(), used)


def _rendered(language: str, sources: Sequence[str]) -> Iterator[Rendered]:
    try:
        yield from shared.generator.pages(language, sources)
    except (BuildError, AssertionError):
        raise
    except Exception as error:  # what it is depends on the generator
        raise BuildError(f"docs/{language}: {type(error).__name__}: {error}") from error


def written(wanted: Sequence[Wanted]) -> list[Outcome]:
    """Write pages from the cache into the finished folder, with the final names of assets."""
    store = Store(shared.cache)
    outcomes = []
    for source, name, key, renamed in wanted:
        html = store.get(HTML, source, key)
        if html is None:
            outcomes.append(Outcome(source, name, None, 0))
            continue
        final = with_final_names(html.decode("utf-8"), dict(renamed)).encode("utf-8")
        outcomes.append(
            Outcome(source, name, write_file(shared.folder, name, final), packed_at_most(final))
        )
    store.close()
    return outcomes

"""The build as a whole: asks the cache, shares the rest out among processes, writes the folder.

The steps stand in `_steps`, in their order. What is made depends on nothing but what `keys` lists;
so the folder is the same, byte for byte, whether it was built from nothing or out of the cache.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from helpdesk.build import Build, BuildError, judge, read_build
from helpdesk.building import work
from helpdesk.building.finishing import Made, finish, sheets
from helpdesk.building.keys import PageKeys, assets_key, project_key, source_of
from helpdesk.building.output import Output
from helpdesk.building.pages import Features, Finished, Renderer
from helpdesk.building.progress import Course
from helpdesk.cache import CacheError, Entry, Memory, Store, tell_unusable
from helpdesk.cache.store import (
    ASSETS,
    ENTRIES,
    HTML,
    KEYS,
    PAGES,
)
from helpdesk.checking.runner import Settings, seen_from_here
from helpdesk.checking.whole import Kept, check_whole
from helpdesk.findings import Finding
from helpdesk.processes import COLLECTIONS, Processes
from helpdesk.publishing.vocabulary import Interest
from helpdesk.reporting import Format, lines
from helpdesk.rules.base import SiteInput

_AT_A_TIME: Final = 15
"""Pages that a process takes at a time: small parts end at the same time."""


def build_site(
    root: Path,
    folder: Path,
    renderer: Callable[[Build], Renderer],
    *,
    cache: Path | None,
    jobs: int = 0,
    course: Course | None = None,
) -> Course:
    """Build the published site of a help centre into a folder; what is in the cache is not made.

    `cache` is the folder of the cache; without one, everything is made.

    Raises:
        BuildError: the set-up, the content or what was built is wrong.
    """
    wanted = _Wanted(root, folder, renderer, jobs, course or Course())
    if cache:
        try:
            return _build(wanted, cache)
        except CacheError as error:
            tell_unusable(error)
    with TemporaryDirectory() as temporary:
        return _build(wanted, Path(temporary))


@dataclass(frozen=True)
class _Wanted:
    root: Path
    folder: Path
    renderer: Callable[[Build], Renderer]
    jobs: int
    course: Course


def _build(wanted: _Wanted, cache: Path) -> Course:
    memory = Memory.of(cache)
    thresholds = gc.get_threshold()
    gc.set_threshold(*COLLECTIONS)
    try:
        while lost := _steps(wanted, memory):
            memory.store.forget(PAGES, lost)
        memory.keep_texts(forget=True)
        memory.store.commit()
    except BuildError:
        memory.store.commit()  # what is sound need not be made again when the rest is mended
        raise
    finally:
        memory.store.close()
        gc.set_threshold(*thresholds)
        gc.unfreeze()
    return wanted.course


def _steps(wanted: _Wanted, memory: Memory) -> list[str]:
    """Do all steps; return the pages that the cache turned out to have lost, as sources."""
    course, store = wanted.course, memory.store
    build = read_build(wanted.root, preview=False)
    site = seen_from_here(build.site.library, build.site.facts)
    project = project_key(build, memory.code)
    work.share(work.Shared(build, wanted.renderer, store.file, wanted.folder))
    assets = _assets(build, project, store)
    work.shared.interest = Interest.of(sheets(assets))
    _prepare(build)
    with Processes(wanted.jobs) as processes:
        findings = _findings(site, memory, processes, course)
        judge(build, findings)
        known = {entry.name: entry for entry in store.entries(KEYS)}
        keys, features = _pages(build, PageKeys(build, project, known), store, processes, course)
        output = Output(wanted.folder, store)
        course.step("writing")
        return finish(Made(build, keys, features, assets), output, store, processes)


def _prepare(build: Build) -> None:
    """Work out what every process asks for, before they part; what is there now stays."""
    for language in build.site.project.languages:
        build.site.popular(language.code)
    gc.collect()
    gc.freeze()


def _assets(build: Build, project: str, store: Store) -> dict[str, Path]:
    """Return the files that are copied as they are: address -> file."""
    key = assets_key(build, project)
    kept = store.get(ASSETS, ASSETS, key)
    if kept is None:
        found = {name: str(file) for name, file in work.shared.generator.assets().items()}
        kept = json.dumps(found).encode()
        store.put(ASSETS, [Entry(ASSETS, key, kept)])
    return {name: Path(file) for name, file in json.loads(kept).items()}


def _findings(
    site: SiteInput, memory: Memory, processes: Processes, course: Course
) -> list[Finding]:
    """Return what is wrong with the pages; articles that did not change are not checked again."""
    course.step("checking")
    kept = Kept(memory, site)
    told = partial(course.step, "checking")
    checked = check_whole(site, Settings(site.facts), processes, known=kept.reports(), told=told)
    kept.keep(checked.made)
    return checked.findings


def _pages(
    build: Build, page_keys: PageKeys, store: Store, processes: Processes, course: Course
) -> tuple[dict[str, str], dict[str, Features]]:
    """Return key and features of all pages; those whose key is not in the cache are made."""
    course.pages = sum(1 for _ in build.site.library)
    course.step("pages", 0, course.pages)
    kept = {entry.name: entry for entry in store.entries(PAGES)}
    keys: dict[str, str] = {}
    made: dict[str, Features] = {}
    complaints: list[str] = []
    for part in processes.run(work.pages, _changed(build, page_keys, kept, keys)):
        _keep(part, store)
        made |= {page.source: page.features for page in part.made}
        complaints += (line for page in part.made for line in _said(page))
        _tell(part, course)
    store.put(KEYS, page_keys.new)
    for kind in (HTML, ENTRIES, PAGES, KEYS):
        store.keep_only(kind, keys)
    if complaints:
        raise BuildError("\n".join(complaints))
    features = {
        source: made.get(source) or Features.from_json(kept[source].content) for source in keys
    }
    return keys, features


def _changed(
    build: Build, page_keys: PageKeys, kept: Mapping[str, Entry], keys: dict[str, str]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what is to be made, a language and its pages, and fill `keys` with those of all pages.

    While later keys are worked out, other processes begin with the pages of the first.
    """
    for language in build.site.project.languages:
        changed: dict[str, str] = {}
        for page in build.site.library.of(language.code).values():
            source, key = source_of(page), page_keys.of(page)
            keys[source] = key
            if source in kept and kept[source].key == key:
                continue
            changed[source] = key
            if len(changed) == _AT_A_TIME:
                yield language.code, changed
                changed = {}
        if changed:
            yield language.code, changed


def _keep(part: work.Part, store: Store) -> None:
    sound = [page for page in part.made if page.is_sound]
    store.put(HTML, (Entry(page.source, page.key, page.html.encode()) for page in sound))
    store.put(ENTRIES, (Entry(page.source, page.key, page.entries.encode()) for page in sound))
    store.put(PAGES, (Entry(page.source, page.key, page.features.to_json()) for page in sound))


def _tell(part: work.Part, course: Course) -> None:
    course.made += len(part.made)
    course.seconds |= part.seconds
    for name, seconds in part.templates.items():
        course.templates[name] = course.templates.get(name, 0) + seconds
    course.megabytes = max(course.megabytes, part.megabytes)
    course.step("pages", course.made, course.pages)


def _said(page: Finished) -> Iterator[str]:
    yield from (f"docs/{page.source}: {warning}" for warning in page.warnings)
    yield from lines(page.findings, Format.TEXT)

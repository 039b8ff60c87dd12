"""What needs the whole site: style sheets, search, files for machines, pages under final names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from helpdesk.build import Build, BuildError
from helpdesk.building import work
from helpdesk.building.keys import source_of
from helpdesk.building.output import Output, Written, write_file
from helpdesk.building.pages import Features, dead_links
from helpdesk.built import check_site as check_built
from helpdesk.built import load_site as load_built
from helpdesk.built.links import check_styles
from helpdesk.built.site import BuiltSite, parse_page
from helpdesk.cache import digest
from helpdesk.cache.store import ENTRIES, STYLES, Entry, Store
from helpdesk.processes import Processes, in_parts
from helpdesk.publishing.assets import (
    ASSETS,
    PRINTED,
    SCREEN,
    SCRIPTS,
    AssetsError,
    final_name,
    is_source,
    style_sheets,
    with_final_names,
)
from helpdesk.publishing.budget import PAGE, Weight, packed_size, too_heavy
from helpdesk.publishing.styles import Styles, purge
from helpdesk.publishing.vocabulary import Interest, Vocabulary
from helpdesk.render import status
from helpdesk.reporting import Format, lines
from helpdesk.search import FOLDER as SEARCH
from helpdesk.search import index, searched

_AT_A_TIME: Final = 100


@dataclass(frozen=True)
class Made:
    """The pages of a build: key and features of each, by source; the files that are copied."""

    build: Build
    keys: Mapping[str, str]
    features: Mapping[str, Features]
    assets: Mapping[str, Path]


def finish(made: Made, output: Output, store: Store, processes: Processes) -> list[str]:
    """Write the site, except for pages that the cache has lost; return their sources.

    Raises:
        BuildError: a page is too heavy, or what was built contradicts itself or the facts.
    """
    site = made.build.site
    files = {name: file.read_bytes() for name, file in made.assets.items() if not is_source(name)}
    files[status.ADDRESS] = status.status_page(site).encode("utf-8")
    renamed = _add_assets(files, made, store)
    for name, content in files.items():
        output.put(name, _final(content, renamed) if name.endswith(".html") else content)
    for language in site.project.languages:
        _put_index(language.code, made, output, store)
    _put_files_for_machines(made.build, renamed, output)
    store.commit()  # a large change that is not yet made lasting keeps others from reading
    lost = _write_pages(made, renamed, output, processes)
    if not lost:
        _weigh(made, files, renamed, output)
        output.finish()
        _check(made, renamed, output)
    return lost


def sheets(assets: Mapping[str, Path]) -> list[str]:
    """Return the style sheets among the assets: the theme's, ours.

    Raises:
        BuildError: the theme brought none.
    """
    try:
        return [assets[name].read_text(encoding="utf-8") for name in style_sheets(assets)]
    except AssetsError as error:
        raise BuildError(str(error)) from error


def _add_assets(files: dict[str, bytes], made: Made, store: Store) -> dict[str, str]:
    """Add the style sheets, give files that change with their content their final names."""
    styles = _styles(files, made, store)
    files[f"{ASSETS.name}/{SCREEN}"] = styles.screen.encode("utf-8")
    files[f"{ASSETS.name}/{PRINTED}"] = styles.printed.encode("utf-8")
    renamed: dict[str, str] = {}
    for name in (SCREEN, PRINTED, *SCRIPTS):
        content = files.pop(f"{ASSETS.name}/{name}")
        renamed[name] = final_name(name, content)
        files[f"{ASSETS.name}/{renamed[name]}"] = content
    return renamed


def _styles(files: Mapping[str, bytes], made: Made, store: Store) -> Styles:
    """Return the style sheets cut to what all pages use."""
    vocabulary = Vocabulary()
    for read in dict.fromkeys(each.vocabulary for each in made.features.values()):
        vocabulary.add(Vocabulary.from_json(read))
    for name, content in files.items():
        root = parse_page(content) if name.endswith(".html") else None
        if root is not None:
            vocabulary.read(root.iter(tag="*"))
    whole = sheets(made.assets)
    vocabulary = vocabulary.within(Interest.of(whole))
    key = digest(*whole, vocabulary.to_json())
    kept = store.get(STYLES, SCREEN, key)
    if kept is None:
        made_now = purge(whole, vocabulary)
        kept = json.dumps([made_now.screen, made_now.printed]).encode()
        store.put(STYLES, [Entry(SCREEN, key, kept)])
    return Styles(*json.loads(kept))


def _put_index(language: str, made: Made, output: Output, store: Store) -> None:
    sources = [source_of(page) for page in searched(made.build.site, language)]
    keys = [made.keys[source] for source in sources]
    name, key = f"{SEARCH}/{language}.json", digest(*sources, *keys)
    if not output.has(name, key):
        found = (store.get(ENTRIES, *each) for each in zip(sources, keys, strict=True))
        content = index(each.decode("utf-8") for each in found if each is not None)
        stamp = write_file(output.folder, name, content.encode("utf-8"))
        output.note(name, Written(key, stamp))


def _put_files_for_machines(build: Build, renamed: Mapping[str, str], output: Output) -> None:
    hashed = sorted(f"{ASSETS.name}/{final}" for final in renamed.values())
    with TemporaryDirectory() as folder:
        build.write_for_machines(Path(folder), hashed)
        for file in sorted(Path(folder).rglob("*")):
            if file.is_file():
                output.put(file.relative_to(folder).as_posix(), file.read_bytes())


def _write_pages(
    made: Made, renamed: Mapping[str, str], output: Output, processes: Processes
) -> list[str]:
    names = tuple(sorted(renamed.items()))
    final_key = digest(*map(str, names))
    missing = [
        work.Wanted(source, features.name, made.keys[source], names)
        for source, features in made.features.items()
        if not output.has(features.name, digest(made.keys[source], final_key))
    ]
    lost: list[str] = []
    tasks = [(part,) for part in in_parts(missing, _AT_A_TIME)]
    for outcomes in processes.run(work.written, tasks):
        for source, name, stamp, packed in outcomes:
            if stamp is None:
                lost.append(source)
            else:
                key = digest(made.keys[source], final_key)
                output.note(name, Written(key, stamp, packed))
    return lost


def _weigh(
    made: Made, files: Mapping[str, bytes], renamed: Mapping[str, str], output: Output
) -> None:
    sizes: dict[str, int] = {}
    for features in made.features.values():
        parts = {PAGE: output.packed(features.name)}
        for link in features.blocking:
            name = link.rpartition("/")[2]
            if name not in sizes:
                sizes[name] = packed_size(files[f"{ASSETS.name}/{renamed[name]}"])
            parts[name] = sizes[name]
        if Weight(features.name, parts).is_too_heavy:
            raise BuildError("\n".join(too_heavy(output.folder)))


def _check(made: Made, renamed: Mapping[str, str], output: Output) -> None:
    """Hold the site against itself: pages were checked one by one, links need all of them."""
    site, names = made.build.site, output.names
    asked_for = {f"{ASSETS.name}/{name}" for name in renamed}
    built = BuiltSite(output.folder, made.build.site_url, {}, {}, frozenset(names))
    styled = next(iter(check_styles(built)), None)
    if styled is None and not dead_links(made.features.values(), names | asked_for):
        return
    strings = site.strings
    whole = load_built(output.folder, site.project, made.build.site_url)
    findings = check_built(whole, site.library, site.facts, strings)
    raise BuildError("\n".join(lines(findings, Format.TEXT)))


def _final(content: bytes, renamed: Mapping[str, str]) -> bytes:
    return with_final_names(content.decode("utf-8"), renamed).encode("utf-8")

"""After `helpdesk fix`: translations of mended pages keep their stamps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from helpdesk.checking.files import MendedPage
from helpdesk.checking.pages import read_page
from helpdesk.freshness import read_stamps, with_stamps
from helpdesk.freshness.carry import carried
from helpdesk.project import find_root, load_project


def restamped_translations(mended: Iterable[MendedPage]) -> Iterator[MendedPage]:
    """Yield the translations, as they are on disk, whose stamps follow their mended source.

    Pages that belong to no help centre, or that have no stamps, are left alone.

    Raises:
        ProjectError, OSError: the help centre cannot be read.
    """
    for page in mended:
        path = Path(page.path).resolve()
        root = find_root(path.parent)
        if root is None:
            continue
        project = load_project(root)
        folder = project.docs / project.source.code
        if not path.is_relative_to(folder):
            continue
        for language in project.translations:
            translation = project.docs / language.code / path.relative_to(folder)
            if translation.is_file():
                yield from _restamped(translation, page)


def _restamped(translation: Path, source: MendedPage) -> Iterator[MendedPage]:
    raw = read_page(str(translation))
    stamps = read_stamps(raw.text)
    after = carried(source.before, source.after, stamps)
    if after != stamps:
        text = with_stamps(raw.text, after)
        yield MendedPage(str(translation), raw.text, text, raw.has_bom)

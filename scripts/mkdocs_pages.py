"""MkDocs as a library: makes finished pages of Markdown, one language at a time.

This is the one module that leaves the public interface of MkDocs and its plugins. It is written
against exactly these versions; a test compares its pages with those of `mkdocs build`:

    mkdocs 1.6.1                    `_populate_page`, the order of events in `commands.build.build`,
                                    `markdown.Markdown` in `structure.pages`
    mkdocs-static-i18n 1.3.1        `current_language` and `building` of its plugin
    mkdocs-material 9.8.1           nothing but templates

A language sees no file of another one: the work of static-i18n then grows with the pages of the
language, not with languages x languages x pages. Templates get no navigation: ours show none.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template
from jinja2.runtime import Context
from markdown import Markdown
from mkdocs.commands.build import _populate_page, get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages
from mkdocs.structure.files import File, Files, set_exclusions
from mkdocs.structure.pages import Page

from helpdesk.build import Build
from helpdesk.building.pages import Rendered
from helpdesk.cache import FOLDER
from helpdesk.markdown.quick import quickened
from helpdesk.render.compiled import CompiledTemplates

Render = Callable[[Context], Iterator[str]]
"""What Jinja makes of a template."""

HOOK = "scripts/mkdocs_hook.py"


class MkDocsRenderer:
    """MkDocs, set up once per process for one project; turns sources into finished pages."""

    def __init__(self, build: Build, *, profile: bool = False) -> None:
        """Read the configuration of the project; a profile says how long templates take."""
        root = build.site.project.root
        self._config: MkDocsConfig = load_config(str(root / "mkdocs.yml"), strict=False)
        self._hook: Any = self._config.hooks[HOOK]  # type: ignore[call-overload]
        self._hook.run.build = build
        self._config.plugins.on_startup(command="build", dirty=False)
        i18n: Any = self._config.plugins["i18n"]
        self._i18n = i18n
        self._languages = [language.code for language in build.site.project.languages]
        self._folders = {language.locale for language in self._i18n.config.languages}
        self._i18n.building = True  # our hook, too, then knows that the build is another's
        for language in self._i18n.config.languages:
            language.build = language.locale in build.languages
        self._language = ""
        self._kept: dict[str, tuple[Files, Environment]] = {}
        self._compiled = root / FOLDER / "templates"
        self._profile = profile
        self._seconds: dict[str, float] = {}
        self._watched: list[Template] = []
        self._warnings = _WARNINGS
        logger = logging.getLogger("mkdocs")
        logger.addHandler(self._warnings)
        logger.propagate = False

    def renew(self, build: Build, languages: Collection[str]) -> None:
        """Go on with another build, whose pages and files are others only in these languages."""
        self._hook.run.build = build
        if languages:
            self.__dict__.pop("_docs", None)  # where `cached_property` keeps its value
            self._language = ""
        for language in languages:
            self._kept.pop(language, None)

    def pages(self, language: str, sources: Sequence[str]) -> Iterator[Rendered]:
        """Yield the finished pages of one language, with what MkDocs warns of in each."""
        self._enter(language)
        for source in sources:
            file = self._files.src_uris[source]
            markdown = self._hook.run.build.view(source).page.parsed.body
            page = _ReadPage(file, self._config, markdown)
            _populate_page(page, self._config, self._files)
            context = get_context(None, [], self._config, page)  # type: ignore[arg-type]
            template = self._env.get_template("main.html")
            context = self._config.plugins.on_page_context(
                context,
                page=page,
                config=self._config,
                nav=None,  # type: ignore[arg-type]
            )
            html = self._config.plugins.on_post_page(
                template.render(context), page=page, config=self._config
            )
            if self._profile:
                self._watch()
            yield Rendered(source, html, tuple(self._warnings.take()))

    def assets(self) -> dict[str, Path]:
        """Return the files that are copied as they are: address -> file, of the theme and ours."""
        found: dict[str, Path] = {}
        for language in self._languages:
            self._enter(language)
            files = self._files if found else self._files_of(language, with_theme=True)
            for file in files.media_files():
                found.setdefault(file.dest_uri, Path(str(file.abs_src_path)))
        return found

    def templates(self) -> dict[str, float]:
        """Return the seconds that each template took since the last call, those in it included."""
        taken, self._seconds = self._seconds, {}
        return taken

    def _watch(self) -> None:
        """Measure the templates that were loaded so far; the first page is not counted."""
        for template in self._env.cache.values() if self._env.cache else ():
            if template not in self._watched:
                self._watched.append(template)
                template.root_render_func = self._timed(
                    str(template.name), template.root_render_func
                )

    def _timed(self, name: str, render: Render) -> Render:
        def timed(context: Context) -> Iterator[str]:
            parts = iter(render(context))
            while True:
                start = time.perf_counter()
                part = next(parts, None)
                self._seconds[name] = self._seconds.get(name, 0) + time.perf_counter() - start
                if part is None:
                    return
                yield part

        return timed

    def _enter(self, language: str) -> None:
        """Make a language the one whose pages are rendered; what it is made with is kept."""
        if language == self._language:
            return
        self._language = language
        self._i18n.current_language = language
        config = self._config.plugins.on_config(self._config)
        if language not in self._kept:
            files = self._files_of(language)
            env = config.plugins.on_env(config.theme.get_env(), config=config, files=files)
            env.bytecode_cache = CompiledTemplates(self._compiled, env)
            self._kept[language] = files, env
            self._warnings.take()
        self._files, self._env = self._kept[language]

    def _files_of(self, language: str, *, with_theme: bool = False) -> Files:
        config, others = self._config, self._folders - {language}
        names = (name for name in self._docs if name.partition("/")[0] not in others)
        files = Files([self._file(name) for name in names])
        if with_theme:
            theme = Environment(loader=_WithoutIcons(config.theme.dirs), autoescape=True)
            files.add_files_from_theme(theme, config)
        files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        return files

    @cached_property
    def _docs(self) -> list[str]:
        docs = Path(self._config.docs_dir)
        files = (path for path in sorted(docs.rglob("*")) if path.is_file())
        return [path.relative_to(docs).as_posix() for path in files]

    def _file(self, name: str) -> File:
        config = self._config
        return File(name, config.docs_dir, config.site_dir, config.use_directory_urls)


class _ReadPage(Page):
    """A page that the core has read: its front matter is not parsed once more."""

    def __init__(self, file: File, config: MkDocsConfig, markdown: str) -> None:
        super().__init__(None, file, config)
        self._markdown = markdown

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs hands it over
        self.markdown = self._markdown


class _OneParser:
    """Stands for the module `markdown` in MkDocs: one parser for all pages, not one for each."""

    def __init__(self) -> None:
        self._settings = ""
        self._parser = Markdown()

    def Markdown(self, **settings: Any) -> Markdown:  # noqa: N802 - the name that MkDocs asks for
        if repr(settings) != self._settings:
            self._settings = repr(settings)
            self._parser = quickened(Markdown(**settings))
        return self._parser.reset()


pages.markdown = _OneParser()  # type: ignore[assignment,attr-defined]


class _WithoutIcons(FileSystemLoader):
    """Lists a theme without hidden folders: nothing of its ten thousand icons is published."""

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for folder in self.searchpath:
            for at, folders, names in os.walk(folder):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found.update(Path(at, name).relative_to(folder).as_posix() for name in names)
        return sorted(found)


class _Warnings(logging.Handler):
    """Keeps what MkDocs and its extensions warn of: --strict stops at each."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(record.getMessage())

    def take(self) -> list[str]:
        """Return what came in since the last call."""
        taken, self._lines = self._lines, []
        return taken


_WARNINGS = _Warnings()
"""One for all renderers of a process: MkDocs has one logger."""

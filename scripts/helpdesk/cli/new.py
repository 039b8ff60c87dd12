"""`helpdesk new`: start an article, or the translation of one."""

from __future__ import annotations

from pathlib import Path

import click

from helpdesk.cli.centre import shown, this_project
from helpdesk.cli.setup import SetupError
from helpdesk.editing.article import (
    NewPageError,
    article_key,
    new_article,
    new_translation,
    title_of,
)
from helpdesk.library import Library, load_library
from helpdesk.nearest import nearest
from helpdesk.project import Project


@click.command()
@click.argument("key", metavar="CATEGORY/NAME")
@click.option("--title", help="The title; else it is made from the name.")
@click.option("--language", metavar="CODE", help="Start the translation of an article instead.")
def new(key: str, title: str | None, language: str | None) -> None:
    """Start an article: `helpdesk new email/some-article`.

    The page is made in the source language, with its front matter filled in and the headings that
    articles here have. With --language, the translation of an article is started with the text of
    its source. Nothing is ever overwritten.

    Exit code 0: the page is there, 2: it could not be made.
    """
    project = this_project()
    library = load_library(project)
    if language:
        _translation(project, library, key.removesuffix(".md"), language)
        return
    try:
        made = article_key(key, library)
    except NewPageError as error:
        raise SetupError(str(error)) from error
    path = project.docs / project.source.code / f"{made}.md"
    _write(path, new_article(made, title or title_of(made), library))
    click.echo(shown(path))
    click.echo("  Write it while scripts/serve shows it; scripts/check says what is missing.")
    codes = "|".join(each.code for each in project.translations)
    click.echo(f"  Its translations: helpdesk new {made} --language {codes}")


def _translation(project: Project, library: Library, key: str, language: str) -> None:
    codes = [each.code for each in project.translations]
    if language not in codes:
        close = nearest(language, codes)
        meant = f" Did you mean {close}?" if close else ""
        listed = ", ".join(codes)
        raise SetupError(f'nothing is translated into "{language}".{meant} There are: {listed}')
    source = library.source.get(key)
    if source is None:
        close = nearest(key, library.source)
        meant = f", did you mean {close}?" if close else f": first type helpdesk new {key}"
        raise SetupError(f"there is no article {key} to translate{meant}")
    path = project.docs / language / f"{key}.md"
    if path.exists():
        raise SetupError(f"{shown(path)} is there already: nothing is overwritten")
    _write(path, new_translation(source))
    click.echo(
        f"{shown(path)}\n  Translate it: ids, code, links and comments stay as they are. "
        f"Then: helpdesk stamp {shown(path)}"
    )


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise SetupError(f"{shown(path)}: cannot be written: {error.strerror}") from error

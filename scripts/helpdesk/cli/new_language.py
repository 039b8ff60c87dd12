"""`helpdesk new-language`: everything that a language needs, in one command."""

from __future__ import annotations

from pathlib import Path

import click

from helpdesk.cli.centre import shown, this_project
from helpdesk.cli.setup import SetupError
from helpdesk.editing.interface import open_strings, strings_file
from helpdesk.editing.language import (
    LanguageError,
    first_pages,
    first_strings,
    new_language,
    registered,
)
from helpdesk.library import load_library
from helpdesk.project import CONFIG_FILE
from helpdesk.words import LANGUAGES


@click.command("new-language")
@click.argument("code", metavar="CODE")
@click.option("--name", help="The language's own name; else that of CLDR.")
def new_language_verb(code: str, name: str | None) -> None:
    """Add a language as a draft: `helpdesk new-language tr`.

    Registers it in mkdocs.yml, makes its interface strings and its first pages (home, indexes,
    errors, votes); its search index comes with the next build. Previews show a draft, a published
    site does not. Files that are there already stay as they are.

    Exit code 0: it is there, 2: it could not be added.
    """
    project = this_project()
    config = project.root / CONFIG_FILE
    library = load_library(project)
    try:
        language = new_language(code, name, project)
        after = registered(config.read_text(encoding="utf-8"), language)
        words = first_strings(project.overrides, project, language)
    except LanguageError as error:
        raise SetupError(str(error)) from error
    folder = project.docs / language.code
    files = {strings_file(project.overrides, language.code): words}
    files |= {folder / f"{key}.md": text for key, text in first_pages(library).items()}
    for file, text in files.items():
        _write(file, text)
    config.write_text(after, encoding="utf-8")  # last: the registry names only what is there
    left = len(list(open_strings(project.overrides, language.code)))
    direction = "right to left" if language.is_right_to_left else "left to right"
    click.echo(f"{language.name} ({code}, written {direction}) is there as a draft:")
    click.echo(f"  {shown(config)}: its line in the list of languages")
    click.echo(f"  {shown(strings_file(project.overrides, code))}: {left} texts to translate")
    click.echo(f"  {shown(folder)}: its first pages, still in {project.source.name}")
    if code not in LANGUAGES:
        click.echo(
            f"  The words of {language.name} are not known to the checker: it reads its sentences "
            f"with those of all other languages. scripts/helpdesk/words/{code}.yml would teach it."
        )
    click.echo(
        f"What is left: helpdesk status {code}. Another page: helpdesk new KEY --language {code}"
    )


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        click.echo(f"Kept as it is: {shown(file)}", err=True)
    except OSError as error:
        raise SetupError(f"{shown(file)}: cannot be written: {error.strerror}") from error

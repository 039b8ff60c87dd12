"""Random edits of a help centre: what an editor, an operator and a template's author do to it."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from building.small_centre import Centre

LANGUAGES = ("fr", "en", "az")
ARTICLES = ("email/mailboxes", "email/mail-protocols", "email/new", "email/other")
WORDS = ("Nouveau", "Élan", "Əla", "Zorg", "X & Y")


def edit_text(centre: Centre, language: str, key: str, word: str) -> None:
    """Write a sentence into a page."""
    _change(centre.docs / language / f"{key}.md", r"\n\n", f"\n\n{word} {word}.\n\n")


def edit_title(centre: Centre, language: str, key: str, word: str) -> None:
    """Change a title: lists, related articles and the search show it."""
    _change(centre.docs / language / f"{key}.md", r'^title: "', f'title: "{word} ')


def edit_tags(centre: Centre, language: str, key: str, word: str) -> None:
    """Take a tag away in every language: other articles become related."""
    del language, word
    for code in LANGUAGES:
        _change(centre.docs / code / f"{key}.md", r"^tags:.*\n(?: +- .*\n)*", "tags: [imap]\n")


def add_article(centre: Centre, language: str, key: str, word: str) -> None:
    """Copy an article to a new place, in every language or, of a translation, in none."""
    del language, word
    for code in LANGUAGES:
        source = centre.docs / code / "email/mailboxes.md"
        target = centre.docs / code / f"{key}.md"
        if source.exists() and not target.exists():
            shutil.copy(source, target)


def rename_article(centre: Centre, language: str, key: str, word: str) -> None:
    """Move an article in every language."""
    del language, word
    for code in LANGUAGES:
        page = centre.docs / code / f"{key}.md"
        if page.exists():
            page.rename(page.with_name("moved.md"))


def delete_article(centre: Centre, language: str, key: str, word: str) -> None:
    """Delete an article in every language."""
    del language, word
    for code in LANGUAGES:
        (centre.docs / code / f"{key}.md").unlink(missing_ok=True)


def change_port(centre: Centre, language: str, key: str, word: str) -> None:
    """Change a port in the facts and on every page."""
    del language, key
    port = str(2000 + WORDS.index(word))
    old = re.search(r"protocol: imap.*?port: (\d+)", _read(centre.root / "facts.yml"), re.DOTALL)
    if old:
        for file in (centre.root / "facts.yml", *centre.docs.rglob("*.md")):
            file.write_text(
                re.sub(rf"\b{old[1]}\b", port, _read(file)), encoding="utf-8", newline=""
            )


def change_template(centre: Centre, language: str, key: str, word: str) -> None:
    """Change the frame of all pages."""
    del language, key
    frame = centre.root / "overrides/main.html"
    _change(frame, r'<body class="help[^"]*', f'<body class="help word-{WORDS.index(word)}')


def change_words(centre: Centre, language: str, key: str, word: str) -> None:
    """Change a text of the interface."""
    del key
    strings = centre.root / f"overrides/strings/{language}.yml"
    _change(strings, r"^(  home:) .*$", rf'\1 "{word}"')


def change_style(centre: Centre, language: str, key: str, word: str) -> None:
    """Add a rule to the style sheet."""
    del language, key
    sheet = centre.root / "overrides/assets/help.css"
    sheet.write_text(f"{_read(sheet)}\n.help {{ order: {WORDS.index(word)} }}\n", encoding="utf-8")


def vote(centre: Centre, language: str, key: str, word: str) -> None:
    """Count votes: the order of lists and results changes."""
    del language
    data = centre.root / "overrides/data/ratings.yml"
    text = re.sub(r"^articles:.*", "", _read(data), flags=re.MULTILINE | re.DOTALL)
    useful = 5 + WORDS.index(word)
    data.write_text(
        f"{text}articles:\n  {key}: {{useful: {useful}, total: null}}\n", encoding="utf-8"
    )


def toggle_language(centre: Centre, language: str, key: str, word: str) -> None:
    """Publish a language, or take it away again."""
    del language, key, word
    config = centre.root / "mkdocs.yml"
    text = _read(config)
    here = "locale: az, name: Azərbaycanca, build: true"
    gone = here.replace("true", "false")
    text = text.replace(here, gone) if here in text else text.replace(gone, here)
    config.write_text(text, encoding="utf-8")


EDITS = (
    edit_text,
    edit_title,
    edit_tags,
    add_article,
    rename_article,
    delete_article,
    change_port,
    change_template,
    change_words,
    change_style,
    vote,
    toggle_language,
)

edits = st.tuples(
    st.sampled_from(EDITS),
    st.sampled_from(LANGUAGES),
    st.sampled_from(ARTICLES),
    st.sampled_from(WORDS),
)
"""One edit: what is done, in which language, to which article, with which word."""


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _change(file: Path, pattern: str, new: str) -> None:
    """Replace the first place of a pattern; a file that is not there stays away."""
    if file.exists():
        text = re.sub(pattern, new, _read(file), count=1, flags=re.MULTILINE)
        file.write_text(text, encoding="utf-8")


def in_sequences(count: int, *, most: int) -> Callable[[Callable[..., None]], Any]:
    """Run a test with so many sequences of up to `most` edits, the same ones each time."""
    slow = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    chosen = settings(
        max_examples=count, deadline=None, derandomize=True, suppress_health_check=slow
    )
    sequences = given(sequence=st.lists(edits, min_size=1, max_size=most))
    return lambda test: chosen(sequences(test))


@contextmanager
def copied(template: Path) -> Iterator[Centre]:
    """Yield a copy of a help centre; while it is there, its root is the current folder."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        centre = Centre(Path(folder) / "centre")
        shutil.copytree(template, centre.root)
        os.chdir(centre.root)
        try:
            yield centre
        finally:
            os.chdir(before)

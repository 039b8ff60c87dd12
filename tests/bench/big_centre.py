"""A help centre of any size: the articles of a generated corpus in the form of this project.

The corpus is what `gen_corpus.py --layout mkdocs-folder` writes (title, description, tags, four
sections, a table, links); it becomes articles with ids, teasers and stamps, and gets the pages that
every centre has: home, categories, A-Z index, tags, thanks, error page.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

import yaml

from helpdesk.freshness import digests, with_stamps
from helpdesk.markdown import Kind
from helpdesk.project import load_project

ROOT: Final = Path(__file__).parents[2]

# The words of the corpus are made up: a number beside "server" or "mail" is no promise of a port.
NUMBERS: Final = re.compile(r"`(\d+)`")

TAGS: Final = {
    "mail": "mailbox",
    "phone": "android",
    "billing": "quota",
    "calendar": "linux",
    "import": "files",
    "backup": "folders",
    "web": "directadmin",
    "admin": "setup",
}
LISTS: Final = re.compile(r"<!-- show: (?:a-z|tags) -->\n")
SHOWN: Final = {Kind.HOME: "categories", Kind.CATEGORY: "articles"}
COMMON: Final = ("a-z.md", "tags.md", "thanks/yes.md", "thanks/no.md", "thanks/reason.md")
DEAD_LINKS: Final = re.compile(r"\[([^\]]+)\]\((?:\.\./)*(?:contact|glossary|email/[\w-]+)\.md\)")


def big_centre(corpus: Path, root: Path, *, lists: bool = True) -> Path:
    """Write the help centre to `root` and return it; `lists` are those of all articles."""
    root.mkdir(parents=True)
    (root / "scripts").mkdir()
    shutil.copytree(
        ROOT / "overrides", root / "overrides", ignore=shutil.ignore_patterns("ratings.yml")
    )
    (root / "overrides/data").mkdir(exist_ok=True)
    shutil.copy(ROOT / "overrides/data/ratings.yml", root / "overrides/data")
    for name in ("facts.yml", "mkdocs.yml"):
        shutil.copy(ROOT / name, root / name)
    for name in ("helpdesk", "mkdocs_hook.py", "mkdocs_pages.py"):
        if (ROOT / "scripts" / name).exists():
            (root / "scripts" / name).symlink_to(ROOT / "scripts" / name)
    project = load_project(root)
    for language in (project.source, *project.translations):
        folder = corpus / "docs" / language.code
        for file in sorted(folder.rglob("*.md")):
            key = file.relative_to(folder).as_posix()
            _write(
                root,
                language.code,
                key,
                _converted(key, file.read_text(encoding="utf-8"), lists=lists),
            )
        for key in (*COMMON, "404.md"):
            text = (ROOT / "docs" / language.code / key).read_text(encoding="utf-8")
            if not lists:
                text = LISTS.sub("", text)
            _write(root, language.code, key, DEAD_LINKS.sub(r"\1", text))
    return root


def _write(root: Path, language: str, key: str, text: str) -> None:
    source = root / "docs" / "fr" / key
    if language != "fr":
        text = with_stamps(text, digests(source.read_text(encoding="utf-8")))
    target = root / "docs" / language / key
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def _converted(key: str, text: str, *, lists: bool) -> str:
    _, block, body = text.split("---\n", 2)
    written = yaml.safe_load(block)
    kind = Kind.ARTICLE
    if key.endswith("index.md"):
        kind = Kind.HOME if key == "index.md" else Kind.CATEGORY
    description = (written["description"] + " " + written["title"] * 9)[:140].strip()
    meta = {
        "title": written["title"],
        "description": description,
        "teaser": written["description"][:100].strip(),
        "tags": sorted(TAGS.get(tag, tag) for tag in written.get("tags", []) if lists),
        "kind": kind.value,
    }
    body = re.sub(r"\A\s*# .*\n", "", body)
    count = iter(range(1, 99))
    body = re.sub(
        r"^(## .*)$", lambda found: f"{found[1]} {{#part-{next(count)}}}", body, flags=re.MULTILINE
    )
    body = NUMBERS.sub(lambda found: f"x{found[1]}", body)
    if kind in SHOWN:
        body += f"\n<!-- show: {SHOWN[kind]} -->\n"
    dumped = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{dumped}---\n{body.strip()}\n"

"""What a change of files means, and which files are seen at all."""

from __future__ import annotations

import os

import pytest

from helpdesk.preview.inputs import Changes, Inputs, changes
from helpdesk.preview.meaning import Meaning, Reach, meaning

LANGUAGES = ("fr", "nl")
NONE = frozenset()
NL = frozenset({"nl"})


def pages(*names: str) -> frozenset[str]:
    return frozenset(names)


@pytest.mark.parametrize(
    ("edited", "came", "went", "expected"),
    [
        ([], [], [], Meaning(Reach.NOTHING)),
        (["docs/nl/a.md"], [], [], Meaning(Reach.PAGE, pages("nl/a.md"))),
        (["docs/nl/a.md", "docs/fr/b/c.md"], [], [], Meaning(Reach.PAGE, {"nl/a.md", "fr/b/c.md"})),
        ([], ["docs/nl/a.md"], [], Meaning(Reach.LANGUAGE, pages("nl/a.md"), NL)),
        ([], [], ["docs/nl/a.md"], Meaning(Reach.LANGUAGE, pages("nl/a.md"), NL)),
        (["docs/nl/a.png"], [], [], Meaning(Reach.LANGUAGE, NONE, NL)),
        (
            ["docs/fr/b.md"],
            ["docs/nl/new.md"],
            ["docs/nl/old.md"],
            Meaning(Reach.LANGUAGE, pages("fr/b.md", "nl/new.md", "nl/old.md"), NL),
        ),
        (["facts.yml", "docs/nl/a.md"], [], [], Meaning(Reach.EVERYTHING)),
        (["overrides/main.html"], [], [], Meaning(Reach.EVERYTHING)),
        (["overrides/strings/nl.yml"], [], [], Meaning(Reach.EVERYTHING)),
        (["mkdocs.yml"], [], [], Meaning(Reach.EVERYTHING)),
        ([".git/logs/HEAD"], [], [], Meaning(Reach.EVERYTHING)),
        ([], ["docs/tr/index.md"], [], Meaning(Reach.EVERYTHING)),
        ([], ["docs/shared.png"], [], Meaning(Reach.EVERYTHING)),
        (["scripts/helpdesk/build.py", "facts.yml"], [], [], Meaning(Reach.CODE)),
        (["facts.yml"], [], ["scripts/helpdesk/build.py"], Meaning(Reach.CODE)),
    ],
)
def test_a_change_reaches_as_far_as_it_must(edited, came, went, expected):
    change = Changes(frozenset(edited), frozenset(came), frozenset(went))
    assert meaning(change, LANGUAGES) == expected


def test_what_came_went_and_was_edited_is_told_apart():
    change = changes({"a": "1", "b": "1", "c": "1"}, {"a": "1", "b": "2", "d": "1"})
    assert change == Changes(frozenset("b"), frozenset("d"), frozenset("c"))


def test_an_edit_that_leaves_size_and_time_as_they_were_is_seen(tmp_path):
    (tmp_path / "docs/nl").mkdir(parents=True)
    page = tmp_path / "docs/nl/a.md"
    page.write_text("993")
    inputs, status = Inputs(tmp_path), page.stat()
    before = inputs.look()
    page.write_text("995")
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert changes(before, inputs.look()).edited == {"docs/nl/a.md"}


def test_what_editors_leave_beside_a_page_is_not_seen(tmp_path):
    (tmp_path / "docs/nl").mkdir(parents=True)
    for name in ("a.md~", ".a.md.swp", ".#a.md"):
        (tmp_path / "docs/nl" / name).write_text("")
    (tmp_path / "docs/nl/gone.md").symlink_to("nowhere")
    assert Inputs(tmp_path).look() == {}

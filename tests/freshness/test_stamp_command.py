"""`helpdesk stamp`: shows the change, asks, writes one page, and refuses what it cannot judge."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from helpdesk.cli import main
from helpdesk.freshness import FRONT_MATTER, State, compare, digests, read_stamps
from helpdesk.markdown import INTRODUCTION

PAGE = "docs/nl/mail.md"


def run(*arguments: str, answer: str | None = None):
    return CliRunner().invoke(main, ["stamp", *arguments], input=answer)


def states(centre) -> dict[str, State]:
    source = centre.source.read_text(encoding="utf-8")
    return compare(source, read_stamps(centre.page.read_text(encoding="utf-8")))


def test_a_stamped_page_reflects_every_section_of_its_source(centre):
    result = run(PAGE, "--yes")
    assert result.exit_code == 0, result.output
    assert read_stamps(centre.page.read_text(encoding="utf-8")) == digests(
        centre.source.read_text(encoding="utf-8")
    )


def test_a_section_alone_can_be_stamped(centre):
    assert run(PAGE, "--section", "create", "--yes").exit_code == 0
    assert states(centre) == {
        FRONT_MATTER: State.MISSING,
        INTRODUCTION: State.MISSING,
        "create": State.CURRENT,
        "delete": State.MISSING,
    }


def test_what_changed_in_the_source_since_the_stamp_is_shown_as_a_diff(committed):
    run(PAGE, "--yes")
    committed.change_source("Ouvrez le panneau.", "Ouvrez le nouveau panneau.")
    committed.commit()
    result = run(PAGE, "--yes")
    assert "-Ouvrez le panneau.\n+Ouvrez le nouveau panneau.\n" in result.output
    assert "delete" not in result.output
    assert set(states(committed).values()) == {State.CURRENT}


def test_the_stamped_version_is_found_across_a_renaming_of_the_article(committed):
    run(PAGE, "--yes")
    committed.git("mv", "docs/fr/mail.md", "docs/fr/boxes.md")
    committed.git("mv", "docs/nl/mail.md", "docs/nl/boxes.md")
    committed.commit()
    committed.source = committed.root / "docs/fr/boxes.md"
    committed.change_source("Cliquez.", "Cliquez deux fois.")
    result = run("docs/nl/boxes.md", "--yes")
    assert "-Cliquez.\n+Cliquez deux fois.\n" in result.output


def test_without_git_the_present_text_is_shown_and_it_says_so(centre):
    run(PAGE, "--yes")
    centre.change_source("Cliquez.", "Cliquez deux fois.")
    result = run(PAGE, "--yes")
    assert "git knows no version with that stamp" in result.output
    assert "  Cliquez deux fois.\n" in result.output


def test_nothing_is_written_unless_somebody_agrees(centre):
    before = centre.page.read_bytes()
    result = run(PAGE)
    assert (result.exit_code, centre.page.read_bytes()) == (0, before)
    assert "add --yes" in result.output


@pytest.mark.parametrize(("answer", "is_written"), [("y\n", True), ("n\n", False)])
def test_at_a_terminal_it_asks(centre, monkeypatch, answer, is_written):
    monkeypatch.setattr("helpdesk.cli.stamp._at_terminal", lambda: True)
    result = run(PAGE, answer=answer)
    assert result.exit_code == 0
    assert bool(read_stamps(centre.page.read_text(encoding="utf-8"))) is is_written


def test_line_ends_and_the_byte_order_mark_stay(centre):
    text = centre.page.read_text(encoding="utf-8").replace("\n", "\r\n")
    centre.page.write_bytes(b"\xef\xbb\xbf" + text.encode())
    run(PAGE, "--yes")
    raw = centre.page.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf---\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert set(states(centre).values()) == {State.CURRENT}


def test_orphans_go(centre):
    run(PAGE, "--yes")
    centre.change_source("{#delete}", "{#remove}")
    result = run(PAGE, "--yes")
    assert "delete: no longer in the source, its stamp goes." in result.output
    assert states(centre) == {
        FRONT_MATTER: State.CURRENT,
        INTRODUCTION: State.CURRENT,
        "create": State.CURRENT,
        "remove": State.MISSING,
    }


def test_a_section_that_is_not_translated_is_not_stamped(centre):
    centre.change_source("## Supprimer", "## Suspendre {#suspend}\n\nPause.\n\n## Supprimer")
    result = run(PAGE, "--yes")
    assert "suspend: not translated yet, it stays without a stamp." in result.output
    assert states(centre)["suspend"] is State.MISSING
    assert run(PAGE, "--section", "suspend", "--yes").exit_code == 2


def test_a_page_that_is_current_is_left_alone(centre):
    run(PAGE, "--yes")
    before = centre.page.stat().st_mtime_ns
    result = run(PAGE, "--yes")
    assert "nothing to stamp" in result.output
    assert (result.exit_code, centre.page.stat().st_mtime_ns) == (0, before)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["docs/fr/mail.md"], "a page of the source language (Français)"),
        (["docs/nl/male.md"], "there is no such page"),
        (["docs/nl"], "is no translation: those stand below docs/nl"),
        (["facts.yml"], "is no translation"),
        ([PAGE, "--section", "creat"], 'did you mean "create"?'),
        ([], "Missing argument"),
        ([PAGE, PAGE], "unexpected extra argument"),
    ],
)
def test_what_cannot_be_stamped_is_refused_with_the_right_way(centre, arguments, words):
    result = run(*arguments, "--yes")
    assert result.exit_code == 2
    assert words in result.output


def test_a_translation_without_a_source_page_is_refused(centre):
    centre.source.unlink()
    result = run(PAGE, "--yes")
    assert result.exit_code == 2
    assert "has no source page" in result.output


def test_a_page_with_an_unreadable_front_matter_is_refused(centre):
    text = centre.page.read_text(encoding="utf-8")
    centre.page.write_text(text.replace("title: Postvakken", "title: a: b"), encoding="utf-8")
    result = run(PAGE, "--yes")
    assert result.exit_code == 2
    assert "mend it first" in result.output

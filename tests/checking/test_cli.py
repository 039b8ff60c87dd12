"""The command line: what it takes, what it prints where, how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import helpdesk
from helpdesk.cli import VERBS, main
from helpdesk.rules.registry import rules

WRONG = "IMAP: port 939\n"
RIGHT = "IMAP: port 993\n"


def run(*arguments: str, answer: str | None = None):
    return CliRunner().invoke(main, arguments, input=answer)


def test_a_clean_folder_ends_with_0_and_says_so_on_stderr(folder):
    folder({"pages/a.md": RIGHT})
    result = run("check", "pages", "--select", "PORT")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "1 page: no findings\n"


def test_a_wrong_page_ends_with_1_and_names_the_place(folder):
    folder({"pages/a.md": WRONG})
    result = run("check", "pages", "--select", "PORT")
    assert result.exit_code == 1
    assert result.stdout.startswith("pages/a.md:1:12: PORT02 ")
    assert "1 error in 1 of 1 page" in result.stderr


def test_another_facts_file_may_be_named(folder):
    folder({"a.md": WRONG, "odd.yml": "mail: {servers: [{protocol: imap, port: 939}]}\n"})
    result = run("check", "a.md", "--facts", "odd.yml")
    assert result.exit_code == 0
    assert "Warning: odd.yml:1:41: IMAP on port 939" in result.stderr


def test_json_holds_nothing_but_findings(folder):
    folder({"a.md": WRONG * 2})
    result = run("check", "a.md", "--format", "json")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(each["path"], each["line"]) for each in found] == [("a.md", 1), ("a.md", 2)]


def test_sarif_is_one_document(folder):
    folder({"a.md": WRONG})
    result = run("check", "a.md", "--format", "sarif")
    assert len(json.loads(result.stdout)["runs"][0]["results"]) == 1


def test_selected_codes_are_the_only_ones(folder):
    folder({"a.md": WRONG + "<!-- ignore -->\n"})
    assert {"PORT02", "IGN01"} == {line.split()[1] for line in _places("check", "a.md")}
    assert [line.split()[1] for line in _places("check", "a.md", "--select", "IGN")] == ["IGN01"]


def test_without_a_path_the_whole_site_is_checked_with_all_rules(site):
    site({"docs/fr/a.md": "IMAP : 939\n", "docs/de/b.md": ""})
    codes = {line.split()[1] for line in _places("check")}
    assert {"PORT02", "LANG02"} <= codes


def test_a_path_in_a_site_is_checked_for_itself(site):
    site({"docs/fr/a.md": "IMAP : 939\n", "docs/de/b.md": "IMAP: 939\n"})
    assert [line.split(":")[0] for line in _places("check", "docs/de", "--select", "PORT")] == [
        "docs/de/b.md"
    ]


def test_a_part_of_a_site_is_told_from_the_whole(site):
    site({"docs/fr/a.md": "IMAP : 993\n"})
    assert "Without a PATH" in run("check", "docs/fr/a.md").stderr
    assert "Without a PATH" not in run("check", "docs").stderr


def test_rules_of_the_site_answer_for_the_given_pages_when_selected(site):
    site({"docs/fr/a.md": "", "docs/fr/c.md": "", "docs/de/b.md": ""})
    assert [line.split(":")[0] for line in _places("check", "docs/fr/a.md", "--select=LANG")] == [
        "docs/fr/a.md"
    ]


def test_the_site_is_found_from_a_folder_inside_it(site, monkeypatch):
    root = site({"docs/fr/a.md": "IMAP : 939\n"})
    monkeypatch.chdir(root / "docs" / "fr")
    assert _places("check", "a.md", "--select", "PORT")[0].startswith("a.md:1:")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "nowhere"], "nowhere: there is no such file"),
        (["check", "empty"], "empty: no *.md file"),
        (["check", "a.md", "--facts", "none.yml"], "none.yml: cannot be read"),
        (["check", "a.md", "--facts", "bad.yml"], 'bad.yml:1:1: unknown key "mial"'),
        (["check", "a.md", "--select", "PROT"], "did you mean PORT?"),
        (["check", "a.md", "--select", "LANG"], "needs a whole site"),
        (["check"], "there is no site here"),
        (["check", "a.md", "--formt", "json"], "--format"),
        (["check", "a.md", "--format", "jsno"], "'json'"),
        (["check", "a.md", "--lang", "xx"], "'az'"),
        (["check", "a.md", "--write"], "belong to --fix"),
        (["fix", "a.md", "--was", "none.yml"], "none.yml: cannot be read"),
        (["chekc"], "Did you mean 'check'?"),
        (["explain", "PORT2"], "did you mean PORT02?"),
    ],
)
def test_wrong_use_ends_with_2_and_the_right_one_on_stderr(folder, arguments, words):
    root = folder({"a.md": RIGHT, "bad.yml": "mial: {}\n"})
    (root / "empty").mkdir()
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""


def test_facts_that_are_missing_are_asked_for(tree):
    tree({"a.md": RIGHT})
    result = run("check", "a.md")
    assert result.exit_code == 2
    assert "--facts FILE" in result.stderr


@pytest.mark.parametrize("code", rules())
def test_every_code_is_explained_with_an_example_before_and_after(code):
    text = run("explain", code.lower()).stdout
    assert text.startswith(f"# {code}: ")
    assert "\nBefore" in text
    assert "\nAfter" in text


def test_all_codes_are_listed_and_explained_on_one_page():
    listed = run("explain").stdout.splitlines()
    assert [line.split()[0] for line in listed] == [*rules()]
    everything = run("explain", "--all").stdout
    assert all(f"\n## {code}: " in everything for code in rules())


def test_every_verb_has_a_command_that_explains_itself():
    for verb in VERBS:
        result = run(verb, "--help")
        assert result.exit_code == 0, verb
        assert f"Usage: main {verb}" in result.stdout


def test_the_schema_is_printed_and_checked():
    assert json.loads(run("schema").stdout)["title"] == "The facts of a mail host"
    assert run("schema", "--check").exit_code == 0


def test_the_program_runs_as_a_process(folder):
    folder({"a.md": WRONG, "b\udcff.md": WRONG})
    done = subprocess.run(
        [sys.executable, "-m", "helpdesk", "check", ".", "--format", "json"],
        env={**os.environ, "PYTHONPATH": str(Path(helpdesk.__file__).parents[1])},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["path"] for each in found] == ["./a.md", "./b\udcff.md"]


def _places(*arguments: str) -> list[str]:
    result = run(*arguments)
    assert result.exit_code == 1, result.output
    return [line for line in result.stdout.splitlines() if not line.startswith(" ")]

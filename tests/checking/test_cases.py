"""Golden cases: each folder of tests/cases holds pages and exactly what `check` says about them."""

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpdesk.cli import main
from helpdesk.rules.registry import rules

CASES = Path(__file__).parents[1] / "cases"
SHARED = CASES / "_shared"
FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir() and path != SHARED)

# Rewrites what is expected, for a person to read before it is committed.
WRITE = "HELPDESK_WRITE_CASES"

ELSEWHERE = {
    "FILE03": "a rule that breaks: tests/checking/test_runner.py breaks one",
    **{code: "needs a published site: tests/stranger" for code in rules() if code[:3] == "PUB"},
    **{code: "needs a built site: tests/site" for code in rules() if code.startswith("SITE")},
}


def code_of(folder: Path) -> str:
    return folder.name.partition("-")[0]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_findings_are_exactly_the_expected_ones(folder, tmp_path, monkeypatch):
    shutil.copytree(SHARED, tmp_path, dirs_exist_ok=True)
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True, symlinks=True)
    monkeypatch.chdir(tmp_path)
    paths = [] if (folder / "docs").is_dir() else ["."]
    result = CliRunner().invoke(main, ["check", *paths, "--select", code_of(folder)])
    assert result.exit_code in {0, 1}, result.output
    expected = folder / "expected.txt"
    wanted = expected.read_text(encoding="utf-8") if expected.exists() else ""
    found = _shortened(result.stdout, wanted)
    if os.environ.get(WRITE):
        expected.write_text(found, encoding="utf-8")
    else:
        assert found == wanted


def _shortened(found: str, wanted: str) -> str:
    """End a line in "..." where the expected one does: lists that grow are not what is tested."""
    lines, patterns = found.split("\n"), wanted.split("\n")
    for number, (line, pattern) in enumerate(zip(lines, patterns, strict=False)):
        if pattern.endswith(" ...") and line.startswith(pattern.removesuffix("...")):
            lines[number] = pattern
    return "\n".join(lines)


@pytest.mark.parametrize("code", [code for code in rules() if code not in ELSEWHERE])
def test_every_code_has_a_case_that_finds_it(code):
    found = "".join(
        (folder / "expected.txt").read_text(encoding="utf-8")
        for folder in FOLDERS
        if code_of(folder) == code
    )
    assert f" {code} " in found


def test_every_case_is_named_after_a_code():
    assert {code_of(folder) for folder in FOLDERS} <= rules().keys()

"""The schema of front matter that editors use is that of the model."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from helpdesk.cli import main
from helpdesk.markdown import FrontMatter
from helpdesk.markdown.schema import SCHEMA_FILE, is_current, schema

ROOT = Path(__file__).parents[2]


def test_the_committed_schema_is_what_the_model_generates():
    assert is_current(), "type: helpdesk schema --write"


def test_every_key_of_the_front_matter_is_explained():
    properties = schema()["properties"]
    assert set(properties) == set(FrontMatter.model_fields)
    assert [key for key, value in properties.items() if "description" not in value] == []


def test_the_settings_of_the_editor_name_it_for_the_pages():
    settings = (ROOT / ".vscode/settings.json").read_text(encoding="utf-8")
    assert f'"{SCHEMA_FILE.relative_to(ROOT).as_posix()}": ["docs/**/*.md"]' in settings


def test_the_command_prints_it():
    result = CliRunner().invoke(main, ["schema", "front-matter"])
    assert json.loads(result.output) == schema()


def test_the_command_says_when_a_file_is_not_current(monkeypatch, tmp_path):
    monkeypatch.setattr("helpdesk.markdown.schema.is_current", lambda: False)
    result = CliRunner().invoke(main, ["schema", "--check"])
    assert result.exit_code == 1
    assert "front_matter.schema.json: not current, type: helpdesk schema --write" in result.output

"""The JSON Schema that editors use."""

from pathlib import Path

from helpdesk.facts import Facts
from helpdesk.facts.schema import SCHEMA_FILE, is_current, schema

ROOT = Path(__file__).parents[2]


def test_the_committed_schema_is_what_the_model_generates():
    assert is_current(), "type: helpdesk schema --write"


def test_the_facts_name_the_schema_for_editors():
    first = (ROOT / "facts.yml").read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={SCHEMA_FILE.relative_to(ROOT).as_posix()}"


def test_every_key_of_the_facts_is_explained():
    data = schema()
    blocks = [data, *data["$defs"].values()]
    unexplained = [
        f"{block['title']}.{key}"
        for block in blocks
        for key, value in block.get("properties", {}).items()
        if "description" not in value and "$ref" not in value
    ]
    assert unexplained == []


def test_unknown_keys_are_refused_by_the_schema_too():
    assert schema()["additionalProperties"] is False
    assert set(schema()["properties"]) == set(Facts.model_fields)

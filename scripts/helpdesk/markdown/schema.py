"""The JSON Schema of a page's front matter, which editors complete and explain."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from helpdesk.markdown.front_matter import FrontMatter

SCHEMA_FILE: Final = Path(__file__).with_name("front_matter.schema.json")
"""The committed schema; `.vscode/settings.json` names it, a test keeps it equal."""


def schema() -> dict[str, Any]:
    """Return the schema as data, generated from the typed model."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **FrontMatter.model_json_schema(),
        "title": "The front matter of a help page",
    }


def schema_text() -> str:
    """Return the schema as it stands in its file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def is_current(file: Path = SCHEMA_FILE) -> bool:
    """Say whether the committed schema is what the model generates."""
    return file.is_file() and file.read_text(encoding="utf-8") == schema_text()

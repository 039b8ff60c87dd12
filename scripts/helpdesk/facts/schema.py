"""The JSON Schema of `facts.yml`, for editors that complete and explain while one types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from helpdesk.facts.model import Facts

SCHEMA_FILE: Final = Path(__file__).with_name("facts.schema.json")
"""The committed schema; `facts.yml` names it in its first line, a test keeps it equal."""


def schema() -> dict[str, Any]:
    """Return the schema as data, generated from the typed model."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Facts.model_json_schema(),
        "title": "The facts of a mail host",
    }


def schema_text() -> str:
    """Return the schema as it stands in its file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def is_current(file: Path = SCHEMA_FILE) -> bool:
    """Say whether the committed schema is what the model generates."""
    return file.is_file() and file.read_text(encoding="utf-8") == schema_text()

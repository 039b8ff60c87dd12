"""Templates compiled once: for all languages, and for the next build."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket


class CompiledTemplates(FileSystemBytecodeCache):
    """Keeps compiled templates for all languages, and for the next build where files can be kept.

    What a template is compiled to depends on its text and on the settings of the environment.
    """

    def __init__(self, folder: Path, env: Environment) -> None:
        """Keep them in a folder; without one that can be written to, nothing is kept."""
        super().__init__(str(folder))
        simple = {name: value for name, value in vars(env).items() if isinstance(value, str | int)}
        self._settings = f"{jinja2.__version__} {simple} {sorted(env.extensions)}\n"
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)

    def get_source_checksum(self, source: str) -> str:
        """Return what tells a compiled template from that of another text or other settings."""
        return super().get_source_checksum(self._settings + source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fetch a compiled template, if it can be read."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, if it can be written."""
        with suppress(OSError):
            super().dump_bytecode(bucket)

"""How a build goes, for people: a bar at a terminal, and what was slow when they ask."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

SLOWEST: Final = 10
"""Pages and templates that a profile names."""


@dataclass
class Course:
    """How a build goes: what is done, of how much; what was slow."""

    pages: int = 0
    made: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    """Pages that were made: source -> seconds."""
    templates: dict[str, float] = field(default_factory=dict)
    """Templates, with those that they include: name -> seconds."""
    megabytes: int = 0
    """The most that one process used."""

    def step(self, name: str, done: int = 0, of: int = 0) -> None:
        """Say that something has begun, or how far it is."""

    def profile(self) -> Iterator[str]:
        """Yield the slowest pages and templates, line by line."""
        for title, seconds in (("pages", self.seconds), ("templates", self.templates)):
            slowest = sorted(seconds.items(), key=lambda entry: -entry[1])[:SLOWEST]
            if slowest:
                yield f"The slowest {title} (seconds):"
                yield from (f"  {spent:8.3f}  {name}" for name, spent in slowest)
        yield f"The largest process used {self.megabytes} MB."


@contextmanager
def shown() -> Iterator[Course]:
    """Show a bar on stderr while a build goes, if that is a terminal; else say nothing."""
    if not (sys.stderr.isatty() or os.environ.get("FORCE_COLOR")):
        yield Course()
        return
    from rich.console import Console  # noqa: PLC0415 - a tenth of a second, only where it is seen
    from rich.progress import Progress, TaskID  # noqa: PLC0415

    console = Console(stderr=True)
    with Progress(console=console, transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        class Shown(Course):
            def step(self, name: str, done: int = 0, of: int = 0) -> None:
                if name not in tasks:
                    tasks[name] = progress.add_task(name, total=of or None)
                progress.update(tasks[name], completed=done, total=of or None)

        yield Shown()

"""The package keeps its shape: one direction of imports, no generator in the core, small files."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
import yaml

ROOT: Final = Path(__file__).parents[2]
PACKAGE: Final = ROOT / "scripts" / "helpdesk"
MODULES: Final = sorted(PACKAGE.rglob("*.py"))

# Low to high: a part imports only from the lines above its own.
LAYERS: Final = (
    {"changes", "collation", "findings", "git", "nearest", "not_found", "policy"}
    | {"processes", "remembered"},
    {"cache", "facts", "markdown", "project", "ratings", "strings", "words"},
    {"addresses", "claims", "features"},
    {"clients", "library", "markers"},
    {"freshness", "probing", "redirects", "related"},
    {"editing"},
    {"render", "rules"},
    {"built", "checking", "publishing", "reporting", "search"},
    {"build", "stranger"},
    {"building"},
    {"preview", "staging"},
    {"cli"},
    {"__main__"},
)
LAYER: Final = {part: number for number, parts in enumerate(LAYERS) for part in parts}

# "Under about 250": a module that must be a little longer need not be cut in an odd place.
MOST_LINES: Final = 260

IMPORT_ALL_WITHOUT_MKDOCS: Final = """
import importlib, pkgutil, sys
sys.modules["mkdocs"] = sys.modules["material"] = None  # an import of these now fails
import helpdesk
for module in pkgutil.walk_packages(helpdesk.__path__, "helpdesk."):
    if module.name != "helpdesk.__main__":
        importlib.import_module(module.name)
"""


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def part_of(path: Path) -> str:
    """The folder or module right below the package that a file belongs to."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported_parts(path: Path) -> Iterator[str]:
    """The parts of the package that a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are written in full"
            base = node.module or ""
            names = [f"{base}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for imported in names:
            package, _, rest = imported.partition(".")
            if package == "helpdesk" and rest:
                yield rest.partition(".")[0]


def test_every_part_of_the_package_has_its_layer_and_every_layer_its_parts():
    parts = {part_of(path) for path in MODULES} - {"__init__"}
    assert parts == set(LAYER)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_go_in_one_direction(path):
    part = part_of(path)
    above = {
        imported
        for imported in imported_parts(path)
        if imported != part and LAYER[imported] >= LAYER[part]
    }
    assert not above, f"{part} must not import {', '.join(sorted(above))}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_stays_small_enough_to_read(path):
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= MOST_LINES


def test_the_core_never_imports_the_site_generator():
    subprocess.run(
        [sys.executable, "-c", IMPORT_ALL_WITHOUT_MKDOCS], cwd=ROOT / "scripts", check=True
    )


def presentation() -> list[Path]:
    """What readers see that no page says: templates, words of the interface, the configuration."""
    overrides = ROOT / "overrides"
    files = [path for path in overrides.rglob("*") if path.suffix in {".html", ".yml"}]
    return [ROOT / "mkdocs.yml", *sorted(set(files) - set((overrides / "data").rglob("*")))]


@pytest.mark.parametrize("path", presentation(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_port_and_no_server_name_stands_outside_the_facts_and_the_pages(path):
    facts = yaml.safe_load((ROOT / "facts.yml").read_text(encoding="utf-8"))
    servers = [*facts["mail"]["servers"], *facts.get("services", {}).values()]
    ports = {str(server["port"]) for server in servers if "port" in server}
    hosts = {server["host"] for server in servers if "host" in server}
    text = path.read_text(encoding="utf-8")
    numbers = set(re.findall(r"(?<![\w.#-])\d+(?![\w.%-])", text))
    assert sorted(ports & numbers) == []
    assert [host for host in hosts if host in text] == []

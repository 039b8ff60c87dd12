"""The lock files hold what pyproject.toml asks for, with hashes and without addresses."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Final

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).parents[2]
PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME: Final = [
    *PROJECT["project"]["dependencies"],
    *PROJECT["project"]["optional-dependencies"]["site"],
    *PROJECT["dependency-groups"]["build"],
]
DEVELOPMENT: Final = [*RUNTIME, *PROJECT["dependency-groups"]["dev"]]
WANTED: Final = {
    "requirements.txt": RUNTIME,
    "requirements-dev.txt": DEVELOPMENT,
    "requirements-zensical.txt": PROJECT["dependency-groups"]["zensical"],
}
HASH: Final = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def entries(lock: str) -> list[tuple[Requirement, list[str]]]:
    """Each pin of a lock file with the lines of its hashes."""
    found: list[tuple[Requirement, list[str]]] = []
    for line in (ROOT / lock).read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            found[-1][1].append(line)
        elif not line.startswith("#"):
            found.append((Requirement(line.removesuffix(" \\")), []))
    return found


@pytest.mark.parametrize("lock", WANTED)
def test_every_package_is_pinned_and_has_hashes_and_no_address(lock):
    for pin, hashes in entries(lock):
        assert [specifier.operator for specifier in pin.specifier] == ["=="], pin
        assert pin.url is None
        assert hashes, pin
        assert all(HASH.fullmatch(line) for line in hashes), pin


@pytest.mark.parametrize("lock", WANTED)
def test_a_lock_names_no_registry_and_no_folder(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|--(index|extra-index|find-links|trusted-host)|\s/", text)


@pytest.mark.parametrize("lock", WANTED)
def test_what_pyproject_asks_for_is_what_is_locked(lock):
    pins = {canonicalize_name(pin.name): pin for pin, _ in entries(lock)}
    for wanted in map(Requirement, WANTED[lock]):
        pin = pins.get(canonicalize_name(wanted.name))
        assert pin, f"{wanted} is missing from {lock}: run scripts/lock"
        version = next(iter(pin.specifier)).version
        assert wanted.specifier.contains(version), f"{lock} has {pin}: run scripts/lock"


def test_tests_run_on_the_very_packages_that_build_the_site():
    def locked(lock: str) -> set[tuple[str, tuple[str, ...]]]:
        return {(str(pin), tuple(hashes)) for pin, hashes in entries(lock)}

    assert locked("requirements.txt") <= locked("requirements-dev.txt")


def test_what_the_package_imports_is_declared():
    declared = {canonicalize_name(Requirement(line).name) for line in RUNTIME}
    providers = packages_distributions()
    for module in third_party_modules(ROOT / "scripts" / "helpdesk"):
        distributions = {canonicalize_name(name) for name in providers.get(module, [])}
        assert distributions & declared, f"pyproject.toml does not declare {module}"


def third_party_modules(folder: Path) -> set[str]:
    """The names that the Python files of a folder import from other projects."""
    imported: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.partition(".")[0])
            elif isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
    return imported - sys.stdlib_module_names - {"helpdesk"}

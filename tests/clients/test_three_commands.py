"""A help centre for any host in three commands: import, check, build."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ISPDB = ROOT.parent / "shared" / "ispdb"

HOSTS = {
    "no POP3, its own form of the user name": "me.com",
    "STARTTLS on 587": "one.cz",
    "several hosts": "web.de",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """This help centre without its facts."""
    if not ISPDB.is_dir() and not os.environ.get("CI"):
        pytest.skip("the stored providers (../shared/ispdb) are not beside this checkout")
    for name in ("docs", "overrides", "scripts", "mkdocs.yml"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def helpdesk(project: Path, *arguments: str, module: str = "helpdesk") -> str:
    """Run a command in the project, return what it says on stderr; it must succeed."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stderr


@pytest.mark.parametrize("host", HOSTS.values(), ids=HOSTS)
def test_any_host_gets_a_site_that_builds_and_checks_clean(project, host):
    helpdesk(project, "import-autoconfig", str(ISPDB / f"{host}.xml"), "-o", "facts.yml")
    assert "no findings" in helpdesk(project, "check")
    helpdesk(project, "build", "--strict", "--quiet", "-d", "site", module="mkdocs")
    assert "no findings" in helpdesk(project, "check-site")

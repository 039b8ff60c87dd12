"""Publishing is atomic: whatever happens, and whenever, `site/` is one site, whole."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpdesk.publishing import switch as module
from helpdesk.publishing.switch import exchange, recover, switch

ROOT = Path(__file__).parents[2]
FILES = 40
SEED = 20261123

HELPDESK = """\
#!/usr/bin/env bash
if [[ $1 != build ]]; then exec PYTHON -m helpdesk "$@"; fi
# Builds a site of some files, one after the other: VERSION in each of them.
folder="${@: -1}"
mkdir -p "$folder"
for ((n = 0; n < FILES; n++)); do
  echo "$VERSION" >"$folder/.$n"
  mv "$folder/.$n" "$folder/$n.html"
  sleep 0.004
done
exit "${BUILD_FAILS:-0}"
"""


def whole(site: Path) -> str:
    """The version that every file of a site has."""
    versions = {file.read_text().strip() for file in site.glob("*.html")}
    assert len(list(site.glob("*.html"))) == FILES
    (version,) = versions
    return version


def write(folder: Path, version: str) -> Path:
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number}.html").write_text(version)
    return folder


@pytest.mark.parametrize("one_step", [True, False])
@pytest.mark.parametrize("before", ["a folder", "a link", "nothing"])
def test_the_new_site_takes_the_place_of_the_old_one(tmp_path, monkeypatch, one_step, before):
    if not one_step:
        monkeypatch.setattr(module, "exchange", lambda *_: False)
    site = tmp_path / "site"
    if before == "a folder":
        write(site, "old")
    elif before == "a link":
        site.symlink_to(write(tmp_path / "elsewhere", "old"))
    switch(write(tmp_path / "new", "new"), site)
    assert whole(site) == "new"
    assert not site.is_symlink()
    left = {"site", "elsewhere"} if before == "a link" else {"site"}
    assert {each.name for each in tmp_path.iterdir()} == left


@pytest.mark.parametrize("there", [True, False])
def test_a_switch_that_stopped_half_way_is_mended(tmp_path, there):
    write(tmp_path / ".site.old", "old")
    if there:
        write(tmp_path / "site", "new")
    recover(tmp_path / "site")
    assert whole(tmp_path / "site") == ("new" if there else "old")
    assert not (tmp_path / ".site.old").exists()


def test_without_a_new_site_the_old_one_stays(tmp_path):
    write(tmp_path / "site", "old")
    with pytest.raises(NotADirectoryError):
        switch(tmp_path / "new", tmp_path / "site")
    assert whole(tmp_path / "site") == "old"


def test_who_reads_while_sites_are_switched_always_finds_a_whole_one(tmp_path):
    site = write(tmp_path / "site", "0")
    code = (
        "import sys; from pathlib import Path; from helpdesk.publishing.switch import switch\n"
        "top = Path(sys.argv[1])\n"
        "for n in range(1, 80):\n"
        "    new = top / 'new'; new.mkdir()\n"
        f"    for m in range({FILES}): (new / f'{{m}}.html').write_text(str(n))\n"
        "    switch(new, top / 'site')\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    if not exchange(write(tmp_path / "a", "a"), write(tmp_path / "b", "b")):
        pytest.skip("this file system cannot exchange two folders in one step")
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], env=environment) as writer:
        while writer.poll() is None:
            os.close(os.open(site, os.O_RDONLY | os.O_DIRECTORY))  # an error where there is none
    assert writer.returncode == 0
    assert whole(site) == "79"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A help centre with the real scripts/build, and an environment that builds quickly."""
    for name in ("build", "lib/bootstrap.sh"):
        file = tmp_path / "scripts" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "scripts" / name, file)
    (tmp_path / "mkdocs.yml").write_text("")
    lock = tmp_path / "requirements.txt"
    lock.write_text("")
    programs = tmp_path / ".venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "python").symlink_to(sys.executable)
    file = programs / "helpdesk"
    file.write_text(HELPDESK.replace("PYTHON", sys.executable))
    file.chmod(0o755)
    venv = tmp_path.resolve() / ".venv"
    digest = hashlib.sha256(b"").hexdigest()
    stamp = f"lock {digest}\nvenv {venv}\npython {Path(sys.executable).resolve()}"
    (venv / "stamp-requirements.txt").write_text(stamp)
    return tmp_path


def build(project: Path, version: str, **more: str) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "scripts"),
        "FILES": str(FILES),
        "VERSION": version,
        **more,
    }
    return subprocess.Popen(
        [project / "scripts/build"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def built(project: Path, version: str, **more: str) -> tuple[int, str]:
    with build(project, version, **more) as process:
        said = process.communicate()[0].decode()
    return process.returncode, said


def test_a_build_takes_the_place_of_the_one_before(project):
    for version in ("one", "two"):
        code, said = built(project, version)
        assert code == 0, said
        assert whole(project / "site") == version
        assert not (project / ".site.new").exists()


def test_a_build_that_fails_leaves_the_old_site_and_says_so(project):
    built(project, "one")
    code, said = built(project, "two", BUILD_FAILS="1")
    assert code == 1
    assert "site/ is unchanged" in said
    assert whole(project / "site") == "one"


def test_a_build_that_is_killed_at_any_moment_leaves_a_whole_site_and_the_next_one_works(project):
    chance = random.Random(SEED)  # noqa: S311
    started = time.monotonic()
    built(project, "0")
    length = time.monotonic() - started
    for number in range(1, 7):
        before = whole(project / "site")
        with build(project, str(number)) as process:
            time.sleep(chance.uniform(0.1, 1.1) * length)
            os.killpg(process.pid, signal.SIGKILL)
        assert whole(project / "site") in {before, str(number)}
    code, said = built(project, "last")
    assert code == 0, said
    assert whole(project / "site") == "last"


def test_two_builds_at_once_come_one_after_the_other(project):
    with build(project, "one") as first, build(project, "two") as second:
        said = [process.communicate()[0].decode() for process in (first, second)]
    assert [first.returncode, second.returncode] == [0, 0], said
    assert "Waiting for another build" in "".join(said)
    assert whole(project / "site") in {"one", "two"}

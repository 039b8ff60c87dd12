from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpdesk.ratings import load_ratings
from ratings.counts import Site
from ratings.lines import ARTICLE

ROOT = Path(__file__).parents[2]
PATHS = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "scripts"), str(ROOT / "tests")])}


@pytest.mark.parametrize("how", [["steps"], ["random", "40"]], ids=["at every step", "at random"])
def test_a_count_that_is_killed_loses_nothing_and_doubles_nothing(tmp_path, how):
    command = [sys.executable, str(ROOT / "tests/ratings/killing.py"), str(tmp_path), *how]
    done = subprocess.run(command, env=PATHS, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


MANY = """
import sys
from pathlib import Path
from ratings.counts import Site
from ratings.lines import combined
site = Site(Path(sys.argv[1]))
mine = int(sys.argv[2])
for n in range(20):
    site.run(b"".join(combined(address=f"10.{mine}.{m}.1") for m in range(n + 1)))
"""


def test_runs_at_the_same_time_wait_for_each_other(tmp_path):
    site = Site(tmp_path)
    command = [sys.executable, "-c", MANY, str(tmp_path)]
    runs = [
        subprocess.Popen([*command, str(n)], env=PATHS, stderr=subprocess.PIPE) for n in range(3)
    ]
    for run in runs:
        _, errors = run.communicate()
        assert run.returncode == 0, errors
    assert load_ratings(site.count.overrides).of(ARTICLE).counted == {"yes": 60}

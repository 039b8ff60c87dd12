"""Processes that share work: each result once, in few processes, and none outlives its parent."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from helpdesk.processes import Processes

SCRIPTS = Path(__file__).parents[2] / "scripts"

# Prints its process id and those of its workers, which then have work for an hour.
BUSY = r"""
import os, time
from helpdesk.processes import Processes

def tell():
    os.write(1, b"%d\n" % os.getpid())  # whole: two workers may write at the same time

def work(number):
    tell()
    time.sleep(3600)

tell()
list(Processes(2).run(work, [(number,) for number in range(4)]))
"""


def test_tasks_are_shared_out_and_each_result_comes_once():
    with Processes(2) as processes:
        found = list(processes.run(_where, ((number,) for number in range(20))))
    assert sorted(number for number, _ in found) == list(range(20))
    assert os.getpid() not in {process for _, process in found}


def test_a_few_tasks_are_done_here():
    with Processes(2) as processes:
        assert list(processes.run(_where, [(1,), (2,)])) == [(1, os.getpid()), (2, os.getpid())]


def test_workers_end_when_their_parent_is_killed():
    with subprocess.Popen(
        [sys.executable, "-c", BUSY],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SCRIPTS)},
    ) as parent:
        assert parent.stdout is not None
        try:
            started = [int(parent.stdout.readline()) for _ in range(3)]
        finally:
            parent.kill()
        assert started[0] == parent.pid
        try:
            # The workers hold the other end: it is closed when the last of them is gone.
            parent.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            for worker in started[1:]:
                os.kill(worker, 9)
            raise


def _where(number: int) -> tuple[int, int]:
    return number, os.getpid()

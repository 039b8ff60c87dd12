"""Counts in child processes that are killed, at every step or at random; run by test_killed.py.

Usage: killing.py FOLDER steps | random NUMBER
A child never knows: SIGKILL cannot be caught. After each, the files must be readable, and the next
whole run must give the same totals as if nothing had happened.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from ratings.counts import Site
from ratings.lines import ARTICLE, DAY, NOON, OTHER, TODAY, combined, target

# What a killed process handed to the kernel is not lost. fsync is for power cuts, and slow.
os.fsync = lambda _: None

# The audit events (PEP 578) of what touches the file system.
STEPS = {"open", "os.mkdir", "os.remove", "os.rename", "os.chmod", "fcntl.flock"}

CLOSED = NOON - 14 * DAY
EARLIER = b"".join(combined(address=f"198.51.{n}.1", at=CLOSED) for n in range(10))
LOGS = [
    b"".join(combined(address=f"192.0.{n}.1", at=NOON - day * DAY) for n in range(40))
    for day in range(3)
] + [b"".join(combined(target("no", OTHER), address=f"203.0.{n}.1") for n in range(20))]
EXPECTED = {ARTICLE: {"yes": 130}, OTHER: {"no": 20}}


def begun(folder: Path) -> Site:
    """A site with votes of a day that the next run closes."""
    site = Site(folder)
    site.run(EARLIER, today=TODAY - timedelta(days=1))
    return site


def run_in_child(site: Site, before: Callable[[], None], after: Callable[[int], None]) -> bool:
    """Count in a child; return whether it came to its end."""
    child = os.fork()
    if child == 0:
        try:
            before()
            site.run(*LOGS)
            os._exit(0)
        finally:
            os._exit(1)
    after(child)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in {0, -signal.SIGKILL}, status
    return status == 0


def check(site: Site) -> None:
    """Nothing is damaged now, and after a whole run nothing is lost and nothing doubled."""
    assert site.ratings.of(ARTICLE).useful >= 15, site.file.read_text()
    assert site.ledger.totals()[ARTICLE]["yes"] in {10, 130}
    site.run(*LOGS)
    assert site.ledger.totals() == EXPECTED
    assert site.ratings.of(ARTICLE).useful == 135
    assert site.ratings.of(OTHER).counted == EXPECTED[OTHER]
    names = {path.name for path in site.count.state.iterdir()}
    assert names == {".gitignore", "ledger.json", "lock"}


def die_at(step: int) -> None:
    """Kill this process when it touches the file system for the n-th time."""
    left = [step]

    def hook(event: str, _: object) -> None:
        if event in STEPS:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def kill_soon(seconds: float) -> Callable[[int], None]:
    def kill(child: int) -> None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)

    return kill


def at_every_step(folder: Path) -> None:
    step, ended = 0, False
    while not ended:
        site = begun(folder / str(step))
        ended = run_in_child(site, lambda step=step: die_at(step), lambda _: None)
        check(site)
        step += 1
    assert step > 10, step


def at_random(folder: Path, number: int) -> None:
    dice = random.Random(number)  # noqa: S311 - the same moments in every run
    site = begun(folder / "timed")
    start = time.perf_counter()
    assert run_in_child(site, lambda: None, lambda _: None)
    whole = time.perf_counter() - start
    killed = 0
    for n in range(number):
        site = begun(folder / str(n))
        for _ in range(3):
            killed += not run_in_child(site, lambda: None, kill_soon(dice.uniform(0, whole)))
        check(site)
    assert killed > number, killed


if __name__ == "__main__":
    where = Path(sys.argv[1])
    if sys.argv[2] == "steps":
        at_every_step(where)
    else:
        at_random(where, int(sys.argv[3]))

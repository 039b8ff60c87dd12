"""How fast votes are counted, beside GoAccess on the same file in the same run, and in what memory.

    python tests/bench/ratings.py [--lines 1000000] [--rounds 3] [--endless 10000000]

Needs Debian's goaccess. Time is that of the processor (user and system, all threads), so that the
ratio holds on a busy machine. GoAccess makes a report of everything that is in the log; we take
apart the lines of votes only, which is the point: the ratio says what an operator waits for, not
which program is better. `--endless` counts as many lines made on the fly and prints the most memory
that was used.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rich.console import Console

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]

AGENTS: Final = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
)
PATHS: Final = (
    "/", "/email/mail-protocols/", "/en/email/mailboxes/", "/search/fr.json", "/favicon.ico",
    "/assets/site.1a2b3c4d.css", "/de/", "/wp-login.php", "/az/databases/mysql-password/",
)  # fmt: skip
say: Final = Console(highlight=False, soft_wrap=True).print
VOTE: Final = "/thanks/yes/?article=email%2Fmail-protocols"
VOTE_EVERY: Final = 100
"""One request of a hundred is a vote: far more than a help centre sees."""

COUNT: Final = """
import io, sys
from pathlib import Path
from ratings.counts import Site
from ratings.lines import FORMS, TODAY
site = Site(Path(sys.argv[1]))
with open(0, "rb") as log:
    outcome = site.count.run([log], FORMS, TODAY)
status = Path("/proc/self/status").read_text()
most = int(status.partition("VmHWM:")[2].split()[0])
print(f"{outcome.notes.lines:,} lines read, {most / 1024:.0f} MiB at most")
"""


def blocks(lines: int) -> Iterator[bytes]:
    """Yield a log of so many lines, the same in every run: three days, many readers."""
    for begin in range(0, lines, 1_000):
        yield "".join(_line(n) for n in range(begin, min(begin + 1_000, lines))).encode()


def _line(n: int) -> str:
    path = VOTE if n % VOTE_EVERY == 0 else PATHS[n % len(PATHS)]
    status = 404 if path == "/wp-login.php" else 200
    return (
        f"192.{n % 7}.{n // 7 % 256}.{n % 251} - - [{21 + n % 3}/Nov/2026:{n // 3600 % 24:02}:"
        f'{n // 60 % 60:02}:{n % 60:02} +0000] "GET {path} HTTP/1.1" {status} {n % 20_000} '
        f'"https://help.example/" "{AGENTS[n % len(AGENTS)]}"\n'
    )


def seconds_of(command: list[str], log: Path) -> float:
    """Return the processor time of a command that reads the log on standard input."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with log.open("rb") as stream:
        subprocess.run(command, stdin=stream, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def side_by_side(lines: int, rounds: int) -> None:
    """Time both programs on one file, in turns."""
    goaccess = shutil.which("goaccess")
    if goaccess is None:
        sys.exit("no goaccess on this machine: sudo apt-get install goaccess")
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "access.log")
        with log.open("wb") as file:
            file.writelines(blocks(lines))
        say(f"{lines:,} lines, {log.stat().st_size / 1e6:,.0f} MB, one vote in {VOTE_EVERY}")
        report = ["-o", f"{folder}/report.json", "--log-format=COMBINED", "--no-global-config"]
        theirs = [goaccess, "-", *report, "--no-progress"]
        ours, others = [], []
        for n in range(rounds):
            ours.append(seconds_of(_count(Path(folder, str(n))), log))
            others.append(seconds_of(theirs, log))
        mine, other = statistics.median(ours), statistics.median(others)
        say(f"helpdesk ratings  {lines / mine:>10,.0f} lines/s  ({mine:.2f} s, start included)")
        say(f"goaccess          {lines / other:>10,.0f} lines/s  ({other:.2f} s)")
        say(f"ratio             {other / mine:>10.1f}")


def endless(lines: int) -> None:
    """Count lines made on the fly; print the most memory that the count used."""
    with tempfile.TemporaryDirectory() as folder:
        command = _count(Path(folder, "site"))
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            for block in blocks(lines):
                process.stdin.write(block)
            process.stdin.close()
            say(process.stdout.read().decode().strip())


def _count(folder: Path) -> list[str]:
    paths = f"import sys; sys.path[:0] = {sys.path[:2]!r}"
    return [sys.executable, "-c", f"{paths}\n{COUNT}", str(folder)]


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--endless", type=int, default=0, metavar="LINES")
    chosen = parser.parse_args()
    if chosen.endless:
        endless(chosen.endless)
    else:
        side_by_side(chosen.lines, chosen.rounds)


if __name__ == "__main__":
    main()

"""Work shared out among as many processes as there are cores; each is forked when all is read."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

Item = TypeVar("Item")
Result = TypeVar("Result")

COLLECTIONS: Final = (50_000, 20, 100)
"""Thresholds of Python's collector: pages are many small objects, hardly any of them circles."""

WORTH_SHARING: Final = 3
"""Tasks. For fewer, starting processes takes longer than they save."""


class Processes:
    """Runs functions in forked processes, or here where forking is impossible or not worth it."""

    def __init__(self, jobs: int = 0) -> None:
        self.jobs = jobs or _processors()
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=error is not None)

    def run(
        self, function: Callable[..., Result], tasks: Iterable[tuple[object, ...]]
    ) -> Iterator[Result]:
        """Yield what the function returns for each task, in the order in which it is ready.

        The first tasks are worked on while the others are still being thought of. What the function
        finds in its module is that of the moment when the first task was given.
        """
        coming = iter(tasks)
        first = list(islice(coming, WORTH_SHARING))
        if len(first) < WORTH_SHARING or self.jobs == 1 or not self._can_fork():
            yield from (function(*task) for task in chain(first, coming))
            return
        # All of this takes a while to import; what is run here needs none of it.
        import multiprocessing  # noqa: PLC0415
        from concurrent.futures import ProcessPoolExecutor, as_completed  # noqa: PLC0415

        if self._pool is None:
            context = multiprocessing.get_context("fork")
            self._pool = ProcessPoolExecutor(self.jobs, context, initializer=_begin)
        # In no variable: a result that was yielded is held by nothing here.
        for future in as_completed(
            self._pool.submit(function, *each) for each in chain(first, coming)
        ):
            yield future.result()

    def _can_fork(self) -> bool:
        if self._pool:
            return True
        return hasattr(os, "fork") and threading.active_count() == 1


def _begin() -> None:
    """Set up a process: what is there stays."""
    gc.freeze()
    gc.set_threshold(*COLLECTIONS)
    _end_with_parent()


def _end_with_parent() -> None:
    """Let this process end when its parent does, killed or not: it would wait for work for ever."""
    from multiprocessing import parent_process  # noqa: PLC0415 - as above

    def watch() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def in_parts(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield the items in lists of at most this size."""
    whole = list(items)
    for start in range(0, len(whole), size):
        yield whole[start : start + size]


def _processors() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1

"""Fresh data without end, made by worker processes while a model learns from what they made before.

What is made is numbered from 0, and what has a number depends on the seed and that number (as far as synthesisers
repeat themselves), not on how many workers there are. A training that goes on later goes on with the next number.
"""

import ctypes
import multiprocessing
import os
import queue
import signal
import tempfile
import traceback
from collections.abc import Callable, Iterator
from itertools import count
from typing import Generic, Self, TypeVar

import numpy as np

Made = TypeVar("Made")
Maker = Callable[[int], Made]

_AHEAD = 2
_CHECK_S = 5.0
# Of mallopt (malloc.h of glibc), each with its value in bytes. Arrays of a second of sound are otherwise given back to the
# system whenever they are done with, and taking them anew, page by page, costs more than to fill them.
_KEPT = {-3: 32 << 20, -1: 1 << 30}
# On a CPU with few cores, a learner that shares them with workers waits for itself: one of its threads for the others.
_POLITENESS = 19


class WorkerError(Exception):
    """A worker failed; the message is its traceback."""


class Stream(Generic[Made]):
    """What `setup()(number)` makes for each number from `position` on, in order, once.

    `setup` is called in each of the worker processes, which hold two things ready each; without workers, here.
    """

    def __init__(self, setup: Callable[[], Maker[Made]], workers: int, position: int = 0) -> None:
        self.position = position
        self._maker = None if workers else setup()
        # Forked before any thread runs, workers share what is loaded, and need no second import of it.
        context = multiprocessing.get_context("fork")
        # Workers are simply ended, so it is here that their files are removed.
        self._scratch = tempfile.TemporaryDirectory(prefix="stream-")
        self._queues = [context.Queue(_AHEAD) for _ in range(workers)]
        self._processes = [
            context.Process(
                target=_work,
                args=(setup, _numbers(position, worker, workers), made, self._scratch.name),
                daemon=True,
            )
            for worker, made in enumerate(self._queues)
        ]
        for process in self._processes:
            process.start()

    def __iter__(self) -> Iterator[Made]:
        while True:
            yield self.next()

    def next(self) -> Made:
        made = self._maker(self.position) if self._maker else self._received()
        self.position += 1
        return made

    def _received(self) -> Made:
        worker = self.position % len(self._queues)
        while True:
            try:
                made = self._queues[worker].get(timeout=_CHECK_S)
            except queue.Empty:
                if not self._processes[worker].is_alive():
                    raise WorkerError(f"worker {worker} died") from None
                continue
            if isinstance(made, WorkerError):
                raise made
            return made

    def waiting(self) -> int:
        """How many things are ready. None means that the workers are slower than what they work for."""
        return sum(made.qsize() for made in self._queues)

    def close(self) -> None:
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.join()
        self._scratch.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_) -> None:
        self.close()


def generator(seed: int, *numbers: int) -> np.random.Generator:
    """The source of all chance in what has these numbers."""
    return np.random.default_rng([seed, *numbers])


def _numbers(position: int, worker: int, workers: int) -> Iterator[int]:
    """Those from `position` on that are this worker's."""
    return count(position + (worker - position) % workers, workers)


def _work(setup: Callable[[], Maker], numbers: Iterator[int], made: multiprocessing.Queue, scratch: str) -> None:
    parent = os.getppid()
    tempfile.tempdir = scratch
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # a whole process group may be sent them, but it is the parent that decides
    try:
        os.nice(_POLITENESS)
        _keep_memory()
        maker = setup()
        for number in numbers:
            _put(made, maker(number), parent)
    except Exception:
        _put(made, WorkerError(traceback.format_exc()), parent)


def _keep_memory() -> None:
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    for parameter, value in _KEPT.items():
        if mallopt:
            mallopt(parameter, value)


def _put(made: multiprocessing.Queue, what: object, parent: int) -> None:
    """Waits for a free place, but not for one that a parent which is gone would have to make."""
    while os.getppid() == parent:
        try:
            return made.put(what, timeout=_CHECK_S)
        except queue.Full:
            continue
    os._exit(1)

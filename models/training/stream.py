"""Fresh data without end, made by worker processes while a model learns from what they made before.

What is made is numbered from 0, and what has a number depends on the seed and that number (as far as synthesisers
repeat themselves), not on how many workers there are. A training that goes on later goes on with the next number.
"""

import ctypes
import mmap
import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Generic, Self, TypeVar

import numpy as np

Made = TypeVar("Made")
Maker = Callable[[int], Made]

_AHEAD = 2
# Of mallopt (malloc.h of glibc), each with its value in bytes. Arrays of a second of sound are otherwise given back to
# the system whenever they are done with, and taking them anew, page by page, costs more than to fill them.
_KEPT = {-3: 32 << 20, -1: 1 << 30}
# On a CPU with few cores, a learner that shares them with workers waits for itself: one of its threads for the others.
_POLITENESS = 19
_CRASHES_IN_A_ROW = 3
# libespeak-ng 1.51 went wrong after one of 23,000 utterances: with most voices it spoke gibberish from then on.
_RENEWED_S = 120.0
_TO_BE_RENEWED = 3
_PR_SET_PDEATHSIG = 1


class WorkerError(Exception):
    """A worker failed; the message is its traceback."""


class Stream(Generic[Made]):
    """What `setup()(number)` makes for each number from `position` on, in order, once.

    `setup` is called in each of the worker processes, which hold two things ready each; without workers, here. What
    crashes a worker, as a synthesiser in C may now and then, is left out. After `renewed_s` a worker goes on in a new
    process: a synthesiser may also go wrong without crashing, and speaks gibberish from then on.
    """

    def __init__(
        self, setup: Callable[[], Maker[Made]], workers: int, position: int = 0, renewed_s: float = _RENEWED_S
    ) -> None:
        self.position = position
        self._maker = None if workers else setup()
        # Workers are simply ended, so it is here that their files are removed, but for one that is written meanwhile.
        self._scratch = tempfile.TemporaryDirectory(prefix="stream-", ignore_cleanup_errors=True)
        # Forked before any thread runs, workers share what is loaded, and need no second import of it.
        self._workers = [
            _Worker(setup, position + (worker - position) % workers, workers, renewed_s, Path(self._scratch.name))
            for worker in range(workers)
        ]

    def __iter__(self) -> Iterator[Made]:
        while True:
            yield self.next()

    def next(self) -> Made:
        if self._maker:
            made = self._maker(self.position)
            self.position += 1
            return made
        while True:
            file = self._workers[self.position % len(self._workers)].file()
            self.position += 1
            if file:
                made = pickle.loads(file.read_bytes())
                file.unlink()
                return made

    def waiting(self) -> int:
        """How many things are ready. None means that the workers are slower than what they work for."""
        return sum(worker.waiting() for worker in self._workers)

    def close(self) -> None:
        for worker in self._workers:
            worker.end()
        self._scratch.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_) -> None:
        self.close()


def generator(seed: int, *numbers: int) -> np.random.Generator:
    """The source of all chance in what has these numbers."""
    return np.random.default_rng([seed, *numbers])


class _Worker:
    """A process that makes every `step`th thing from number `first` on. It writes files, and tells their names through
    a pipe: what is short comes whole or not at all, whenever the worker dies."""

    def __init__(self, setup: Callable[[], Maker], first: int, step: int, renewed_s: float, scratch: Path) -> None:
        context = multiprocessing.get_context("fork")
        self._told, tell = context.Pipe(duplex=False)
        self._free = context.Semaphore(_AHEAD)
        task = _Task(setup, first, step, renewed_s, scratch, tell, self._free)
        self._process = context.Process(target=task.watch, daemon=True)
        self._process.start()
        tell.close()  # so that its end is told when the worker ends

    def file(self) -> Path | None:
        """What has the next number; None if making that crashed."""
        try:
            told = self._told.recv()
        except EOFError:
            raise WorkerError("a worker died") from None
        if isinstance(told, WorkerError):
            raise told
        self._free.release()
        return told

    def waiting(self) -> int:
        return max(0, _AHEAD - self._free.get_value())

    def end(self) -> None:
        self._process.kill()
        self._process.join()


class _Task:
    """What a worker does."""

    def __init__(
        self, setup: Callable[[], Maker], first: int, step: int, renewed_s: float, scratch: Path, tell: Connection, free
    ) -> None:
        self._setup, self._step, self._renewed_s, self._scratch = setup, step, renewed_s, scratch
        self._tell, self._free = tell, free
        self._parent = os.getpid()
        # Shared with the process that works, which may crash: the number it is at.
        self._at = np.frombuffer(mmap.mmap(-1, 8), np.int64)
        self._at[0] = first

    def watch(self) -> None:
        """Has a process work, and another go on after a while, or behind the number that crashed it."""
        _end_with(self._parent)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)  # a whole group may be sent them, but it is the parent that decides
        crashes, last = 0, -1
        while crashes < _CRASHES_IN_A_ROW:
            status = self._forked()
            if os.waitstatus_to_exitcode(status) == _TO_BE_RENEWED:
                continue
            if not os.WIFSIGNALED(status):
                return
            number = int(self._at[0])
            print(f"what has the number {number} crashed its worker, and is left out", file=sys.stderr, flush=True)
            crashes, last = crashes + 1 if number == last + self._step else 1, number
            self._put(None)
            self._at[0] += self._step

    def _forked(self) -> int:
        """The exit status of a process that has worked."""
        watcher = os.getpid()
        with tempfile.TemporaryDirectory(dir=self._scratch, ignore_cleanup_errors=True) as own:
            child = os.fork()
            if child:
                return os.waitpid(child, 0)[1]
            _end_with(watcher)
            tempfile.tempdir = own
            os._exit(_TO_BE_RENEWED if self._work() else 0)

    def _work(self) -> bool:
        """Whether another process is to go on: not if something fails, which is told."""
        since = time.monotonic()
        try:
            os.nice(_POLITENESS)
            keep_memory()
            maker = self._setup()
            while True:
                number = int(self._at[0])
                file = self._scratch / f"{number}.pickle"
                file.write_bytes(pickle.dumps(maker(number), pickle.HIGHEST_PROTOCOL))
                self._put(file)
                self._at[0] += self._step
                if time.monotonic() - since >= self._renewed_s:
                    return True
        except Exception:
            self._put(WorkerError(traceback.format_exc()))
            return False

    def _put(self, what: Path | WorkerError | None) -> None:
        self._free.acquire()
        self._tell.send(what)


def _end_with(parent: int) -> None:
    """Has this process, a child of `parent`, killed whenever that ends, however it ends."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def keep_memory() -> None:
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    for parameter, value in _KEPT.items():
        if mallopt:
            mallopt(parameter, value)

"""Batches on disk, to be heard again.

What is heard again soon was not forgotten yet, and teaches little: where each batch was heard three times within seven
hours of audio, a recogniser's loss was a third below that of what was new. So a memory is long.
"""

import pickle
from itertools import count
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np

Batch = TypeVar("Batch")


class Memory(Generic[Batch]):
    """The last batches that were kept in a folder, as many as fit into `most` bytes, those of an earlier run included.

    The files are read by `pickle`: a folder that somebody else could write to is not to be trusted.
    """

    def __init__(self, folder: Path, most: float) -> None:
        self._folder, self._most = folder, most
        folder.mkdir(parents=True, exist_ok=True)
        self._files = sorted(folder.glob("*.batch"))
        self._size = sum(file.stat().st_size for file in self._files)
        self._numbers = count(int(self._files[-1].stem) + 1 if self._files else 0)

    def __len__(self) -> int:
        return len(self._files)

    def keep(self, batch: Batch) -> None:
        file = self._folder / f"{next(self._numbers):09}.batch"
        part = file.with_suffix(".part")
        part.write_bytes(pickle.dumps(batch, pickle.HIGHEST_PROTOCOL))
        self._size += part.stat().st_size
        part.rename(file)
        self._files.append(file)
        while self._size > self._most and len(self._files) > 1:
            self._drop()

    def any(self, rng: np.random.Generator) -> Batch:
        return pickle.loads(self._files[rng.integers(len(self._files))].read_bytes())

    def clear(self) -> None:
        while self._files:
            self._drop()

    def _drop(self) -> None:
        oldest = self._files.pop(0)
        self._size -= oldest.stat().st_size
        oldest.unlink()

import tempfile
import unittest
from pathlib import Path

import numpy as np

from training.memory import Memory


class MemoryTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name) / "memory"

    def kept(self, memory: Memory) -> set:
        return {memory.any(np.random.default_rng(seed))[0] for seed in range(200)}

    def test_holds_what_was_kept_in_this_run_and_before(self):
        first = Memory(self.folder, 1e6)
        for number in range(3):
            first.keep((number, np.zeros(10)))
        second = Memory(self.folder, 1e6)
        second.keep((3, np.zeros(10)))
        self.assertEqual((len(second), self.kept(second)), (4, {0, 1, 2, 3}))

    def test_forgets_the_oldest(self):
        memory = Memory(self.folder, 25_000)
        for number in range(10):
            memory.keep((number, np.zeros(1000)))
        self.assertEqual(self.kept(memory), {7, 8, 9})
        self.assertEqual(len(list(self.folder.iterdir())), 3)
        memory.clear()
        self.assertEqual((len(memory), list(self.folder.iterdir())), (0, []))


if __name__ == "__main__":
    unittest.main()

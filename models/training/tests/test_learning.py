import contextlib
import io
import json
import math
import tempfile
import unittest
from pathlib import Path

import numpy as np

from training.tests import needs

with contextlib.suppress(ModuleNotFoundError):
    import torch

    from training import learning
    from training.learning import Plan, Progress, Training, learning_rate


class Sums:
    """Learns to add three numbers; remembers the numbers of what it heard."""

    settings = {"terms": 3}

    def __init__(self) -> None:
        torch.manual_seed(1)
        self.network = torch.nn.Linear(3, 1)
        self.heard: list[int] = []

    def setup(self):
        return lambda number: [(number, np.random.default_rng(number).random((8, 3), np.float32))]

    def loss(self, batch, device, rng):
        number, terms = batch
        self.heard.append(number)
        given = torch.from_numpy(terms).to(device) + rng.normal(0, 0.01)
        return (self.network(given).squeeze(1) - given.sum(1)).square().mean()

    def parts(self, batch, count):
        number, terms = batch
        return [(number, part) for part in np.array_split(terms, count)]

    def seconds(self, batch):
        return 2.0

    def judge(self, network, device):
        return {"weight": float(network.weight.mean())}


@needs.networks
class TrainingTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def train(self, steps: int, folder: Path, resume: bool = False, threads: int = 1, **others) -> "Training":
        plan = Plan(folder, 1000, steps, workers=0, threads=threads, precision="fp32", peak=0.05, warmup=5, **others)
        training = Training(Sums(), plan, learning.load(folder) if resume else None)
        with contextlib.redirect_stdout(io.StringIO()):
            training.run()
        return training

    def test_learns(self):
        training = self.train(200, self.folder)
        np.testing.assert_allclose(training.average.network.weight.detach().cpu().numpy(), [[1, 1, 1]], atol=0.15)

    def test_stopped_and_gone_on_is_as_never_stopped(self):
        straight = self.train(40, self.folder / "straight")
        first = self.train(20, self.folder / "stopped")
        second = self.train(40, self.folder / "stopped", resume=True)
        self.assertEqual(first.lesson.heard + second.lesson.heard, list(range(40)))
        self.assertEqual((second.progress.step, second.progress.position), (40, 40))
        self.assertEqual(second.progress.heard_s, 80)
        for one, other in zip(straight.average.network.parameters(), second.average.network.parameters()):
            self.assertTrue(torch.equal(one, other))

    def test_checkpoint_is_whole_or_the_last_one(self):
        training = self.train(5, self.folder)
        before = (self.folder / learning.CHECKPOINT).read_bytes()
        training._state = lambda: {"broken": lambda: None}
        with self.assertRaises(Exception):
            training.save()
        self.assertEqual((self.folder / learning.CHECKPOINT).read_bytes(), before)

    def test_echoes_are_heard_between_fresh_batches(self):
        training = self.train(500, self.folder, echoes=1)
        fresh = training.progress.fresh_s / 2
        self.assertEqual(training.progress.step, 500)
        self.assertEqual(len(set(training.lesson.heard)), fresh)
        self.assertAlmostEqual(fresh, 200 + 300 / 2, delta=2)

    def test_what_was_heard_before_a_stop_is_heard_again_after_it(self):
        first = self.train(210, self.folder, echoes=1)
        second = self.train(260, self.folder, resume=True, echoes=1)
        self.assertTrue(set(first.lesson.heard) & set(second.lesson.heard))

    def test_threads_learn_parts_of_a_batch_as_one_learns_it(self):
        alone = self.train(20, self.folder / "alone")
        parted = self.train(20, self.folder / "parted", threads=2)
        self.assertEqual(parted.lesson.heard, [number for number in range(20) for _ in range(2)])
        torch.testing.assert_close(alone.network.weight, parted.network.weight, rtol=0.02, atol=0.01)

    def test_step_without_a_finite_gradient_changes_nothing(self):
        training = self.train(3, self.folder)
        before = training.network.weight.clone()
        training.study((0, np.full((8, 3), np.nan, np.float32)))
        self.assertTrue(torch.equal(training.network.weight, before))
        self.assertEqual(training.progress.step, 4)

    def test_tells_its_progress_in_a_file(self):
        self.train(5, self.folder)
        last = json.loads((self.folder / "progress.jsonl").read_text().splitlines()[-1])
        self.assertEqual(last["step"], 5)
        self.assertIn("weight", last)

    def test_another_training_is_not_written_over(self):
        self.train(2, self.folder)
        options = learning.arguments("", "nothing")
        with self.assertRaisesRegex(SystemExit, "--resume"):
            learning.begin(options.parse_args(["--minutes", "1", "--folder", str(self.folder)]))
        again = ["--minutes", "1", "--folder", str(self.folder), "--resume"]
        self.assertEqual(learning.begin(options.parse_args(again))[1]["progress"]["step"], 2)

    def test_learning_rate_rises_holds_and_falls(self):
        plan = Plan(Path(), 100, peak=1.0, warmup=100, hold=0.5)
        rates = [learning_rate(plan, Progress(step=step, spent_s=60 * minute)) for step, minute in
                 ((0, 0), (99, 1), (1000, 50), (2000, 75), (3000, 100), (3000, 200))]  # fmt: skip
        np.testing.assert_allclose(rates, [0.01, 1, 1, 0.505, 0.01, 0.01])
        self.assertFalse(math.isnan(sum(rates)))


if __name__ == "__main__":
    unittest.main()

import contextlib
import tempfile
import unittest
from pathlib import Path

import numpy as np

from training.tests import needs
from training.voiceprint.data import Mix, batches, cast

with contextlib.suppress(ModuleNotFoundError):
    import torch
    from torch.nn import functional

    from training.evaluation.onnx import Voiceprint
    from training.voiceprint.export import Nearer, write
    from training.voiceprint.model import Embedding, Identification, Size


class DataTest(unittest.TestCase):
    def test_cast_is_the_same_for_the_same_seed(self):
        self.assertEqual(cast(1, Mix(speakers=20)), cast(1, Mix(speakers=20)))

    @needs.voices
    def test_clips_of_a_batch_are_of_one_length(self):
        mix = Mix(speakers=20, clips=6, shortest=1, longest=2)
        (batch,) = batches(cast(1, mix), 1, mix)()(0)
        self.assertEqual((batch.features.shape[0], batch.features.shape[2], len(batch.speakers)), (6, 80, 6))
        self.assertTrue(95 <= batch.features.shape[1] <= 200)
        np.testing.assert_allclose(batch.features.astype(np.float32).mean(axis=1), 0, atol=0.01)


def small() -> "Size":
    return Size(width=32, layers=2, pooled=32)


@needs.networks
class IdentificationTest(unittest.TestCase):
    def test_learns_to_tell_two_apart(self):
        torch.manual_seed(1)
        network = Identification(small(), 2)
        optimizer = torch.optim.Adam(network.parameters(), 5e-3)
        speakers = torch.arange(8) % 2
        for _ in range(40):
            features = torch.randn(8, 50, 80)
            features[:, :, 10] += 2.0 * speakers[:, None]
            loss = network(features, speakers, torch.full((8,), torch.nan))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        self.assertLess(float(loss), 0.5)

    @needs.onnx
    def test_exported_embeds_the_same_at_any_length(self):
        network = Nearer(Embedding(small()), 0.7).eval()
        with tempfile.TemporaryDirectory() as name:
            write(network, Path(name) / "voiceprint.onnx")
            model = Voiceprint(Path(name) / "voiceprint.onnx", 1)
            for frames in (40, 333):
                features = np.random.default_rng(1).normal(size=(frames, 80)).astype(np.float32)
                wanted = network(torch.from_numpy(features)[None])[0].detach().numpy()
                np.testing.assert_allclose(model.embed(features), wanted, atol=1e-4)

    def test_distance_is_told_as_a_half(self):
        network = Embedding(small()).eval()
        features = torch.randn(2, 60, 80)
        one, other = functional.normalize(network(features)).detach()
        distance = float(1 - one @ other)
        for wanted in (0.5, 0.7, 0.9):
            near, by = functional.normalize(Nearer(network, wanted)(features)).detach()
            self.assertAlmostEqual(float(1 - near @ by), distance * 0.5 / wanted, places=5)


if __name__ == "__main__":
    unittest.main()

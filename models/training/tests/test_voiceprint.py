import contextlib
import tempfile
import unittest
from pathlib import Path

import numpy as np

from training.tests import needs
from training.voiceprint.data import Mix, batches, cast

with contextlib.suppress(ModuleNotFoundError):
    import torch

    from training.evaluation.onnx import Voiceprint
    from training.voiceprint.export import write
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
        network = Embedding(small()).eval()
        with tempfile.TemporaryDirectory() as name:
            write(network, small(), Path(name) / "voiceprint.onnx")
            model = Voiceprint(Path(name) / "voiceprint.onnx", 1)
            for frames in (40, 333):
                features = np.random.default_rng(1).normal(size=(frames, 80)).astype(np.float32)
                wanted = network(torch.from_numpy(features)[None])[0].detach().numpy()
                np.testing.assert_allclose(model.embed(features), wanted, atol=1e-4)


if __name__ == "__main__":
    unittest.main()

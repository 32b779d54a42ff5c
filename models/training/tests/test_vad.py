import contextlib
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import numpy as np

from training.tests import needs

with contextlib.suppress(ModuleNotFoundError):
    import torch

    from training.evaluation.onnx import VoiceActivityDetector
    from training.export import weights
    from training.vad import front
    from training.vad.data import Mix, batches
    from training.vad.export import shift, write
    from training.vad.model import Detector
    from training.vad.train import Detection


@needs.networks
class FrontTest(unittest.TestCase):
    def test_exported_sees_what_training_sees(self):
        samples = np.random.default_rng(1).normal(0, 0.05, 4 * 512).astype(np.float32)
        seen = front.Front()(torch.from_numpy(front.windows(samples).copy())).numpy()
        np.testing.assert_allclose(seen, front.features(samples), atol=1e-5)

    def test_every_band_sees_its_frequency(self):
        self.assertTrue((front.mel() > 0).any(axis=0).all())
        np.testing.assert_allclose(front.mel().sum(axis=0), 1, rtol=1e-5)


@needs.networks
@needs.voices
class DataTest(unittest.TestCase):
    def test_talk_is_louder_than_its_pauses_and_the_rest_is_no_speech(self):
        (batch,) = batches(3, Mix(clips=6, windows=200))()(0)
        self.assertEqual((batch.features.shape, batch.speech.shape), ((6, 200, 120), (6, 200)))
        self.assertTrue(np.isfinite(batch.features).all())
        speaking = [row for row in batch.speech if row.any()]
        self.assertTrue(0 < len(speaking) < 6)
        loudness = batch.features.astype(np.float32).mean(axis=2)
        louder = [level[row].mean() > level[~row].mean() for level, row in zip(loudness, batch.speech)
                  if row.any() and not row.all()]  # fmt: skip
        self.assertGreater(np.mean(louder), 0.5)


@needs.onnx
class DetectorTest(unittest.TestCase):
    def test_exported_steps_through_many_clips_as_trained(self):
        torch.manual_seed(1)
        network = Detector(16).eval()
        clips = np.random.default_rng(1).normal(0, 0.1, (3, 10 * 512)).astype(np.float32)
        seen = torch.from_numpy(np.stack([front.features(clip) for clip in clips]))
        with tempfile.TemporaryDirectory() as name:
            write(network, Path(name) / "vad.onnx")
            told = VoiceActivityDetector(Path(name) / "vad.onnx", 1).probabilities(clips)
        np.testing.assert_allclose(told, torch.sigmoid(network(seen)).detach().numpy(), atol=1e-5)

    def test_begins_with_what_was_exported(self):
        network = Detector(16)
        with tempfile.TemporaryDirectory() as name, mock.patch("training.vad.train._judged", return_value=(None, None)):
            write(network, Path(name) / "vad.onnx")
            lesson = Detection(Mix(), seed=1, width=16)
            lesson.go_on_with(weights(Path(name) / "vad.onnx"))
            with self.assertRaisesRegex(SystemExit, "memory.weight_hh_l0"):
                lesson.go_on_with({})
        for name, weight in network.state_dict().items():
            torch.testing.assert_close(lesson.network.state_dict()[name], weight)

    def test_shifted_tells_the_threshold_as_a_half(self):
        network = Detector(16).eval()
        seen = torch.randn(1, 20, 120)
        before = network(seen)
        shift(network, 0.8)
        at_threshold = torch.logit(torch.tensor(0.8))
        torch.testing.assert_close(network(seen) > 0, before > at_threshold)
        self.assertAlmostEqual(float((before - network(seen)).mean()), float(at_threshold), places=4)


if __name__ == "__main__":
    unittest.main()

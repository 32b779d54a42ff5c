import contextlib
import tempfile
import unittest
from pathlib import Path

import numpy as np

from training.tests import needs
from training.voiceprint.data import Mix, batches, cast

with contextlib.suppress(ModuleNotFoundError):
    import torch
    from torch import nn
    from torch.nn import functional

    from training.evaluation.onnx import Voiceprint
    from training.export import narrow, weights
    from training.voiceprint.export import Nearer, go_back, write
    from training.voiceprint.model import Embedding, Identification, Size
    from training.voiceprint.train import Acquaintance


class DataTest(unittest.TestCase):
    def test_cast_is_the_same_for_the_same_seed(self):
        self.assertEqual(cast(1, Mix(speakers=20)), cast(1, Mix(speakers=20)))

    def test_most_invented_voices_have_several_speakers(self):
        invented = [one for one in cast(1, Mix(speakers=200)) if one.voice.settings]
        self.assertLess(len({one.voice.settings for one in invented}), 0.6 * len(invented))
        self.assertEqual(len(set(invented)), len(invented))

    @needs.voices
    def test_clips_of_a_batch_are_of_one_length(self):
        mix = Mix(speakers=20, clips=6, shortest=1, longest=2)
        (batch,) = batches(cast(1, mix), 1, mix)()(0)
        self.assertEqual((batch.features.shape[0], batch.features.shape[2], len(batch.speakers)), (6, 80, 6))
        self.assertTrue(95 <= batch.features.shape[1] <= 200)
        np.testing.assert_allclose(batch.features.astype(np.float32).mean(axis=1), 0, atol=0.01)
        self.assertEqual(batch.pitches.shape, (6, -(-batch.features.shape[1] // 2)))
        self.assertTrue((np.nanmedian(batch.pitches, axis=1) > np.log2(60)).all())


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
            loss = network(features, speakers, torch.full((8, 25), torch.nan))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        self.assertLess(float(loss), 0.5)

    def test_place_is_where_a_speaker_is_first_heard(self):
        network = Identification(small(), 4).eval()
        features, pitches = torch.randn(2, 60, 80), torch.full((2, 30), torch.nan)
        with torch.no_grad():
            losses = [float(network(features, torch.tensor([2, 3]), pitches)) for _ in range(2)]
            wanted = network.embedding(features)
        torch.testing.assert_close(functional.normalize(network.places)[2:], wanted)
        self.assertEqual(network.placed.tolist(), [False, False, True, True])
        self.assertTrue(np.isfinite(losses).all())

    def test_gradient_is_finite_in_few_bits_where_a_speaker_is_first_heard(self):
        network = Identification(small(), 4)
        with torch.autocast("cpu", torch.bfloat16):
            loss = network(torch.randn(2, 60, 80), torch.tensor([2, 3]), torch.full((2, 30), 7.0))
        loss.backward()
        for name, weight in network.named_parameters():
            self.assertTrue(weight.grad.isfinite().all(), name)

    def test_learns_the_pitch_of_each_frame(self):
        """A band tells which of two pitches the moment has, nothing of who speaks."""
        torch.manual_seed(1)
        network = Identification(small(), 2)
        optimizer = torch.optim.Adam(network.parameters(), 5e-3)
        for _ in range(150):
            high = (torch.rand(8, 30) < 0.5).float()
            features = torch.randn(8, 60, 80)
            features[:, :, 10] += 4.0 * high.repeat_interleave(2, dim=1)
            pitches = torch.where(torch.rand(8, 30) < 0.3, torch.nan, 6.7 + high)
            optimizer.zero_grad()
            network(features, torch.arange(8) % 2, pitches).backward()
            optimizer.step()
        told = network.USUAL_PITCH + network.embedding.pitches(network.embedding.frames(features))
        self.assertLess(float((told - 6.7 - high).abs().median()), 0.15)

    def test_pitch_turns_a_voiceprint_by_as_much_wherever_it_is(self):
        network = Embedding(small()).eval()
        frames = network.frames(torch.randn(1, 60, 80))
        told = network.pitches(frames)
        one, octave, fifth, other = (network.voiceprints(frames, told + above)[0] for above in (0, 1, 1.5, 2.5))
        self.assertAlmostEqual(float(one @ one), 1, places=5)
        self.assertAlmostEqual(float(one @ octave), float(fifth @ other), places=5)
        wanted = (1 + network.PITCH * np.cos(network.OCTAVE)) / (1 + network.PITCH)
        self.assertAlmostEqual(float(one @ octave), wanted, places=5)

    @needs.onnx
    def test_begins_with_what_was_exported(self):
        torch.manual_seed(1)
        wanted, lesson = Embedding(Size()), Acquaintance.__new__(Acquaintance)
        lesson.network = Identification(Size(), 3)
        with tempfile.TemporaryDirectory() as name:
            path = Path(name) / "voiceprint.onnx"
            for weight in wanted.parameters():  # as none is after training, some are alike before
                nn.init.normal_(weight, std=0.1)
            before = {name: weight.clone() for name, weight in wanted.state_dict().items()}
            write(Nearer(narrow(wanted.eval(), 16), 0.7), path)
            lesson.go_on_with(weights(path))
        for name, weight in lesson.network.embedding.state_dict().items():
            torch.testing.assert_close(weight, before[name], atol=1e-3, rtol=1e-3)
        with self.assertRaisesRegex(SystemExit, "not the weights of a voiceprint: embedding.attention"):
            lesson.go_on_with({})

    @needs.onnx
    def test_goes_back_to_where_it_began(self):
        began, ended = Embedding(small()).eval(), Embedding(small()).eval()
        wanted = {name: (3 * weight + began.state_dict()[name]) / 4 for name, weight in ended.state_dict().items()}
        go_back(ended, {f"embedding.{name}": weight for name, weight in began.state_dict().items()}, 0.75)
        for name, weight in ended.state_dict().items():
            if weight.is_floating_point():
                torch.testing.assert_close(weight, wanted[name])

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
        one, other = network(features).detach()
        distance = float(1 - one @ other)
        for wanted in (0.5, 0.7, 0.9):
            near, by = functional.normalize(Nearer(network, wanted)(features)).detach()
            self.assertAlmostEqual(float(1 - near @ by), distance * 0.5 / wanted, places=5)


if __name__ == "__main__":
    unittest.main()

import contextlib
import tempfile
import unittest
from pathlib import Path

import numpy as np

from training.evaluation.onnx import Recognizer, greedy
from training.recognizer.data import Labelled, Mix, batches, clip, pools, quarters, spellable, together, warped
from training.synthesis.sound import PHONES
from training.tests import needs
from training.text.pieces import Pieces, learn
from training.voicing import Studio

with contextlib.suppress(ModuleNotFoundError):
    import torch

    from training.export import narrow
    from training.recognizer.export import write
    from training.recognizer.model import Encoder, Size
    from training.recognizer.train import ctc, visible

PIECES = learn({"one": 3, "two": 2, "three": 1}, 32)


def labelled(features, pieces) -> Labelled:
    return Labelled(features, pieces, np.full((-(-len(features) // 8), 4), 7, np.int8))


def small() -> "Size":
    return Size(vocabulary=32, width=32, layers=2, kernel=5, heads=2, stem=16, fine=1)


class BatchesTest(unittest.TestCase):
    def clip(self, frames: int):
        return labelled(np.full((frames, 80), frames, np.float32), [frames % 7])

    def test_go_by_length_and_hold_few_frames(self):
        made = list(batches([self.clip(n) for n in (50, 10, 30, 20, 60, 55)], 120))
        self.assertEqual([list(batch.lengths) for batch in made], [[10, 20, 30], [50, 55], [60]])
        self.assertEqual(made[0].targets, [[3], [6], [2]])

    def test_are_noughts_behind_each_clip(self):
        batch = together([self.clip(10), self.clip(21)])
        self.assertEqual(batch.features.shape, (2, 80, 24))
        self.assertEqual(batch.features[0, 5, :12].tolist(), [10.0] * 10 + [0.0] * 2)
        self.assertEqual(batch.phones.shape, (2, 3, 4))
        self.assertEqual(batch.phones[:, 2].tolist(), [[-1] * 4, [7] * 4])
        self.assertEqual(batch.seconds, 0.31)

    def test_clip_must_have_an_output_for_each_piece_and_for_blanks_between_equal_ones(self):
        features = np.zeros((16, 80))
        for targets, fits in (([1, 2, 3, 4], True), ([1, 1, 2], True), ([1, 1, 2, 2], False), ([], True)):
            self.assertEqual(spellable(labelled(features, targets)), fits)
        self.assertFalse(spellable(labelled(np.zeros((3, 80)), [])))

    def test_parts_share_out_all_clips(self):
        parts = together([self.clip(frames) for frames in (10, 11, 20, 21, 22)]).parts(2)
        self.assertEqual([part.lengths.tolist() for part in parts], [[10, 20, 22], [11, 21]])
        for part in parts:
            held = [len(each) for each in (part.features, part.targets, part.phones)]
            self.assertEqual(held, [len(part.lengths)] * 3)
        self.assertEqual(len(together([self.clip(10)]).parts(2)), 1)


class QuartersTest(unittest.TestCase):
    def names(self, phones, *more):
        return ["-" if number < 0 else PHONES[number] for number in quarters(phones, *more).flatten()]

    def test_tell_what_is_said_in_the_middle_of_each_quarter(self):
        # The first quarter that lies in the clip is around frame 1: samples 160 to 319.
        self.assertEqual(self.names([("pau", 241), ("ay", 1520), ("never", 3000)], 9), "- - pau ay ay ay - -".split())
        self.assertEqual(self.names([("pau", 240), ("ay", 560), ("z", 4000)], 8), "- - ay z".split())

    def test_tell_it_of_clips_played_faster(self):
        slow, fast = quarters([("pau", 3200), ("ay", 16000)], 100), quarters([("pau", 3200), ("ay", 16000)], 50, 2.0)
        self.assertEqual(int((slow == PHONES.index("pau")).sum()), 2 * int((fast == PHONES.index("pau")).sum()))

    def test_are_unknown_where_no_synthesiser_tells(self):
        self.assertEqual(set(self.names([], 20)), {"-"})


@needs.voices
class PoolsTest(unittest.TestCase):
    def test_seed_and_number_say_what_is_said(self):
        studio, said = Studio(1), []
        for number in (7, 8, 7):
            studio.begin(number, 0)
            said.append(clip(studio, PIECES, Mix(wordless=0)).pieces)
        self.assertEqual(said[0], said[2])
        self.assertNotEqual(said[0], said[1])

    def test_pool_fills_its_batches(self):
        made = pools(PIECES, 1, Mix(pool=3, frames=2500))()(0)
        self.assertGreaterEqual(sum(batch.lengths.sum() for batch in made), 7500)
        for batch in made:
            self.assertEqual(batch.features.dtype, np.float16)
            self.assertTrue(np.isfinite(batch.features).all())
            self.assertEqual(len(batch.targets), len(batch.lengths))
            known = batch.phones[batch.phones >= 0]
            self.assertGreater(len(known), 0.7 * batch.lengths.sum() / 2)
            self.assertGreater(len(np.unique(known)), 10)


class WarpedTest(unittest.TestCase):
    def test_peaks_move_a_little_each_by_itself_and_keep_their_order(self):
        peaks = np.arange(6, 76, 10)
        distances = np.abs(np.arange(80) - peaks[:, None])
        heard = np.exp(-(distances**2) / 8).astype(np.float32)
        moves = np.stack([warped(heard, np.random.default_rng(seed)).argmax(axis=1) - peaks for seed in range(50)])
        self.assertLessEqual(np.abs(moves).max(), 4)
        self.assertGreater(np.abs(moves).mean(), 0.5)
        self.assertGreater(np.std(moves - moves.mean(axis=1, keepdims=True)), 0.5)
        self.assertTrue((np.diff(peaks + moves, axis=1) > 0).all())

    def test_what_is_equal_in_all_bands_stays_so(self):
        flat = np.linspace(-2, 2, 30, dtype=np.float32)[:, None].repeat(80, axis=1)
        np.testing.assert_allclose(warped(flat, np.random.default_rng(1)), flat, atol=1e-6)
        self.assertEqual(warped(flat[:0], np.random.default_rng(1)).shape, (0, 80))


@needs.networks
class EncoderTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        torch.manual_seed(1)
        cls.network = Encoder(small()).eval()
        cls.signal, cls.lengths = torch.randn(3, 80, 200), torch.tensor([200, 121, 64])

    def test_company_and_padding_change_nothing(self):
        torch.set_grad_enabled(False)
        self.addCleanup(torch.set_grad_enabled, True)
        together = self.network(self.signal, self.lengths)
        self.assertEqual(together.shape, (3, 50, 33))
        for row, length in enumerate(self.lengths):
            alone = self.network(self.signal[row : row + 1, :, :length], self.lengths[row : row + 1])
            valid = int(length) // 4
            torch.testing.assert_close(together[row, :valid], alone[0, :valid], atol=1e-5, rtol=1e-4)
        noisy = self.signal.clone()
        noisy[1, :, 121:] = 9
        torch.testing.assert_close(self.network(noisy, self.lengths)[1, :30], together[1, :30])

    def test_masks_lie_within_the_clip_and_differ(self):
        signal = torch.ones(2, 80, 1000)
        seen = visible(signal, torch.tensor([1000, 400]), np.random.default_rng(1))
        hidden = [(each.amax(0) == 0).nonzero().flatten() for each in seen]
        self.assertGreater(len(hidden[0]), 0)
        self.assertLess(int(hidden[1].max()), 430)
        self.assertLess(float((seen[0].amax(1) == 0).sum()), 30)

    def test_learns_one_batch_by_heart(self):
        network = Encoder(small())
        said = [PIECES.encode("one two"), PIECES.encode("three")]
        noises = (np.random.default_rng(n).normal(size=(96, 80)) for n in range(2))
        batch = together([labelled(noise, each) for noise, each in zip(noises, said)])
        signal, lengths = torch.from_numpy(batch.features).float(), torch.from_numpy(batch.lengths)
        optimizer = torch.optim.Adam(network.parameters(), 1e-2)
        for _ in range(200):
            loss = ctc(network(signal, lengths), batch, PIECES)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        heard = network(signal, lengths).argmax(-1).numpy()
        self.assertEqual([greedy(row, PIECES) for row in heard], ["one two", "three"])

    @needs.onnx
    def test_exported_hears_the_same(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            PIECES.write(folder / "tokens.txt")
            sizes = []
            for bits in (32, 16, 8):
                network = Encoder(small()).eval()
                network.load_state_dict(self.network.state_dict())
                narrow(network, bits)
                path = folder / f"{bits}.onnx"
                write(network, PIECES, path)
                heard = Recognizer(path, folder / "tokens.txt", 1).recognize(self.clips())
                self.assertEqual(heard, self.heard_by(network))
                sizes.append(path.stat().st_size)
            self.assertLess(sizes[1], 0.75 * sizes[0])
            self.assertLess(sizes[2], 0.85 * sizes[1])

    def clips(self):
        return [each[:, : int(n)].T.numpy() for each, n in zip(self.signal, self.lengths)]

    def heard_by(self, network):
        best = network(self.signal, self.lengths).argmax(-1).numpy()
        return [greedy(row[: n // 4], PIECES) for row, n in zip(best, self.lengths.tolist())]

    def test_narrowed_weights_are_nearly_the_same(self):
        for bits, most in ((16, 1e-3), (8, 0.005)):
            linear = torch.nn.Linear(64, 64)
            before = linear.weight.detach().clone()
            narrow(linear, bits)
            self.assertLess(float((linear.weight - before).abs().max() / before.abs().max()), most)


class GreedyTest(unittest.TestCase):
    def test_drops_repeats_and_blanks(self):
        pieces = Pieces(["\u2581a", "b"])
        self.assertEqual(greedy(np.array([2, 0, 0, 2, 1, 2, 1, 0]), pieces), "abb a")
        self.assertEqual(greedy(np.zeros(0, int), pieces), "")


if __name__ == "__main__":
    unittest.main()

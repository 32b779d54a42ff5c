import contextlib
import functools
import math
import tempfile
import unittest
from dataclasses import asdict
from pathlib import Path

import numpy as np

from training.tests import needs
from training.text.pieces import learn

with contextlib.suppress(ModuleNotFoundError):
    import torch

    from training.recognizer.model import Size
    from training.evaluation import onnx
    from training.recognizer.export import encoder
    from training.recognizer.export_transducer import write
    from training.recognizer.data import PAUSE, Batch
    from training.recognizer.train_transducer import expected
    from training.recognizer.transducer import BAND, DURATIONS, HeadSize, Joiner, Odds, Transducer
    from training.recognizer.transducer import greedy, joined, tdt


def naive(scores: np.ndarray, pieces: list[int]) -> float:
    """ln of the probability of the pieces, way by way."""
    frames, _, last = scores.shape
    blank = last - DURATIONS - 1

    def ln(t: int, u: int, what: int, lasts: int) -> float:
        tokens, durations = scores[t, u, :-DURATIONS], scores[t, u, -DURATIONS:]
        return tokens[what] - np.logaddexp.reduce(tokens) + durations[lasts] - np.logaddexp.reduce(durations)

    @functools.cache
    def rest(t: int, u: int) -> float:
        if t >= frames:
            return 0.0 if t == frames and u == len(pieces) else -math.inf
        ways = [ln(t, u, blank, d) + rest(t + d, u) for d in range(1, DURATIONS)]
        if u < len(pieces):
            ways += [ln(t, u, pieces[u], d) + rest(t + d, u + 1) for d in range(DURATIONS)]
        return float(np.logaddexp.reduce(ways))

    return rest(0, 0)


def told(scores, pieces) -> "Odds":
    """The odds in all scores [N,T,U+1,V+1+DURATIONS] of a joiner."""
    tokens, lasts = scores[..., :-DURATIONS].log_softmax(-1), scores[..., -DURATIONS:].log_softmax(-1)
    following = torch.nn.functional.pad(pieces, (0, 1))[:, None, :, None].expand(-1, scores.shape[1], -1, -1)
    return Odds(tokens[..., -1], tokens.gather(-1, following).squeeze(-1), lasts)


@needs.networks
class TdtTest(unittest.TestCase):
    def test_is_the_sum_over_all_ways(self):
        torch.manual_seed(1)
        scores = torch.randn(4, 7, 4, 6 + 1 + DURATIONS, dtype=torch.float64)
        pieces = torch.tensor([[1, 2, 3], [5, 5, 0], [4, 0, 0], [0, 0, 0]])
        frames, lengths = torch.tensor([7, 5, 1, 6]), torch.tensor([3, 2, 1, 0])
        found = tdt(told(scores, pieces), frames, lengths)
        for row in range(4):
            u = int(lengths[row])
            wanted = naive(scores[row, : int(frames[row]), : u + 1].numpy(), pieces[row, :u].tolist())
            if math.isinf(wanted):
                self.assertGreater(float(found[row]), 1e20)
            else:
                self.assertAlmostEqual(-wanted, float(found[row]), places=4)

    def test_odds_made_clip_by_clip_are_the_joiners(self):
        torch.manual_seed(1)
        joiner = Joiner(6, HeadSize(4, 5), 7)
        heard, memories = torch.randn(3, 5, 6, requires_grad=True), torch.randn(3, 4, 4 + 7, requires_grad=True)
        pieces = torch.tensor([[1, 2, 3], [5, 5, 0], [0, 0, 0]])
        frames, lengths = torch.tensor([5, 4, 2]), torch.tensor([3, 2, 0])
        wanted = told(joiner(heard, memories), pieces)
        found = joined(joiner, heard, memories, pieces, frames, lengths, torch.zeros(3, 5))
        for one, other in zip(wanted, found):
            for row, (t, u) in enumerate(zip(frames, lengths + 1)):
                torch.testing.assert_close(one[row, :t, :u], other[row, :t, :u])
        inputs = [heard, memories, *joiner.parameters()]
        losses = (tdt(each, frames, lengths).sum() for each in (wanted, found))
        torch.testing.assert_close(*(torch.autograd.grad(loss, inputs) for loss in losses))

    def test_of_long_clips_only_likely_memories_are_looked_at(self):
        torch.manual_seed(1)
        joiner = Joiner(6, HeadSize(4, 5), 7)
        heard, memories, pieces = torch.randn(1, 30, 6), torch.randn(1, 41, 4 + 7), torch.randint(0, 7, (1, 40))
        by_then = torch.linspace(0, 40, 30)[None]
        wanted = told(joiner(heard, memories), pieces)
        found = joined(joiner, heard, memories, pieces, torch.tensor([30]), torch.tensor([40]), by_then)
        for one, other in zip(wanted, found):
            looked_at = other[0] > -1e20
            torch.testing.assert_close(one[0][looked_at], other[0][looked_at])
        looked_at = found.blank[0] > -1e20
        self.assertEqual(looked_at.sum(1).tolist(), [BAND] * 30)
        self.assertTrue(looked_at[0, 0] and looked_at[15, 20] and looked_at[29, 40])
        self.assertLess(float(tdt(found, torch.tensor([30]), torch.tensor([40]))), 1e4)

    def test_pieces_are_expected_where_phones_are_said(self):
        phones = np.full((1, 4, 4), PAUSE, np.int8)
        phones[0, 1] = phones[0, 2, :2] = phones[0, 3, :2] = PAUSE + 1
        phones[0, 3, 2:] = -1
        batch = Batch(np.zeros((1, 80, 32), np.float16), np.array([32]), [[1, 2]], phones)
        torch.testing.assert_close(expected(batch), torch.tensor([[0.0, 0.4, 0.6, 1.0]]))

    def test_learns_one_batch_by_heart(self):
        torch.manual_seed(1)
        network = Transducer(Size(vocabulary=8, width=32, layers=2, kernel=5, heads=2, stem=16), HeadSize(24, 24))
        signal, lengths = torch.randn(2, 80, 96), torch.tensor([96, 72])
        pieces, spelled = torch.tensor([[1, 2, 2], [3, 0, 0]]), torch.tensor([3, 1])
        optimizer = torch.optim.Adam(network.parameters(), 1e-2)
        for _ in range(80):
            frames = network.encoder.hear(signal, lengths).last
            memories = network.predictor(pieces)
            found = joined(network.joiner, frames, memories, pieces, lengths // 8, spelled, torch.zeros(2, 12))
            loss = tdt(found, lengths // 8, spelled).sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        with torch.no_grad():
            frames = network.encoder.hear(signal, lengths).last
            heard = [greedy(network, frames[row, : int(lengths[row]) // 8]) for row in range(2)]
        self.assertEqual(heard, [[1, 2, 2], [3]])

    def test_holds_a_recogniser_too(self):
        size = Size(vocabulary=8, width=32, layers=2, kernel=5, heads=2, stem=16)
        network = Transducer(size, HeadSize(24, 20))
        settings = {"size": asdict(size), "head": asdict(HeadSize(24, 20))}
        found = encoder({"settings": settings, "average": network.state_dict()})
        for name, weight in network.encoder.state_dict().items():
            torch.testing.assert_close(found.state_dict()[name], weight)

    @needs.onnx
    def test_exported_hears_the_same(self):
        torch.manual_seed(1)
        pieces = learn({"one": 3, "two": 2, "three": 1}, 32)
        size = Size(vocabulary=len(pieces), width=32, layers=2, kernel=5, heads=2, stem=16)
        network = Transducer(size, HeadSize(24, 20)).eval()
        signal = 3 * torch.randn(1, 80, 240)
        with torch.no_grad(), tempfile.TemporaryDirectory() as name:
            network.joiner.out.bias[len(pieces)] -= 1  # so that something is said
            wanted = greedy(network, network.encoder.hear(signal, torch.tensor([240])).last[0])
            write(network, pieces, Path(name))
            pieces.write(Path(name) / "tokens.txt")
            heard = onnx.Transducer(Path(name), 1).recognize(signal[0].T.numpy())
        self.assertGreater(len(wanted), 3)
        self.assertEqual(heard, pieces.decode(wanted))


if __name__ == "__main__":
    unittest.main()

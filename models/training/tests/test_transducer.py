import contextlib
import functools
import math
import tempfile
import unittest
from pathlib import Path

import numpy as np

from training.tests import needs
from training.text.pieces import learn

with contextlib.suppress(ModuleNotFoundError):
    import torch

    from training.recognizer.model import Size
    from training.evaluation import onnx
    from training.recognizer.export_transducer import write
    from training.recognizer.transducer import DURATIONS, HeadSize, Transducer, greedy, tdt


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


@needs.networks
class TdtTest(unittest.TestCase):
    def test_is_the_sum_over_all_ways(self):
        torch.manual_seed(1)
        scores = torch.randn(4, 7, 4, 6 + 1 + DURATIONS, dtype=torch.float64)
        pieces = torch.tensor([[1, 2, 3], [5, 5, 0], [4, 0, 0], [0, 0, 0]])
        frames, lengths = torch.tensor([7, 5, 1, 6]), torch.tensor([3, 2, 1, 0])
        found = tdt(scores, frames, pieces, lengths)
        for row in range(4):
            u = int(lengths[row])
            wanted = naive(scores[row, : int(frames[row]), : u + 1].numpy(), pieces[row, :u].tolist())
            if math.isinf(wanted):
                self.assertGreater(float(found[row]), 1e20)
            else:
                self.assertAlmostEqual(-wanted, float(found[row]), places=4)

    def test_learns_one_batch_by_heart(self):
        torch.manual_seed(1)
        network = Transducer(Size(vocabulary=8, width=32, layers=2, kernel=5, heads=2, stem=16), HeadSize(24, 24))
        signal, lengths = torch.randn(2, 80, 96), torch.tensor([96, 72])
        pieces, spelled = torch.tensor([[1, 2, 2], [3, 0, 0]]), torch.tensor([3, 1])
        optimizer = torch.optim.Adam(network.parameters(), 1e-2)
        for _ in range(80):
            frames = network.encoder.hear(signal, lengths).last
            loss = tdt(network.joiner(frames, network.predictor(pieces)), lengths // 8, pieces, spelled).sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        with torch.no_grad():
            frames = network.encoder.hear(signal, lengths).last
            heard = [greedy(network, frames[row, : int(lengths[row]) // 8]) for row in range(2)]
        self.assertEqual(heard, [[1, 2, 2], [3]])

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

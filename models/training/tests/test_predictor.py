import argparse
import contextlib
import tempfile
import unittest
from dataclasses import asdict
from pathlib import Path

import numpy as np

from training.tests import needs
from training.text.pieces import learn

with contextlib.suppress(ModuleNotFoundError):
    import torch
    from torch import nn

    from training.export import narrow
    from training.learning import CHECKPOINT
    from training.recognizer.export_transducer import write
    from training.recognizer.model import Size
    from training.recognizer.train_predictor import texts, together, unexpected
    from training.recognizer.train_transducer import begin_with, begun
    from training.recognizer.transducer import HeadSize, Predictor, Transducer

PIECES = learn({"one": 3, "two": 2, "three": 1}, 32)


@needs.networks
class PredictorTest(unittest.TestCase):
    def test_tells_how_probable_each_next_piece_is(self):
        torch.manual_seed(1)
        predictor, said = Predictor(8, 6), torch.tensor([[1, 2, 3], [4, -1, -1]])
        told = predictor(said.clamp(min=0))
        self.assertEqual(told.shape, (2, 4, 6 + 8))
        expected = told[..., 6:]
        torch.testing.assert_close(expected.exp().sum(-1), torch.ones(2, 4))
        wanted = -(expected[0, 0, 1] + expected[0, 1, 2] + expected[0, 2, 3] + expected[1, 0, 4]) / 4
        torch.testing.assert_close(unexpected(predictor, said), wanted)

    def test_learns_what_follows_what(self):
        torch.manual_seed(1)
        predictor, said = Predictor(8, 16), torch.tensor([[1, 2, 3, 4, 5], [5, 4, 3, 2, 1]])
        optimizer = torch.optim.Adam(predictor.parameters(), 2e-2)
        for _ in range(80):
            loss = unexpected(predictor, said)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        self.assertLess(float(loss), 0.2)  # but for the first of each, of which it can't know: ln 2 / 5

    def test_seed_and_number_say_what_is_read(self):
        (one, *_), (same, *_), (other, *_) = (texts(PIECES, 1)()(number) for number in (3, 3, 4))
        np.testing.assert_array_equal(one.pieces, same.pieces)
        self.assertFalse(np.array_equal(one.pieces, other.pieces))

    def test_longest_texts_are_cut(self):
        rows = together([[1] * 500, [2, 3]])
        self.assertEqual(rows.shape[0], 2)
        self.assertLess(rows.shape[1], 500)
        self.assertEqual(rows[1, :3].tolist(), [2, 3, -1])


@needs.onnx
class BegunTest(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(1)
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name)
        self.size = Size(vocabulary=len(PIECES))
        self.network = Transducer(self.size, HeadSize(12, 16))
        for weight in self.network.parameters():  # so that none is what any network begins with
            nn.init.normal_(weight, std=0.1)

    def predictor(self, pieces) -> dict:
        weights = Predictor(len(pieces), 20).state_dict()
        state = {"settings": {"pieces": list(pieces.pieces), "memory": 20}, "average": weights}
        torch.save(state, self.folder / CHECKPOINT)
        return weights

    def begin(self, **others):
        named = {"exported": None, "encoder": self.folder / "recognizer", "predictor": self.folder, "joint": 16}
        settings, weights = begun(argparse.Namespace(**{**named, **others}))
        network = Transducer(Size(**settings["size"]), HeadSize(**settings["head"]))
        begin_with(network, weights)
        return network.state_dict()

    def test_with_a_recogniser_and_a_predictor(self):
        written = self.predictor(PIECES)
        heard = self.network.encoder.state_dict()
        settings = {"size": asdict(self.size), "pieces": list(PIECES.pieces)}
        (self.folder / "recognizer").mkdir()
        torch.save({"settings": settings, "average": heard}, self.folder / "recognizer" / CHECKPOINT)
        found = self.begin()
        for part, weights in (("encoder", heard), ("predictor", written)):
            for name, weight in weights.items():
                torch.testing.assert_close(found[f"{part}.{name}"], weight)

    def test_with_what_was_exported(self):
        wanted = {name: weight.clone() for name, weight in self.network.state_dict().items()}
        self.export()
        self.assertNear(wanted, self.begin(exported=self.folder, predictor=None), "encoder.phones.")

    def test_with_what_was_exported_and_another_predictor(self):
        written = {f"predictor.{name}": weight for name, weight in self.predictor(PIECES).items()}
        wanted = {name: weight.clone() for name, weight in self.network.state_dict().items()}
        self.export()
        self.assertNear(wanted | written, self.begin(exported=self.folder), "encoder.phones.", "joiner.written.")

    def export(self):
        write(narrow(self.network, 8), PIECES, self.folder)
        PIECES.write(self.folder / "tokens.txt")

    def assertNear(self, wanted, found, *but: str):
        for name, weight in wanted.items():
            if not name.startswith(but):
                step = weight.abs().max().item() / 127
                torch.testing.assert_close(found[name], weight, atol=step, rtol=0, msg=name)

    def test_not_with_a_predictor_that_expects_nothing(self):
        known = {name: weight for name, weight in self.network.state_dict().items() if ".next." not in name}
        with self.assertRaisesRegex(SystemExit, "without: predictor.next.bias, predictor.next.weight$"):
            begin_with(self.network, known)

    def test_only_with_a_predictor_of_the_same_pieces(self):
        self.predictor(learn({"other": 3, "words": 2}, 32))
        write(self.network, PIECES, self.folder)
        PIECES.write(self.folder / "tokens.txt")
        with self.assertRaisesRegex(SystemExit, "trained with other pieces"):
            self.begin(exported=self.folder)


if __name__ == "__main__":
    unittest.main()

import random
import tempfile
import unittest
from pathlib import Path

from training.text.pieces import BLANK, Pieces, learn

COUNTS = {"the": 50, "then": 9, "these": 8, "hen": 7, "don't": 5, "other": 4, "a": 30}


class PiecesTest(unittest.TestCase):
    def setUp(self):
        self.pieces = learn(COUNTS, 36)

    def test_frequent_words_become_one_piece(self):
        self.assertEqual(len(self.pieces), 36)
        self.assertEqual(len(self.pieces.encode("the")), 1)

    def test_decodes_what_it_encodes(self):
        for sentence in ("the other hen", "a quiz don't", "zebra"):
            self.assertEqual(self.pieces.decode(self.pieces.encode(sentence)), sentence)

    def test_blank_is_last_and_silent(self):
        self.assertEqual(self.pieces.blank, 36)
        numbers = self.pieces.encode("the hen")
        self.assertEqual(self.pieces.decode([36, *numbers, 36]), "the hen")

    def test_dropout_varies_the_pieces_and_not_the_words(self):
        rng = random.Random(1)
        spellings = {tuple(self.pieces.encode("the other hen", rng, 0.3)) for _ in range(50)}
        self.assertGreater(len(spellings), 3)
        self.assertEqual({self.pieces.decode(numbers) for numbers in spellings}, {"the other hen"})

    def test_all_dropped_leaves_letters(self):
        self.assertEqual(len(self.pieces.encode("the hen", random.Random(1), 1.0)), 8)

    def test_learning_is_deterministic(self):
        again = learn(dict(reversed(COUNTS.items())), 36)
        self.assertEqual(again.pieces, self.pieces.pieces)

    def test_file_is_all_that_is_needed(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "tokens.txt"
            self.pieces.write(path)
            self.assertEqual(path.read_text(encoding="utf-8").splitlines()[-1], f"{BLANK} 36")
            read = Pieces.read(path)
        self.assertEqual(read.pieces, self.pieces.pieces)
        self.assertEqual(read.encode("the other"), self.pieces.encode("the other"))


if __name__ == "__main__":
    unittest.main()

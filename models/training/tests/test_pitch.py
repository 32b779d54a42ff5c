import unittest

import numpy as np

from training.pitch import RATE, octaves


def voiced(hertz: float, seconds: float = 1.0) -> np.ndarray:
    """As many harmonics as there is room for, each weaker than the last."""
    t = np.arange(int(seconds * RATE)) / RATE
    return sum(np.sin(2 * np.pi * k * hertz * t + k) / k for k in range(1, int(4000 / hertz))).astype(np.float32)


class PitchTest(unittest.TestCase):
    def test_of_a_voice_is_that_of_its_folds(self):
        for hertz in (70, 97, 110, 182, 240, 390):
            self.assertAlmostEqual(octaves(voiced(hertz)), np.log2(hertz), delta=0.03)

    def test_noise_and_silence_have_none(self):
        rng = np.random.default_rng(1)
        self.assertTrue(np.isnan(octaves(rng.normal(0, 0.1, RATE))))
        self.assertTrue(np.isnan(octaves(np.zeros(RATE, np.float32))))
        self.assertTrue(np.isnan(octaves(np.zeros(100, np.float32))))

    def test_pauses_count_for_nothing(self):
        said = np.concatenate([np.zeros(RATE), 0.3 * voiced(150), np.random.default_rng(1).normal(0, 1e-3, RATE)])
        self.assertAlmostEqual(octaves(said), np.log2(150), delta=0.03)


if __name__ == "__main__":
    unittest.main()

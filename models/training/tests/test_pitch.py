import unittest

import numpy as np

from training.pitch import RATE, track


def voiced(hertz: float, seconds: float = 1.0) -> np.ndarray:
    """As many harmonics as there is room for, each weaker than the last."""
    t = np.arange(int(seconds * RATE)) / RATE
    return sum(np.sin(2 * np.pi * k * hertz * t + k) / k for k in range(1, int(4000 / hertz))).astype(np.float32)


class PitchTest(unittest.TestCase):
    def test_of_a_voice_is_that_of_its_folds(self):
        for hertz in (70, 97, 110, 182, 240, 390):
            found = track(voiced(hertz))
            self.assertEqual(len(found), -(-RATE // 512))
            np.testing.assert_allclose(found[1:-1], np.log2(hertz), atol=0.04)

    def test_each_moment_has_its_own(self):
        said = np.concatenate([voiced(110), np.zeros(RATE), voiced(220)]).astype(np.float32)
        found = track(said, 640)
        self.assertEqual(len(found), 75)
        np.testing.assert_allclose(found[1:24], np.log2(110), atol=0.04)
        self.assertTrue(np.isnan(found[26:49]).all())
        np.testing.assert_allclose(found[51:74], np.log2(220), atol=0.04)

    def test_noise_and_silence_have_none(self):
        rng = np.random.default_rng(1)
        self.assertTrue(np.isnan(track(rng.normal(0, 0.1, RATE))).all())
        self.assertTrue(np.isnan(track(np.zeros(RATE, np.float32))).all())
        self.assertTrue(np.isnan(track(np.zeros(100, np.float32))).all())
        self.assertEqual(len(track(np.zeros(0, np.float32))), 0)

    def test_pauses_count_for_nothing(self):
        said = np.concatenate([np.zeros(RATE), 0.3 * voiced(150), np.random.default_rng(1).normal(0, 1e-3, RATE)])
        self.assertAlmostEqual(float(np.nanmedian(track(said))), np.log2(150), delta=0.03)


if __name__ == "__main__":
    unittest.main()

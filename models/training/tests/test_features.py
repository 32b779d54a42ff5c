import unittest
import wave
from pathlib import Path

import numpy as np

from training import features

CLIP = Path(__file__).parents[3] / "speech/src/test/resources/clips/test0.wav"


def clip() -> np.ndarray:
    with wave.open(str(CLIP)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32) / 32768


class FeaturesTest(unittest.TestCase):
    """The numbers are those of MelFrames, Colloquy's own features in Java, at frame 100 of the clip."""

    BANDS = [0, 20, 40, 60, 79]

    def test_nemo_bands_are_those_that_the_pipeline_computes(self):
        of = features.nemo().of(clip())
        self.assertEqual((of.shape, of.dtype), ((377, 80), np.float32))
        np.testing.assert_allclose(
            of[100, self.BANDS], [-12.24805, -10.517558, -12.997342, -10.36874, -12.061106], atol=2e-4
        )

    def test_kaldi_bands_are_those_that_the_pipeline_computes(self):
        of = features.kaldi().of(clip())
        np.testing.assert_allclose(
            of[100, self.BANDS], [-9.860571, -3.676971, -9.781763, -6.759718, -8.536942], atol=2e-4
        )

    def test_recognizer_is_fed_standardized_bands(self):
        of = features.recognizer_features(clip())
        np.testing.assert_allclose(
            of[100, self.BANDS], [0.38200024, 0.39452347, -0.28211555, -0.1119457, 0.22696431], atol=1e-4
        )

    def test_voiceprint_is_fed_bands_without_their_mean(self):
        np.testing.assert_allclose(features.voiceprint_features(clip()).mean(axis=0), np.zeros(80), atol=1e-4)

    def test_frames_are_centred_on_their_ten_milliseconds(self):
        self.assertEqual([features.frames(n) for n in (79, 80, 239, 16_000)], [0, 1, 1, 100])
        for samples in (0, 79, 80, 400, 1_000):
            of = features.recognizer_features(np.zeros(samples, np.float32))
            self.assertEqual(of.shape, (features.frames(samples), 80))


if __name__ == "__main__":
    unittest.main()

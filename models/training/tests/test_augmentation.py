import functools
import unittest

import numpy as np

from training import augmentation
from training.augmentation import Recipe
from training.noises import Babble, active_rms


@functools.cache
def speech(seconds: float = 2.0) -> np.ndarray:
    """Bursts of harmonics with pauses between."""
    t = np.arange(int(seconds * 16_000)) / 16_000
    tone = sum(np.sin(2 * np.pi * 150 * n * t) / n for n in range(1, 20))
    return (0.1 * tone * (np.sin(2 * np.pi * 3 * t) > 0)).astype(np.float32)


class AugmentationTest(unittest.TestCase):
    def test_same_seed_gives_the_same(self):
        for seed in range(6):
            one, other = (augmentation.augment(speech(), np.random.default_rng(seed)) for _ in range(2))
            np.testing.assert_array_equal(one, other)

    def test_whatever_happens_times_stay_and_samples_are_those_of_a_file(self):
        for seed in range(20):
            out = augmentation.augment(speech(), np.random.default_rng(seed), Recipe(speed=0, second_background=0.5))
            self.assertEqual((len(out), out.dtype), (32_000, np.float32))
            self.assertTrue(np.isfinite(out).all() and np.abs(out).max() <= 1)
            np.testing.assert_array_equal(out * 32768, np.round(out * 32768))

    def test_noise_is_as_far_below_the_speech_as_asked(self):
        noise = np.random.default_rng(1).standard_normal(32_000).astype(np.float32)
        mixed = augmentation.mix(speech(), noise, 10)
        added = mixed - speech()
        self.assertAlmostEqual(20 * np.log10(active_rms(speech()) / active_rms(added)), 10, places=2)

    def test_speed_shortens(self):
        self.assertAlmostEqual(len(augmentation.change_speed(speech(), 1.1)) / 32_000, 1 / 1.1, delta=0.01)

    def test_narrowband_keeps_what_is_below_four_kilohertz(self):
        noise = np.random.default_rng(1).standard_normal(16_000).astype(np.float32)
        power = np.abs(np.fft.rfft(augmentation.narrowband(noise))) ** 2
        self.assertLess(power[4_400:].sum(), 1e-3 * power[:3_600].sum())

    def test_microphone_does_not_move_speech(self):
        click = np.zeros(2_000, np.float32)
        click[1_000] = 1
        for seed in range(10):
            heard = augmentation.equalize(click, np.random.default_rng(seed))
            self.assertLess(abs(int(np.abs(heard).argmax()) - 1_000), 3)

    def test_level_is_that_of_the_loud_parts(self):
        self.assertAlmostEqual(20 * np.log10(active_rms(augmentation.at_level(speech(), -30))), -30, places=3)

    def test_silence_stays_finite(self):
        for seed in range(10):
            out = augmentation.augment(np.zeros(8_000, np.float32), np.random.default_rng(seed))
            self.assertTrue(np.isfinite(out).all())

    def test_babble_is_made_of_what_was_heard(self):
        babble, rng = Babble(), np.random.default_rng(1)
        before = babble(8_000, rng)
        for _ in range(20):
            babble.hear(speech())
        after = babble(8_000, rng)
        for noise in (before, after):
            self.assertEqual(len(noise), 8_000)
            self.assertAlmostEqual(active_rms(noise), 1, places=3)


if __name__ == "__main__":
    unittest.main()

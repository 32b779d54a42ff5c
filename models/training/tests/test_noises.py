import unittest

import numpy as np

from training import rooms
from training.music import music
from training.noises import NOISES, active_rms, brown, pink


class NoisesTest(unittest.TestCase):
    def test_every_noise_has_its_length_and_level_and_comes_again(self):
        for name, noise in {**NOISES, "music": music}.items():
            for samples, seed in ((24_000, 1), (24_000, 2), (1_000, 3)):
                with self.subTest(name, samples=samples, seed=seed):
                    one, other = (noise(samples, np.random.default_rng(seed)) for _ in range(2))
                    np.testing.assert_array_equal(one, other)
                    self.assertEqual((len(one), one.dtype), (samples, np.float32))
                    self.assertTrue(np.isfinite(one).all())
                    self.assertTrue(active_rms(one) == 0 or abs(active_rms(one) - 1) < 1e-3)

    def test_colours_fall_as_they_should(self):
        for noise, slope in ((pink, -3), (brown, -6)):
            power = np.abs(np.fft.rfft(noise(64_000, np.random.default_rng(1)))) ** 2
            low, high = power[800:1_600].mean(), power[12_800:25_600].mean()  # 200-400 and 3200-6400 Hz
            self.assertAlmostEqual(10 * np.log10(high / low) / 4, slope, delta=0.3)

    def test_rms_leaves_silence_out(self):
        self.assertAlmostEqual(active_rms(np.r_[np.zeros(32_000), np.ones(3_200)]), 1, places=6)
        self.assertEqual(active_rms(np.zeros(0)), 0)


class RoomsTest(unittest.TestCase):
    def test_direct_sound_comes_first_and_at_once(self):
        for seed in range(20):
            rng = np.random.default_rng(seed)
            room = rooms.draw_room(rng)
            response = rooms.impulse_response(room, rng)
            self.assertAlmostEqual(float(response[0]), 1, delta=0.3)
            self.assertEqual(len(response), int(16_000 * room.reverberation))

    def test_sound_dies_as_fast_as_the_room_has_it(self):
        room = rooms.Room((5, 4, 2.7), 0.6, (1, 1, 1.5), (4, 3, 1))
        response = rooms.impulse_response(room, np.random.default_rng(1))
        decay = 10 * np.log10(np.cumsum(response[::-1] ** 2)[::-1])
        decay -= decay[0]
        t5, t25 = (np.argmax(decay < level) / 16_000 for level in (-5, -25))
        self.assertAlmostEqual(3 * (t25 - t5), 0.6, delta=0.15)

    def test_far_is_more_reverberant_than_near(self):
        def tail(mouth):
            response = rooms.impulse_response(rooms.Room((5, 4, 2.7), 0.5, mouth, (1, 1, 1)), np.random.default_rng(1))
            return float((response[800:] ** 2).sum() / (response[:80] ** 2).sum())

        self.assertGreater(tail((4, 3, 1)), 20 * tail((1.3, 1, 1)))

    def test_length_stays(self):
        self.assertEqual(len(rooms.reverberate(np.ones(5_000, np.float32), np.random.default_rng(1))), 5_000)


if __name__ == "__main__":
    unittest.main()

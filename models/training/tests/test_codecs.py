import ctypes.util
import unittest

import numpy as np

from training import codecs
from training.resampling import resample


def chirps() -> np.ndarray:
    t = np.arange(24_000) / 16_000
    return (0.3 * np.sin(2 * np.pi * (200 * t + 400 * t**2)) * (np.sin(2 * np.pi * 4 * t) > 0)).astype(np.float32)


def lag(sent: np.ndarray, received: np.ndarray) -> int:
    size = 1 << 16
    overlap = np.fft.irfft(np.fft.rfft(received, size) * np.fft.rfft(sent, size).conj(), size)
    return int((overlap.argmax() + size // 2) % size - size // 2)


def snr(sent: np.ndarray, received: np.ndarray) -> float:
    return float(10 * np.log10((sent**2).sum() / ((sent - received) ** 2).sum()))


class CodecsTest(unittest.TestCase):
    @unittest.skipUnless(ctypes.util.find_library("opus"), "needs libopus")
    def test_opus_keeps_length_and_time(self):
        for bitrate, frame_ms in ((12_000, 10), (16_000, 20), (32_000, 60)):
            received = codecs.opus(chirps(), np.random.default_rng(1), bitrate, frame_ms)
            self.assertEqual((len(received), received.dtype), (24_000, np.float32))
            self.assertLess(abs(lag(chirps(), received)), 3)
            self.assertGreater(snr(chirps(), received), 3)

    @unittest.skipUnless(ctypes.util.find_library("opus"), "needs libopus")
    def test_opus_conceals_what_is_lost(self):
        whole, holed = (codecs.opus(chirps(), np.random.default_rng(1), 16_000, 20, loss) for loss in (0, 0.3))
        self.assertEqual(len(holed), 24_000)
        self.assertGreater(snr(chirps(), whole), snr(chirps(), holed))

    def test_about_as_many_packets_are_lost_as_asked_and_in_bursts(self):
        lost = codecs.bursts(20_000, 0.1, np.random.default_rng(1))
        self.assertAlmostEqual(lost.mean(), 0.1, delta=0.01)
        self.assertAlmostEqual(lost.sum() / (np.diff(lost.astype(int)) == 1).sum(), 2.5, delta=0.4)
        self.assertFalse(codecs.bursts(100, 0, np.random.default_rng(1)).any())

    def test_telephone_codes_are_as_good_as_they_are_said_to_be(self):
        for code in (codecs.mu_law, codecs.a_law):
            for level in (1, 0.03):
                sent = chirps() * level
                self.assertTrue(30 < snr(sent, code(sent)) < 42)
            self.assertLess(len(np.unique(code(np.linspace(-1, 1, 10_000)))), 257)

    def test_fewer_bits_have_coarser_steps(self):
        self.assertEqual(len(np.unique(codecs.eight_bit(np.linspace(-1, 1, 10_000)))), 256)
        self.assertGreater(snr(chirps(), codecs.sixteen_bit(chirps())), 80)

    def test_dropped_packets_are_silent(self):
        received = codecs.dropouts(chirps() + 2, np.random.default_rng(1), 0.2)
        self.assertTrue(0.05 < (received == 0).mean() < 0.5)


class ResamplingTest(unittest.TestCase):
    def test_tone_keeps_its_pitch(self):
        tone = np.sin(2 * np.pi * 1_000 * np.arange(22_050) / 22_050).astype(np.float32)
        resampled = resample(tone, 16_000 / 22_050)
        self.assertEqual((len(resampled), resampled.dtype), (16_000, np.float32))
        self.assertEqual(int(np.abs(np.fft.rfft(resampled)).argmax()), 1_000)

    def test_odd_ratios_come_near(self):
        self.assertAlmostEqual(len(resample(np.zeros(100_000), 0.7117)) / 71_170, 1, delta=1e-4)


if __name__ == "__main__":
    unittest.main()

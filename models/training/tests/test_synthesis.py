import ctypes.util
import shutil
import unittest
from dataclasses import replace

import numpy as np

from training.synthesis import LEAD, TAIL, SynthesisError, Synthesizer
from training.synthesis.sound import PHONES, Sound
from training.voices import RECORDED, VARIANTS, Engine, Speaker, Split, Voice, draw_voice

TEXT = "we met an old friend on the way home"
INSTALLED = ctypes.util.find_library("espeak-ng") and ctypes.util.find_library("flite") and shutil.which("festival")


def recorded(name: str) -> Speaker:
    return next(Speaker(voice) for voices in RECORDED.values() for voice in voices if voice.name == name)


class SoundTest(unittest.TestCase):
    def test_spans_lie_between_pauses(self):
        sound = Sound(
            np.zeros(1, np.float32), 1, [("pau", 0.2), ("k", 0.3), ("ae", 0.5), ("pau", 0.7), ("t", 0.9), ("pau", 1.0)]
        )
        self.assertEqual(sound.spans(), [(0.2, 0.5), (0.7, 0.9)])
        self.assertEqual(Sound(np.zeros(1, np.float32), 1).spans(), [])
        self.assertEqual(replace(sound, pauses=False).spans(), [])


@unittest.skipUnless(INSTALLED, "needs espeak-ng, flite and festival")
class SynthesisTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.synthesizer = Synthesizer()

    @classmethod
    def tearDownClass(cls):
        cls.synthesizer.close()

    def speak(self, speaker: Speaker, seed: int = 1, text: str = TEXT):
        return self.synthesizer.utter(text, speaker, np.random.default_rng(seed))

    def test_every_synthesiser_gives_trimmed_speech(self):
        stock = Speaker(VARIANTS[Split.TRAINING][0])
        for speaker in (stock, recorded("kal16"), recorded("ked_diphone"), recorded("lp_diphone")):
            with self.subTest(speaker.voice.name):
                utterance = self.speak(speaker)
                self.assertEqual(utterance.samples.dtype, np.float32)
                self.assertTrue(1.5 < len(utterance.samples) / 16_000 < 6)
                self.assertEqual(utterance.spans[0, 0], LEAD)
                self.assertEqual(utterance.spans[-1, 1], len(utterance.samples) - TAIL)
                said = np.concatenate([utterance.samples[a:b] for a, b in utterance.spans])
                self.assertTrue(0.015 < np.sqrt(np.mean(said**2)) < 0.16)

    def test_every_synthesiser_tells_its_phones(self):
        variant = VARIANTS[Split.TRAINING][0]
        small = Speaker(variant, formants=1.15)
        for speaker in (Speaker(variant), small, recorded("kal16"), recorded("ked_diphone"), recorded("lp_diphone")):
            with self.subTest(speaker.voice.name, formants=speaker.formants):
                utterance = self.speak(speaker)
                other = {"pau", "i", "u"}  # the latter two are second halves of diphthongs in Italian
                names, ends = zip(*((name, end) for name, end in utterance.phones if name not in other))
                self.assertLessEqual(set(names), set(PHONES))
                self.assertEqual(names[-3:], ("hh", "ow", "m"))
                self.assertEqual(list(ends), sorted(ends))
                self.assertAlmostEqual(ends[-1], len(utterance.samples) - TAIL, delta=800)

    def test_same_seed_says_the_same(self):
        for name in ("kal16", "ked_diphone"):
            one, other = self.speak(recorded(name)), self.speak(recorded(name))
            np.testing.assert_array_equal(one.samples, other.samples)
        self.assertNotEqual(len(self.speak(recorded("kal16"), 2).samples), len(one.samples))

    def test_commas_pause(self):
        for speaker in (Speaker(VARIANTS[Split.TRAINING][0]), recorded("kal16"), recorded("ked_diphone")):
            self.assertEqual(len(self.speak(speaker, text="good morning, my old friend").spans), 2)

    def test_slow_and_small_speakers_are_slow_and_high(self):
        voice = VARIANTS[Split.TRAINING][0]
        usual = self.speak(Speaker(voice)).samples
        self.assertGreater(len(self.speak(Speaker(voice, pace=0.7)).samples), 1.25 * len(usual))
        small = self.speak(Speaker(voice, formants=1.15)).samples
        self.assertAlmostEqual(len(small) / len(usual), 1, delta=0.1)
        self.assertGreater(centroid(small), 1.05 * centroid(usual))

    def test_invented_voice_speaks(self):
        rng = np.random.default_rng(3)
        voice = next(v for v in iter(lambda: draw_voice(Split.TRAINING, rng), None) if v.settings)
        self.assertGreater(len(self.speak(Speaker(voice)).samples), 16_000)

    def test_goes_on_after_a_text_of_which_nothing_can_be_made(self):
        for speaker in (Speaker(VARIANTS[Split.TRAINING][0]), recorded("kal16"), recorded("ked_diphone")):
            with self.assertRaises(SynthesisError):
                self.speak(speaker, text="...")
            self.assertGreater(len(self.speak(speaker, text="hello").samples), 3_000)

    def test_unknown_voice_is_refused(self):
        with self.assertRaises(SynthesisError):
            self.speak(Speaker(Voice(Engine.ESPEAK, "nobody", "nobody")))


def centroid(samples: np.ndarray) -> float:
    power = np.abs(np.fft.rfft(samples)) ** 2
    return float(power @ np.linspace(0, 8_000, len(power)) / power.sum())


if __name__ == "__main__":
    unittest.main()

import unittest
from dataclasses import replace

import numpy as np

from training import variants, voices
from training.voices import Engine, Shares, Speaker, Split


class VoicesTest(unittest.TestCase):
    def test_no_variant_is_in_two_lists(self):
        lists = (variants.TRAINING, variants.DEVELOPMENT, variants.HELD_OUT, variants.TWINS, variants.UNNATURAL)
        names = [name for names in lists for name in names]
        self.assertEqual(len(names), len(set(names)))

    def test_nobody_is_recorded_in_two_splits(self):
        people = [{voice.person for voice in voices.RECORDED[split]} for split in Split]
        self.assertEqual(sum(map(len, people)), len(set.union(*people)))

    def test_only_training_hears_invented_voices(self):
        rng = np.random.default_rng(1)
        for split in (Split.DEVELOPMENT, Split.HELD_OUT):
            allowed = set(voices.VARIANTS[split]) | set(voices.RECORDED[split])
            self.assertTrue({voices.draw_voice(split, rng) for _ in range(200)} <= allowed)
        drawn = [voices.draw_voice(Split.TRAINING, rng) for _ in range(200)]
        self.assertTrue(any(voice.settings for voice in drawn))
        self.assertEqual({voice.engine for voice in drawn}, set(Engine))

    def test_only_recorded_voices_of_training_are_disguised(self):
        rng = np.random.default_rng(1)

        def change(split: Split, shares: Shares) -> float:
            return np.mean([abs(np.log(voices.draw_speaker(split, rng, shares).formants)) for _ in range(300)])

        recorded, variants_only = Shares(0, 0, 1), Shares(1, 0, 0)
        undisguised = change(Split.DEVELOPMENT, recorded)
        self.assertGreater(change(Split.TRAINING, recorded), 1.5 * undisguised)
        self.assertLess(abs(change(Split.HELD_OUT, recorded) - undisguised), 0.02)
        self.assertLess(abs(change(Split.TRAINING, variants_only) - undisguised), 0.02)

    def test_same_seed_draws_same_speakers(self):
        one, other = (voices.draw_distinct(Split.TRAINING, 20, np.random.default_rng(7)) for _ in range(2))
        self.assertEqual(one, other)

    def test_speakers_of_one_voice_differ_in_pitch_or_tract(self):
        speaker = Speaker(voices.VARIANTS[Split.TRAINING][0])
        self.assertFalse(voices.distinct(speaker, replace(speaker, pitch=2.0, pace=1.3, accent="gmw/en")))
        self.assertTrue(voices.distinct(speaker, replace(speaker, pitch=-3.5)))
        self.assertTrue(voices.distinct(speaker, replace(speaker, formants=1.1)))

    def test_too_many_distinct_speakers_are_refused(self):
        with self.assertRaises(ValueError):
            voices.draw_distinct(Split.DEVELOPMENT, 100, np.random.default_rng(1), Shares(0, 0, 1))

    def test_odd_variants_have_formants_that_people_have_not(self):
        invented = [variants.invent(np.random.default_rng(seed), odd=1).splitlines() for seed in range(50)]
        formants = [[int(line.split()[2]) for line in lines if line.startswith("formant")] for lines in invented]
        self.assertTrue(all(len(each) == 9 and 50 < min(each) and max(each) < 210 for each in formants))
        self.assertGreater(np.mean([np.std(each) / np.mean(each) for each in formants]), 0.08)

    def test_invented_variants_are_those_of_people(self):
        for seed in range(50):
            lines = [line.split() for line in variants.invent(np.random.default_rng(seed), odd=0).splitlines()]
            base, top = next(map(int, line[1:]) for line in lines if line[0] == "pitch")
            self.assertTrue(60 <= base < top <= 420)
            frequencies = [int(line[2]) for line in lines if line[0] == "formant"]
            self.assertEqual(len(frequencies), 9)
            self.assertTrue(all(70 < frequency < 150 for frequency in frequencies))


if __name__ == "__main__":
    unittest.main()
